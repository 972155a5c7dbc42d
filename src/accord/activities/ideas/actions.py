"""What people do with ideas, beyond what they can do with all words."""

import datetime as dt
import uuid
from dataclasses import replace

from django.db import transaction

from accord.activities.ideas.models import Idea
from accord.contributions.actions import ContributionInput, SubmissionResult, submit
from accord.contributions.models import Door
from accord.people.models import Person
from accord.processes.models import Activity
from accord.record.viewer import Viewer


@transaction.atomic
def submit_idea(
    *,
    viewer: Viewer,
    activity: Activity,
    said: ContributionInput,
    key: uuid.UUID,
    place: str = "",
    draft_revision: int = 0,
    door: str = Door.WEB,
    speaker: Person | None = None,
    consent_at: dt.datetime | None = None,
    received_at: dt.datetime | None = None,
) -> SubmissionResult:
    """Take in an idea; `submit` asks who may, and knows one that was sent before."""
    sent = submit(
        viewer=viewer,
        activity=activity,
        kind="idea",
        said=replace(said, beside=(place,)),
        key=key,
        draft_revision=draft_revision,
        door=door,
        speaker=speaker,
        consent_at=consent_at,
        received_at=received_at,
    )
    if sent.is_new:
        Idea.objects.create(contribution=sent.contribution, place=place)
    return sent
