"""What every template keeps to: nothing inline, icons that exist, words said in whole sentences."""

import re
from pathlib import Path

import pytest
from lucide import IconDoesNotExist

import accord
from accord.ui.templatetags.accord import icon

PACKAGE = Path(accord.__file__).parent
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
every_template = pytest.mark.parametrize(
    "source", [path.read_text() for path in TEMPLATES], ids=[path.name for path in TEMPLATES]
)
FORBIDDEN = {
    "a style block": r"<style",
    "an inline style": r"\sstyle\s*=",
    "an inline script": r"<script(?![^>]*\ssrc=)",
    "an event attribute": r"\son[a-z]+\s*=|\shx-on",
    "evaluated values": r"hx-vals\s*=\s*['\"]\s*js:",
    "a day in the order of one language": r"\|(?:date|time):\"[^\"_]*[A-Za-z][ ,:][^\"_]*\"",
    "unescaped text": r"\|\s*safe\b|autoescape\s+off",
    "markup in the title": r"block title %}[^\n]*{% (?:official|voice|icon|tag) ",
    "who wrote it, instead of the byline": r"contribution\.author\b",
}


@every_template
@pytest.mark.parametrize("pattern", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_no_template_holds(source, pattern):
    assert re.findall(pattern, source) == []


NAMED_ICON = re.compile(r"""\{%\s*(?:icon|tag\s+["'][\w ]+["'])\s+["']([\w-]+)["']""")


@every_template
def test_each_icon_exists(source):
    for name in NAMED_ICON.findall(source):
        try:
            icon(name)
        except IconDoesNotExist:
            pytest.fail(f"there's no icon {name!r}")


MESSAGE = re.compile(r"""\{%\s*translate\s+(["'])(.*?)\1(?=\s|%)""")


@every_template
def test_messages_are_whole(source):
    """A piece of a sentence can't be translated: nothing may begin or end in mid-air."""
    for _, words in MESSAGE.findall(source):
        assert words == words.strip()
        assert not re.search(r"^[,.;)]|[,(]$", words), words
