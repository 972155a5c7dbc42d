"""`{% load trail %}`: where a page about a thing stands, from Home inwards."""

from typing import Any

from django import template
from django.template.context import RequestContext

from accord.record import trail as trails

register = template.Library()


@register.inclusion_tag("ui/crumbs.html", takes_context=True)
def trail_of(context: RequestContext, thing: Any, here: Any = "") -> dict[str, Any]:
    """Of the thing's own page; `here` is what it is called."""
    above = trails.trail_of(thing, context["request"].viewer)
    return {"above": above, "here": here or trails.name_of(thing)}


@register.inclusion_tag("ui/crumbs.html", takes_context=True)
def trail_to(
    context: RequestContext, thing: Any, here: Any = "", section: Any = "", section_url: str = ""
) -> dict[str, Any]:
    """Of a page about the thing, below its own; `section` is a page between the two."""
    above: list[Any] = trails.trail_to(thing, context["request"].viewer)
    return {"above": [*above, *([(section_url, section)] if section else [])], "here": here}
