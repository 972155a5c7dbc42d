"""Which columns each canonical form reads. A column more is a promise: see below."""

from collections import defaultdict

import pytest
from django.db.models import Model

from accord.record.kinds import kind_named, proof
from tests.factories.forum import SeatFactory
from tests.factories.organisations import OfficeFactory
from tests.factories.plans import (
    LeadFactory,
    MilestoneFactory,
    MilestoneTextFactory,
)
from tests.factories.processes import ProcessFactory
from tests.factories.themes import ThemeFactory
from tests.record.test_export_keeps_secrets import PUBLIC

pytestmark = pytest.mark.django_db

# Whatever changes one of these writes an entry of that kind in the same transaction, or is refused
# once the thing is on record. What the clock or a counter changes has no place here.
READ = {
    "activity": {
        "Activity": (
            "announced_at answer_due_on answered_at audience can_change closed_at closes_at "
            "decided_by identity_policy influence opened_at opens_at process purpose question "
            "slug title type_key"
        ),
        "Process": "slug",
    },
    "assignment": {
        "Assignment": "ends_on role scope starts_on title",
        "Subject": "code kind",
    },
    "commitment": {
        "ActionPlan": "slug",
        "Commitment": "code plan withdrawn_at withdrawn_reason",
    },
    "commitment-version": {
        "ActionPlan": "slug",
        "Clause": "code field",
        "ClauseText": "clause language text",
        "Commitment": "code plan",
        "CommitmentVersion": "commitment number",
        "Milestone": "code",
        "MilestoneText": "due_on due_precision due_text milestone outputs starts_on title",
    },
    "date-change": {
        "Activity": "process slug",
        "DateChange": "activity after at before field phase reason",
        "Process": "slug",
    },
    "decision": {
        "Decision": "corrects decided_by decided_on number rule text title",
        "Position": "reason seat seat_title stance",
        "Seat": "side",
        "Subject": "code kind parent",
    },
    "edition": {
        "ActionPlan": "decision ends_on slug starts_on title",
        "Commitment": "code title",
        "CommitmentVersion": "commitment digest number",
        "Edition": "number plan",
        "EditionItem": "version",
        "Lead": "is_first name office position side",
        "Milestone": "code",
        "Office": "code",
    },
    "file": {
        "Attachment": "about description file language name removed_at removed_reason role",
        "StoredFile": "digest kind size",
        "Subject": "code kind",
    },
    "phase": {
        "Phase": "about ends_on name position process starts_on",
        "Process": "slug",
    },
    "process": {
        "Process": (
            "can_change cannot_change closed_at decision_maker development_starts_on "
            "opened_at purpose question slug title"
        ),
    },
    "progress": {
        "Evidence": "text title url",
        "Milestone": "code",
        "Office": "code",
        "ProgressUpdate": (
            "by_office expected_on milestone next_steps period reason side status text"
        ),
        "ReportingPeriod": "code",
    },
    "response": {
        "Office": "code",
        "Response": "next_step number obstacle office outcome reasons theme",
        "Subject": "code kind",
    },
    "sheet": {
        "Activity": "process slug",
        "Process": "slug",
        "Question": (
            "choices code hint is_built_in is_required is_sensitive kind max_choices max_date "
            "max_length max_number min_date min_number sensitive_reason show_if_choice "
            "show_if_code starts_page text"
        ),
        "Sheet": "about number published_at",
    },
    "synthesis": {
        "Paragraph": "code heard section",
        "Synthesis": "intro number title",
    },
    "theme": {
        "Theme": "merged_into number published_at summary title",
    },
    "timeline": {
        "Process": "slug",
        "Timeline": "body process published_at version",
    },
    "objection": {
        "Objection": "hidden_at number process published_at withdrawn_at",
        "Process": "slug",
    },
    "rejoinder": {
        "Rejoinder": "hidden_at number process published_at withdrawn_at",
        "Process": "slug",
    },
    "idea": {
        "Contribution": "hidden_at kind number process published_at revision withdrawn_at",
        "Process": "slug",
    },
    "comment": {
        "Contribution": "hidden_at kind number process published_at revision withdrawn_at",
        "Process": "slug",
    },
}


def add_position(decision):
    seat = SeatFactory(forum__space=decision.process.space)
    decision.positions.create(seat=seat, stance="agreed", seat_title=seat.title)


def add_leads(edition):
    commitment = edition.items.get().version.commitment
    LeadFactory(commitment=commitment)
    LeadFactory(
        commitment=None,
        milestone=MilestoneFactory(commitment=commitment),
        office=OfficeFactory(space=edition.plan.space),
    )


def add_evidence(update):
    update.evidence.create(url="https://example.org/")
    update.by_office = OfficeFactory()
    update.save()


def add_office(response):
    response.office = OfficeFactory()
    response.save()


def join(theme):
    theme.merged_into = ThemeFactory(process=theme.process)
    theme.save()


# What hangs on a sample, so that the form reads that too.
MORE = {
    "decision": add_position,
    "commitment-version": lambda version: MilestoneTextFactory(
        version=version, milestone__commitment=version.commitment
    ),
    "edition": add_leads,
    "progress": add_evidence,
    "response": add_office,
    "theme": join,
}


def columns_read(monkeypatch, row, form):
    """The columns of any model that the form asks for, keys aside."""
    read = defaultdict(set)
    usual = Model.__getattribute__

    def noting(self, name):
        meta = type(self)._meta
        if name in {field.name for field in meta.concrete_fields if not field.primary_key}:
            read[meta.object_name].add(name)
        return usual(self, name)

    with monkeypatch.context() as patch:
        patch.setattr(Model, "__getattribute__", noting, raising=False)
        form(row)
    return read


@pytest.mark.parametrize("kind", sorted(PUBLIC))
def test_a_form_reads_these_columns_and_no_others(kind, monkeypatch):
    thing = PUBLIC[kind](ProcessFactory())
    MORE.get(kind, lambda _: None)(thing)
    row = kind_named(kind).rows.get(pk=thing.pk)

    read = columns_read(monkeypatch, row, proof(kind).canonical)

    assert read == {model: set(columns.split()) for model, columns in READ[kind].items()}
