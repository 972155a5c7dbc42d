"""How often codes may be tried, and words be kept and sent."""

from django.utils.translation import gettext_lazy as _

from accord.people.limits import ADDRESS, EVERYBODY, KEY, Count, Limit, register_limit

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
COMMENTS = register_limit(
    Limit(
        "comment",
        _("Comments, by the person or browser that writes them"),
        (Count(KEY, 20, TEN_MINUTES), Count(EVERYBODY, 5_000, TEN_MINUTES)),
        told=WAIT,
    )
)
SUPPORTS = register_limit(
    Limit(
        "support",
        _("Supports given and taken back, by person"),
        (Count(KEY, 120, TEN_MINUTES),),
        told=_("Those were many in a short time. Wait ten minutes, then go on."),
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
