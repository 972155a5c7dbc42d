"""Anyone may take the log out. What isn't public stands in it as a digest, whatever its kind."""

import json
import uuid

import pytest
from django.utils import timezone

from accord.contributions import actions as words
from accord.contributions.models import Contribution
from accord.forum.events import DECISION_RECORDED
from accord.plans.models import Edition, EditionItem
from accord.processes.models import Process, Timeline
from accord.record.actions import canonical_form, digest, record_shown
from accord.record.checks import check_log
from accord.record.events import emit
from accord.record.export import thing_lines, write_folder
from accord.record.kinds import kind_named, proven_kinds
from accord.record.links import link as tie
from accord.record.models import Event, LogEntry
from accord.record.relations import LED_TO
from accord.spaces.models import Space
from accord.themes import actions as themes
from accord.ui.texts import LocalizedText
from tests.factories.answers import RejoinderFactory, ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.files import AttachmentFactory
from tests.factories.plans import (
    ActionPlanFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    CommitmentVersionFactory,
    MilestoneFactory,
    ProgressUpdateFactory,
)
from tests.factories.processes import (
    ActivityFactory,
    AppointmentFactory,
    DecisionFactory,
    PhaseFactory,
    ProcessFactory,
)
from tests.factories.questions import QuestionFactory, SheetFactory
from tests.factories.subjects import inside
from tests.factories.themes import (
    ObjectionFactory,
    ParagraphFactory,
    SynthesisFactory,
    ThemeFactory,
)
from tests.factories.viewers import viewer_of
from tests.record.helpers import numbered_log
from tests.record.test_export import checked

pytestmark = pytest.mark.django_db

SECRET = {"en": "The mine poisons the well"}
NOW = timezone.now


def activity(process, **fields):
    return ActivityFactory(process=process, question=SECRET, **fields)


def date_change(process, **fields):
    change = {"field": "closes_at", "reason": SECRET}
    made = activity(process, **fields)
    return made.date_changes.create(subject=inside(process, "date-change", made.slug), **change)


def plan(process, **fields):
    return ActionPlanFactory(process=process, title=SECRET, **fields)


def commitment(process, **fields):
    return CommitmentFactory(
        plan=plan(process, **fields), withdrawn_at=NOW(), withdrawn_reason=SECRET
    )


def version(process, *, frozen_at="now", **fields):
    at = NOW() if frozen_at == "now" else frozen_at
    made = CommitmentVersionFactory(
        commitment=commitment(process, **fields), frozen_at=at, digest="0" * 64
    )
    clause = ClauseFactory(commitment=made.commitment)
    ClauseTextFactory(clause=clause, version=made, text=SECRET["en"])
    return made


def edition(process, **fields):
    made = version(process, **fields)
    found = Edition.objects.create(
        subject=inside(made.commitment.plan, "edition", "edition-1"),
        plan=made.commitment.plan,
        number=1,
        adopted_at=NOW(),
        digest="0" * 64,
    )
    EditionItem.objects.create(edition=found, version=made)
    return found


def progress(process, *, published_at="now", **fields):
    at = NOW() if published_at == "now" else published_at
    milestone = MilestoneFactory(commitment=commitment(process, **fields))
    return ProgressUpdateFactory(milestone=milestone, text=SECRET, published_at=at)


def answer(process, *, to=None, published_at="now", link=None):
    at = NOW() if published_at == "now" else published_at
    target = to or {"theme": ThemeFactory(process=process)}
    made = ResponseFactory(
        **{"theme": None, **target}, reasons=SECRET, is_imported=True, published_at=at
    )
    if link is not None:
        tie(LED_TO, made, link)
    return made


def synthesis(process, **fields):
    made = SynthesisFactory(process=process, **fields)
    ParagraphFactory(synthesis=made, heard=SECRET)
    return made


def comment(process):
    on = ContributionFactory(activity__process=process)
    return ContributionFactory(activity=on.activity, kind="comment", parent=on, root=on, depth=1)


def idea(process, **fields):
    return ContributionFactory(activity=ActivityFactory(process=process), **fields)


def objection(process, **fields):
    theme = ThemeFactory(process=process)
    return ObjectionFactory(theme=theme, contribution=idea(process), **fields)


def rejoinder(process, **fields):
    return RejoinderFactory(response=answer(process), **fields)


def file_of(thing, **fields):
    space = Space.objects.get(pk=thing.subject.space_id)
    return AttachmentFactory(about=thing.subject, space=space, description=SECRET["en"], **fields)


def sheet(process, published_at="now", **fields):
    at = NOW() if published_at == "now" else published_at
    made = SheetFactory(activity=activity(process, **fields), published_at=at)
    QuestionFactory(sheet=made, text=SECRET)
    return made


