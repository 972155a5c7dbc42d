"""`{% load thread %}`: the curves by which many voices come together in one stop."""

from collections.abc import Sequence

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
MOST, WIDTH, HEIGHT = 24, 480, 108
END_X = 17


@register.simple_tag
def strands(count: int, ids: Sequence[int] | int = ()) -> SafeString:
    """One curve for each voice, 24 at most; the number in words stands beside it.

    Where a curve begins comes from the ids, not from chance: the same picture each time.
    """
    number = min(count, MOST)
    ids = [ids] if isinstance(ids, int) else ids
    seeds = [ids[place % len(ids)] + place if ids else place for place in range(number)]
    curves = format_html_join(
        "",
        '<g opacity="{}"><path d="{}"/><circle cx="{}" cy="{}" r="2.2" fill="currentColor" '
        'stroke="none"/></g>',
        (curve(place, seed, number) for place, seed in enumerate(seeds)),
    )
    return format_html(
        '<svg class="strands" aria-hidden="true" viewBox="0 0 {} {}" '
        'preserveAspectRatio="none"><g fill="none" stroke="currentColor" '
        'stroke-width="1.4">{}</g></svg>',
        WIDTH,
        HEIGHT,
        curves,
    )


def curve(place: int, seed: int, number: int) -> tuple[str, str, int, int]:
    share = place / max(number - 1, 1)
    x = round(52 + (WIDTH - 80) * share * max(number, 6) / MOST)
    y = 6 + seed * 7919 % 23
    turn = round(END_X + 6 + 0.18 * (x - END_X))
    opacity = 0.95 - 0.6 * share
    return f"{opacity:.2f}", f"M{x} {y}C{x} 67 {turn} 71 {END_X} {HEIGHT}", x, y
