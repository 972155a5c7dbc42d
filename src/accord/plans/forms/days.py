"""Days people type."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


def check_year(day: dt.date) -> None:
    if not 1900 <= day.year < 2200:
        raise forms.ValidationError(
            _("Check the year: %(year)s is far off."), params={"year": day.year}
        )


def day_field(**kwargs: Any) -> forms.DateField:
    """A day of our own time: 0202 is a slip of the finger."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, validators=[check_year], **kwargs)
