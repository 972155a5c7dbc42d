"""A day as people type it: three boxes in the order of the reader's language, and the day in words.

Every form that asks for a day uses `DayField`. Digits of any script are taken, and the month also
by its name. What is wrong is said of the part it is wrong in. A day that a program sends whole, as
2027-05-31, is taken too.
"""

import calendar
import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.formats import date_format, get_format
from django.utils.translation import gettext_lazy as _

PARTS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
LETTERS = {"day": "jd", "month": "FNMmnE", "year": "Yyo"}  # in which a date format says each
SIZES = {"day": 2, "month": 2, "year": 4}
EARLIEST, LATEST = 1900, 2199
WHOLE = re.compile(r"\s*(\d+)-(\d+)-(\d+)\s*")

MISSING = {
    "day": _("The day is missing."),
    "month": _("The month is missing."),
    "year": _("The year is missing."),
}
WRONG = {
    "day": _("The day is a number from 1 to 31."),
    "month": _("The month is a number from 1 to 12, or its name."),
    "year": _("The year has four digits, such as 2027."),
}


def day_in_words(day: dt.date) -> str:
    """With the day of the week, so that a slip of the finger is seen."""
    return date_format(day, f"l {get_format('DATE_FORMAT')}")


def reading_order() -> list[str]:
    """The parts as the reader's language says them: day, month, year in most."""
    pattern = re.sub(r"\\.", "", str(get_format("DATE_FORMAT")))
    place = {part: min(_places(pattern, letters)) for part, letters in LETTERS.items()}
    return sorted(PARTS, key=lambda part: place[part])


def _places(pattern: str, letters: str) -> list[int]:
    return [pattern.find(one) for one in letters if one in pattern] or [len(pattern)]


def number_of(part: str, typed: str) -> int | None:
    """What was typed as a number; a month also by its name."""
    text = typed.strip()
    if text.isdecimal() and len(text) <= SIZES["year"]:
        return int(text)
    return _month_named(text) if part == "month" else None


def _month_named(text: str) -> int | None:
    wanted = text.casefold().rstrip(".")
    names = [*MONTHS.items(), *MONTHS_3.items()]
    return next((n for n, name in names if str(name).casefold().rstrip(".") == wanted), None)


def parse_day(typed: list[str]) -> dt.date | None:
    """The day of these parts (day, month, year); None where nothing was typed.

    Raises:
        ValidationError: of the first part that is wrong; its code is that part.
    """
    parts = dict(zip(PARTS, (str(text or "").strip() for text in typed), strict=False))
    if not any(parts.values()):
        return None
    numbers = {part: _number(part, text) for part, text in parts.items()}
    day, month, year = (numbers[part] for part in PARTS)
    if not EARLIEST <= year <= LATEST:
        raise _wrong("year", _("Check the year: %(year)s is far off."), year=year)
    last = calendar.monthrange(year, month)[1]
    if day > last:
        no_such_day = _("There is no %(day)s %(month)s %(year)s: that month has %(last)s days.")
        raise _wrong("day", no_such_day, day=day, month=MONTHS[month], year=year, last=last)
    return dt.date(year, month, day)


def _number(part: str, text: str) -> int:
    if not text:
        raise _wrong(part, MISSING[part])
    number = number_of(part, text)
    most = {"day": 31, "month": 12}.get(part)
    if number is None or (most and not 1 <= number <= most) or (not most and len(text) != 4):
        raise _wrong(part, WRONG[part])
    return number


def _wrong(part: str, message: Any, **params: object) -> forms.ValidationError:
    return forms.ValidationError(message, code=part, params=params)


class DayWidget(forms.MultiWidget):
    template_name = "ui/forms/day_widget.html"

    def __init__(self) -> None:
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            part: forms.TextInput(
                attrs={
                    "size": size,
                    "inputmode": "text" if part == "month" else "numeric",
                    "autocomplete": "off",
                }
            )
            for part, size in SIZES.items()
        }
        super().__init__(widgets)

    def id_of(self, id_: str, code: str = "") -> str:
        """The box that is wrong; else the first one."""
        part = code if code in PARTS else reading_order()[0]
        return f"{id_}_{list(PARTS).index(part)}"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        if name in data:
            return self.decompress(data[name])
        return super().value_from_datadict(data, files, name)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and super().value_omitted_from_data(data, files, name)

    def decompress(self, value: Any) -> list[str]:
        if isinstance(value, dt.date):
            return [str(value.day), str(value.month), str(value.year)]
        whole = WHOLE.fullmatch(str(value or ""))
        if whole is None:
            return [str(value or ""), "", ""]
        year, month, day = whole.groups()
        return [day, month, year]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        boxes = dict(zip(PARTS, context["widget"]["subwidgets"], strict=True))
        for part, box in boxes.items():
            box["part"], box["label"] = part, PARTS[part]
        context["widget"]["subwidgets"] = [boxes[part] for part in reading_order()]
        context["widget"]["said"] = _said([box["value"] or "" for box in boxes.values()])
        return context


def _said(typed: list[str]) -> str:
    try:
        day = parse_day(typed)
    except forms.ValidationError:
        return ""
    return day_in_words(day) if day else ""


class DayField(forms.MultiValueField):
    """A day of our own time: 0202 is a slip of the finger."""

    widget = DayWidget

    def __init__(self, **kwargs: Any) -> None:
        boxes = [forms.CharField(required=False, max_length=40) for _part in PARTS]
        super().__init__(fields=boxes, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> dt.date | None:
        if self.disabled and not isinstance(value, list):
            value = DayWidget().decompress(value)
        day = parse_day(list(value or []))
        if day is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        self.run_validators(day)
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(parse_day(list(data or [])) != initial)
        except forms.ValidationError:
            return True
