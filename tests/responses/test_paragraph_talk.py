import pytest
from django.urls import reverse

from accord.contributions.models import Contribution, Discussion
from tests.factories.people import PersonFactory
from tests.factories.responses import ParagraphFactory

pytestmark = pytest.mark.django_db


def test_a_comment_on_a_paragraph_leads_back_to_its_page(client):
    paragraph = ParagraphFactory()
    paragraph.discussion = Discussion.objects.create(process=paragraph.synthesis.process)
    paragraph.save()
    client.force_login(PersonFactory())

    answer = client.post(
        reverse("contributions:discussion-comments", args=[paragraph.discussion.pk]),
        {"body": "Farm wells too.", "language": "en"},
    )

    comment = Contribution.objects.get()
    talk = f"{paragraph.synthesis.get_absolute_url()}?talk={paragraph.discussion.pk}"
    assert answer["Location"] == f"{talk}#words-{comment.pk}"
    assert "Farm wells too." in client.get(talk).content.decode()
