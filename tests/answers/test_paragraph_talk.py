import pytest
from django.urls import reverse

from accord.contributions.models import Contribution, Discussion
from accord.record.models import LogEntry
from accord.themes.actions import add_paragraph, create_synthesis, publish_synthesis
from accord.ui.texts import LocalizedText
from tests.addresses import named
from tests.factories.people import PersonFactory
from tests.factories.processes import AppointmentFactory, ProcessFactory
from tests.factories.themes import ParagraphFactory, ThemeFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db
WORDS = LocalizedText({"en": "People want to know."})


def test_a_comment_on_a_paragraph_leads_back_to_its_page(client):
    paragraph = ParagraphFactory()
    Discussion.objects.create(subject=paragraph.subject, process=paragraph.synthesis.process)
    client.force_login(PersonFactory())

    answer = client.post(
        reverse("contributions:discussion-comments", args=named(paragraph)),
        {"body": "Farm wells too.", "language": "en"},
    )

    comment = Contribution.objects.get()
    talk = f"{paragraph.synthesis.get_absolute_url()}?talk={paragraph.code}"
    assert answer["Location"] == f"{talk}#{comment.anchor}"
    assert "Farm wells too." in client.get(talk).content.decode()


def test_a_paragraph_is_discussed_once_it_is_published(client):
    process = ProcessFactory()
    viewer = viewer_of(AppointmentFactory(process=process, role="rapporteur").person)
    heard = create_synthesis(
        viewer=viewer,
        process=process,
        title=WORDS,
        intro=WORDS,
        themes=[ThemeFactory(process=process)],
    )
    add_paragraph(viewer=viewer, synthesis=heard, section=WORDS, heard=WORDS)
    client.force_login(PersonFactory())
    addresses = [
        reverse("contributions:discussion-comments", args=named(row))
        for row in heard.paragraphs.all()
    ]
    words = {"body": "Farm wells too.", "language": "en"}

    before = [client.post(address, words).status_code for address in addresses]
    publish_synthesis(viewer=viewer, synthesis=heard)
    after = [client.post(address, words).status_code for address in addresses]

    assert (before, after) == ([404, 404], [302, 302])
    assert LogEntry.objects.filter(subject__kind__in=["idea", "comment"]).count() == 2
