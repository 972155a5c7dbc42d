"""The kinds of questions that come with the site."""

import datetime as dt
import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import date_format, get_format, number_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from accord.processes.models import IdentityPolicy
from accord.questions.models import MOST_DECIMALS, MOST_DIGITS
from accord.questions.registry import (
    BYTES_OF_LETTER,
    CHOICES,
    DATE,
    NUMBER,
    USUAL_LENGTH,
    Asking,
    QuestionKind,
    listed,
    register_question_kind,
)
from accord.questions.sheets import AskedQuestion
from accord.ui.days import PARTS, DayField
from accord.ui.texts import TextFormField
from accord.ui.words import HeldWordsField, WordsField

SHORT, LONG, LONGEST = USUAL_LENGTH, 5000, 10_000
AGREED = "yes"
IN_DIGITS = re.compile(rf"-?[0-9]{{1,{MOST_DIGITS}}}\.[0-9]{{{MOST_DECIMALS}}}")
TOO_MANY_DIGITS = gettext_lazy(
    "Write at most 11 digits before the decimal point, and 4 digits after it."
)


class ShortText(QuestionKind):
    key = "short_text"
    name = gettext_lazy("A few words")
    limits = ("max_length",)
    is_free_text = True
    usual_length = SHORT

    def field(self, question: AskedQuestion, asking: Asking) -> forms.Field:
        return HeldWordsField(
            max_length=question.max_length or self.usual_length, widget=self.widget(question)
        )

    def sent_bytes(self, question: AskedQuestion) -> list[int]:
        return [(question.max_length or self.usual_length) * BYTES_OF_LETTER]

    def widget(self, question: AskedQuestion) -> forms.Widget:
        return forms.TextInput(attrs={"dir": "auto"})


class LongText(ShortText):
    key = "long_text"
    name = gettext_lazy("A longer text")
    usual_length = LONG
    paper_template = "questions/paper/lines.html"

    def widget(self, question: AskedQuestion) -> forms.Widget:
        return forms.Textarea(attrs={"rows": question.rows or 5, "dir": "auto"})


class Place(ShortText):
    """A place in words. They stand beside the others' and can't be held: contact is refused."""

    key = "place"
    name = gettext_lazy("A place")

    def field(self, question: AskedQuestion, asking: Asking) -> forms.Field:
        return WordsField(
            max_length=question.max_length or SHORT, widget=forms.TextInput(attrs={"dir": "auto"})
        )


class Number(QuestionKind):
    key = "number"
    name = gettext_lazy("A number")
    column = NUMBER
    limits = ("min_number", "max_number")

    def field(self, question: AskedQuestion, asking: Asking) -> forms.Field:
        return NumberField(question)

    def as_draft(self, text: str) -> str:
        try:
            number = Decimal(plain_number(text))
        except InvalidOperation:
            return text
        return in_digits(number) or text

    def initial(self, value: Any) -> str:
        return in_words(value)

    def shown(self, question: AskedQuestion, value: Any) -> str:
        return "" if self.is_empty(value) else in_words(value)

    def cells(self, question: AskedQuestion, value: Any) -> list[Any]:
        """The number itself: a text with a minus would be guarded against as a formula."""
        return ["" if self.is_empty(value) else Decimal(self.canonical(value))]

    def limits_in_words(self, question: AskedQuestion) -> str:
        return number_limits(question.min_number, question.max_number)