PUBLIC = {
    "process": lambda process: process,
    "phase": lambda process: PhaseFactory(process=process, about=SECRET),
    "activity": activity,
    "sheet": sheet,
    "date-change": date_change,
    "assignment": lambda process: AppointmentFactory(process=process),
    "timeline": lambda process: Timeline.objects.create(
        subject=inside(process, "timeline", 1), process=process, version=1, body={"phases": SECRET}
    ),
    "decision": lambda process: DecisionFactory(process=process, text=SECRET),
    "idea": idea,
    "comment": comment,
    "objection": objection,
    "rejoinder": rejoinder,
    "theme": lambda process: ThemeFactory(process=process, summary=SECRET),
    "response": answer,
    "synthesis": synthesis,
    "commitment": commitment,
    "commitment-version": version,
    "edition": edition,
    "progress": progress,
    "file": lambda process: file_of(process),
}
# What was shown, and isn't any more or not in all its parts.
NOT_SHOWN_NOW = {
    "hidden words": lambda process: idea(process, hidden_at=NOW(), hidden_reason="rude"),
    "withdrawn words": lambda process: idea(process, withdrawn_at=NOW()),
    "a hidden objection": lambda process: objection(process, hidden_at=NOW()),
    "a hidden rejoinder": lambda process: rejoinder(process, hidden_at=NOW()),
    "an answer to hidden words": lambda process: answer(
        process, to={"contribution": idea(process, hidden_at=NOW())}
    ),
    "an answer to withdrawn words": lambda process: answer(
        process, to={"contribution": idea(process, withdrawn_at=NOW())}
    ),
    "an answer that leads to a draft plan": lambda process: answer(
        process, link=ClauseFactory(commitment=commitment(process, published_at=None))
    ),
    "an answer that leads to a hidden decision": lambda process: answer(
        process,
        link=DecisionFactory(process=ProcessFactory(space=process.space, is_public=False)),
    ),
}
NEVER_SHOWN = {
    "an activity that isn't announced": lambda process: activity(process, announced_at=None),
    "a date moved before it was announced": lambda process: date_change(process, announced_at=None),
    "questions being written": lambda process: sheet(process, published_at=None),
    "questions of an activity that isn't announced": lambda process: sheet(
        process, announced_at=None
    ),
    "held words": lambda process: idea(process, published_at=None, held_at=NOW()),
    "held words taken back": lambda process: idea(
        process, published_at=None, held_at=NOW(), withdrawn_at=NOW()
    ),
    "words in an activity that isn't announced": lambda process: ContributionFactory(
        activity=activity(process, announced_at=None)
    ),
    "a held objection": lambda process: objection(process, published_at=None, held_at=NOW()),
    "a held rejoinder": lambda process: rejoinder(process, published_at=None, held_at=NOW()),
    "a draft theme": lambda process: ThemeFactory(
        process=process, summary=SECRET, published_at=None
    ),
    "a draft answer": lambda process: answer(process, published_at=None),
    "an answer to held words": lambda process: answer(
        process, to={"contribution": idea(process, published_at=None, held_at=NOW())}
    ),
    "an answer to a draft theme": lambda process: answer(
        process, to={"theme": ThemeFactory(process=process, published_at=None)}
    ),
    "an answer in a draft synthesis": lambda process: answer(
        process,
        to={
            "paragraph": ParagraphFactory(
                synthesis=SynthesisFactory(process=process, published_at=None)
            )
        },
    ),
    "a draft synthesis": lambda process: synthesis(process, published_at=None),
    "a version of a draft plan": lambda process: version_of_draft_plan(process),
    "a version being written": lambda process: version(process, frozen_at=None),
    "an edition of a draft plan": lambda process: edition_of_draft_plan(process),
    "a commitment of a draft plan": lambda process: commitment(process, published_at=None),
    "a report that isn't published": lambda process: progress(process, published_at=None),
    "evidence of a report that isn't published": lambda process: file_of(
        progress(process, published_at=None), role="evidence"
    ),
    "a report on a draft plan": lambda process: progress_of_draft_plan(process),
}


def _take_back_plan(thing, found):
    found.published_at = None
    found.save()
    return thing


def version_of_draft_plan(process):
    made = version(process)
    return _take_back_plan(made, made.commitment.plan)


def edition_of_draft_plan(process):
    made = edition(process)
    return _take_back_plan(made, made.plan)


def progress_of_draft_plan(process):
    made = progress(process)
    return _take_back_plan(made, made.milestone.commitment.plan)


def put_on_record(space, thing):
    emit(DECISION_RECORDED, thing, None)


