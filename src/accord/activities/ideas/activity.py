from functools import partial

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accord.activities.ideas.exports import json_lines, table_lines
from accord.activities.ideas.questions import QUESTIONS
from accord.processes.registry import ActivityType, Export, register
from accord.ui.csv_lines import CONTENT_TYPE


def count_ideas(count: int) -> str:
    return ngettext("%(count)s idea", "%(count)s ideas", count) % {"count": count}


def read_ideas(count: int) -> str:
    if count == 0:
        return gettext("See the ideas")
    return ngettext("Read the idea", "Read the %(count)s ideas", count) % {"count": count}


IDEAS = ActivityType(
    key="ideas",
    name=_("Ideas"),
    package="accord.activities.ideas",
    use=_("Anyone can share a problem or an idea; others support and discuss it."),
    task="find solutions",
    also_serves=("find problems",),
    icon="lightbulb",
    call=_("Share an idea"),
    questions=QUESTIONS,
    exports={
        "csv": Export(table_lines, CONTENT_TYPE, whole=partial(table_lines, is_whole=True)),
        "json": Export(json_lines, "application/json", whole=partial(json_lines, is_whole=True)),
    },
    count=count_ideas,
    read=read_ideas,
    documentation="docs/activities/ideas.md",
)


def declare() -> None:
    register(IDEAS)
