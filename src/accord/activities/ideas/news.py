"""How ideas are said to come in."""

from django.utils.translation import gettext, ngettext

from accord.contributions.news import Arrival, register_arrival


def declare() -> None:
    register_arrival("idea", Arrival(one, several, gathered))


def one() -> str:
    return gettext("Someone shared an idea: %(words)s")


def several(count: int) -> str:
    return ngettext(
        "%(count)d idea came in: %(activity)s",
        "%(count)d ideas came in: %(activity)s",
        count,
    )


def gathered(count: int) -> str:
    return ngettext(
        "%(count)d idea came in on a theme: %(theme)s",
        "%(count)d ideas came in on a theme: %(theme)s",
        count,
    )
