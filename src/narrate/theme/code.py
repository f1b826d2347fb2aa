"""The colours of highlighted code, from Pygments' styles, made readable.

Highlighted code carries Pygments' class names only. Each colour of the style is moved towards black or white
until it stands out from the paper by at least `CONTRAST`, in the light and in the dark.
"""

from functools import cache

CONTRAST = 7.0
"""As text: WCAG 2.2, level AAA."""

_LIGHT, _LIGHT_PAPER = "friendly", (0xF1, 0xE6, 0xC8)
_DARK, _DARK_PAPER = "github-dark", (0x32, 0x2B, 0x18)
"""The paper is that of highlighted lines: plain ones stand out even more."""

Colour = tuple[int, int, int]


@cache
def code_css() -> str:
    """A style sheet for what stands in a `<pre>`, in the layer `components`."""
    light = _rules(_LIGHT, _LIGHT_PAPER, (0, 0, 0))
    dark = _rules(_DARK, _DARK_PAPER, (255, 255, 255))
    return f"@layer components {{\n{light}@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n}}\n"


def contrast(one: Colour, other: Colour) -> float:
    """The contrast of two colours as WCAG 2 defines it: 1 to 21."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _rules(style: str, paper: Colour, ink: Colour) -> str:
    """One rule for each look, with the classes of every token that has it."""
    from pygments.styles import get_style_by_name  # Only a build that renders needs them.
    from pygments.token import STANDARD_TYPES

    known = {token: look for token, look in get_style_by_name(style)}  # noqa: C416  # A style class has no items().
    looks = dict[str, list[str]]()
    for token, short in STANDARD_TYPES.items():
        look = known.get(token)
        if not short or look is None:
            continue
        rules = []
        if look["color"]:
            red, green, blue = _readable(_colour(look["color"]), paper, ink)
            rules.append(f"color: #{red:02x}{green:02x}{blue:02x}")
        rules += ["font-weight: 700"] * bool(look["bold"]) + ["font-style: italic"] * bool(look["italic"])
        if rules:
            looks.setdefault("; ".join(rules), []).append(f"pre .{short}")
    return "".join(f"{', '.join(sorted(names))} {{ {look} }}\n" for look, names in sorted(looks.items()))


def _colour(written: str) -> Colour:
    return int(written[0:2], 16), int(written[2:4], 16), int(written[4:6], 16)


def _readable(colour: Colour, paper: Colour, ink: Colour) -> Colour:
    for step in range(33):
        red, green, blue = (round(a + (b - a) * step / 32) for a, b in zip(colour, ink, strict=True))
        if contrast((red, green, blue), paper) >= CONTRAST:
            return red, green, blue
    return ink


def _luminance(colour: Colour) -> float:
    shares = (part / 255 for part in colour)
    linear_below = 0.04045  # Of sRGB: darker shares have no gamma.
    red, green, blue = (
        share / 12.92 if share <= linear_below else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
