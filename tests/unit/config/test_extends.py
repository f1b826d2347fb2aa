"""One configuration for many sites: files are merged, the nearer one wins, and mistakes are said where they are."""

from pathlib import Path

import pytest

from narrate import __version__
from narrate.config import read_config
from narrate.errors import NarrateError
from narrate.model.config import Config
from smallsite import SmallSite


def _read(folder: Path, files: dict[str, str]) -> tuple[Config, list[str]]:
    """The configuration of `site/`, beside which other files may stand, and what is wrong with it."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    config, diagnostics = read_config(folder / "site", folder / "site/narrate.toml")
    said = [f"{d.place.path}:{d.place.line}:{d.place.column} {d.message}" for d in diagnostics]
    assert all(d.place.text for d in diagnostics)
    return config, said


def _refusal(folder: Path, files: dict[str, str]) -> str:
    with pytest.raises(NarrateError) as refused:
        _read(folder, files)
    return f"{refused.value.message} | {refused.value.help}"


def test_tables_are_merged_and_the_nearer_file_wins(tmp_path: Path) -> None:
    config, said = _read(
        tmp_path,
        {
            "site/narrate.toml": (
                'extends = "../shared/teams.toml"\ntitle = "Heron"\nignore = ["mine"]\n[git]\ndates = false\n'
                '[kinds.incident]\nlabel = "outage"\n[diagnostics]\nbroken-link = "warning"\n'
            ),
            "shared/teams.toml": (
                'extends = "company.toml"\nlanguage = "de"\nignore = ["theirs", "others"]\n[git]\nauthors = false\n'
                '[kinds.incident]\nlabel = "incident"\nfields.began = { type = "date" }\n'
            ),
            "shared/company.toml": (
                'title = "Company"\nlanguage = "en"\nfooter = "Be kind."\n'
                '[git]\ndates = true\n[diagnostics]\nbroken-link = "off"\nmissing-image = "error"\n'
            ),
        },
    )
    assert said == []
    assert (config.title, config.language, config.footer) == ("Heron", "de", "Be kind.")
    assert config.ignore == ("mine",)
    assert (config.git.authors, config.git.dates) == (False, False)
    assert config.levels == {"broken-link": "warning", "missing-image": "error"}
    incident = config.kinds.kinds["incident"]
    assert (incident.label, [field.name for field in incident.fields]) == ("outage", ["began"])


def test_a_mistake_is_said_in_the_file_that_has_it(tmp_path: Path) -> None:
    _, said = _read(
        tmp_path,
        {
            "site/content/x.md": "",
            "site/narrate.toml": 'extends = "../shared/narrate.toml"\ncontent = "content"\n[git]\nbranhc = ""\n',
            "shared/narrate.toml": 'titel = "x"\n\n[git]\nauthors = "no"\n[kinds.incident]\nshelf = "top"\n',
        },
    )
    assert said == [
        "../../shared/narrate.toml:1:1 `narrate.toml` has no option `titel`",
        "../../shared/narrate.toml:4:11 `authors` takes `true` or `false`, not text",
        *[line for line in said if "shelf" in line],
        "../narrate.toml:4:1 `[git]` has no option `branhc`",
    ]


def test_a_shared_rule_need_not_hold_for_a_folder_in_every_site(tmp_path: Path) -> None:
    rule = '[folders."board"]\nvisibility = "internal"\n'
    config, said = _read(tmp_path, {"site/narrate.toml": 'extends = "../shared.toml"\n', "shared.toml": rule})
    assert (config.folder_visibility, said) == ({"board": "internal"}, [])
    _, said = _read(tmp_path, {"site/narrate.toml": rule})
    assert said == ["narrate.toml:1:2 there is no folder `board`"]


REFUSED = {
    "a missing file": (
        {"site/narrate.toml": '\nextends = "../shared.toml"'},
        (
            "narrate.toml:2:11: there is no file `../shared.toml` | "
            "it is seen from this file; a submodule needs `git submodule update --init`"
        ),
    ),
    "a folder": (
        {"site/narrate.toml": 'extends = "../shared/"', "shared/x": ""},
        'narrate.toml:1:11: `../shared/` is a folder | did you mean `extends = "../shared/narrate.toml"`?',
    ),
    "an address": (
        {"site/narrate.toml": 'extends = "https://a.example/narrate.toml"'},
        (
            "narrate.toml:1:11: `https://a.example/narrate.toml` is an address, and narrate fetches nothing | "
            "bring the file here first, as a submodule or a second checkout"
        ),
    ),
    "a place of one machine": (
        {"site/narrate.toml": 'extends = "/etc/narrate.toml"'},
        (
            "narrate.toml:1:11: `/etc/narrate.toml` is not the same file on every machine | "
            'write the way to a file: `extends = "../shared/narrate.toml"`'
        ),
    ),
    "a list": (
        {"site/narrate.toml": 'extends = ["a.toml"]'},
        (
            "narrate.toml:1:11: `extends` takes text, not a list | "
            'write the way to a file: `extends = "../shared/narrate.toml"`'
        ),
    ),
    "itself": (
        {"site/narrate.toml": 'extends = "narrate.toml"'},
        "narrate.toml:1:11: this file extends itself: narrate.toml → narrate.toml | remove one `extends`",
    ),
    "a circle": (
        {
            "site/narrate.toml": 'extends = "../a.toml"',
            "a.toml": 'extends = "b.toml"',
            "b.toml": 'extends = "a.toml"',
        },
        (
            "../b.toml:1:11: these files extend each other: narrate.toml → ../a.toml → ../b.toml → ../a.toml | "
            "remove one `extends`"
        ),
    ),
    "what is no TOML": (
        {"site/narrate.toml": 'extends = "../a.toml"', "a.toml": "title = Notes"},
        "../a.toml:1:9: invalid value | texts are written in quotes, and `true` and `false` in lower case",
    ),
    "a name that no file has": (
        {"site/narrate.toml": 'extends = "a\\u0000b"'},
        (
            "narrate.toml:1:11: there is no file `a\\x00b` | "
            "it is seen from this file; a submodule needs `git submodule update --init`"
        ),
    ),
    "an audience that a shared file misspells": (
        {"site/narrate.toml": 'extends = "../a.toml"', "a.toml": '\nvisibility = "publik"'},
        "../a.toml:2:14: there is no audience `publik` | did you mean `public`?",
    ),
    "a gate that a shared file loses": (
        {"site/narrate.toml": 'extends = "../a.toml"', "a.toml": '[git]\nvisibility = "public"'},
        ("../a.toml:2:14: `visibility` stands in `[git]` | write it further up, above the first `[…]` line"),
    ),
    "another version": (
        {"site/narrate.toml": 'titel = "x"\nrequired_version = ">=99"'},
        (
            f"narrate.toml:2:20: this site asks for narrate `>=99`, and this is narrate {__version__} | "
            "install a version that fits; if it may be this one, change `required_version`"
        ),
    ),
    "another version for all sites": (
        {"site/narrate.toml": 'extends = "../a.toml"', "a.toml": 'required_version = "<0.0.1"'},
        (
            f"../a.toml:1:20: this site asks for narrate `<0.0.1`, and this is narrate {__version__} | "
            "install a version that fits; if it may be this one, change `required_version`"
        ),
    ),
    "a version in words": (
        {"site/narrate.toml": 'required_version = "the newest"'},
        'narrate.toml:1:20: `the newest` says nothing about versions | write `required_version = ">=0.3,<1"`',
    ),
    "a number for versions": (
        {"site/narrate.toml": "required_version = 0.3"},
        (
            "narrate.toml:1:20: `required_version` takes text, not the number `0.3` | "
            'write `required_version = ">=0.3,<1"`'
        ),
    ),
}


@pytest.mark.parametrize(("files", "said"), REFUSED.values(), ids=REFUSED)
def test_what_a_build_cannot_go_on_with(tmp_path: Path, files: dict[str, str], said: str) -> None:
    assert _refusal(tmp_path, files) == said


@pytest.mark.parametrize("wanted", ["", ">=0.0.1", f"=={__version__}", " >=0.0.1 , <99 "])
def test_a_version_that_fits(tmp_path: Path, wanted: str) -> None:
    assert _read(tmp_path, {"site/narrate.toml": f'required_version = "{wanted}"'})[1] == []


def test_a_change_of_the_shared_file_is_built_at_once(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {"narrate.toml": 'extends = "../shared/narrate.toml"\n', "a.md": "Hello.\n"})
    site.write("../shared/narrate.toml", 'footer = "Be kind."\n')
    site.build()
    assert "index.html" in site.containing("Be kind.")
    site.write("../shared/narrate.toml", 'footer = "Be brief."\n')
    site.build()
    assert site.containing("Be kind.") == ()
    assert site.published() == site.build_clean()


def test_one_theme_serves_all_sites(tmp_path: Path) -> None:
    site = SmallSite(tmp_path, {"narrate.toml": 'extends = "../shared/narrate.toml"\n', "a.md": "Hello.\n"})
    site.write("../shared/narrate.toml", 'theme = "house"\n')
    site.write("../shared/house/theme.toml", 'inherits = "default"\n')
    site.write(
        "../shared/house/templates/entry.html",
        '{% extends "default/entry.html" %}{% block below %}Ours{% endblock %}',
    )
    site.build()
    assert "a/index.html" in site.containing("Ours")
