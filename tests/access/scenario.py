"""One world for the policy table: two processes alike, one public and one hidden, and a person for
each role. Built by the factories alone, so that the table doesn't lean on the actions it checks.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.test import Client
from django.utils import timezone

from accord.contributions.models import Contribution, Discussion, Draft, Provenance
from accord.contributions.receipts import issue
from accord.files.models import Attachment
from accord.forum.roles import ALTERNATES, SEATS
from accord.organisations.actions import create_topic
from accord.plans.models import Edition, EditionItem, Lead, ProgressUpdate
from accord.processes.models import Timeline
from accord.questions.models import Answer
from accord.record.events import emit
from accord.record.links import link
from accord.record.models import Log
from accord.record.numbering import number_entries, publish_checkpoint
from accord.record.registry import verb
from accord.record.relations import LED_TO
from tests.access.table import APPOINTED, VISITOR, sample_files
from tests.factories.answers import RejoinderFactory, ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.files import AttachmentFactory
from tests.factories.forum import ForumDecisionFactory, ForumFactory, SeatFactory
from tests.factories.organisations import OfficeFactory, OfficeHeadFactory, OfficeMemberFactory
from tests.factories.people import PersonFactory
from tests.factories.plans import (
    ActionPlanFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    CommitmentVersionFactory,
    MilestoneFactory,
    MilestoneTextFactory,
    ReportingPeriodFactory,
)
from tests.factories.processes import (
    ActivityFactory,
    AppointmentFactory,
    DecisionFactory,
    PhaseFactory,
    ProcessFactory,
)
from tests.factories.questions import QuestionFactory, SheetFactory
from tests.factories.runs import JobFactory
from tests.factories.spaces import AssignmentFactory, MembershipFactory, SpaceFactory
from tests.factories.subjects import inside
from tests.factories.themes import (
    InThemeFactory,
    ObjectionFactory,
    ParagraphFactory,
    SynthesisFactory,
    ThemeFactory,
)

VISIBILITIES = ("public", "hidden")
SECRET_NAME = "Zephyrine Quillfeather-Okonkwo"


@contextmanager
def kept_world(blocker: Any) -> Iterator["World"]:
    """For a module's fixture: built once, and taken back with all that is written beside it."""
    with blocker.unblock(), transaction.atomic():
        yield World()
        transaction.set_rollback(True)