def exported(space):
    log = numbered_log(space)
    return [json.loads(line) for line in thing_lines(log, log.size)]


def test_the_samples_are_of_every_kind():
    assert sorted(PUBLIC) == sorted(kind.key for kind in proven_kinds())


@pytest.mark.parametrize("kind", sorted(PUBLIC))
def test_what_is_public_is_written_out_so_that_anyone_can_check_it(kind):
    process = ProcessFactory(purpose=SECRET)
    thing = PUBLIC[kind](process)
    put_on_record(process.space, thing)

    (row,) = exported(process.space)

    stored = kind_named(kind).rows.get(pk=thing.pk)
    assert (row["kind"], row["form"]) == (kind, canonical_form(stored)["form"])


@pytest.mark.parametrize("kind", sorted(PUBLIC))
def test_of_a_process_hidden_since_only_digests_get_out(kind):
    process = ProcessFactory(purpose=SECRET)
    thing = PUBLIC[kind](process)
    put_on_record(process.space, thing)
    Process.objects.update(is_public=False)

    (row,) = exported(process.space)

    stored = kind_named(kind).rows.get(pk=thing.pk)
    assert row == {"id": thing.subject.code, "kind": kind, "digest": digest(stored)}


@pytest.mark.parametrize("state", sorted(NOT_SHOWN_NOW))
def test_of_what_is_not_shown_now_only_digests_get_out(state):
    process = ProcessFactory()
    thing = NOT_SHOWN_NOW[state](process)
    put_on_record(process.space, thing)

    (row,) = exported(process.space)

    assert sorted(row) == ["digest", "id", "kind"]
    assert SECRET["en"] not in json.dumps(row)


@pytest.mark.parametrize("kind", sorted(PUBLIC))
def test_of_a_process_that_was_never_shown_there_is_no_entry_until_it_is(kind):
    process = ProcessFactory(is_public=False)
    thing = PUBLIC[kind](process)

    put_on_record(process.space, thing)
    before = (Event.objects.count(), LogEntry.objects.count())
    Process.objects.update(is_public=True)
    shown = [record_shown(process), record_shown(process)]

    assert (before, shown) == ((1, 0), [1, 0])
    assert LogEntry.objects.get().digest == digest(kind_named(kind).rows.get(pk=thing.pk))


@pytest.mark.parametrize("state", sorted(NEVER_SHOWN))
def test_of_what_was_never_shown_there_is_no_entry(state):
    process = ProcessFactory()

    put_on_record(process.space, NEVER_SHOWN[state](process))

    assert (Event.objects.count(), LogEntry.objects.count()) == (1, 0)
    assert record_shown(process) == 0


@pytest.fixture
def rapporteur():
    return AppointmentFactory(role="rapporteur")


def test_the_log_holds_through_all_that_people_change_their_minds_about(rapporteur, tmp_path):
    process, person = rapporteur.process, rapporteur.person
    moderator = AppointmentFactory(process=process, role="moderator").person
    open_now = ActivityFactory(process=process)
    sent = [say(person, open_now, f"We need bridge {n}.") for n in range(3)]
    one, other = (
        themes.create_theme(
            viewer=viewer_of(person), process=process, title=LocalizedText({"en": title})
        )
        for title in ("Bridges", "Fords")
    )

    words.edit(viewer=viewer_of(person), contribution=sent[0], title="", body="We need a ford.")
    words.withdraw(viewer=viewer_of(person), contribution=sent[1])
    words.hide(viewer=viewer_of(moderator), words=sent[2], reason="It names a private person.")
    themes.merge_themes(viewer=viewer_of(person), theme=other, into=one)
    themes.undo_merge(viewer=viewer_of(person), theme=other)
    themes.publish_themes(viewer=viewer_of(person), themes=[one, other])
    themes.edit_theme(
        viewer=viewer_of(person),
        theme=one,
        title=LocalizedText({"en": "Two"}),
        summary=LocalizedText(),
    )

    log = numbered_log(process.space)
    write_folder(log, tmp_path / "log")
    things = (tmp_path / "log" / "things.jsonl").read_text()
    assert check_log(log).faults == []
    assert checked(tmp_path / "log")[0] == 0
    assert [body for body in ("bridge", "ford") if f"We need a {body}" in things] == []
    assert {row.pk for row in sent} == set(Contribution.objects.values_list("pk", flat=True))


def say(person, open_now, body):
    said = words.ContributionInput(title="", body=body, language="en")
    sent = words.submit(
        viewer=viewer_of(person), activity=open_now, kind="idea", said=said, key=uuid.uuid4()
    )
    return sent.contribution
