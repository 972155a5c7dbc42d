"""Official texts in several languages: the model field, its value, and the form field."""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any, NamedTuple

from django import forms
from django.conf import settings
from django.db import models
from django.utils.translation import get_language, get_language_info

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LONGEST_KEPT = 1000  # characters of a stored text that is kept read, so that all take a few MB
UNSEEN = {"Cc", "Cf", "Zl", "Zp", "Zs"}
BLANK_LETTERS = "\u115f\u1160\u2800\u3164\uffa0"  # drawn as nothing, though no spaces by name


def tidy(text: str) -> str:
    """Text as we keep it: no control characters, one kind of line end, no blank edges.

    What has nothing to see in it, such as a zero-width space alone, is no text.
    """
    kept = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return kept if any(is_visible(letter) for letter in kept) else ""


def is_visible(letter: str) -> bool:
    return unicodedata.category(letter) not in UNSEEN and letter not in BLANK_LETTERS


# The languages of the place whose page is being made, its first one first. None in commands and
# in the worker. A context variable, so that two places in one process don't mix.
_languages_here: ContextVar[tuple[str, ...]] = ContextVar("languages_here", default=())


@contextmanager
def languages_here(codes: Iterable[str]) -> Iterator[None]:
    """Inside, a text that isn't there in the reader's language is said in the first of these."""
    token = _languages_here.set(tuple(codes))
    try:
        yield
    finally:
        _languages_here.reset(token)


def reading_order(codes: Iterable[str]) -> list[str]:
    """These languages as a reader meets them: their own, the place's, English, then the rest."""
    there = sorted(codes)
    wanted = dict.fromkeys((_reader(), *_languages_here.get(), settings.LANGUAGE_CODE, *there))
    return [code for code in wanted if code in there]


def _reader() -> str:
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


class TaggedText(NamedTuple):
    """A text and the language it is really in, so that `lang` and `dir` can be right."""

    text: str
    language: str


class LocalizedText(Mapping[str, str]):
    """One official text by language code. Empty texts are not kept."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        kept = {code: tidy(text) for code, text in (texts or {}).items()}
        self._texts = {code: kept[code] for code in sorted(kept) if kept[code]}

    @classmethod
    def stored(cls, texts: Mapping[str, str]) -> "LocalizedText":
        """A text as a row holds it: tidied when it was written, and shown as it stands."""
        text = cls()
        text._texts = {code: texts[code] for code in sorted(texts)}
        return text

    def __getitem__(self, code: str) -> str:
        return self._texts[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def __repr__(self) -> str:
        return f"LocalizedText({self._texts!r})"

    def __str__(self) -> str:
        return self.in_language().text

    def in_language(self, language: str | None = None) -> TaggedText:
        """The words for a reader of this language; failing that, in the order of the place."""
        wanted = language.split("-")[0] if language else _reader()
        for code in (wanted, *_languages_here.get(), settings.LANGUAGE_CODE, *self._texts):
            if code in self._texts:
                return TaggedText(self._texts[code], code)
        return TaggedText("", wanted)

    def plain(self) -> dict[str, str]:
        return dict(self._texts)


def as_text(value: Any) -> LocalizedText:
    if isinstance(value, LocalizedText):
        return value
    if value is None or value == "":
        return LocalizedText()
    if isinstance(value, Mapping):
        return LocalizedText(value)
    return LocalizedText({_reader(): str(value)})


@lru_cache(maxsize=4096)
def read_text(stored: str) -> LocalizedText:
    """A text as a column holds it: the same few stand in most rows of a page, and never change."""
    return LocalizedText.stored(json.loads(stored))


class TextFormField(forms.MultiValueField):
    """One input for each language of the space; one language filled is enough when required."""

    def __init__(
        self,
        *,
        languages: list[tuple[str, str]],
        long: bool = False,
        max_length: int = 5000,
        **kwargs: Any,
    ) -> None:
        self.languages = languages
        fields = [forms.CharField(required=False, max_length=max_length) for _ in languages]
        kwargs["widget"] = TextWidget(languages=languages, long=long)
        super().__init__(fields=fields, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> LocalizedText:
        text: LocalizedText = super().clean(value)
        if self.required and not text:  # blanks alone
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return text

    def compress(self, data_list: list[str]) -> LocalizedText:
        codes = [code for code, _ in self.languages]
        return LocalizedText(dict(zip(codes, data_list or [], strict=False)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return as_text(initial) != self.compress(data or [])


def _name_of(code: str) -> str:
    """A language's name in the reader's own."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _name_in_sentence(code: str) -> str:
    """Django's names begin with a capital, which these languages keep for a sentence's start."""
    name = _name_of(code)
    return name[:1].lower() + name[1:] if _reader() in {"es", "fr"} else name


