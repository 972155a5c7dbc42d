"""How often codes may be tried, and words be kept and sent."""

from django.utils.translation import gettext_lazy as _

from accord.people.limits import ADDRESS, EVERYBODY, Count, Limit, register_limit

TEN_MINUTES = 600
WAIT = _("Those were many tries. Wait ten minutes, then try again. What you wrote is still here.")

RECEIPTS = register_limit(
    Limit(
        "receipt",
        _("Wrong receipt codes that are tried"),
        (Count(ADDRESS, 10, TEN_MINUTES), Count(EVERYBODY, 300, TEN_MINUTES)),
        told=_("Those were many tries. Wait ten minutes, then try again."),
    )
)
DRAFTS = register_limit(
    Limit(
        "draft",
        _("Drafts that are kept"),
        (Count(ADDRESS, 300, TEN_MINUTES), Count(EVERYBODY, 20_000, TEN_MINUTES)),
        told=WAIT,
    )
)
SENDING = register_limit(
    Limit(
        "send",
        _("Ideas that are sent"),
        (Count(ADDRESS, 60, TEN_MINUTES), Count(EVERYBODY, 5_000, TEN_MINUTES)),
        told=WAIT,
    )
)