class KeptNumberField(forms.DecimalField):
    """A number that every database gives back as it was typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=MOST_DIGITS, decimal_places=MOST_DECIMALS, **kwargs)
        too_long = ("max_digits", "max_whole_digits", "max_decimal_places")
        self.error_messages |= dict.fromkeys(too_long, TOO_MANY_DIGITS)


class NumberField(KeptNumberField):
    """A number as people write it where they are: 12,5 or 12.5, with or without a thousands' mark.

    No browser's number field: that hides what it can't read and sends nothing.
    """

    widget = forms.TextInput

    def __init__(self, question: AskedQuestion) -> None:
        self.least, self.most = question.min_number, question.max_number
        super().__init__()
        self.widget.attrs |= {"inputmode": "decimal", "size": 12, "autocomplete": "off"}
        self.error_messages |= {"invalid": _("Give a number, such as 12.")}

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_number(str(value)) if value else None)

    def prepare_value(self, value: Any) -> Any:
        """A number from a draft as the reader of this page writes it."""
        is_kept = isinstance(value, str) and IN_DIGITS.fullmatch(value)
        return in_words(Decimal(value)) if is_kept else value

    def validate(self, value: Any) -> None:
        super().validate(value)
        is_low = value is not None and self.least is not None and value < self.least
        if is_low or (value is not None and self.most is not None and value > self.most):
            raise forms.ValidationError(number_limits(self.least, self.most), code="limits")


def plain_number(text: str) -> str:
    """As Python reads it. Marks between thousands go; which mark is which the language says."""
    text = "".join(text.split()).replace("'", "").replace("’", "")
    point = get_format("DECIMAL_SEPARATOR")
    other = "." if point == "," else ","
    if re.fullmatch(rf"[-+]?(?!0)\d{{1,3}}(\{other}\d{{3}})+(\{point}\d+)?", text):
        text = text.replace(other, "")
    return text.replace(",", ".").replace("٫", ".")


def in_digits(number: Decimal) -> str:
    """Alike in any language: whole, or with four decimals, which no group of thousands has."""
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS:
        return ""  # written out it could be longer than any page
    found = f"{number:.{0 if number == int(number) else MOST_DECIMALS}f}"
    return found if Decimal(found) == number else ""


def number_limits(least: Decimal | None, most: Decimal | None) -> str:
    words = {"least": in_words(least), "most": in_words(most)}
    if least is None:
        return "" if most is None else _("Give a number up to %(most)s.") % words
    if most is None:
        return _("Give a number from %(least)s up.") % words
    return _("Give a number from %(least)s to %(most)s.") % words


def in_words(number: Decimal | None) -> str:
    """As people write it in the reader's language, without zeros at its end."""
    return "" if number is None else number_format(Decimal(format(number.normalize(), "f")))


class Day(QuestionKind):
    key = "date"
    name = gettext_lazy("A day")
    column = DATE
    limits = ("min_date", "max_date")
    paper_template = "questions/paper/day.html"

    def field(self, question: AskedQuestion, asking: Asking) -> forms.Field:
        return DayField(validators=[DayLimits(question.min_date, question.max_date)])

    def sent_bytes(self, question: AskedQuestion) -> list[int]:
        return [USUAL_LENGTH for _part in PARTS]

    def canonical(self, value: Any) -> str:
        return value.isoformat() if isinstance(value, dt.date) else ""

    def shown(self, question: AskedQuestion, value: Any) -> str:
        return date_format(value, "DATE_FORMAT") if value else ""

    def limits_in_words(self, question: AskedQuestion) -> str:
        return day_limits(question.min_date, question.max_date)


class DayLimits:
    def __init__(self, first: dt.date | None, last: dt.date | None) -> None:
        self.first, self.last = first, last

    def __call__(self, day: dt.date) -> None:
        if (self.first and day < self.first) or (self.last and day > self.last):
            raise forms.ValidationError(day_limits(self.first, self.last), code="limits")


def day_limits(first: dt.date | None, last: dt.date | None) -> str:
    words = {
        "first": date_format(first) if first else "",
        "last": date_format(last) if last else "",
    }
    if first and last:
        return _("Give a day from %(first)s to %(last)s.") % words
    if first:
        return _("Give a day from %(first)s on.") % words
    return _("Give a day up to %(last)s.") % words if last else ""


class Single(QuestionKind):
    key = "single"
    name = gettext_lazy("One of several choices")
    column = CHOICES
    has_choices = True
    paper_template = "questions/paper/boxes.html"

    def field(self, question: AskedQuestion, asking: Asking) -> forms.Field:
        choices = list(asking.choices.get(question.code) or question.choices)
        if not question.is_required:
            choices.append(("", _("No answer")))
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect)

    def value(self, cleaned: Any) -> Any:
        return (cleaned,) if cleaned else ()

    def initial(self, value: Any) -> Any:
        return value[0] if value else ""

    def shown(self, question: AskedQuestion, value: Any) -> str:
        return listed([question.words_of(code) for code in value])

    def paper_note(self, question: AskedQuestion) -> str:
        return _("Tick one.")

    def columns(self, question: AskedQuestion) -> list[str]:
        return [question.column, f"{question.column}_words"]

    def cells(self, question: AskedQuestion, value: Any) -> list[str]:
        words = ", ".join(str(question.words_of(code)) for code in value or ())
        return [self.canonical(value), words]

    def json(self, value: Any) -> Any:
        return value[0] if value else None


