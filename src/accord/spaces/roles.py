"""The roles in a space."""

from django.utils.translation import gettext_lazy as _

from accord.record.roles import Role, register_role

ADMINISTRATOR, SECRETARIAT, CONTACT = "administrator", "secretariat", "contact"
ASSESSOR = "assessor"
RUNS_SPACE = (ADMINISTRATOR, SECRETARIAT, CONTACT)


def declare() -> None:
    given_by = "spaces.administer"
    register_role(Role(ADMINISTRATOR, _("Administrator"), "space", given_by))
    register_role(Role(SECRETARIAT, _("Secretariat of the forum"), "space", given_by))
    register_role(Role(CONTACT, _("Point of contact"), "space", given_by))
    register_role(Role(ASSESSOR, _("Assessor"), "space", given_by))
