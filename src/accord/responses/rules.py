"""Who may theme, answer, clear and publish."""

import rules
from django.db.models import Exists, OuterRef, QuerySet

from accord.people.models import Visitor
from accord.people.rules import may
from accord.processes.models import Process, runs_process
from accord.responses.models import Response, writes_themes
from accord.spaces.models import Office, OfficeMember


def works_for(visitor: Visitor, office: Office | None) -> bool:
    """Whether the visitor is a member of the office today. Asked once per request."""
    if visitor.pk is None or office is None:
        return False
    held: dict[int, bool] = visitor.__dict__.setdefault("_is_of_office", {})
    if office.pk not in held:
        members = OfficeMember.objects.current().filter(office=office, person=visitor.pk)
        held[office.pk] = members.exists()
    return held[office.pk]


def offices_to_answer(person: Visitor, process: Process) -> QuerySet[Office]:
    """Those the person works for; all of the space for those who theme."""
    offices = Office.objects.filter(space=process.space).order_by("code")
    if may(person, "responses.theme", process):
        return offices
    works = OfficeMember.objects.current().filter(office=OuterRef("pk"), person=person.pk)
    return offices.filter(Exists(works))


def own_office(person: Visitor, offices: QuerySet[Office]) -> Office | None:
    """The one of these that the person works for; none if there are several."""
    works = OfficeMember.objects.current().filter(office=OuterRef("pk"), person=person.pk)
    found = list(offices.filter(Exists(works))[:2])
    return found[0] if len(found) == 1 else None


def may_answer(visitor: Visitor, process: Process) -> bool:
    return visitor.pk is not None and offices_to_answer(visitor, process).exists()


@rules.predicate
def themes_process(visitor: Visitor, process: Process) -> bool:
    return writes_themes(visitor, process)


@rules.predicate
def is_of_office(visitor: Visitor, response: Response) -> bool:
    return works_for(visitor, response.office)


@rules.predicate
def themes_its_process(visitor: Visitor, response: Response) -> bool:
    return writes_themes(visitor, response.process)


@rules.predicate
def runs_its_process(visitor: Visitor, response: Response) -> bool:
    return runs_process(visitor, response.process)


rules.add_perm("responses.theme", themes_process)
rules.add_perm("responses.draft", is_of_office | themes_its_process)
# Those who theme may write for an office, but only the office can say that it stands for it.
rules.add_perm("responses.clear", is_of_office)
rules.add_perm("responses.publish", is_of_office | runs_its_process)
