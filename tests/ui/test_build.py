import re

import pytest

from accord.ui import build


def test_the_stylesheet_holds_every_source_once_and_no_comment():
    css = build.build_stylesheet().read_text()

    assert css.startswith("@layer reset,tokens,base,layout,components,utilities;")
    assert css.count("\n") == len(list(build.sources()))
    assert "/*" not in css


def test_making_small_keeps_what_blanks_mean():
    css = ".a :focus { width: calc(100% - 2 * 1rem) ; } /* why */\n.b{color:red;}"

    assert build.small(css) == ".a :focus{width: calc(100% - 2 * 1rem)}.b{color:red}"


@pytest.mark.parametrize("path", list(build.sources()), ids=lambda path: path.name)
def test_styles_stand_in_layers_and_use_colours_from_tokens_alone(path):
    css = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)

    assert re.match(r"\s*@layer", css)
    assert css.count("{") == css.count("}")
    if path.name != "tokens.css":
        screen = css.split("@media print")[0]
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b", screen) == []


@pytest.mark.parametrize("path", list(build.sources()), ids=lambda path: path.name)
def test_styles_know_no_left_and_right(path):
    sides = "left|right|top|bottom"
    physical = rf"(?<![-\w])(?:(?:margin|padding|border)-(?:{sides})|(?:{sides}|width|height)):"

    assert re.findall(physical, path.read_text()) == []


@pytest.mark.parametrize("name", [name for name, _, _ in build.CUTS])
def test_fonts_are_cut_to_what_the_stylesheet_promises(name):
    points = build.ranges(name)

    assert len(points) == len(set(points)) > 100
