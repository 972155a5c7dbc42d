"""What fields say when something is wrong: in our words, in the reader's language.

Django's own sentences ("Ensure this value has at most…") are said to nobody: every class of field
and every validator gets ours, once, when the program starts. A field may still say it better.
"""

from typing import Any

from django import forms
from django.core import validators
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

CHOOSE = _("Choose one of those offered.")
NUMBER = _("Write a whole number.")
ANY_NUMBER = _("Write a number.")
ADDRESS = _("This isn’t a web address. It begins with https:// or http://.")
DAY = _("This isn’t a day we know.")
FILE = _("This file can’t be read. Choose another.")

FIELDS: list[tuple[type[forms.Field], dict[str, Any]]] = [
    (forms.Field, {"required": _("This is still empty.")}),
    (forms.IntegerField, {"invalid": NUMBER}),
    (forms.FloatField, {"invalid": ANY_NUMBER}),
    (forms.DecimalField, {"invalid": ANY_NUMBER}),
    (forms.DateField, {"invalid": DAY}),
    (forms.TimeField, {"invalid": _("Write the time as 14:30.")}),
    (forms.DateTimeField, {"invalid": DAY}),
    (
        forms.DurationField,
        {"invalid": _("Write how long it takes."), "overflow": _("This is too long a time.")},
    ),
    (
        forms.FileField,
        {
            "invalid": FILE,
            "missing": _("Choose a file."),
            "empty": _("This file is empty. Choose another."),
            "max_length": ngettext_lazy(
                "The file’s name may have %(max)d letter, and it has %(length)d.",
                "The file’s name may have %(max)d letters, and it has %(length)d.",
                "max",
            ),
            "contradiction": _("Choose a file, or say that there is none; not both."),
        },
    ),
    (forms.ImageField, {"invalid_image": _("This isn’t a picture we can read. Choose another.")}),
    (forms.URLField, {"invalid": ADDRESS}),
    (forms.ChoiceField, {"invalid_choice": CHOOSE}),
    (forms.MultipleChoiceField, {"invalid_choice": CHOOSE, "invalid_list": CHOOSE}),
    (forms.ModelChoiceField, {"invalid_choice": CHOOSE}),
    (
        forms.ModelMultipleChoiceField,
        {"invalid_list": CHOOSE, "invalid_choice": CHOOSE, "invalid_pk_value": CHOOSE},
    ),
    (
        forms.MultiValueField,
        {"invalid": _("Write all of its parts."), "incomplete": _("Part of this is empty.")},
    ),
    (
        forms.SplitDateTimeField,
        {"invalid_date": DAY, "invalid_time": _("Write the time as 14:30.")},
    ),
    (forms.UUIDField, {"invalid": _("This page is too old. Open it again.")}),
    (forms.JSONField, {"invalid": _("This isn’t JSON.")}),
]

TOO_LONG = ngettext_lazy(
    "Write at most %(limit_value)d letter. It has %(show_value)d.",
    "Write at most %(limit_value)d letters. It has %(show_value)d.",
    "limit_value",
)
TOO_SHORT = ngettext_lazy(
    "Write at least %(limit_value)d letter. It has %(show_value)d.",
    "Write at least %(limit_value)d letters. It has %(show_value)d.",
    "limit_value",
)
DIGITS = ngettext_lazy("Write at most %(max)s digit.", "Write at most %(max)s digits.", "max")
VALIDATORS: list[tuple[Any, Any]] = [
    (validators.RegexValidator, _("This can’t be read. Look at it again.")),
    (validators.URLValidator, ADDRESS),
    (validators.DomainNameValidator, _("This isn’t the name of a site.")),
    (
        validators.EmailValidator,
        _("This isn’t a whole e-mail address. It looks like name@example.org."),
    ),
    (validators.validate_slug, _("Use letters from a to z, digits and hyphens alone.")),
    (validators.validate_unicode_slug, _("Use letters, digits and hyphens alone.")),
    (validators.validate_integer, NUMBER),
    (validators.int_list_validator, NUMBER),
    (validators.BaseValidator, _("This can’t be taken. Look at it again.")),
    (validators.MaxValueValidator, _("Write %(limit_value)s or less.")),
    (validators.MinValueValidator, _("Write %(limit_value)s or more.")),
    (validators.StepValueValidator, _("Write a multiple of %(limit_value)s.")),
    (validators.MinLengthValidator, TOO_SHORT),
    (validators.MaxLengthValidator, TOO_LONG),
    (validators.FileExtensionValidator, FILE),
    (validators.ProhibitNullCharactersValidator, _("This can’t be read. Look at it again.")),
]
DECIMALS = {
    "invalid": ANY_NUMBER,
    "max_digits": DIGITS,
    "max_decimal_places": ngettext_lazy(
        "Write at most %(max)s digit after the point.",
        "Write at most %(max)s digits after the point.",
        "max",
    ),
    "max_whole_digits": DIGITS,
}


def say_it_in_our_words() -> None:
    for field, messages in FIELDS:
        field.default_error_messages = {**field.default_error_messages, **messages}
    for validator, message in VALIDATORS:
        validator.message = message
    validators.DecimalValidator.messages = DECIMALS  # type: ignore[assignment]  # said lazily
