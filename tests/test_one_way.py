"""One way each: whatever many pages do is done by one module, and a second way can't come in."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from accord import errors

SOURCE = Path(__file__).parent.parent / "src" / "accord"
STATUSES = {403, 409, 422, 429}
# What answers something else than a page with a form: the refusal is the answer to a button.
REFUSALS = {name for name in vars(errors) if name.endswith(("Error", "Allowed", "Conflict"))}


def sources(pattern: str = "*.py") -> list[Path]:
    found = sorted(SOURCE.rglob(pattern))
    return [path for path in found if not {"migrations", "methods"} & set(path.parts)]


def views() -> list[Path]:
    found = [path for path in sources() if path.name == "views.py" or "views" in path.parts]
    return [path for path in found if "ui" not in path.parts]


def own_refusals(text: str) -> Iterator[str]:
    """Where a view says by itself that what was sent can't stand."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr in {"is_valid", "add_error"}:
            yield node.attr
        if isinstance(node, ast.keyword) and node.arg == "status":
            value = getattr(node.value, "value", None)
            yield from [f"status={value}"] if value in STATUSES else []
        if isinstance(node, ast.ExceptHandler) and getattr(node.type, "id", "") in REFUSALS:
            yield f"except {node.type.id}"


def naming(pattern: str) -> Callable[[str], Iterator[str]]:
    return lambda text: iter(re.findall(pattern, text))


def forms_without_novalidate(text: str) -> Iterator[str]:
    for tag in re.findall(r"<form\b(?:\{%.*?%\}|\{\{.*?\}\}|[^>{])*>", text, re.DOTALL):
        if "novalidate" not in tag:
            yield tag


# What it is about: how a second way looks, where it may stand, which files are walked, an example.
WAYS = {
    "refusing beside the form": (
        own_refusals,
        # Each file by itself: one that is refused takes no other with it. The kind of a question
        # stands in the address, and what moves or publishes questions is a button without words.
        {"files/views/attachments.py", "questions/views.py"},
        views,
        "if form.is_valid():\n    pass\ntry:\n    x()\nexcept Conflict:\n    f(status=422)",
    ),
    "no browser's own bubbles": (
        forms_without_novalidate,
        set(),
        lambda: sources("*.html"),
        '<form method="post" action="{% url "a:b" x %}">',
    ),
    "Error: in the title": (
        naming(r'translate "Error:"|error_prefix'),
        {"ui/templates/ui/skeleton.html"},
        lambda: sources("*.html"),
        '{% translate "Error:" %}',
    ),
    "days": (
        naming(r"forms\.(?:DateField|DateInput|SelectDateWidget)\b|type\W+date\b"),
        {"ui/days.py", "ui/field_messages.py"},
        lambda: [*sources(), *sources("*.html")],
        'forms.DateInput(attrs={"type": "date"})',
    ),
    "codes": (
        naming(r"\bslugify\(|forms\.SlugField\b"),
        {"ui/codes.py"},
        sources,
        "slug = slugify(title)",
    ),
    "tables to take home": (
        naming(r"csv\.(?:writer|DictWriter)\b|content_type=.text/csv"),
        # A .pb file has a grammar of its own, and no spreadsheet opens it.
        {"ui/csv_lines.py", "interchange/pabulib/writer.py"},
        sources,
        "out = csv.writer(file)",
    ),
    "trails": (
        naming(r'class="crumbs"|include "[^"]*crumbs'),
        {"ui/templates/ui/crumbs.html"},
        lambda: sources("*.html"),
        '<nav class="crumbs">',
    ),
    "limits": (
        naming(r"cache\.(?:incr|add)\(|\b429\b"),
        {"people/limits.py", "ui/forms.py", "errors.py"},
        sources,
        "cache.incr(key) > 10",
    ),
    "official texts": (
        naming(r"forms\.MultiWidget\b|forms\.MultiValueField\b|\bTextWidget\b"),
        {
            "ui/texts.py",
            "ui/days.py",
            "ui/anchors.py",
            "ui/field_messages.py",
            "ui/templatetags/accord.py",
            "questions/forms/answers.py",
        },
        sources,
        "class Texts(forms.MultiWidget): pass",
    ),
    "undoing": (
        naming(r"extra_tags"),
        {"ui/undo.py"},
        lambda: [*sources(), *sources("*.html")],
        'messages.success(request, said, extra_tags="undo")',
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_nothing_does_it_another_way(way, count):
    find, allowed, walked, _example = WAYS[way]

    files = [path for path in walked() if path.relative_to(SOURCE).as_posix() not in allowed]
    found = [(path.name, *found) for path in files if (found := list(find(path.read_text())))]

    count(f"files looked at for {way}", len(files))
    assert found == []


@pytest.mark.parametrize("way", WAYS)
def test_another_way_would_be_found(way):
    find, *_rest, example = WAYS[way]

    assert list(find(example))
