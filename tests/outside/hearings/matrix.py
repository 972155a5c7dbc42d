"""Who reaches hearings, and samples of them: read by the access matrix."""

from django.utils import timezone

from accord.contributions.models import Discussion
from hearings.models import Hearing
from tests.access.table import RUNS, SIGNED_IN, Route
from tests.addresses import named
from tests.factories.contributions import ContributionFactory
from tests.factories.subjects import inside

NOBODY = frozenset()


def hearing_in(process, number, **fields):
    hearing = Hearing.objects.create(
        subject=inside(process, "hearing", number),
        process=process,
        number=number,
        title={"en": "Water, heard in the town hall"},
        held_on=timezone.localdate(),
        **fields,
    )
    Discussion.objects.create(subject=hearing.subject, process=process)
    return hearing


def add_samples(at):
    at.hearing = hearing_in(at.process, 1, published_at=timezone.now())
    at.draft_hearing = hearing_in(at.process, 2)
    at.on_hearing = comment_on(at.hearing)
    at.on_draft_hearing = comment_on(at.draft_hearing)


def comment_on(hearing, **fields):
    fields = {"activity": None, "author": None, "title": "", **fields}
    talk = hearing.subject.discussion
    return ContributionFactory(process=hearing.process, kind="comment", discussion=talk, **fields)


def address(hearing):
    return [hearing.process.slug, hearing.number]


ROUTES = [
    Route("hearings:detail", lambda at: address(at.hearing)),
    Route(
        "hearings:detail",
        lambda at: address(at.draft_hearing),
        get=RUNS,
        refused=404,
        variant="draft",
    ),
    Route(
        "hearings:publication",
        lambda at: address(at.draft_hearing),
        get=None,
        post=RUNS,
        refused=404,
    ),
    Route("thread:detail", lambda at: named(at.hearing), variant="hearing"),
    Route(
        "thread:detail",
        lambda at: named(at.draft_hearing),
        get=RUNS,
        refused=404,
        variant="draft-hearing",
    ),
    Route(
        "contributions:discussion-comments",
        lambda at: named(at.hearing),
        get=None,
        post=SIGNED_IN,
        variant="hearing",
    ),
    Route("contributions:detail", lambda at: named(at.on_hearing), variant="on-hearing"),
    Route(
        "contributions:detail",
        lambda at: named(at.on_draft_hearing),
        get=RUNS | {"moderator"},
        refused=404,
        variant="on-draft-hearing",
    ),
]
