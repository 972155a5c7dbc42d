from django.utils.translation import gettext_lazy as _

from accord.activities.ideas.exports import csv_lines, json_lines
from accord.processes.registry import ActivityType, register

IDEAS = ActivityType(
    key="ideas",
    name=_("Ideas"),
    package="accord.activities.ideas",
    use=_("Anyone can share a problem or an idea; others support and discuss it."),
    task="find solutions",
    icon="lightbulb",
    contribution_kinds=("idea",),
    call=_("Share an idea"),
    permissions=("contributions.submit", "contributions.support", "contributions.comment"),
    exports={"csv": csv_lines, "json": json_lines},
    documentation="docs/activities/ideas.md",
)


def declare() -> None:
    register(IDEAS)
