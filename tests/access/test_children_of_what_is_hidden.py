"""That a thing is hidden isn't inherited: each rule names what hides its parent. Here each parent
is hidden, and each child asked for, by `visible_to` and by its page.
"""

from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accord.contributions.models import Contribution
from accord.record.viewer import Viewer
from tests.access.scenario import World
from tests.access.table import VISITOR
from tests.access.test_matrix import ask
from tests.addresses import named
from tests.factories.answers import RejoinderFactory, ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.themes import ObjectionFactory

pytestmark = pytest.mark.django_db

NOW = timezone.now()
OUTSIDERS = (VISITOR, "other_official")
ANSWER = {"outcome": "adopted", "cleared_at": NOW, "published_at": NOW}


class Family(World):
    """The world of the matrix, with a child of each thing."""

    def __init__(self) -> None:
        super().__init__()
        at = self.at = self.places["public"]
        answer = {"office": self.office, "theme": None, **ANSWER}
        at.to_idea = ResponseFactory(contribution=at.idea, number=2, **answer)
        at.to_comment = ResponseFactory(contribution=at.comment, **answer)
        at.to_paragraph = ResponseFactory(paragraph=at.paragraph, **answer)
        at.reply = self.say(1, root=at.idea, parent=at.comment, depth=2, activity=at.activity)
        at.on_paragraph = self.say(2, discussion=at.discussion)
        for place, thing in enumerate(("commitment", "clause", "milestone"), 3):
            discussion = self.discussed(getattr(at, thing))
            setattr(at, f"on_{thing}", self.say(place, discussion=discussion))
            setattr(at, f"{thing}_talk", discussion)
        at.objection = ObjectionFactory(
            theme=at.theme, contribution=at.idea, number=16, published_at=NOW
        )
        answers = (at.response, at.to_idea, at.to_paragraph)
        at.back, at.back_to_idea, at.back_to_paragraph = (
            RejoinderFactory(response=answer, number=number, published_at=NOW)
            for number, answer in enumerate(answers, 17)
        )

    def say(self, place: int, **where: Any) -> Contribution:
        where = {"activity": None, "author": None, **where}
        process, number = self.at.process, 20 + place
        return ContributionFactory(process=process, kind="comment", number=number, **where)

    def discussed(self, thing: Any) -> Any:
        talks = type(self.at.discussion).objects
        return talks.get_or_create(subject=thing.subject, defaults={"process": self.at.process})[0]


# Where something stands: the route and what it names.
PAGES = {
    "process": ("processes:detail", lambda at: [at.process.slug]),
    "decision": ("thread:detail", lambda at: [at.decision.subject.kind, at.decision.subject.code]),
    "activity": ("ideas:list", lambda at: at.activity.subject.code.split("/")),
    "idea": ("contributions:detail", lambda at: named(at.idea)),
    "comment": ("contributions:replies", lambda at: named(at.comment)),
    "reply": ("contributions:revisions", lambda at: named(at.reply)),
    "theme": ("thread:detail", lambda at: [at.theme.subject.kind, at.theme.subject.code]),
    "response": ("answers:rejoinders", lambda at: [at.response.subject.code]),
    "to_idea": ("answers:rejoinders", lambda at: [at.to_idea.subject.code]),
    "to_comment": ("answers:rejoinders", lambda at: [at.to_comment.subject.code]),
    "to_paragraph": ("answers:rejoinders", lambda at: [at.to_paragraph.subject.code]),
    "synthesis": ("themes:synthesis", lambda at: [at.process.slug, at.synthesis.number]),
    "on_paragraph": ("contributions:revisions", lambda at: named(at.on_paragraph)),
    "plan": ("plans:plan", lambda at: [at.plan.slug]),
    "commitment": (
        "thread:detail",
        lambda at: [at.commitment.subject.kind, at.commitment.subject.code],
    ),
    "clause": ("thread:detail", lambda at: [at.clause.subject.kind, at.clause.subject.code]),
    "milestone": (
        "thread:detail",
        lambda at: [at.milestone.subject.kind, at.milestone.subject.code],
    ),
    "on_commitment": ("contributions:revisions", lambda at: named(at.on_commitment)),
    "on_clause": ("contributions:revisions", lambda at: named(at.on_clause)),
    "on_milestone": ("contributions:revisions", lambda at: named(at.on_milestone)),
}
# What has no page of its own: it stands on its parent's.
INSIDE = ("phase", "discussion", "paragraph", "objection", "back", "back_to_idea")
INSIDE += ("back_to_paragraph", "commitment_talk", "clause_talk", "milestone_talk")

