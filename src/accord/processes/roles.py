"""The roles in a process."""

from django.utils.translation import gettext_lazy as _

from accord.record.roles import Role, register_role

PLANNER, RAPPORTEUR, MODERATOR, DRAFTER = "planner", "rapporteur", "moderator", "drafter"
WORKS_ON_PROCESS = (PLANNER, RAPPORTEUR, MODERATOR, DRAFTER)


def declare() -> None:
    may_give = {"kind": "process", "permission": "processes.appoint"}
    register_role(Role(PLANNER, _("Planner"), **may_give))
    register_role(Role(RAPPORTEUR, _("Rapporteur"), **may_give))
    register_role(Role(MODERATOR, _("Moderator"), **may_give))
    register_role(Role(DRAFTER, _("Drafting lead"), **may_give))
