"""The roles of those who prepare a process; others are registered by the app whose work it is."""

from django.utils.translation import gettext_lazy as _

from accord.record.roles import Role, register_role

PLANNER, RAPPORTEUR, MODERATOR, DRAFTER = "planner", "rapporteur", "moderator", "drafter"
# Who reads the drafts of themes and plans as well.
READS_DRAFTS = (PLANNER, RAPPORTEUR, MODERATOR, DRAFTER)


def declare() -> None:
    given_by = "processes.appoint"
    register_role(Role(PLANNER, _("Planner"), "process", given_by, has_work=True))
    register_role(Role(RAPPORTEUR, _("Rapporteur"), "process", given_by, has_work=True))
    register_role(Role(MODERATOR, _("Moderator"), "process", given_by, has_work=True))
    register_role(Role(DRAFTER, _("Drafting lead"), "process", given_by, has_work=True))
