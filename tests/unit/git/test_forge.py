"""Where a repository's forge is, from the address of its remote."""

import pytest

from narrate.git.forge import forge_address
from narrate.git.settings import read_settings
from narrate.model.document import Author


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/team/log.git", "https://github.com/team/log"),
        ("https://ana:secret@github.com/team/log", "https://github.com/team/log"),
        ("https://x-access-token:t%40ken@git.team.test:8443/a/b/c.git/", "https://git.team.test:8443/a/b/c"),
        ("http://git.team.test:3000/team/log.git", "http://git.team.test:3000/team/log"),
        ("http://github.com/team/log.git", "https://github.com/team/log"),
        ("git@github.com:team/log.git", "https://github.com/team/log"),
        ("GitHub.com:team/log", "https://github.com/team/log"),
        ("ssh://git@gitlab.team.test:2222/group/sub/log.git", "https://gitlab.team.test/group/sub/log"),
        ("git://github.com/team/log.git", "https://github.com/team/log"),
        ("git@ssh.dev.azure.com:v3/org/project/log", "https://dev.azure.com/org/project/_git/log"),
        ("/srv/git/log.git", ""),
        ("../log.bundle", ""),
        ("log.bundle", ""),
        ("file:///srv/git/log.git", ""),
        ("C:\\Users\\ana\\log", ""),
        ("C:/Users/ana/log", ""),
        ("work:team/log.git", ""),
        ("ext::sh -c touch% /tmp/x", ""),
        ("https://github.com/../../etc", ""),
        ('https://github.com/"><script>', ""),
        ("javascript://github.com/%0aalert(1)", ""),
        ("https://github.com/", ""),
        ("", ""),
    ],
)
def test_a_remote_is_a_forge_or_nothing_and_never_a_secret(remote: str, address: str) -> None:
    assert forge_address(remote) == address


@pytest.mark.parametrize(
    ("listing", "expected"),
    [
        (b"", (None, "")),
        (b"user.name\nAna\0user.name\nAna Lima\0user.email\na@x\0", (Author("Ana Lima", "a@x"), "")),
        (
            b"remote.fork.url\nhttps://b.test/x/y\0remote.origin.url\nhttps://a.test/x/y\0",
            (None, "https://a.test/x/y"),
        ),
        (b"remote.upstream.url\nhttps://a.test/x/y\0", (None, "https://a.test/x/y")),
        (b"remote.a.url\nhttps://a.test/x/y\0remote.b.url\nhttps://b.test/x/y\0", (None, "")),
        (b"user.name\0user.email\nx\0", (Author("", "x"), "")),
    ],
)
def test_the_configuration_tells_the_user_and_the_forge(listing: bytes, expected: tuple[object, str]) -> None:
    assert read_settings(listing) == expected
