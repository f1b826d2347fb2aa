"""Identities are not people: tables of who was seen and who they are."""

import random
import time

import pytest

from narrate.git.identity import Identities, Known, Seen, unite
from narrate.model.document import Author


def author(text: str) -> Author:
    """`Name <address>`, `Name`, or `@handle`."""
    if text.startswith("@"):
        return Author(handle=text[1:])
    name, _, email = text.rstrip(">").partition("<")
    return Author(name.strip(), email)


def who(*texts: str, people: tuple[Known, ...] = ()) -> Identities:
    """Everybody seen, one day after the other."""
    return unite(people, [Seen(author(text), f"2024-01-{n + 10}") for n, text in enumerate(texts)])


SAME = [
    ("Ana Lima <ana@x.test>", "A. L. <ANA@x.test>"),
    ("Ana Lima <ana@x.test>", "al <ana+git@x.test>"),
    ("Ana Lima <ana@x.test>", "Ana Lima <ana@home.test>"),
    ("Ana Lima <ana@x.test>", "ana lima <ana@home.test>"),
    ("Ana Lima <ana@x.test>", "Lima, Ana <ana@home.test>"),
    ("Ana Lima <ana@x.test>", "Lima, Ana (Contractor) <ana@home.test>"),
    ("Zoë Müller-Ångström <z@x.test>", "Zoe Muller Angstrom <z@home.test>"),
    ("Sarah D'Ettorre <s@x.test>", "Sarah D’Ettorre (she/her) <s@home.test>"),
    ("John P. Yuda <j@x.test>", "John P Yuda <j@home.test>"),
    ("Ana Lima <12+anal@users.noreply.github.com>", "anal <anal@users.noreply.github.com>"),
    ("Ana Lima <12+anal@users.noreply.github.com>", "Somebody <12+renamed@users.noreply.github.com>"),
    ("Ana Lima <12+anal@users.noreply.github.com>", "@Anal"),
    ("Ana Lima <12+anal@users.noreply.github.com>", "anal <ana@home.test>"),
    ("Ana Lima <anal@users.noreply.github.com>", "A. L. <7-anal@users.noreply.gitlab.com>"),
    ("Ana Lima <anal@noreply.codeberg.org>", "@anal"),
    ("Ana Lima <anal@users.noreply.github.com>", "Ana Lima <ana@x.test>"),
    ("Ana Lima <ana@x.test>", "Ana <ana.lima@corp.test>"),
    ("Ana Lima <ana@x.test>", "Lima <ana_lima@corp.test>"),
    ("Anand Chugh <chugh@x.test>", "anandchugh <ac@corp.test>"),
    ("Sonia Goyal <sg@x.test>", "sonia1goyal <7+sonia1goyal@users.noreply.github.com>"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_identities_of_one_person_are_united(one: str, other: str) -> None:
    assert len(who(one, other).people) == 1
    assert len(who(other, one).people) == 1


DIFFERENT = [
    ("Ana Lima <ana@x.test>", "Ben Ode <ben@x.test>"),
    ("James Henry <j@x.test>", "Henry James <h@x.test>"),
    ("Chris Day <1+chris@users.noreply.github.com>", "Chris Day <2+cday@users.noreply.github.com>"),
    ("root <root@box.test>", "root <root@box.test2>"),
    ("Ana <noreply@github.com>", "Ben <noreply@github.com>"),
    ("Ana Lima <team@x.test>", "Ben Ode <team@x.test>"),
    ("Ana Lima <ana@x.test>", "Ana <ana.roth@corp.test>"),
    ("Ana Lima <ana@x.test>", "Build <ana.lima@corp.test>"),
    ("Jo Li <jo@x.test>", "joli <bakery@x.test>"),
    ("Your Name <a@x.test>", "Your Name <b@x.test>"),
    ("Ana <ana@x.test>", "Ana Lima <lima@x.test>"),
    (" <>", "Ana Lima <ana@x.test>"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_people_stay_different(one: str, other: str) -> None:
    assert len(who(one, other).people) == 2


def test_the_mailbox_of_a_team_is_one_persons_when_their_page_says_so() -> None:
    known = Known("ana", "Ana Lima", ("team@x.test",))
    assert who("Ben Ode <team@x.test>", people=(known,)).ids == {author("Ben Ode <team@x.test>"): "ana"}


def test_one_person_with_five_addresses_and_three_spellings_is_one_person() -> None:
    found = who(
        "alima <ana@x.test>",
        "Ana Lima <ana@x.test>",
        "Ana Lima <ana@laptop.local>",
        "Lima, Ana <a.lima@corp.test>",
        "Ana Lima <12+analima@users.noreply.github.com>",
        "alima <old@home.test>",
    )
    (person,) = found.people.values()
    assert (person.id, person.name, person.handles) == ("alima", "Ana Lima", ("analima",))
    assert found.redirects == {"ana-lima": "alima", "lima-ana": "alima"}


def test_a_name_without_handle_between_two_people_of_that_name_is_neither() -> None:
    found = who(
        "Chris Day <1+chris@users.noreply.github.com>",
        "Chris Day <2+cday@users.noreply.github.com>",
        "Chris Day <c@x.test>",
        "Chris Day <c@y.test>",
    )
    assert sorted(found.people) == ["chris-day", "chris-day-2", "chris-day-3"]
    assert found.redirects == {}


def test_the_name_shown_is_the_fullest_then_the_most_frequent_then_the_earliest() -> None:
    texts = (
        "ana <a@x>",
        "ana <a@x>",
        "Ana L <a@x>",
        "Ana Lima <a@x>",
        "Ana Lima <a@x>",
        "Davida (she/her) <a@x>",
    )
    (person,) = who(*texts).people.values()
    assert person.name == "Ana Lima"
    (person,) = who("Ana L <a@x>", "Ana Lima <a@x>").people.values()
    assert person.name == "Ana L"


@pytest.mark.parametrize(
    "text",
    [
        "ana@secret.test <ana@secret.test>",
        " <ana@secret.test>",
        "Ana <ana@secret.test> <x>",
        "ana@secret.test",
    ],
)
def test_no_address_is_ever_shown(text: str) -> None:
    found = who(text)
    assert "secret" not in repr((found.people, found.redirects))
    assert found.people


ANA = Known("ana", "Ana Lima", ("ana@x.test",), ("anal",), ("Annie",))
BEN = Known("ben", "Ben Ode", ("9+bode@users.noreply.github.com",))


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("x <ANA@x.test>", "ana"),
        ("x <ana+work@x.test>", "ana"),
        ("Ana Lima <other@y.test>", "ana"),
        ("lima, ana", "ana"),
        ("Annie", "ana"),
        ("ana", "ana"),
        ("@ana", "ana"),
        ("@AnaL", "ana"),
        ("@anal", "ana"),
        ("anal", "ana"),
        ("x <3+anal@users.noreply.github.com>", "ana"),
        ("x <9+renamed@users.noreply.github.com>", "ben"),
        ("@bode", "ben"),
        ("Ben Ode <ana@x.test>", "ana"),
    ],
)
def test_a_registered_person_is_found_by_whatever_they_are_known_by(text: str, person: str) -> None:
    found = who(text, people=(ANA, BEN))
    assert found.ids[author(text)] == person
    assert len(found.people) == 2


def test_what_leads_to_a_registered_person_leads_on() -> None:
    found = who("al <ana@x.test>", "al <4+newhandle@users.noreply.github.com>", "@newhandle", people=(ANA,))
    assert found.ids[author("al <ana@x.test>")] == "ana"
    assert found.ids[author("@newhandle")] != "ana", "a name alone does not unite with somebody registered"
    found = who(
        "Ana Lima <4+newhandle@users.noreply.github.com>", "x <4+y@users.noreply.github.com>", people=(ANA,)
    )
    assert set(found.ids.values()) == {"ana"}
    assert found.redirects == {"ana-lima": "ana", "x": "ana"}


def test_a_name_of_two_registered_people_is_said_to_be_ambiguous() -> None:
    people = (Known("chris-a", "Chris Day", ("a@x.test",)), Known("chris-b", "Chris Day"))
    found = who("Chris Day", "Chris Day <a@x.test>", people=people)
    assert found.ambiguous == {author("Chris Day"): ("chris-a", "chris-b")}
    assert found.ids[author("Chris Day <a@x.test>")] == "chris-a"
    assert found.people[found.ids[author("Chris Day")]].registered is False


def test_a_generated_id_never_takes_a_registered_one() -> None:
    people = (Known("chris-day", "Somebody Else"), Known("chris", "Chris Day"), Known("c", "Chris Day"))
    found = who("Chris Day <q@x.test>", people=people)
    assert found.ids[author("Chris Day <q@x.test>")] == "chris-day-2"
    namesakes = (Known("a", "X Y"), Known("x-y", "X Y"))
    assert who("X Y", people=namesakes).ids[author("X Y")] == "x-y-2"


def test_everybody_registered_is_there_seen_or_not() -> None:
    found = who(people=(ANA, BEN))
    assert {person.id: (person.name, person.registered) for person in found.people.values()} == {
        "ana": ("Ana Lima", True),
        "ben": ("Ben Ode", True),
    }


@pytest.mark.parametrize("seed", range(30))
def test_the_order_in_which_they_are_seen_does_not_matter(seed: int) -> None:
    chance = random.Random(seed)
    names = ("Ana Lima", "ana lima", "al", "Ben", "Lima, Ana", "bode", "", "Chris Day", "@cd")
    mails = (
        "a@x.t",
        "b@x.t",
        "1+al@users.noreply.github.com",
        "2+bode@users.noreply.github.com",
        "",
        "c@x.t",
    )
    seen = [
        Seen(Author(chance.choice(names), chance.choice(mails), chance.choice(("", "", "al"))), f"{n % 5}")
        for n in range(14)
    ]
    people = [ANA, BEN, Known("al", "Al")][: chance.randrange(4)]
    first = unite(people, seen)
    chance.shuffle(seen)
    chance.shuffle(people)
    second = unite(people, seen)
    assert (first.ids, first.people, first.redirects) == (second.ids, second.people, second.redirects)


def test_a_hundred_thousand_sightings_take_seconds() -> None:
    seen = [Seen(Author(f"Chris Day {n % 50}", f"{n}+c{n}@users.noreply.github.com")) for n in range(20_000)]
    seen += [Seen(Author("Same Name", f"{n}@x.test")) for n in range(20_000)]
    seen += [Seen(Author("a" * 200 + "(" * 50, f"{'x' * 99}{n}")) for n in range(5_000)]
    started = time.monotonic()
    unite([Known(f"p{n}", f"Person {n}") for n in range(2_000)], seen)
    assert time.monotonic() - started < 10
