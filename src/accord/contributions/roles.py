"""The roles of those who help people be heard, beside the moderator."""

from django.utils.translation import gettext_lazy as _

from accord.record.roles import Role, register_role

REVIEWER, OPERATOR = "reviewer", "operator"
TRANSLATOR, FACILITATOR = "translator", "facilitator"


def declare() -> None:
    given_by = "processes.appoint"
    register_role(Role(REVIEWER, _("Appeals reviewer"), "process", given_by, has_work=True))
    register_role(Role(OPERATOR, _("Desk operator"), "process", given_by))
    register_role(Role(TRANSLATOR, _("Translator"), "process", given_by))
    register_role(Role(FACILITATOR, _("Facilitator"), "process", given_by))