class TextWidget(forms.MultiWidget):
    """The writer's language open, the space's other languages one click away."""

    template_name = "ui/forms/text_widget.html"

    def __init__(self, *, languages: list[tuple[str, str]], long: bool) -> None:
        self.languages = languages
        widget = forms.Textarea if long else forms.TextInput
        super().__init__(
            {code: widget(attrs={"lang": code, "dir": "auto"}) for code, _ in languages}
        )

    def decompress(self, value: Any) -> list[str]:
        text = as_text(value)
        return [text.get(code, "") for code, _ in self.languages]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        for subwidget, (code, label) in zip(widget["subwidgets"], self.languages, strict=True):
            subwidget["language"], subwidget["language_name"] = code, label
        own = widget["subwidgets"][self.own_place]
        others = [one for one in widget["subwidgets"] if one is not own]
        there = [one for one in others if one["value"]]
        absent = [one for one in others if not one["value"]]
        widget["own"], widget["others"] = own, others
        widget["there"] = [_name_of(one["language"]) for one in there]
        widget["absent"] = ", ".join(_name_in_sentence(one["language"]) for one in absent)
        # What is wrong may stand in any of them; and words aren't hidden beside an empty box.
        is_wrong = (attrs or {}).get("aria-invalid") == "true"
        widget["is_open"] = bool(there and (is_wrong or not own["value"]))
        return context

    @property
    def own_place(self) -> int:
        """The writer's language among those of the space; else the space's first."""
        codes = [code for code, _ in self.languages]
        return codes.index(_reader()) if _reader() in codes else 0

    def id_of(self, id_: str, code: str = "") -> str:
        """The box in the writer's own language: it is always open."""
        return f"{id_}_{self.own_place}"


class TranslatedText(models.JSONField):
    """An official text in one JSON column: {"en": "…", "fr": "…"}; read as a `LocalizedText`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", LocalizedText)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> LocalizedText:
        if isinstance(value, str) and value[:1] == "{" and len(value) <= LONGEST_KEPT:
            return read_text(value)
        texts = super().from_db_value(value, expression, connection)
        return LocalizedText.stored(texts) if isinstance(texts, dict) else as_text(texts)

    def to_python(self, value: Any) -> LocalizedText:
        return as_text(value)

    def get_prep_value(self, value: Any) -> Any:
        return (
            value
            if hasattr(value, "resolve_expression")
            else super().get_prep_value(as_text(value).plain())
        )

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, LocalizedText):
            value = value.plain()
        return super().get_db_prep_value(value, connection, prepared)

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(as_text(value).plain(), model_instance)

    def value_to_string(self, obj: Any) -> Any:
        return as_text(self.value_from_object(obj)).plain()

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, name, _TextAttribute(name))


class _TextAttribute:
    """Lets `row.title = "…"` and `{"en": "…"}` read back as a `LocalizedText` before saving."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, instance: Any, owner: Any = None) -> Any:
        if instance is None:
            return self
        if self.name not in instance.__dict__:
            instance.refresh_from_db(fields=[self.name])
        return instance.__dict__[self.name]

    def __set__(self, instance: Any, value: Any) -> None:
        is_expression = hasattr(value, "resolve_expression")
        instance.__dict__[self.name] = value if is_expression else as_text(value)
