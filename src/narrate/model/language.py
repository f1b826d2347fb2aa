"""Codes of languages, as BCP 47 has them: `en`, `pt-BR`, `zh-Hant`."""

import re

_CODE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def is_language(code: str) -> bool:
    """Whether it has the form of one."""
    return _CODE.fullmatch(code) is not None


def near_language(written: str) -> str:
    """The code that is meant by the name of a locale: `pt_BR.UTF-8`; else empty."""
    first, dash, rest = written.replace("_", "-").split(".")[0].partition("-")
    code = f"{first.lower()}{dash}{rest}"
    return code if is_language(code) else ""
