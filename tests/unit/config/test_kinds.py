"""Kinds are data: the built-in ones, and those that a team changes and adds in the same form."""

import tomllib
from typing import get_args

import pytest

from narrate.kinds import built_in, declare
from narrate.model.kinds import Kind, Kinds, Register
from narrate.schema import Findings
from narrate.toml_places import Places


def _declare(text: str) -> tuple[Kinds, list[str]]:
    findings = Findings(Places("narrate.toml", text))
    kinds = declare(built_in(), tomllib.loads(text), findings)
    return kinds, [f"{d.place.line}:{d.place.column} {d.message} | {d.help}" for d in findings.diagnostics]


def _kind(text: str, name: str) -> Kind:
    kinds, said = _declare(text)
    assert said == []
    return kinds.kinds[name]


def test_the_built_in_kinds_are_those_of_the_design() -> None:
    assert list(built_in().kinds) == [
        "narration", "reflection", "lesson", "question", "probe", "howto", "decision", "bookmark", "event", "page",
        "person", "team", "community", "tag",
    ]  # fmt: skip


def test_every_registry_has_one_kind() -> None:
    registries = [kind.registry for kind in built_in().kinds.values() if kind.registry]
    assert sorted(registries) == sorted(set(get_args(Register)) - {""})


def test_no_folder_makes_two_kinds() -> None:
    folders = [folder for kind in built_in().kinds.values() for folder in (kind.folder, *kind.folders)]
    assert len(folders) == len(set(folders))


@pytest.mark.parametrize("kind", built_in().kinds.values(), ids=built_in().kinds)
def test_a_built_in_kind_explains_itself_and_its_fields(kind: Kind) -> None:
    assert kind.help
    assert kind.plural[0].isupper()
    assert [field.name for field in kind.fields if not (field.help and field.label)] == []


def test_a_kind_needs_nothing_but_a_name() -> None:
    kind = _kind("[kinds.site-visit]", "site-visit")
    assert (kind.label, kind.plural, kind.folder) == ("site visit", "Site visits", "site-visits")


def test_a_team_changes_only_what_it_writes() -> None:
    kind = _kind(
        '[kinds.lesson]\nlabel = "insight"\n[kinds.lesson.fields.context]\nrequired = true', "lesson"
    )
    before = built_in().kinds["lesson"]
    assert (kind.label, kind.plural, kind.states) == ("insight", before.plural, before.states)
    assert [field.name for field in kind.fields if field.required] == ["context"]
    assert [field.name for field in kind.fields] == [field.name for field in before.fields]


def test_a_team_adds_a_field_and_a_state() -> None:
    text = '[kinds.question]\nstates = ["open", "parked", "answered"]\n[kinds.question.fields.cost]\ntype = "text"'
    kind = _kind(text, "question")
    assert kind.states == ("open", "parked", "answered")
    assert kind.fields[-1].name == "cost"


def test_states_that_a_team_drops_are_forgotten_everywhere() -> None:
    kind = _kind('[kinds.lesson]\nstates = ["draft", "done"]', "lesson")
    assert (kind.default_state, kind.open_states, kind.ended_states) == ("", (), ())


def test_a_kind_with_states_has_a_field_for_them() -> None:
    kind = _kind('[kinds.visit]\nstates = ["open", "closed"]\nstate_field = "progress"', "visit")
    assert [(field.name, field.type) for field in kind.fields] == [("progress", "state")]


def test_a_kind_takes_a_folder_name_from_a_built_in_kind() -> None:
    kinds, said = _declare('[kinds.postmortem]\nlabel = "post-mortem"')
    assert said == []
    assert kinds.kinds["postmortem"].folder == "postmortems"
    assert "postmortems" not in kinds.kinds["lesson"].folders


def test_a_field_for_every_kind() -> None:
    kinds, said = _declare('[common.fields.customer]\nlabel = "for"')
    assert said == []
    assert [(field.name, field.label) for field in kinds.common][-1] == ("customer", "for")


MISTAKES = {
    "a name with capitals": (
        "[kinds.Big-Thing]",
        "1:2 `Big-Thing` cannot be a kind's name | write `[kinds.big-thing]`",
    ),
    "a kind that is no table": (
        '[kinds]\nvisit = "x"',
        "2:9 `visit` is no table | write `[kinds.visit]` above its options",
    ),
    "an unknown option": (
        '[kinds.lesson]\nlabl = "x"',
        "2:1 `[kinds.lesson]` has no option `labl` | did you mean `label`?",
    ),
    "an unknown state": (
        '[kinds.lesson]\ndefault_state = "emergin"',
        "2:17 `lesson` has no state `emergin` | did you mean `emerging`?",
    ),
    "an unknown open state": (
        '[kinds.lesson]\nopen_states = ["emerging", "shaky"]',
        "2:28 `lesson` has no state `shaky` | it is one of `emerging`, `practised`, `contested`, `superseded`",
    ),
    "a folder of another kind": (
        '[kinds.visit]\nfolder = "lessons"',
        '2:10 the folder `lessons` belongs to the kind `lesson` | write another one: `folder = "visit"`',
    ),
    "a folder outside": (
        '[kinds.visit]\nfolder = "../Visits"',
        '2:10 `../Visits` cannot be a folder with an address | write `folder = "visits"`',
    ),
    "an unknown part of an address": (
        '[kinds.visit]\naddress = "/v/{sluk}/"',
        "2:11 an address has no `{sluk}` | did you mean `slug`?",
    ),
    "one address for all": (
        '[kinds.visit]\naddress = "/visits/{year}/"',
        "2:11 all addresses of this kind would be the same | add `{slug}` or `{path}`",
    ),
    "an address without slashes": (
        '[kinds.visit]\naddress = "v/{slug}"',
        '2:11 an address begins and ends with `/` | write `address = "/v/{slug}/"`',
    ),
    "a start that is no date": (
        '[kinds.visit]\nstart_field = "came"\n[kinds.visit.fields.came]\ntype = "text"',
        "2:15 `visit` has no date field `came` | ",
    ),
    "an unknown type": (
        '[kinds.visit.fields.x]\ntype = "txt"',
        "2:8 `type` cannot be `txt` | did you mean `text`?",
    ),
    "a link without a target": (
        '[kinds.visit.fields.x]\nlink = "cites"',
        '2:8 `link` needs a field of the type `links` or `people`, and `x` is `text` | add `type = "links"`',
    ),
    "nothing to turn round": (
        "[kinds.visit.fields.x]\nreverse = true",
        '2:11 `reverse` turns round a link, and `x` writes none | add `link = "answers"`, or another type of link',
    ),
}


@pytest.mark.parametrize(("text", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_kind_is_reported_with_its_place(text: str, expected: str) -> None:
    assert _declare(text)[1] == [expected]
