"""The store: what it keeps, what it forgets, and that it never fails because of what lies there."""

import subprocess
from pathlib import Path

import pytest

from narrate.cache.store import Memory, Store
from narrate.errors import NarrateError


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store.save("body", [(b"d", b"body")], [("documents", b"key", b"all")])
    with Store(tmp_path) as store:
        assert (store.load(b"d"), store.load(b"e")) == (b"body", None)
        assert (store.snapshot("documents", b"key"), store.snapshot("documents", b"other")) == (b"all", None)


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100])
def test_a_damaged_store_is_an_empty_one(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "cache.sqlite").write_bytes(damage)
    with Store(tmp_path) as store:
        assert store.load(b"d") is None
        store.save("body", [(b"d", b"body")])
        assert store.load(b"d") == b"body"


def test_a_few_forgotten_blobs_stay_for_a_while(tmp_path: Path) -> None:
    few, many = [bytes([n]) for n in range(50)], [bytes([n, n]) for n in range(200)]
    with Store(tmp_path) as store:
        store.save("body", [(digest, b"text") for digest in few])
        store.save("diagram", [(b"drawn", b"<svg>")])
        store.keep_only("body", {few[0]})
        assert all(store.load(digest) for digest in few)
        store.save("body", [(digest, b"text") for digest in many])
        store.keep_only("body", {few[0]})
        assert [digest for digest in (*few, *many) if store.load(digest)] == [few[0]]
        assert store.load(b"drawn") == b"<svg>", "another sort is kept"


def test_git_is_told_to_ignore_the_cache(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    with Store(tmp_path / ".narrate"):
        pass
    status = subprocess.run(["git", "status", "--short"], cwd=tmp_path, capture_output=True, check=True)
    assert status.stdout == b""


def test_a_memory_spares_decoding_what_has_not_changed(tmp_path: Path) -> None:
    decoded: list[bytes] = []

    def decode(content: bytes) -> str:
        decoded.append(content)
        return content.decode()

    memory: Memory = {}
    with Store(tmp_path, memory=memory) as store:
        assert store.value("names", b"key", decode) is None
        store.save("body", [], [("names", b"key", b"one")])
        assert [store.value("names", b"key", decode) for _ in range(2)] == ["one", "one"]
        assert store.value("names", b"other", decode) is None
    with Store(tmp_path) as somebody_else:
        somebody_else.save("body", [], [("names", b"key", b"two")])
        assert [somebody_else.value("names", b"key", decode) for _ in range(2)] == ["two", "two"]
    with Store(tmp_path, memory=memory) as store:
        assert store.value("names", b"key", decode) == "two"
    assert decoded == [b"one", b"two", b"two", b"two"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(
        NarrateError, match=r"cannot write the cache `.*/file/cache/cache.sqlite`: Not a directory"
    ):
        Store(tmp_path / "file" / "cache")


def test_a_disk_that_is_full_is_said(tmp_path: Path) -> None:
    with Store(tmp_path) as store:
        store._db.execute("pragma max_page_count = 8")
        with pytest.raises(NarrateError, match=r"cannot write the cache `.*`: database or disk is full"):
            store.save("body", [(bytes([n]), bytes(4096)) for n in range(20)])
        assert store.load(bytes([1])) is None
