"""The roles on a seat of the forum."""

from django.utils.translation import gettext_lazy as _

from accord.record.roles import Role, register_role

# By side, so that who speaks for society is known with all other roles.
SEATS = {
    "government": "government_seat",
    "civil_society": "civil_seat",
    "other": "other_seat",
}
ALTERNATES = {
    "government": "government_alternate",
    "civil_society": "civil_alternate",
    "other": "other_alternate",
}
# Who speaks for society from a seat: its holder, and whoever stands in.
CIVIL_ROLES = (SEATS["civil_society"], ALTERNATES["civil_society"])


def declare() -> None:
    for names, name in ((SEATS, _("Holds the seat")), (ALTERNATES, _("Alternate on the seat"))):
        for role in names.values():
            register_role(Role(role, name, "seat", "forum.seat", has_work=role in CIVIL_ROLES))