class World:
    """The people by role, and a `Place` of sample objects by visibility."""

    def __init__(self) -> None:
        self.space = SpaceFactory()
        self.stranger_space = SpaceFactory(key="elsewhere", host="elsewhere.localhost")
        self.forum = ForumFactory(space=self.space)
        self.forum_decision = ForumDecisionFactory(forum=self.forum)
        self.office = OfficeFactory(space=self.space)
        self.other_office = OfficeFactory(space=self.space)
        self.people: dict[str, Any] = {
            "participant": PersonFactory(),
            "author": PersonFactory(display_name=SECRET_NAME),
            "official": OfficeMemberFactory(office=self.office).person,
            "office_head": OfficeHeadFactory(office=self.office).person,
            "other_official": OfficeMemberFactory(office=self.other_office).person,
            "stranger": MembershipFactory(space=self.stranger_space, role="administrator").person,
        }
        self.government_seat = SeatFactory(forum=self.forum, side="government")
        self.civil_seat = SeatFactory(forum=self.forum, side="civil_society")
        self.other_seat = SeatFactory(forum=self.forum, side="other")
        for seat in (self.government_seat, self.civil_seat, self.other_seat):
            alternate = AssignmentFactory(scope=seat.subject, role=ALTERNATES[seat.side])
            self.people[SEATS[seat.side]] = seat.person
            self.people[alternate.role] = alternate.person
        for role in ("secretariat", "contact", "administrator", "assessor"):
            self.people[role] = MembershipFactory(space=self.space, role=role).person
        for role in APPOINTED:
            self.people[role] = PersonFactory()
        self.topic = create_topic(space=self.space, code="water", name={"en": "Water"})
        self.jobs = self._jobs()
        self.places = {name: self._place(name) for name in VISIBILITIES}

    def _place(self, visibility: str) -> SimpleNamespace:
        at = SimpleNamespace(
            space=self.space,
            forum=self.forum,
            forum_decision=self.forum_decision,
            office=self.office,
            other_office=self.other_office,
            government_seat=self.government_seat,
            civil_seat=self.civil_seat,
            topic=self.topic,
            people=self.people,
            jobs=self.jobs,
            visibility=visibility,
        )
        self._add_process(at)
        self._add_words(at)
        self._add_plan(at)
        self._add_answers(at)
        self._add_files(at)
        for samples in sample_files():
            samples.add_samples(at)
        self._add_log(at)
        return at

    def _jobs(self) -> dict[str, Any]:
        """The secretariat's long work, and some that it began when it still might."""
        by = {"space": self.space.subject, "person": self.people["secretariat"]}
        now = timezone.now()
        finished = JobFactory(
            **by,
            kind="log-file",
            finished_at=now,
            keep_until=now + dt.timedelta(days=1),
            total=3,
            done=3,
            result={"entries": 3},
            file="log",  # its route puts it there
        )
        failed = JobFactory(
            **by, kind="log-file", failed_at=now, keep_until=now, failure={"wrong": "It broke."}
        )
        waiting, others = JobFactory(**by, kind="log-file"), JobFactory(**by)
        return {"waiting": waiting, "finished": finished, "failed": failed, "others": others}

    def _add_log(self, at: SimpleNamespace) -> None:
        """The log is the space's: of a hidden process there is nothing in it."""
        emit(verb("words.published"), at.idea, None)
        emit(verb("process.opened"), at.process, None)
        at.log = Log.objects.get(space=at.space.pk)
        number_entries(at.log)
        publish_checkpoint(at.log)
        at.log.refresh_from_db()
        at.entry = at.log.entries.latest("index")

    def _add_process(self, at: SimpleNamespace) -> None:
        at.process = ProcessFactory(
            space=self.space,
            slug=f"plan-{at.visibility}",
            forum=self.forum,
            is_public=at.visibility == "public",
        )
        for role in APPOINTED:
            AppointmentFactory(process=at.process, person=self.people[role], role=role)
        at.phase = PhaseFactory(process=at.process)
        at.activity = ActivityFactory(
            process=at.process, phase=at.phase, identity_policy="pseudonym"
        )
        at.draft_activity = ActivityFactory(process=at.process, announced_at=None)
        at.timeline = Timeline.objects.create(
            subject=inside(at.process, "timeline", 1),
            process=at.process,
            version=1,
            body={"phases": []},
        )
        at.decision = DecisionFactory(process=at.process, number=1)

    def _add_words(self, at: SimpleNamespace) -> None:
        at.receipt, at.code = issue(at.activity)
        at.idea = ContributionFactory(
            activity=at.activity,
            number=1,
            author=self.people["author"],
            signed_as="A neighbour",
            receipt=at.receipt,
            comment_count=1,
        )
        at.comment = Contribution.objects.create(
            subject=inside(at.idea, "comment", 2),
            process=at.process,
            activity=at.activity,
            number=2,
            kind="comment",
            root=at.idea,
            parent=at.idea,
            depth=1,
            author=self.people["author"],
            body="The well by the school too.",
            language="en",
            received_at=timezone.now(),
            published_at=timezone.now(),
        )
        Provenance.objects.create(contribution=at.comment, door="web")
        at.translation = at.idea.translations.create(
            language="fr",
            revision=1,
            title="Un puits",
            body="Le puits de l'école.",
            translator=self.people["translator"],
        )
        at.held = ContributionFactory(
            activity=at.activity,
            number=3,
            author=self.people["author"],
            title="Held until somebody has read it",
            published_at=None,
            held_at=timezone.now(),
        )
        at.hidden, at.hidden_by_reviewer = (
            ContributionFactory(
                activity=at.activity,
                number=number,
                author=self.people["author"],
                hidden_at=timezone.now(),
                hidden_by=self.people[role],
                hidden_reason="It names a private person.",
            )
            for number, role in ((7, "moderator"), (8, "reviewer"))
        )
        at.activity.tally.contributions = at.activity.tally.unanswered = 1
        at.activity.tally.comments = 1
        at.activity.tally.save()
        at.draft = Draft.objects.create(
            key=f"00000000-0000-4000-8000-{0 if at.visibility == 'public' else 1:012}",
            activity=at.activity,
            person=self.people["author"],
            data={"title": "Half a thought"},
        )

        self._add_questions(at)

    def _add_questions(self, at: SimpleNamespace) -> None:
        """Two that a planner added, one of them not public; both are answered."""
        at.sheet = SheetFactory(activity=at.activity)
        choices = [{"code": code, "text": {"en": code}} for code in ("bus", "foot")]
        asked = {"sheet": at.sheet, "kind": "single", "choices": choices}
        question = QuestionFactory(code="how_do_you_come", text={"en": "How do you come?"}, **asked)
        at.answer = Answer.objects.create(about=at.idea.subject, question=question, choices=["bus"])
        sensitive = QuestionFactory(
            sheet=at.sheet, code="health", is_sensitive=True, sensitive_reason={"en": "Why."}
        )
        at.sensitive = Answer.objects.create(
            about=at.idea.subject, question=sensitive, text="A bad back"
        )
        at.idea.sheet = at.sheet
        at.idea.save(update_fields=["sheet"])

    def _add_plan(self, at: SimpleNamespace) -> None:
        at.plan = ActionPlanFactory(process=at.process, slug=f"fourth-{at.visibility}")
        at.commitment = CommitmentFactory(plan=at.plan, code="4")
        Discussion.objects.create(subject=at.commitment.subject, process=at.process)
        Lead.objects.create(
            commitment=at.commitment, office=self.office, name="Water Office", is_first=True
        )
        at.frozen_version = CommitmentVersionFactory(
            commitment=at.commitment, number=1, frozen_at=timezone.now(), digest="0" * 64
        )
        at.version = CommitmentVersionFactory(commitment=at.commitment, number=2)
        at.clause = ClauseFactory(commitment=at.commitment, code="4.2")
        at.milestone = MilestoneFactory(commitment=at.commitment, code="m1")
        Lead.objects.create(
            milestone=at.milestone, office=self.office, name="Water Office", is_first=True
        )
        for version in (at.frozen_version, at.version):
            ClauseTextFactory(clause=at.clause, version=version)
            MilestoneTextFactory(milestone=at.milestone, version=version)
        at.period = ReportingPeriodFactory(plan=at.plan)
        at.update = ProgressUpdate.objects.create(
            subject=inside(at.milestone, "progress", f"{at.period.code}/government"),
            milestone=at.milestone,
            period=at.period,
            side="government",
            status="substantial",
            text={"en": "78 of 120 done."},
            by_office=self.office,
            published_at=timezone.now(),
        )
        at.edition = Edition.objects.create(
            subject=inside(at.plan, "edition", "edition-1"),
            plan=at.plan,
            number=1,
            adopted_at=timezone.now(),
            digest="0" * 64,
        )
        EditionItem.objects.create(edition=at.edition, version=at.frozen_version)

    def _add_answers(self, at: SimpleNamespace) -> None:
        at.theme = ThemeFactory(process=at.process, number=1, member_count=1)
        at.membership = InThemeFactory(theme=at.theme, contribution=at.idea)
        at.objection = ObjectionFactory(
            theme=at.theme, contribution=at.idea, number=4, settled_at=timezone.now()
        )
        at.synthesis = SynthesisFactory(process=at.process)
        at.paragraph = ParagraphFactory(synthesis=at.synthesis, code="B1", theme=at.theme)
        at.discussion = Discussion.objects.create(subject=at.paragraph.subject, process=at.process)
        at.response = ResponseFactory(
            theme=at.theme,
            outcome="adopted_in_part",
            office=self.office,
            cleared_at=timezone.now(),
            cleared_by=self.people["office_head"],
            cleared_name="Head of the Water Office",
            published_at=timezone.now(),
        )
        at.rejoinder = RejoinderFactory(response=at.response, number=5)
        at.draft_response = ResponseFactory(
            theme=None, contribution=at.idea, outcome="adopted", office=self.office
        )
        link(LED_TO, at.response, at.clause)
        link(LED_TO, at.theme, at.decision)
        link(LED_TO, at.decision, at.commitment)

    def _add_files(self, at: SimpleNamespace) -> None:
        """A paper, evidence of a published report and of one that is still written, and a logo."""
        at.paper = AttachmentFactory(about=at.process.subject, space=self.space)
        at.evidence = AttachmentFactory(
            about=at.update.subject, space=self.space, role="evidence", is_picture=True
        )
        at.draft_update = ProgressUpdate.objects.create(
            subject=inside(at.milestone, "progress", f"{at.period.code}/civil-society"),
            milestone=at.milestone,
            period=at.period,
            side="civil_society",
            text={"en": "We went to look."},
            by_seat=at.civil_seat,
        )
        at.draft_evidence = AttachmentFactory(
            about=at.draft_update.subject, space=self.space, role="evidence"
        )
        at.logo = Attachment.objects.filter(role="logo").first() or AttachmentFactory(
            about=self.space.subject, space=self.space, role="logo", is_picture=True
        )

    def client(self, role: str) -> Client:
        client = Client()
        if role != VISITOR:
            client.force_login(
                self.people[role], backend="allauth.account.auth_backends.AuthenticationBackend"
            )
        return client
