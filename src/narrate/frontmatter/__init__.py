"""Front matter: what stands above a text, in YAML, TOML or JSON, as other generators write it too.

Start with `read.read_front_matter`. It never raises and loses no text: what it cannot read is a
diagnostic, and what is no front matter stays in the body.
"""

from narrate.frontmatter.dates import date_from_path, read_date
from narrate.frontmatter.read import FrontMatterResult, read_front_matter

__all__ = ["FrontMatterResult", "date_from_path", "read_date", "read_front_matter"]
