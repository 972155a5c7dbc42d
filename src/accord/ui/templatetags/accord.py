"""Tags that every template has: official texts with their language, prose, panels."""

import datetime as dt
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from django import forms, template
from django.contrib.messages.storage.base import Message
from django.template.context import RequestContext
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, gettext
from lucide.templatetags.lucide import lucide

from accord.ui import panels
from accord.ui.anchors import CHOICES, anchor_of, codes_of
from accord.ui.richtext import to_html
from accord.ui.texts import as_text
from accord.ui.undo import Undo
from accord.ui.undo import undo_of as find_undo

register = template.Library()


@register.filter
def day_and_time(moment: dt.datetime) -> str:
    """ "1 December, 14:05": of what happened lately, without its year."""
    here = timezone.localtime(moment)
    return f"{date_format(here, 'MONTH_DAY_FORMAT')}, {date_format(here, 'TIME_FORMAT')}"


@register.simple_tag
def official(value: Any) -> str | SafeString:
    """An official text in the reader's language; marked with its own where there's none."""
    words = as_text(value).in_language()
    if words.language == (get_language() or "").split("-")[0]:
        return words.text
    return format_html('<span lang="{}" dir="auto">{}</span>', words.language, words.text)


@register.simple_tag
def official_prose(value: Any) -> SafeString:
    """A long official text (Markdown), its language marked where it isn't the reader's."""
    words = as_text(value).in_language()
    if not words.text:
        return mark_safe("")
    if words.language == (get_language() or "").split("-")[0]:
        return to_html(words.text)
    return format_html('<div lang="{}" dir="auto">{}</div>', words.language, to_html(words.text))


@register.filter
def foreign(language: str) -> str:
    """The language's name in the reader's own; empty when the words need no label."""
    if not language or language.split("-")[0] == (get_language() or "").split("-")[0]:
        return ""
    try:
        return str(get_language_info(language)["name_translated"])
    except KeyError:
        return language


@register.filter
def rich(value: str) -> SafeString:
    return to_html(value)


@register.simple_tag(takes_context=True)
def panel(context: RequestContext, place: str, thing: Any) -> SafeString:
    """What higher parts of the site show at this place about this thing.

    A list view asks once for all rows (`panels.fill`) and hands the answer over as `panel_rows`.
    """
    request = context["request"]
    prepared = context.get("panel_rows") or {}
    filled = prepared[place] if place in prepared else panels.fill(place, [thing], request.viewer)
    pieces = []
    for piece in filled.get(thing.pk, []):
        with context.push(**piece.context, panel_thing=thing):
            engine = context.template.engine  # type: ignore[union-attr]
            pieces.append(engine.get_template(piece.template).render(context))
    return mark_safe("".join(pieces))  # noqa: S308 - each piece is a rendered template


# Icons that point along the line of text, and so turn round in right-to-left.
POINTS_ALONG = {"reply", "log-in", "log-out", "undo-2", "redo-2", "external-link", "send"}
POINTS_ALONG |= {f"{shape}-{side}" for shape in ("arrow", "chevron") for side in ("left", "right")}


@register.simple_tag
def icon(name: str, css_class: str = "") -> SafeString:
    """A Lucide icon; a word always stands beside it."""
    return _drawn(name, css_class)


@lru_cache(maxsize=512)
def _drawn(name: str, css_class: str) -> SafeString:
    names = ["icon", "turns" if name in POINTS_ALONG else "", css_class]
    drawing = lucide(name, size=24, **{"class": " ".join(filter(None, names))})
    return SafeString(drawing.replace("<svg ", '<svg aria-hidden="true" ', 1))


@register.inclusion_tag("ui/forms/field.html")
def field(bound_field: forms.BoundField) -> dict[str, Any]:
    """A field with label, hint and error, in that order, tied together for screen readers."""
    widget = bound_field.field.widget
    return {
        "field": bound_field,
        "is_choice": isinstance(widget, CHOICES),
        "is_group": isinstance(widget, (*CHOICES, forms.MultiWidget)),
        "is_tick": isinstance(widget, forms.CheckboxInput),
    }


@register.inclusion_tag("ui/forms/errors.html")
def error_summary(form: Any) -> dict[str, Any]:
    """What is wrong with a form, with links to the fields; nothing when all is well."""
    return {"problems": list(problems(form))}


def problems(form: Any) -> Iterator[dict[str, str]]:
    if form is None or not form.is_bound:
        return
    for words in form.non_field_errors():
        yield {"anchor": "", "words": words}
    for bound_field in form:
        for words, code in zip(bound_field.errors, codes_of(bound_field), strict=True):
            anchor = anchor_of(bound_field, code)
            is_question = str(bound_field.label).endswith("?")
            named = "%(field)s %(problem)s" if is_question else gettext("%(field)s: %(problem)s")
            said = named % {"field": bound_field.label, "problem": words}
            yield {"anchor": "" if bound_field.is_hidden else anchor, "words": said}


@register.simple_tag(takes_context=True)
def error_prefix(context: RequestContext) -> str:
    """What the title begins with when a form on the page wasn't accepted."""
    for layer in context.dicts:
        for value in layer.values():
            if isinstance(value, forms.BaseForm) and value.is_bound and value.errors:
                return gettext("Error:") + " "
    return ""


@register.inclusion_tag("ui/crumbs.html")
def crumbs(here: Any, section: Any = "", section_url: str = "") -> dict[str, Any]:
    """Where a page stands that is about no thing: Home, a section, and what it is called."""
    return {"above": [(section_url, section)] if section else [], "here": here}


@register.filter
def undo_of(message: Message) -> Undo | None:
    """What takes back what a message tells, where that can be taken back."""
    return find_undo(message)


@register.inclusion_tag("ui/tag.html")
def tag(kind: str, icon_name: str, word: Any) -> dict[str, Any]:
    """A status: icon, word and colour (good, warn, bad, gov, civ, open, here, quiet)."""
    return {"kind": kind, "icon_name": icon_name, "word": word}


@register.inclusion_tag("ui/voice.html")
def voice(text: str, language: str, quoted: bool = True) -> dict[str, Any]:
    """A person's own words, in the voice face, with their language."""
    return {"text": text, "language": language, "quoted": quoted}
