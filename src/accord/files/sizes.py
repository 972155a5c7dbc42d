"""The size of a file in words."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

KILO, MEGA, GIGA = 1_000, 1_000_000, 1_000_000_000


def size_in_words(size: int) -> str:
    """As people say it, in thousands: “240 kB”, “1.2 MB”."""
    if size < MEGA - KILO // 2:
        return _("%(size)s kB") % {"size": number_format(max(1, round(size / KILO)))}
    if size < GIGA:
        return _("%(size)s MB") % {"size": rounded(size / MEGA)}
    return _("%(size)s GB") % {"size": rounded(size / GIGA)}


def rounded(size: float) -> str:
    """One digit behind the point where it says something."""
    near = round(size, 1)
    return number_format(near, 0 if near >= 10 or near == int(near) else 1)
