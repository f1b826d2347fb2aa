"""Words for the invented corpus: sentences about deploys, caches and meetings, and code to go with them."""

import random
import re
from pathlib import Path

FIRST = (
    "Ana Bo Chidi Dara Elif Femi Greta Hana Ivo Jun Kemi Lars Mina Noor Ola Pia Qing Rosa Sami Tove "
    "Uma Vera Wim Ximena Yara Zeno"
).split()
LAST = (
    "Adeyemi Berg Costa Dahl Eriksen Fontaine Gruber Haddad Ivanova Jansen Kowalski Lindqvist Moreau Novak "
    "Okafor Pereira Quist Rossi Sato Tanaka Ueda Varga Weber Yilmaz Zhou"
).split()
THINGS = (
    "the build cache|the deploy job|our staging database|the login page|the nightly import|the search index|"
    "the review rota|the retry queue|the on-call handbook|the message broker|the schema migration|the test suite|"
    "the invoice export|the flaky browser test|the feature flag|the rate limiter|the status page|the data model|"
    "the release checklist|the container image|the dashboard nobody opens|the backup restore|the API gateway|"
    "the support inbox|the accessibility audit|the design review|the customer interview|the planning meeting"
).split("|")
DEEDS = (
    "got slower after the upgrade|failed twice this week|is much simpler than we thought|needs an owner|"
    "finished in half the time|surprised everybody in the call|held up under the load test|broke on a leap day|"
    "lost its oldest entries|now explains itself|had been switched off for months|passes only in the afternoon|"
    "taught us to measure first|does what its name says|waits for a lock that nobody holds|kept the old address"
).split("|")
REASONS = (
    "because two jobs wrote to the same folder|since the timeout was in seconds and not milliseconds|"
    "after we removed the third configuration file|when somebody in another zone starts their day|"
    "as the vendor had promised and we had doubted|although every check was green|"
    "because nobody had asked the people who use it|once the logs said which host it was|"
    "so we wrote the smallest test that shows it|and the fix is four lines|and I do not know why yet|"
    "which is why the next step is a rehearsal|while the previous release was still running"
).split("|")
TOPICS = (
    "cache deploy database testing search review incident queue security onboarding accessibility design metrics "
    "migration release container network interview planning documentation backup logging performance frontend "
    "backend mobile payments privacy hiring facilitation"
).split()
ASPECTS = "speed safety cost tools people habits limits history drills basics".split()
SYSTEMS = "atlas beacon cedar delta ember fjord grove harbor iris juniper kestrel lagoon".split()

SNIPPETS = tuple(
    (found[1], found[2])
    for found in re.finditer(
        r"```(\w+)\n(.*?)\n```",
        Path(__file__).with_name("snippets.md").read_text(encoding="utf-8"),
        re.DOTALL,
    )
)
"""Languages and code, in which `NAME`, `OTHER` and `NUMBER` are replaced."""


class Prose:
    """Endless writing, drawn from one source of randomness."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def person(self) -> tuple[str, str]:
        return self.rng.choice(FIRST), self.rng.choice(LAST)

    def names(self, count: int, word: str) -> tuple[str, ...]:
        """Distinct names of teams or communities."""
        return tuple(
            f"{SYSTEMS[n % len(SYSTEMS)].title()} {word}"
            + (f" {n // len(SYSTEMS) + 1}" if n >= len(SYSTEMS) else "")
            for n in range(count)
        )

    def tags(self, count: int) -> tuple[str, ...]:
        """Distinct tags; about a third are children of another."""
        roots = [
            TOPICS[n % len(TOPICS)] + (f"-{SYSTEMS[n // len(TOPICS) % 12]}-{n}" if n >= len(TOPICS) else "")
            for n in range(count - count // 3)
        ]
        children = [f"{roots[n // len(ASPECTS)]}/{ASPECTS[n % len(ASPECTS)]}" for n in range(count // 3)]
        tags = roots + children
        self.rng.shuffle(tags)
        return tuple(tags)

    def sentence(self) -> str:
        text = f"{self.rng.choice(THINGS)} {self.rng.choice(DEEDS)} {self.rng.choice(REASONS)}"
        return text[0].upper() + text[1:] + "."

    def title(self) -> str:
        thing = self.rng.choice(THINGS)
        text = f"{thing.removeprefix('the ')} {self.rng.choice(DEEDS)}"
        return text[0].upper() + text[1:]

    def lead(self) -> str:
        return self.rng.choice(
            ("This continues", "See also", "It began with", "Compare", "Related to", "Thanks to")
        )

    def tail(self) -> str:
        return self.rng.choice(
            ("for the numbers.", "if you are curious.", "where it was measured.", "as well.")
        )

    def paragraph(self) -> str:
        sentences = [self.sentence() for _ in range(self.rng.randint(2, 5))]
        at = self.rng.randrange(len(sentences))
        word = self.rng.choice(TOPICS)
        style = self.rng.choice(("`{}`", "**{}**", "*{}*", "{}"))
        sentences[at] = sentences[at][:-1] + f" ({style.format(word)})."
        return " ".join(sentences)

    def bullets(self) -> str:
        return "\n".join(f"- {self.sentence()}" for _ in range(self.rng.randint(3, 6)))

    def numbers(self) -> str:
        return "\n".join(f"{n}. {self.sentence()}" for n in range(1, self.rng.randint(4, 7)))

    def tasks(self) -> str:
        return "\n".join(f"- [{self.rng.choice('x ')}] {self.sentence()}" for _ in range(4))

    def quote(self) -> str:
        return f"> {self.sentence()}\n> {self.sentence()}"

    def callout(self) -> str:
        return f"> [!{self.rng.choice(('note', 'tip', 'warning'))}]\n> {self.sentence()}"

    def footnote(self) -> str:
        return f"{self.sentence()}[^1]\n\n[^1]: {self.sentence()}"

    def table(self) -> str:
        rows = "\n".join(
            f"| {self.rng.choice(SYSTEMS)} | {self.rng.randrange(900)} | {self.rng.random():.2f} |"
            for _ in range(5)
        )
        return f"| system | before | after |\n|---|---:|---:|\n{rows}"

    def code(self) -> str:
        """One block, of names that make it unlike any other."""
        language, text = self.rng.choice(SNIPPETS)
        names = [f"{self.rng.choice(SYSTEMS)}_{self.rng.choice(TOPICS)}" for _ in range(2)]
        blocks = [self._filled(text, *names)]
        if self.rng.random() < 0.5:
            blocks.append(self._filled(text, *reversed(names)))
        return f"```{language}\n" + "\n\n".join(blocks) + "\n```"

    def _filled(self, text: str, name: str, other: str) -> str:
        number = str(self.rng.randrange(10000))
        return text.replace("NAME", name).replace("OTHER", other).replace("NUMBER", number)
