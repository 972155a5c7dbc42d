"""Adding and taking away: what is kept, who may, and what the public log says of it."""

import json

import pytest
from django.db import IntegrityError, transaction

from accord.errors import Conflict, NotAllowed
from accord.files import actions, storage
from accord.files.actions import remove_file
from accord.files.contents import Refused
from accord.files.models import Attachment, FileTally, StoredFile
from accord.files.recounts import recount
from accord.people.erasure import forget_everywhere
from accord.plans.actions import report_progress
from accord.plans.actions.reports import ReportWords
from accord.processes.actions import open_process
from accord.record.models import LogEntry
from tests.factories.files import AttachmentFactory, StoredFileFactory
from tests.factories.organisations import OfficeMemberFactory
from tests.factories.people import PersonFactory
from tests.factories.plans import ProgressUpdateFactory, ReportingPeriodFactory
from tests.factories.processes import ProcessFactory
from tests.factories.spaces import MembershipFactory
from tests.factories.viewers import viewer_of
from tests.files.building import attach, bytes_of, planner_of, sent
from tests.files.hostile import pdf, picture, with_place
from tests.plans.building import whole_commitment

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return ProcessFactory()


@pytest.fixture
def own_store(settings, tmp_path):
    """A store with nothing else in it."""
    files = {"BACKEND": "accord.files.storage.FolderStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "files": files}
    return tmp_path


def lines(verb):
    found = LogEntry.objects.filter(verb=verb).order_by("pk")
    return [json.loads(entry.body)["public"] for entry in found]


def test_a_file_is_kept_once_and_attached(process, own_store):
    planner = planner_of(process)

    made = attach(process, planner)

    assert bytes_of(made.file.key) == pdf()
    assert (made.file.size, made.file.kind, made.name) == (len(pdf()), "pdf", "Budget 2027.pdf")
    assert made.file.uploaded_by == planner
    assert list(storage.all_keys()) == [made.file.key]


def test_the_same_bytes_lie_in_the_store_once_for_two_things(own_store):
    one, two = ProcessFactory(), ProcessFactory()

    first = attach(one, planner_of(one))
    second = attach(two, planner_of(two), sent(name="Other name.pdf"))

    assert first.file == second.file
    assert first.subject.code != second.subject.code
    assert FileTally.objects.get().size == first.file.size
    assert len(list(storage.all_keys())) == 1


def test_the_same_file_is_refused_at_the_same_place(process):
    planner = planner_of(process)
    attach(process, planner)

    with pytest.raises(Refused, match="here already"):
        attach(process, planner)

    assert Attachment.objects.count() == 1


def test_nobody_else_attaches_or_removes(process):
    made = attach(process, planner_of(process))
    for person in (PersonFactory(), planner_of(ProcessFactory()), None):
        with pytest.raises(NotAllowed):
            attach(process, person, sent(b"Other words\n", "x.txt"))
        with pytest.raises(NotAllowed):
            remove_file(viewer=viewer_of(person), attachment=made, reason="Mine")


def test_what_is_refused_leaves_nothing_behind(process, own_store):
    with pytest.raises(Refused, match="program"):
        attach(process, planner_of(process), sent(b"MZ" + b"\0" * 99))

    assert not StoredFile.objects.exists()
    assert not Attachment.objects.exists()
    assert list(own_store.rglob("*")) == []


def test_what_fails_after_the_bytes_are_kept_leaves_no_row(process, own_store, monkeypatch):
    planner = planner_of(process)

    def fail(*args, **kwargs):
        raise RuntimeError("no event")

    monkeypatch.setattr(actions, "emit", fail)
    with pytest.raises(RuntimeError):
        attach(process, planner)

    assert not StoredFile.objects.exists()
    assert not FileTally.objects.exists()


def test_no_row_is_written_when_the_bytes_did_not_arrive(process, monkeypatch):
    planner = planner_of(process)
    monkeypatch.setattr(storage, "is_kept", lambda key, size: False)

    with pytest.raises(OSError, match="didn't arrive"):
        attach(process, planner, sent(b"Never seen before\n", "a.txt"))

    assert not StoredFile.objects.exists()


def test_a_space_has_room_for_so_much(process, settings):
    settings.SPACE_FILES_LIMIT = 40
    planner = planner_of(process)
    attach(process, planner, sent(b"Thirty letters, more or less\n", "a.txt"))

    with pytest.raises(Refused, match="no room left"):
        attach(process, planner, sent(b"One line more\n", "b.txt"))

    FileTally.objects.update(quota=400)
    attach(process, planner, sent(b"One line more\n", "b.txt"))


def test_the_room_is_held_to_when_two_send_at_once(process, settings, monkeypatch):
    """The second one asked while there was room still."""
    settings.SPACE_FILES_LIMIT = 40
    planner = planner_of(process)
    attach(process, planner, sent(b"Thirty letters, more or less\n", "a.txt"))
    monkeypatch.setattr(actions, "refuse_full", lambda space, ready: None)

    with pytest.raises(Refused, match="no room left"):
        attach(process, planner, sent(b"One line more\n", "b.txt"))

    assert StoredFile.objects.count() == 1


def test_a_file_has_its_limit_and_its_kind_has_one(process, settings):
    settings.FILE_LIMIT = 300
    with pytest.raises(Refused, match="larger than 1 kB"):
        attach(process, planner_of(process), sent(b"a" * 301, "a.txt"))

    settings.FILE_LIMIT = 20_000_000
    with pytest.raises(Refused, match="larger than 5 MB"):
        attach(process, planner_of(process), sent(b"a" * 5_000_001, "a.txt"))


def test_recount_repairs_the_room(process):
    attach(process, planner_of(process), sent(with_place(), "a.jpg"))
    right = FileTally.objects.get().size
    FileTally.objects.update(size=1)

    assert (recount(), FileTally.objects.get().size) == (1, right)
    FileTally.objects.all().delete()
    assert (recount(), FileTally.objects.get().size) == (1, right)
    assert recount() == 0


def test_a_public_paper_has_lines_with_its_fingerprint(process):
    planner = planner_of(process)

    made = attach(process, planner)
    remove_file(viewer=viewer_of(planner), attachment=made, reason="It named a child.")

    assert lines("file.attached") == [{"sha256": made.file.digest}]
    assert lines("file.removed") == [{"sha256": made.file.digest, "reason": "It named a child."}]


def test_a_hidden_paper_has_its_line_when_the_process_opens():
    process = ProcessFactory(is_public=False)
    planner = planner_of(process)
    made = attach(process, planner)
    assert lines("file.attached") == []

    open_process(viewer=viewer_of(planner), process=process)

    (entry,) = LogEntry.objects.filter(subject=made.pk)
    assert entry.verb == "file.attached"


def test_taking_a_public_paper_away_needs_a_reason(process):
    planner = planner_of(process)
    made = attach(process, planner)

    with pytest.raises(Conflict, match="Say why"):
        remove_file(viewer=viewer_of(planner), attachment=made)
    remove_file(viewer=viewer_of(planner), attachment=made, reason="There is a newer one.")
    with pytest.raises(Conflict, match="already"):
        remove_file(viewer=viewer_of(planner), attachment=made, reason="Once more.")


def test_evidence_of_a_draft_has_its_line_when_the_report_is_published():
    update = ProgressUpdateFactory(published_at=None)
    milestone = update.milestone
    commitment = whole_commitment(milestone.commitment.plan, code="99")
    milestone = commitment.milestones.get()
    office = commitment.leads.get().office
    person = OfficeMemberFactory(office=office).person
    period = ReportingPeriodFactory(plan=commitment.plan)
    told = {"milestone": milestone, "period": period, "side": "government"}
    words = ReportWords("substantial", {"en": "78 of 120 schools are done."})
    draft = report_progress(viewer=viewer_of(person), words=words, **told)
    made = attach(draft, person, sent(with_place(), "school.jpg"))
    assert lines("file.attached") == []

    report_progress(viewer=viewer_of(person), words=words, publish=True, **told)

    assert list(LogEntry.objects.filter(subject=made.pk).values_list("verb", flat=True)) == [
        "file.attached"
    ]


def test_only_whoever_reports_for_that_side_adds_evidence():
    commitment = whole_commitment(ProgressUpdateFactory().milestone.commitment.plan, code="99")
    update = ProgressUpdateFactory(milestone=commitment.milestones.get())
    reporter = OfficeMemberFactory(office=commitment.leads.get().office).person

    attach(update, reporter)
    for person in (OfficeMemberFactory().person, planner_of(commitment.plan.process)):
        with pytest.raises(NotAllowed):
            attach(update, person, sent(b"Other words\n", "x.txt"))

    commitment.withdrawn_at = update.published_at
    commitment.save()
    with pytest.raises(NotAllowed):
        attach(ProgressUpdateFactory._meta.model.objects.get(pk=update.pk), reporter)


def test_a_description_with_contact_details_is_refused(process):
    with pytest.raises(Conflict, match="Leave out phone numbers"):
        attach(process, planner_of(process), description="Ask ana@example.org")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Water\r\nin the\tnorth\u2028now", "Water in the north now"),
        ("Budget \u202efdp.exe\u202c and \u2067more\u2069", "Budget fdp.exe and more"),
        ("Ring\x07 \x9bit", "Ring it"),
        ("می\u200cخواهم", "می\u200cخواهم"),
    ],
)
def test_a_description_is_one_line_that_turns_nothing(process, given, kept):
    assert attach(process, planner_of(process), description=given).description == kept


