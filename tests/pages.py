"""The forms of a page as a browser would send them: every hidden field, every value untouched."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """A form as a page offers it, with the values it would send untouched."""

    action: str
    values: dict[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)  # also of what sends nothing by itself: boxes


class FormReader(HTMLParser):
    """Collects the forms of a page, fields that name their form by `form=` among them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.astray: list[tuple[str, str, str]] = []
        self.inside: Form | None = None
        self.select = ""
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = Form(given.get("action", ""))
            self.forms.append(self.inside)
            if "id" in given:
                self.by_id[given["id"]] = self.inside
        elif tag == "input":
            self.take_input(given)
        elif tag == "textarea" and self.inside:
            self.area = given.get("name", "")
            self.inside.values[self.area] = ""
            self.inside.names.add(self.area)
        elif tag == "select" and self.inside:
            self.select = given.get("name", "")
            self.inside.names.add(self.select)
        elif tag == "option" and self.inside and self.select:
            self.take_option(given)

    def take_input(self, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        value = given.get("value", "")
        if form := given.get("form"):
            self.astray.append((form, name, value))
        elif self.inside and name and kind != "submit":
            self.inside.names.add(name)
            if kind not in {"checkbox", "radio"} or "checked" in given:
                self.inside.values[name] = value

    def take_option(self, given: dict[str, str]) -> None:
        assert self.inside is not None
        if "selected" in given or self.select not in self.inside.values:
            self.inside.values[self.select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = None
        elif tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.select = ""

    def handle_data(self, data: str) -> None:
        if self.area and self.inside:
            self.inside.values[self.area] += data


def forms_of(page: str) -> list[Form]:
    reader = FormReader()
    reader.feed(page)
    for name, field_name, value in reader.astray:
        if name in reader.by_id:
            reader.by_id[name].values[field_name] = value
    return reader.forms


def form_with(page: str, name: str) -> Form:
    """The first form that has such a field."""
    return next(form for form in forms_of(page) if name in form.names)
