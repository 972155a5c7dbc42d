"""The role in an office."""

from django.utils.translation import gettext_lazy as _

from accord.record.roles import Role, register_role

OFFICE_MEMBER = "office_member"


def declare() -> None:
    register_role(Role(OFFICE_MEMBER, _("Member of the office"), "office", "offices.staff"))
