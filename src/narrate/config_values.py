"""What the values of single options must look like, beyond their type.

Each check gives the value to use (or `INVALID`), a message when something is wrong, and a help line.
"""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from narrate.model.language import is_language, near_language
from narrate.schema import INVALID, closest, one_of, quoted

Checked = tuple[Any, str, str]

_SITE_ID = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?,\d{4}(?:-\d{2}(?:-\d{2})?)?", re.IGNORECASE)
_HOST = re.compile(r"[^\s/?#\\<>\"'`{}|^\x00-\x20\x7f]+")


def check_base_url(url: str) -> Checked:
    """An absolute address without query, ending in `/`."""
    message, help_line = _address_problem(url, "base_url")
    if message:
        return (INVALID, message, help_line) if url else ("", "", "")
    return normal_base_url(url), "", ""


def normal_base_url(url: str) -> str:
    """The address with its host in lower case, ending in `/`."""
    parts = urlsplit(url.strip())
    path = re.sub("/{2,}", "/", parts.path).strip("/")
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}/{path + '/' if path else ''}"


def _address_problem(url: str, key: str) -> tuple[str, str]:
    example = f'write it like `{key} = "https://notes.example/"`'
    url = url.strip()
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  (reading it is what checks it)
    except ValueError:
        return f"{quoted(url)} is no address", example
    if parts.scheme.lower() not in ("http", "https"):
        bare = re.fullmatch(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/\S*)?", url)
        return f"{quoted(url)} is no absolute address", f"did you mean `https://{url}`?" if bare else example
    if not parts.hostname or not _HOST.fullmatch(parts.netloc):
        return f"{quoted(url)} names no host", example
    if "@" in parts.netloc:
        return (
            f"`{key}` would publish a user name or password",
            f"did you mean `https://{parts.netloc.rpartition('@')[2]}/`?",
        )
    if parts.query or parts.fragment or any(c.isspace() or c in "\\<>\"'`" for c in url):
        return f"{quoted(url)} cannot be the beginning of an address", example
    if {".", ".."} & set(parts.path.split("/")):
        return f"{quoted(url)} has `.` or `..` in its path", example
    return "", ""


def _check_our_urls(urls: tuple[str, ...]) -> Checked:
    for url in urls:
        message, help_line = _address_problem(url, "our_urls")
        if message:
            return (
                tuple(each for each in urls if not _address_problem(each, "our_urls")[0]),
                message,
                help_line,
            )
    return urls, "", ""


def _check_language(language: str) -> Checked:
    if is_language(language):
        return language, "", ""
    guess = near_language(language)
    help_line = f"did you mean {quoted(guess)}?" if guess else "write a code such as `en` or `pt-BR`"
    return INVALID, f"{quoted(language)} is no language", help_line


def _check_timezone(name: str) -> Checked:
    if name == "UTC":
        return name, "", ""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        known = available_timezones()
        if not known:
            return (
                INVALID,
                "this machine has no database of time zones",
                "install the Python package `tzdata`",
            )
        help_line = (
            one_of(name, known) if closest(name, known) else "write a name such as `Europe/Berlin` or `UTC`"
        )
        return INVALID, f"{quoted(name)} is no time zone", help_line
    return name, "", ""


def _check_site_id(site_id: str) -> Checked:
    if not site_id or _SITE_ID.fullmatch(site_id):
        return site_id.lower(), "", ""
    return (
        INVALID,
        f"{quoted(site_id)} is no domain with a date",
        'write it like `site_id = "notes.example,2026"`',
    )


def _check_content(content: str) -> Checked:
    if content.startswith("/") or ".." in content.replace("\\", "/").split("/"):
        return ".", f"{quoted(content)} is outside the project", "`content` is a folder below the project"
    return content.replace("\\", "/").strip("/") or ".", "", ""


def _check_output(output: str) -> Checked:
    return (output, "", "") if output.strip() else (INVALID, "`output` is empty", 'write `output = "site"`')


CHECKS: dict[str, Callable[[Any], Checked]] = {
    "base_url": check_base_url,
    "our_urls": _check_our_urls,
    "language": _check_language,
    "timezone": _check_timezone,
    "site_id": _check_site_id,
    "content": _check_content,
    "output": _check_output,
}


def gate_problem(
    audiences: tuple[str, ...], visibility: str, audience: str
) -> tuple[tuple[str, ...], str, str] | None:
    """What is wrong with who may see what: the key, a message and a help line."""
    if not audiences or not all(name.strip() for name in audiences):
        return ("audiences",), "`audiences` needs names", 'write `audiences = ["public", "internal"]`'
    if len(set(audiences)) < len(audiences):
        twice = next(name for name in audiences if audiences.count(name) > 1)
        return (
            ("audiences",),
            f"the audience {quoted(twice)} is named twice",
            "name each once, from the widest circle",
        )
    for key, name in (("visibility", visibility), ("audience", audience)):
        if name not in audiences:
            return (key,), f"there is no audience {quoted(name)}", one_of(name, audiences)
    return None