def test_a_phone_number_across_two_lines_is_found(process):
    with pytest.raises(Conflict, match="Leave out phone numbers"):
        attach(process, planner_of(process), description="Call 0701\n234567")


def test_a_new_logo_takes_the_place_of_the_old_one():
    space = ProcessFactory().space
    administrator = MembershipFactory(space=space, role="administrator").person

    first = attach(space, administrator, sent(picture(size=(900, 300)), "old.jpg"), "")
    second = attach(space, administrator, sent(picture("PNG", mode="RGBA"), "new.png"), "")

    space.refresh_from_db()
    first.refresh_from_db()
    assert first.removed_at is not None
    assert space.logo_url == second.small_url
    assert second.file.small_size <= 20_000
    assert (space.logo_width, space.logo_height) == (480, 300)
    remove_file(viewer=viewer_of(administrator), attachment=second)
    space.refresh_from_db()
    assert space.logo_url == ""


def test_a_logo_is_a_picture_and_an_administrators():
    space = ProcessFactory().space
    administrator = MembershipFactory(space=space, role="administrator").person
    secretariat = MembershipFactory(space=space, role="secretariat").person

    with pytest.raises(Refused, match="no picture we can show"):
        attach(space, administrator)
    with pytest.raises(NotAllowed):
        attach(space, secretariat, sent(picture(), "a.jpg"))


def test_the_database_holds_one_logo_and_each_file_once():
    logo = AttachmentFactory(about=ProcessFactory().space.subject, role="logo")
    with pytest.raises(IntegrityError), transaction.atomic():
        AttachmentFactory(about=logo.about, role="logo")
    with pytest.raises(IntegrityError), transaction.atomic():
        StoredFileFactory(space=logo.file.space, digest=logo.file.digest)


def test_whoever_brought_a_file_is_forgotten_with_their_account(process):
    planner = planner_of(process)
    made = attach(process, planner)

    forget_everywhere(planner)

    made.file.refresh_from_db()
    assert made.file.uploaded_by is None
