"""Every pair of colours that stand on each other, in both themes, and for every hue."""

import re
from pathlib import Path

import pytest

from accord.ui import colour
from accord.ui.build import STATIC

TOKENS = Path(STATIC / "tokens.css").read_text()
FOUND = re.findall(r"--([a-z0-9-]+): light-dark\((#\w{6}), (#\w{6})\)", TOKENS)
FIXED = {name: re.search(rf"--{name}: (#\w{{6}})", TOKENS)[1] for name in ("focus", "focus-ink")}
THEMES = {
    "light": {**{name: light for name, light, _ in FOUND}, **FIXED},
    "dark": {**{name: dark for name, _, dark in FOUND}, **FIXED},
}
ON_PAGES = [
    (words, ground)
    for words in ("ink", "ink-2", "accent", "accent-2", "gov", "civ", "good", "warn", "bad")
    for ground in ("paper", "surface", "sunken")
]
ON_WASHES = [
    (words, f"{name}-wash")
    for name in ("accent", "gov", "civ", "good", "warn", "bad")
    for words in ("ink", name)
]
WORDS = [*ON_PAGES, *ON_WASHES, ("on-accent", "accent"), ("on-accent", "accent-2")]
WORDS += [("focus-ink", "focus"), ("ink-2", "bad-wash"), ("accent-2", "accent-wash")]
LINES = [("edge", ground) for ground in ("paper", "surface", "sunken")]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_are_read_well_on_their_ground(theme, words, ground):
    tokens = THEMES[theme]

    assert colour.contrast(tokens[words], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("line", "ground"), LINES)
def test_borders_that_mean_something_are_seen(theme, line, ground):
    tokens = THEMES[theme]

    assert colour.contrast(tokens[line], tokens[ground]) >= 3


def test_light_values_come_first_for_browsers_that_know_no_themes():
    plain = dict(re.findall(r"--([a-z0-9-]+): (#\w{6});", TOKENS))

    assert {name: plain[name] for name, _, _ in FOUND} == {name: light for name, light, _ in FOUND}


@pytest.mark.parametrize("position", [0, 1], ids=["light", "dark"])
def test_an_accent_of_any_hue_is_read_well(position):
    ground = THEMES["dark" if position else "light"]

    weakest = min(
        colour.contrast(one, other)
        for hue in range(360)
        for one, other in _pairs(colour.accent(hue), position, ground)
    )

    assert weakest >= 6.5


def _pairs(accent, position, ground):
    main, hover, wash = (accent[name][position] for name in ("accent", "accent-2", "accent-wash"))
    for words in (main, hover):
        for name in ("paper", "surface", "sunken"):
            yield words, ground[name]
        yield words, wash
        yield ground["on-accent"], words
    yield ground["ink"], wash


def test_contrast_is_that_of_wcag():
    assert colour.contrast("#000000", "#ffffff") == 21
    assert round(colour.contrast("#777777", "#ffffff"), 2) == 4.48


def test_the_starting_accent_is_the_hue_we_start_with():
    tokens = {name: (light, dark) for name, light, dark in FOUND}
    near = colour.accent(350)

    for name in ("accent", "accent-2", "accent-wash"):
        for wanted, got in zip(tokens[name], near[name], strict=True):
            steps = zip(bytes.fromhex(wanted[1:]), bytes.fromhex(got[1:]), strict=True)
            assert max(abs(one - other) for one, other in steps) <= 8


def test_no_offered_hue_looks_like_an_error():
    assert len(set(colour.OFFERED_HUES)) == 12
    assert not [hue for hue in colour.OFFERED_HUES if 15 <= hue <= 45]
