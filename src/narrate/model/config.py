"""A project's configuration, complete: what `narrate.toml` says, with every default filled in."""

from typing import Literal

import msgspec

from narrate.model.diagnostic import Level
from narrate.model.kinds import Kinds

ForgeType = Literal["", "github", "gitlab", "gitea", "forgejo"]

HistorySetting = Literal["passages", "commits", "none"]


class MarkdownOptions(msgspec.Struct, frozen=True):
    """What a team chooses of how files are parsed."""

    math: bool = True
    """Convert `$…$` and `$$…$$` to MathML (with the extra `math` installed)."""
    diagrams: bool = True
    """Draw Mermaid blocks at build time (with the extra `diagrams` installed)."""
    highlight: bool = True
    """Highlight fenced code."""


class MarkdownSettings(MarkdownOptions, frozen=True):
    """What decides how a file is parsed, besides its path and bytes."""

    language: str = "en"
    """Of the words that narrate adds: the title of a callout that has none."""


class GitSettings(msgspec.Struct, frozen=True):
    """What is taken from Git."""

    authors: bool = True
    """Take authors from the history when neither front matter nor folder names any."""
    dates: bool = True
    """Take dates from the history when neither front matter nor file name has any."""
    redirects: bool = True
    """Leave a redirect where a file was before it was renamed."""
    bots: tuple[str, ...] = ()
    """Further names of automatic committers to leave out."""
    forge: str = ""
    """The repository's address on its forge; empty: taken from the remote `origin` when it is a known forge."""
    forge_type: ForgeType = ""
    """What sort of forge it is; empty: told by the name of its host."""
    branch: str = ""
    """The branch that links to the forge use; empty: the main one of `origin`, else the current one."""
    edit_links: bool = True
    """Let every page lead to the forge's editor: edit, history, reply, narrate."""
    history: HistorySetting = "passages"
    """What pages of maintained kinds tell of their history: each change with its passages, without them, or nothing."""


class CheckSettings(msgspec.Struct, frozen=True):
    """What `narrate check` looks for, where that is not the same for every team."""

    open_days: int = 30
    """How many days a question, or whatever else waits for somebody, may be open."""
    tags: tuple[str, ...] = ()
    """The tags that may be used, besides those that have a page: `ci`, or `ci/*` for all below it. Empty: any."""
    skip_external: tuple[str, ...] = ()
    """Globs of addresses on other hosts that are not asked for with `--external`."""


class DeskSettings(msgspec.Struct, frozen=True):
    """When something is on the desk. `desk = false` stands for `shown = false`."""

    shown: bool = True
    """Whether there are desks at all."""
    question_days: int = 3
    """How many days a question may wait for its first reply."""
    newcomer_days: int = 30
    """For how many days somebody who writes here for the first time is new."""
    distil_from: int = 6
    """So many narrations under a tag since its last lesson are ready to be distilled."""
    distil_days: int = 180
    """How far back they are counted."""
    risk_days: int = 365
    """Knowledge is at risk only when somebody wrote about it in so many days."""


class Config(msgspec.Struct, frozen=True):
    """Everything a build needs to know that is not content."""

    kinds: Kinds
    title: str
    declared: bool = True
    """Whether there is a `narrate.toml`: without one, guesses are careful."""
    extends: str = ""
    """The file whose options hold where this one says nothing."""
    required_version: str = ""
    """The versions of narrate that the site is made for."""
    description: str = ""
    base_url: str = ""
    """The absolute address of the site, ending in `/`; empty when not known."""
    language: str = "en"
    timezone: str = "UTC"
    """Decides what day it is, and the offset of dates that have none, in feeds."""
    content: str = "."
    """The folder with the content, relative to the project."""
    output: str = "site"
    theme: str = "default"
    """A shipped theme's name, or a folder relative to the project."""
    audiences: tuple[str, ...] = ("public", "internal")
    """From the widest circle to the closest."""
    visibility: str = "internal"
    """Who may see an entry that does not say."""
    audience: str = "internal"
    """For whom the site is built: entries for closer circles are withheld."""
    folder_visibility: dict[str, str] = {}
    """The audience of everything below a folder."""
    folder_kinds: dict[str, str] = {}
    """The kind of files below a folder: path or glob to kind."""
    ignore: tuple[str, ...] = ()
    """Globs of what is not content."""
    hashtags: Literal["all", "known", "none"] = "all"
    our_urls: tuple[str, ...] = ()
    """Old absolute addresses of the same site."""
    search: bool = True
    """Whether the site can be searched: the index, the page and the script."""
    site_id: str = ""
    """`domain,date` for tag URIs of feeds; empty: made from `base_url` or the title."""
    footer: str = ""
    network: bool = True
    """Show who answers, cites and mentions whom, and which communities connect which teams."""
    related: bool = True
    """Show at the foot of entries which earlier ones are about the same."""
    git: GitSettings = GitSettings()
    markdown: MarkdownSettings = MarkdownSettings()
    check: CheckSettings = CheckSettings()
    desk: DeskSettings = DeskSettings()
    levels: dict[str, Level] = {}
    """The level of a diagnostic's code, where it is not the default."""

    @property
    def has_desk(self) -> bool:
        """Whether the site has a desk whatever waits: then every page leads there, and a link to it leads somewhere."""
        return self.declared and self.desk.shown
