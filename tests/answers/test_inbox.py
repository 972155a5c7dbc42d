import pytest
from django.urls import reverse

from accord.answers.marks import answer_marks
from accord.answers.models import Response
from accord.contributions.models import Contribution
from accord.processes.models import ActivityTally
from accord.themes.models import Theme
from tests.addresses import named
from tests.factories.contributions import ContributionFactory
from tests.factories.organisations import OfficeHeadFactory, OfficeMemberFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory
from tests.factories.spaces import MembershipFactory

pytestmark = pytest.mark.django_db
TOPICS = ["wells", "schools", "buses", "budgets", "hospitals", "forests"]


class Counting:
    """A person's browser that counts the pages it loads."""

    def __init__(self, client, person):
        self.client, self.loads = client, 0
        client.force_login(person)

    def get(self, url):
        self.loads += 1
        return self.client.get(url)

    def post(self, url, data):
        self.loads += 1
        answer = self.client.post(url, data)
        return self.get(answer["Location"]) if answer.status_code == 302 else answer


def test_three_hundred_ideas_are_themed_and_answered_in_sixty_page_loads(client):
    activity = ActivityFactory()
    process = activity.process
    for topic in TOPICS:
        ContributionFactory.create_batch(50, activity=activity, body=f"More for {topic}")
    ActivityTally.objects.filter(activity=activity).update(unanswered=300)
    member = OfficeHeadFactory(office__space=process.space)
    MembershipFactory(space=process.space, person=member.person, role="secretariat")
    page = Counting(client, member.person)

    inbox = reverse("answers:inbox", args=[process.slug])
    for topic in TOPICS:
        shown = page.get(f"{inbox}?q={topic}&size=50")
        chosen = {"chosen": [row.pk for row, _ in shown.context["rows"]]}
        told = {**chosen, "act": "new", "title_en": f"People want more for {topic}"}
        assert b"You chose 50 ideas" in page.post(f"{inbox}preview/", told).content
        page.post(f"{inbox}choices/", told)
    numbers = {"chosen": [row.number for row in Theme.objects.all()]}
    page.post(reverse("themes:publications", args=[process.slug]), numbers)
    url = reverse("answers:new", args=named(Theme.objects.earliest("number")))
    shown = page.get(url)
    while shown.resolver_match.view_name == "answers:new":
        said = {
            "office": member.office.pk,
            "outcome": "adopted",
            "reasons_es": "Sí.",
            "next": "yes",
        }
        shown = page.post(shown.request["PATH_INFO"], said)
    office = reverse("answers:office", args=[member.office.code])
    for act in ("clear", "publish"):
        chosen = list(Response.objects.values_list("pk", flat=True))
        seen = {f"seen-{pk}": mark for pk, mark in answer_marks(Response.objects.all()).items()}
        page.post(office, {"act": act, "chosen": chosen, **seen})

    assert ActivityTally.objects.get(activity=activity).unanswered == 0
    assert Contribution.objects.filter(answered_at=None).count() == 0
    assert page.loads <= 60


def rapporteur(process, client):
    person = AppointmentFactory(process=process, role="rapporteur").person
    client.force_login(person)


def test_undo_takes_the_last_step_back(client):
    words = ContributionFactory()
    rapporteur(words.process, client)
    inbox = reverse("answers:inbox", args=[words.process.slug])
    client.post(f"{inbox}choices/", {"chosen": [words.pk], "act": "new", "title_en": "Wells"})
    before = Theme.objects.get().member_count

    client.post(f"{inbox}undo/")

    assert (before, Theme.objects.get().member_count) == (1, 0)


def test_choosing_nothing_is_told(client):
    words = ContributionFactory()
    rapporteur(words.process, client)

    answer = client.post(
        reverse("answers:inbox-preview", args=[words.process.slug]),
        {"act": "new"},
    )

    assert answer.status_code == 422
    assert "Choose at least one idea first." in answer.content.decode()
    assert Theme.objects.count() == 0


def test_an_answer_without_obstacle_is_refused_beside_the_field(client):
    words = ContributionFactory()
    member = OfficeMemberFactory(office__space=words.process.space)
    client.force_login(member.person)

    answer = client.post(
        reverse("answers:new", args=named(words)),
        {"office": member.office.pk, "outcome": "deferred", "reasons_en": "Later."},
    )

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["obstacle"])
    assert "Later." in answer.content.decode()
    assert Response.objects.count() == 0
