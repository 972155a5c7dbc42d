"""The roles in an office: a head is a member as well."""

from django.utils.translation import gettext_lazy as _

from accord.record.roles import Role, register_role

OFFICE_HEAD, OFFICE_MEMBER = "office_head", "office_member"
OFFICE_ROLES = (OFFICE_HEAD, OFFICE_MEMBER)


def declare() -> None:
    given_by = "offices.staff"
    register_role(Role(OFFICE_HEAD, _("Head of the office"), "office", given_by, has_work=True))
    register_role(Role(OFFICE_MEMBER, _("Member of the office"), "office", given_by, has_work=True))
