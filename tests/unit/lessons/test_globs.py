"""Which files a glob of `applies_to` means: the patterns of `.gitignore`, and braces, from the top of the repository."""

import time

import pytest

from narrate.lessons.files import Files, particular

_FILES = Files(
    [
        "Makefile",
        "pumps/Makefile",
        "pumps/control.py",
        "pumps/tests/test_control.py",
        "src/pumps/valve.c",
        "docs/Übersicht der Pumpen.md",
        "build/out.o",
        "odd [1].txt",
        "{{ name }}.txt",
        "{a,b}.txt",
    ]
)


@pytest.mark.parametrize(
    ("glob", "file"),
    [
        ("Makefile", "Makefile"),
        ("/Makefile", "Makefile"),
        ("pumps/Makefile", "pumps/Makefile"),
        ("/valve.c", ""),
        ("valve.c", "src/pumps/valve.c"),
        ("pumps", "pumps/Makefile"),
        ("/pumps/", "pumps/Makefile"),
        ("Makefile/", ""),
        ("tests/", "pumps/tests/test_control.py"),
        ("pumps/tests", "pumps/tests/test_control.py"),
        ("*.py", "pumps/control.py"),
        ("test_*", "pumps/tests/test_control.py"),
        ("/*.py", ""),
        ("pumps/*.py", "pumps/control.py"),
        ("pumps/*.c", ""),
        ("pumps/**/*.py", "pumps/control.py"),
        ("**/pumps/*.c", "src/pumps/valve.c"),
        ("src/**", "src/pumps/valve.c"),
        ("**", "Makefile"),
        ("src/*/valve.?", "src/pumps/valve.c"),
        ("[bc]uild", "build/out.o"),
        ("odd \\[1\\].txt", "odd [1].txt"),
        ("docs/U\u0308bersicht*", "docs/Übersicht der Pumpen.md"),
        ("!pumps", ""),
        ("#pumps", ""),
        ("", ""),
        ("/", ""),
        ("PUMPS", ""),
        ("night search", ""),
        ("broken\\", ""),
        ("*.{c,py}", "src/pumps/valve.c"),
        ("{docs,pumps}/*.py", "pumps/control.py"),
        ("pumps/{tests/{test_a,test_control},nothing}.py", "pumps/tests/test_control.py"),
        ("{Makefile,}", "Makefile"),
        ("{{ name }}.txt", "{{ name }}.txt"),
        ("\\{a,b}.txt", "{a,b}.txt"),
        ("{a,b}" * 40, ""),
    ],
)
def test_what_a_glob_means(glob: str, file: str) -> None:
    assert _FILES.first(glob) == file


@pytest.mark.parametrize(
    ("glob", "without", "file"),
    [
        ("pumps/**", ["pumps/Makefile"], "pumps/control.py"),
        ("pumps", ["*.py"], "pumps/Makefile"),
        ("pumps/*.py", ["pumps"], ""),
        ("**", ["*.{py,txt,md,o,c}", "Makefile"], ""),
        ("*.py", ["tests/"], "pumps/control.py"),
        ("test_*.py", ["tests/"], ""),
        ("*.py", ["", "broken\\"], "pumps/control.py"),
    ],
)
def test_what_is_left_out_of_it(glob: str, without: list[str], file: str) -> None:
    assert _FILES.first(glob, tuple(without)) == file


def test_a_glob_is_the_more_specific_the_more_of_it_stands_for_itself() -> None:
    globs = ["**", "*.py", "pumps/**", "pumps/*.{c,py}", "pumps/*.cpp", "pumps/control.py"]
    assert sorted(globs, key=particular) == globs


def test_five_hundred_globs_and_five_thousand_files_take_no_time() -> None:
    files = Files(f"src/part{number % 70}/module{number}.py" for number in range(5_000))
    globs = [f"src/part{number}/**" for number in range(125)]
    globs += [f"name{number}.txt" for number in range(125)]
    globs += [f"*.ending{number}" for number in range(125)] + [f"lib{number}/*/x.py" for number in range(125)]
    begun = time.process_time()
    found = [glob for glob in globs if files.first(glob)]
    assert len(found) == 70
    assert time.process_time() - begun < 1
