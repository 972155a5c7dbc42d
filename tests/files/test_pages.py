"""The pages on which files are added, shown and taken away; and what is sent to others."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from accord.files.models import Attachment, StoredFile
from accord.files.sizes import size_in_words
from tests.factories.files import AttachmentFactory
from tests.factories.people import PersonFactory
from tests.factories.plans import ActionPlanFactory, ProgressUpdateFactory
from tests.factories.processes import ProcessFactory
from tests.factories.spaces import MembershipFactory
from tests.files.building import attach, planner_of, sent, signed_in
from tests.files.hostile import docx, pdf, picture
from tests.plans.building import whole_commitment
from tests.plans.test_actions import lead_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return ProcessFactory()


@pytest.fixture
def planner(process):
    return planner_of(process)


def papers(process):
    return reverse("files:attachments", args=["process", process.subject.code])


def shown_day(moment):
    return date_format(timezone.localtime(moment), "DATE_FORMAT")


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", text).replace("&#x27;", "'")


def test_several_files_are_added_at_once(process, planner):
    client = signed_in(planner)

    response = client.post(
        papers(process),
        {
            "file-1": sent(pdf(), "Budget.pdf"),
            "description-1": "What it costs",
            "file-2": sent(picture(), "School.jpg"),
            "description-2": "The school by the river",
        },
        follow=True,
    )

    assert "2 files were added." in words(response)
    assert [one.description for one in Attachment.objects.order_by("pk")] == [
        "What it costs",
        "The school by the river",
    ]
    assert "PDF, 1 kB" in words(response)


def test_a_name_with_a_phone_number_is_mended_and_whoever_sent_it_is_told(process, planner):
    sent_in = {"file-1": sent(name="Ana Lopez 0701 234567.pdf"), "description-1": "Who asked"}

    response = signed_in(planner).post(papers(process), sent_in, follow=True)

    assert Attachment.objects.get().name == "Ana Lopez.pdf"
    assert "the name is “Ana Lopez.pdf” now" in words(response)
    assert "0701 234567" not in response.content.decode()


def test_of_a_name_that_stays_nothing_is_said(process, planner):
    sent_in = {"file-1": sent(name="Budget 2027.pdf"), "description-1": "Who asked"}

    response = signed_in(planner).post(papers(process), sent_in, follow=True)

    assert "left out" not in words(response)


def test_one_that_is_refused_takes_no_other_with_it(process, planner):
    response = signed_in(planner).post(
        papers(process),
        {
            "file-1": sent(pdf(), "Budget.pdf"),
            "description-1": "What it costs",
            "file-2": sent(b"MZ\x90\0", "virus.pdf"),
            "description-2": "The school by the river",
            "file-3": sent(docx(), "Minutes.docx"),
        },
    )

    said = words(response)
    assert response.status_code == 422
    assert "1 file was added." in said
    assert "“virus.pdf” wasn’t added. It’s a program. We take documents and pictures only." in said
    assert "“Minutes.docx” wasn’t added. Say what it shows, then choose the file again." in said
    page = response.content.decode()
    assert 'value="The school by the river"' in page
    assert 'value="What it costs"' not in page
    assert [one.name for one in Attachment.objects.all()] == ["Budget.pdf"]


@pytest.mark.parametrize(
    ("sends", "says"),
    [
        ({}, "Choose a file."),
        ({"description-1": "Words without a file"}, "Choose a file."),
        (
            {"file-1": sent(b"", "empty.pdf"), "description-1": "Nothing"},
            "“empty.pdf” wasn’t added. It’s empty.",
        ),
        (
            {"file-1": sent(pdf(), "a.pdf"), "description-1": "Ask ana@example.org"},
            "Leave out phone numbers and e-mail addresses",
        ),
    ],
)
def test_what_is_missing_is_said(process, planner, sends, says):
    response = signed_in(planner).post(papers(process), sends)

    assert response.status_code == 422
    assert says in words(response)
    assert not StoredFile.objects.exists()


def test_a_file_that_is_too_large_is_dropped_on_the_way_and_the_others_are_in(
    process, planner, settings, tmp_path
):
    settings.FILE_LIMIT = 100_000
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path

    response = signed_in(planner).post(
        papers(process),
        {
            "file-1": sent(b"a" * 3_000_000, "Large.txt"),
            "description-1": "All of it",
            "file-2": sent(pdf(), "Budget.pdf"),
            "description-2": "What it costs",
        },
    )

    said = words(response)
    assert "“Large.txt” wasn’t added. It’s larger than 100 kB. Make it smaller, or" in said
    assert "1 file was added." in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("who", ["visitor", "somebody"])
def test_files_of_those_who_may_not_are_not_kept(process, who):
    client = Client() if who == "visitor" else signed_in(PersonFactory())

    response = client.post(papers(process), {"file-1": sent(pdf()), "description-1": "Mine"})

    assert response.status_code in (302, 403)
    assert not StoredFile.objects.exists()


def test_a_process_shows_its_papers(client, process):
    paper = AttachmentFactory(about=process.subject, space=process.space)

    page = client.get(process.get_absolute_url()).content.decode()

    assert f'href="{paper.get_absolute_url()}"' in page
    assert "Plain text, 1 kB" in page
    assert reverse("files:removal", args=[paper.subject.code]) not in page


@pytest.mark.parametrize("count", [1, 4])
def test_papers_take_one_question(
    client, process, planner, count, django_assert_num_queries, django_assert_max_num_queries
):
    for _ in range(count):
        AttachmentFactory(about=process.subject, space=process.space)
    staff = signed_in(planner)

    with django_assert_num_queries(10):
        client.get(process.get_absolute_url())
    with django_assert_max_num_queries(9):
        staff.get(papers(process))


def test_a_report_shows_its_evidence_to_all_once_it_is_published(client):
    commitment = whole_commitment(ActionPlanFactory())
    update = ProgressUpdateFactory(milestone=commitment.milestones.get())
    shown = AttachmentFactory(about=update.subject, space=commitment.plan.space, role="evidence")

    page = client.get(update.milestone.get_absolute_url()).content.decode()

    assert f'href="{shown.get_absolute_url()}"' in page


def test_the_files_of_a_report_stand_below_its_milestone_and_name_its_period():
    commitment = whole_commitment(ActionPlanFactory(), code="5")
    plan, milestone = commitment.plan, commitment.milestones.get()
    update = ProgressUpdateFactory(milestone=milestone, period__name={"en": "First half of 2027"})
    staff = signed_in(lead_of(commitment))

    page = staff.get(reverse("files:attachments", args=["progress", update.subject.code]))

    trail = re.search(r'<nav class="crumbs".*?</nav>', page.content.decode(), re.DOTALL)[0]
    above = [plan.process, plan, commitment, milestone]
    assert re.findall(r'href="(/[^"]+)"', trail) == [one.get_absolute_url() for one in above]
    assert f"{commitment.title} First half of 2027" in words(page)


def test_taking_a_paper_away_asks_for_a_reason_and_leaves_a_line(client, process, planner):
    paper = attach(process, planner)
    address = reverse("files:removal", args=[paper.subject.code])
    staff = signed_in(planner)

    without = staff.post(address, {"reason": ""})
    contact = staff.post(address, {"reason": "ana@example.org asked"})
    done = staff.post(address, {"reason": "It named a child."}, follow=True)

    assert (without.status_code, contact.status_code) == (422, 422)
    assert "“Budget 2027.pdf” is taken away." in words(done)
    said = words(client.get(process.get_absolute_url()))
    which = f"A file of {shown_day(paper.attached_at)} (PDF, {size_in_words(paper.file.size)})"
    gone = f"{which} was taken away on {shown_day(timezone.now())}."
    assert f"{gone} Why: It named a child." in said
    assert paper.description not in said
    assert paper.name not in said
    assert f"{paper.name} : {gone}" in words(staff.get(papers(process)))
    assert staff.get(address).status_code == 404


def test_a_paper_that_nobody_saw_goes_without_a_reason():
    process = ProcessFactory(is_public=False)
    planner = planner_of(process)
    paper = attach(process, planner)

    signed_in(planner).post(reverse("files:removal", args=[paper.subject.code]), {})

    paper.refresh_from_db()
    assert (paper.removed_at is not None, paper.removed_reason) == (True, "")


@pytest.mark.parametrize("address", ["/attachments/idea/x/1/", "/attachments/process/nowhere/"])
def test_what_takes_no_files_is_not_found(planner, address):
    assert signed_in(planner).get(address).status_code == 404


def test_the_logo_stands_at_the_top_of_every_page(client, process):
    administrator = MembershipFactory(space=process.space, role="administrator").person
    staff, address = signed_in(administrator), reverse("files:logo")
    assert '<img class="logo"' not in client.get("/").content.decode()

    refused = staff.post(address, {"logo": sent(pdf(), "Logo.pdf")})
    empty = staff.post(address, {})
    done = staff.post(address, {"logo": sent(picture("PNG", mode="RGBA"), "Sign.png")}, follow=True)

    assert (refused.status_code, empty.status_code) == (422, 422)
    assert "“Logo.pdf” wasn’t added. It’s no picture we can show." in words(refused)
    assert "The logo stands at the top of every page now." in words(done)
    page = client.get("/").content.decode()
    (image,) = re.findall(r'<img class="logo"\s+src="([^"]+)"', page)
    assert client.get(image).status_code == 200
    assert "Open Marenda" in page

    staff.post(address, {"remove": "1"})
    assert '<img class="logo"' not in client.get("/").content.decode()
    assert client.get(image).status_code == 404


def test_an_administrator_finds_the_logo_among_their_work(process):
    administrator = MembershipFactory(space=process.space, role="administrator").person
    secretariat = MembershipFactory(space=process.space, role="secretariat").person

    pages = [
        signed_in(person).get(reverse("spaces:work")).content.decode()
        for person in (administrator, secretariat)
    ]

    assert [reverse("files:logo") in page for page in pages] == [True, False]
