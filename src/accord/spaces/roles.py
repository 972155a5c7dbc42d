"""The roles in a space."""

from django.utils.translation import gettext_lazy as _

from accord.record.roles import Role, register_role

ADMINISTRATOR, SECRETARIAT, CONTACT = "administrator", "secretariat", "contact"
ASSESSOR = "assessor"
RUNS_SPACE = (ADMINISTRATOR, SECRETARIAT, CONTACT)


def declare() -> None:
    may_give = {"kind": "space", "permission": "spaces.administer"}
    register_role(Role(ADMINISTRATOR, _("Administrator"), **may_give))
    register_role(Role(SECRETARIAT, _("Secretariat of the forum"), **may_give))
    register_role(Role(CONTACT, _("Point of contact"), **may_give))
    register_role(Role(ASSESSOR, _("Assessor"), **may_give))
