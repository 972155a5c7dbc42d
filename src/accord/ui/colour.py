"""A space's accent from one hue: colours that are read well on our pages, whatever the hue.

The formulas of OKLab are Björn Ottosson's (2020), those of contrast are WCAG 2.2's.
"""

import hashlib
from functools import cache
from math import cos, radians, sin

# Offered to those who set up a space. None between 15 and 45: that looks like an error.
OFFERED_HUES = (350, 5, 55, 80, 110, 140, 160, 190, 220, 250, 280, 315)

# Token: (lightness, chroma) in light and in dark.
LIGHT = {"accent": (0.43, 0.15), "accent-2": (0.35, 0.13), "accent-wash": (0.955, 0.022)}
DARK = {"accent": (0.81, 0.11), "accent-2": (0.88, 0.075), "accent-wash": (0.285, 0.05)}


def _linear(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def _encoded(channel: float) -> int:
    channel = min(max(channel, 0.0), 1.0)
    share = 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(share * 255)


def to_hex(lightness: float, chroma: float, hue: float) -> str:
    """The colour as sRGB; its chroma is lowered until the screen can show it."""
    rgb = _linear(lightness, chroma, hue)
    while chroma > 0 and not all(-0.0005 <= channel <= 1.0005 for channel in rgb):
        chroma = max(0.0, chroma - 0.002)
        rgb = _linear(lightness, chroma, hue)
    return "#" + "".join(f"{_encoded(channel):02x}" for channel in rgb)


def contrast(one: str, other: str) -> float:
    """How well one colour is read on the other, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def accent(hue: int) -> dict[str, tuple[str, str]]:
    """Each accent token in light and in dark."""
    return {name: (to_hex(*LIGHT[name], hue), to_hex(*DARK[name], hue)) for name in LIGHT}


@cache
def stylesheet(hue: int) -> str:
    colours = accent(hue)
    light = "".join(f"--{name}:{pair[0]};" for name, pair in colours.items())
    both = "".join(f"--{name}:light-dark({pair[0]},{pair[1]});" for name, pair in colours.items())
    return (
        f"@layer tokens{{:root{{{light}}}"
        f"@supports (color:light-dark(#000,#fff)){{:root{{{both}}}}}}}\n"
    )


@cache
def style_version(hue: int) -> str:
    """Part of the stylesheet's address, so that it may be kept for ever."""
    return hashlib.sha256(stylesheet(hue).encode()).hexdigest()[:12]
