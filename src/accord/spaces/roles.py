"""The roles in a space, in an office and on a seat of the forum."""

from django.utils.translation import gettext_lazy as _

from accord.record.roles import Role, register_role

ADMINISTRATOR, SECRETARIAT, CONTACT = "administrator", "secretariat", "contact"
ASSESSOR = "assessor"
OFFICE_MEMBER = "office_member"
# By side, so that who speaks for society is known with all other roles.
SEATS = {
    "government": "government_seat",
    "civil_society": "civil_seat",
    "other": "other_seat",
}
CIVIL_SEAT = SEATS["civil_society"]
RUNS_SPACE = (ADMINISTRATOR, SECRETARIAT, CONTACT)


def declare() -> None:
    may_give = {"kind": "space", "permission": "spaces.administer"}
    register_role(Role(ADMINISTRATOR, _("Administrator"), **may_give))
    register_role(Role(SECRETARIAT, _("Secretariat of the forum"), **may_give))
    register_role(Role(CONTACT, _("Point of contact"), **may_give))
    register_role(Role(ASSESSOR, _("Assessor"), **may_give))
    register_role(Role(OFFICE_MEMBER, _("Member of the office"), "office", "offices.staff"))
    for role in SEATS.values():
        register_role(Role(role, _("Holds the seat"), "seat", "forum.seat"))
