"""The roles on a seat of the forum."""

from django.utils.translation import gettext_lazy as _

from accord.record.roles import Role, register_role

# By side, so that who speaks for society is known with all other roles.
SEATS = {
    "government": "government_seat",
    "civil_society": "civil_seat",
    "other": "other_seat",
}
CIVIL_SEAT = SEATS["civil_society"]


def declare() -> None:
    for role in SEATS.values():
        register_role(Role(role, _("Holds the seat"), "seat", "forum.seat"))
