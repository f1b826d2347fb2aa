"""Front matter: what stands above a text, in YAML, TOML or JSON, as other generators write it too.

Start with `read.read_front_matter`. It never raises and loses no text: what it cannot read is a
diagnostic, and what is no front matter stays in the body. `dates` reads a date alone.
"""