OF_COMMENT = ("reply", "to_comment")
OF_IDEA = ("comment", *OF_COMMENT, "to_idea", "objection", "back_to_idea")
OF_THEME = ("response", "objection", "back")
OF_SYNTHESIS = ("paragraph", "discussion", "on_paragraph", "to_paragraph", "back_to_paragraph")
OF_PLAN = ("commitment", "clause", "milestone", "on_commitment", "on_clause", "on_milestone")
OF_PLAN += ("commitment_talk", "clause_talk", "milestone_talk")
OF_ACTIVITY = ("idea", *OF_IDEA)
ALL = (*PAGES, *INSIDE)

# The parent, what hides it, and all that is to be gone with it.
HIDDEN: dict[str, tuple[str, dict[str, Any], tuple[str, ...]]] = {
    "a process that isn't public": ("process", {"is_public": False}, ALL),
    "an activity that isn't announced": ("activity", {"announced_at": None}, OF_ACTIVITY),
    "a hidden idea": ("idea", {"hidden_at": NOW}, OF_IDEA),
    "a withdrawn idea": ("idea", {"withdrawn_at": NOW}, OF_IDEA),
    "a held idea": ("idea", {"published_at": None}, OF_IDEA),
    "a draft of a theme": ("theme", {"published_at": None}, OF_THEME),
    "an answer that isn't published": ("response", {"published_at": None}, ("back",)),
    "a draft of what we heard": ("synthesis", {"published_at": None}, OF_SYNTHESIS),
    "a draft of a plan": ("plan", {"published_at": None}, OF_PLAN),
}


@pytest.fixture(scope="module")
def family(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Family()
        transaction.set_rollback(True)


def seen(family: Family, role: str) -> set[str]:
    """What of all this the reader finds by `visible_to`."""
    viewer = Viewer(family.space.subject, family.people.get(role))
    rows = {name: getattr(family.at, name) for name in ALL}
    return {
        name
        for name, row in rows.items()
        if type(row)._default_manager.visible_to(viewer).filter(pk=row.pk).exists()
    }


def reached(family: Family, role: str) -> set[str]:
    """Which pages the reader finds."""
    client, at = family.client(role), family.at
    addresses = {name: reverse(route, args=args(at)) for name, (route, args) in PAGES.items()}
    return {
        name
        for name, address in addresses.items()
        if ask(client, "get", address).kind == "answered"
    }


@pytest.mark.parametrize("case", HIDDEN)
@pytest.mark.parametrize("role", OUTSIDERS)
def test_a_hidden_parent_takes_its_children_with_it(family, case, role):
    parent, state, gone = HIDDEN[case]
    row = getattr(family.at, parent)

    with transaction.atomic():
        type(row)._default_manager.filter(pk=row.pk).update(**state)
        found, pages = seen(family, role), reached(family, role)
        transaction.set_rollback(True)

    assert found == set(ALL) - {parent, *gone}
    assert pages == set(PAGES) - {parent, *gone}


@pytest.mark.parametrize("role", OUTSIDERS)
def test_while_all_is_shown_everybody_finds_it(family, role):
    assert seen(family, role) == set(ALL)
    assert reached(family, role) == set(PAGES)


@pytest.mark.parametrize(
    ("role", "answer"), [("participant", "not found"), ("planner", "answered")]
)
def test_who_may_not_read_a_draft_says_nothing_about_it(family, role, answer):
    at = family.at
    address = reverse("contributions:discussion-comments", args=named(at.commitment_talk))

    with transaction.atomic():
        type(at.plan).objects.filter(pk=at.plan.pk).update(published_at=None)
        found = ask(family.client(role), "post", address).kind
        transaction.set_rollback(True)

    assert found == answer
