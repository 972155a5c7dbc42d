"""What is taken in from elsewhere. A whole import is one event; what it publishes has its lines."""

from django.utils.translation import gettext_lazy as _

from accord.record.registry import private, public

IMPORTED = private("import.done", _("Something was taken in from elsewhere"), affects_space=True)
PLAN_IMPORTED = public(
    "plan.imported",
    _("A plan was taken in as it was published elsewhere"),
    data=["edition", "origin"],
)
COMMITMENT_IMPORTED = public(
    "commitment.imported", _("The words of a commitment were taken in as published elsewhere")
)
PROGRESS_IMPORTED = public(
    "progress.imported", _("A report on a milestone was taken in as published elsewhere")
)
RESPONSE_IMPORTED = public("response.imported", _("An answer was taken in as published elsewhere"))
