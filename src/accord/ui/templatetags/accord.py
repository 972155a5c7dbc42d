"""Tags that every template has: official texts with their language, prose, panels."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from accord.ui import panels
from accord.ui.richtext import to_html
from accord.ui.texts import as_text

register = template.Library()


@register.simple_tag
def official(value: Any) -> str | SafeString:
    """An official text in the reader's language; marked with its own where there's none."""
    words = as_text(value).said()
    if words.language == (get_language() or "").split("-")[0]:
        return words.text
    return format_html('<span lang="{}" dir="auto">{}</span>', words.language, words.text)


@register.simple_tag
def official_prose(value: Any) -> SafeString:
    """A long official text (Markdown), its language marked where it isn't the reader's."""
    words = as_text(value).said()
    if not words.text:
        return mark_safe("")
    if words.language == (get_language() or "").split("-")[0]:
        return to_html(words.text)
    return format_html('<div lang="{}" dir="auto">{}</div>', words.language, to_html(words.text))


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
    filled = prepared[place] if place in prepared else panels.fill(place, [thing], request.user)
    pieces = []
    for piece in filled.get(thing.pk, []):
        with context.push(**piece.context, panel_thing=thing):
            engine = context.template.engine  # type: ignore[union-attr]
            pieces.append(engine.get_template(piece.template).render(context))
    return mark_safe("".join(pieces))  # noqa: S308 - each piece is a rendered template


@register.simple_tag
def icon(name: str, css_class: str = "") -> SafeString:
    """A Lucide icon; a word always stands beside it."""
    from lucide.templatetags.lucide import lucide

    return SafeString(
        lucide(name, size=24, **{"class": f"icon {css_class}".strip(), "aria-hidden": "true"})
    )


@register.inclusion_tag("ui/forms/field.html")
def field(bound_field: Any) -> dict[str, Any]:
    """A field with label, hint and error, in that order, tied together for screen readers."""
    return {"field": bound_field}


@register.inclusion_tag("ui/forms/errors.html")
def error_summary(form: Any) -> dict[str, Any]:
    """What is wrong with a form, with links to the fields; nothing when all is well."""
    return {"form": form}


@register.inclusion_tag("ui/tag.html")
def tag(kind: str, icon_name: str, word: Any) -> dict[str, Any]:
    """A status: icon, word and colour (good, warn, bad, gov, civ, open, here, quiet)."""
    return {"kind": kind, "icon_name": icon_name, "word": word}


@register.inclusion_tag("ui/voice.html")
def voice(text: str, language: str, quoted: bool = True) -> dict[str, Any]:
    """A person's own words, in the voice face, with their language."""
    return {"text": text, "language": language, "quoted": quoted}