class Multiple(Single):
    key = "multiple"
    name = gettext_lazy("Several choices at once")
    limits = ("max_choices",)

    def field(self, question: AskedQuestion, asking: Asking) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=list(asking.choices.get(question.code) or question.choices),
            widget=forms.CheckboxSelectMultiple,
            validators=[MostChoices(question.max_choices)],
        )

    def sent_bytes(self, question: AskedQuestion) -> list[int]:
        return [len(code) for code in question.choice_texts]

    def value(self, cleaned: Any) -> Any:
        return tuple(dict.fromkeys(cleaned or ()))

    def initial(self, value: Any) -> Any:
        return list(value)

    def limits_in_words(self, question: AskedQuestion) -> str:
        return most_choices(question.max_choices) or _("Tick all that fit.")

    def paper_note(self, question: AskedQuestion) -> str:
        return self.limits_in_words(question)

    def json(self, value: Any) -> Any:
        return list(value or ())


class MostChoices:
    def __init__(self, most: int | None) -> None:
        self.most = most

    def __call__(self, chosen: list[str]) -> None:
        if self.most and len(set(chosen)) > self.most:
            raise forms.ValidationError(most_choices(self.most), code="limits")


def most_choices(most: int | None) -> str:
    if not most:
        return ""
    said = ngettext("Tick at most %(count)d.", "Tick at most %(count)d.", most)
    return said % {"count": most}


class Language(QuestionKind):
    """The language somebody writes in. A paper form doesn't ask: who types it in sees it."""

    key = "language"
    name = gettext_lazy("The language people write in")
    is_offered = False
    paper_template = ""

    def field(self, question: AskedQuestion, asking: Asking) -> forms.Field:
        here = (get_language() or "en").split("-")[0]
        return forms.ChoiceField(choices=settings.LANGUAGES, initial=here)

    def shown(self, question: AskedQuestion, value: Any) -> str:
        return str(dict(settings.LANGUAGES).get(value, value))


class Signature(QuestionKind):
    """The name that others are shown, where the identity policy shows one."""

    key = "signature"
    name = gettext_lazy("The name others see")
    is_offered = False
    is_free_text = True

    def is_asked(self, question: AskedQuestion, asking: Asking) -> bool:
        is_named = asking.policy == IdentityPolicy.NAMED and not asking.has_account
        return is_named or asking.policy == IdentityPolicy.PSEUDONYM

    def field(self, question: AskedQuestion, asking: Asking) -> forms.Field:
        return WordsField(max_length=question.max_length or 80)

    def is_required(self, question: AskedQuestion, asking: Asking) -> bool:
        return asking.policy == IdentityPolicy.PSEUDONYM

    def label(self, question: AskedQuestion, asking: Asking) -> str:
        if asking.policy == IdentityPolicy.PSEUDONYM:
            return _("The name you want to be known by here")
        return super().label(question, asking)

    def hint(self, question: AskedQuestion, asking: Asking) -> str:
        if asking.policy == IdentityPolicy.PSEUDONYM:
            return _("Choose one that doesn’t say who you are.")
        return super().hint(question, asking)

    def paper_label(self, question: AskedQuestion, asking: Asking) -> str:
        is_named = asking.policy != IdentityPolicy.PSEUDONYM
        return super().paper_label(question, asking) if is_named else self.label(question, asking)


class Consent(QuestionKind):
    """A box to tick; where it is required nobody goes on without."""

    key = "consent"
    name = gettext_lazy("A box to agree with something")
    column = CHOICES
    paper_template = "questions/paper/tick.html"
    stands_apart = True

    def field(self, question: AskedQuestion, asking: Asking) -> forms.Field:
        # Else the browser's way back ticks it again, for whatever stands above it then.
        found = forms.BooleanField(widget=forms.CheckboxInput(attrs={"autocomplete": "off"}))
        refusal = str(question.declared.refusal) if question.declared else ""
        found.error_messages["required"] = refusal or _("Tick this to go on.")
        return found

    def value(self, cleaned: Any) -> Any:
        return (AGREED,) if cleaned else ()

    def initial(self, value: Any) -> Any:
        return bool(value)

    def shown(self, question: AskedQuestion, value: Any) -> str:
        return _("I agree") if value else ""

    def json(self, value: Any) -> Any:
        return bool(value)


class OfficialText(QuestionKind):
    """A text that an office writes, in the languages of its space; kept where it belongs."""

    key = "official_text"
    name = gettext_lazy("An official text")
    column = ""
    is_offered = False

    def field(self, question: AskedQuestion, asking: Asking) -> forms.Field:
        return TextFormField(languages=list(asking.languages), long=True)


def declare() -> None:
    for kind in (
        ShortText(),
        LongText(),
        Number(),
        Day(),
        Single(),
        Multiple(),
        Place(),
        Consent(),
        Language(),
        Signature(),
        OfficialText(),
    ):
        register_question_kind(kind)
