"""An ideas activity with its planner, and the two ways in: a planner's pages and a writer's."""

import html
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accord.contributions.models import Contribution
from accord.questions.actions import QuestionWords, add_question, publish_sheet
from accord.ui.texts import LocalizedText
from tests.addresses import data_of, of_call
from tests.factories.processes import ActivityFactory, AppointmentFactory
from tests.factories.viewers import viewer_of
from tests.pages import form_with

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HIDDEN = re.compile(r'<input type="hidden" name="(answer-[^"]*)" value="([^"]*)">')
WORDS = {
    "title": "Test our wells",
    "body": "The water tastes of metal.",
    "place": "Lower Ford",
    "language": "en",
}


@pytest.fixture(autouse=True)
def no_earlier_tries(quick_settings):
    cache.clear()


@pytest.fixture
def activity(db):
    return ActivityFactory()


@pytest.fixture
def planner(activity):
    return AppointmentFactory(process=activity.process, role="planner").person


class Planner:
    """Somebody with a browser who runs the process."""

    def __init__(self, activity, person):
        self.activity, self.client, self.viewer = activity, Client(), viewer_of(person)
        self.client.force_login(person, BACKEND)

    def address(self, name, *args, **query):
        place = [self.activity.process.slug, self.activity.slug, *args]
        return reverse(f"questions:{name}", args=place, query=query)

    def page(self, name="list", *args):
        return self.client.get(self.address(name, *args)).content.decode()

    def add(self, kind, text, **fields):
        return self.client.post(self.address("new", kind=kind), {"text_en": text, **fields})

    def publish(self):
        form = form_with(self.page("preview"), "seen")
        return self.client.post(form.action, form.values)

    # Without pages, where they aren't what is tried.
    def ask(self, kind, text, **words):
        said = QuestionWords(kind=kind, text=LocalizedText({"en": text}), **words)
        return add_question(viewer=self.viewer, activity=self.activity, words=said)

    def put(self):
        return publish_sheet(viewer=self.viewer, activity=self.activity)


@pytest.fixture
def pages(activity, planner):
    return Planner(activity, planner)


class Writer:
    """Somebody without an account who shares an idea as a browser would send it."""

    def __init__(self, activity, client):
        self.activity, self.client = activity, client

    def page(self, name="new", language="en", **query):
        headers = {"accept-language": language}
        return self.client.get(of_call(self.activity, name), query, headers=headers)

    def text(self, name="new", language="en", **query):
        return self.page(name, language, **query).content.decode()

    def form(self):
        return form_with(self.text(), "title")

    def write(self, page="", **typed):
        form = form_with(page, "title") if page else self.form()
        return self.client.post(form.action, {**form.values, **WORDS, **typed})

    def check(self, **typed):
        return self.client.get(self.write(**typed)["Location"]).content.decode()

    def send(self, check):
        """All that the page would send, also where several values have one name."""
        form = form_with(check, "consent")
        several: dict[str, list[str]] = {}
        for name, value in HIDDEN.findall(check):
            several.setdefault(html.unescape(name), []).append(html.unescape(value))
        return self.client.post(form.action, {**form.values, **several, "consent": "on"})

    def share(self, **typed):
        self.send(self.check(**typed))
        return Contribution.objects.latest("pk")

    def file(self, ending, language="en"):
        headers = {"accept-language": language}
        answer = self.client.get(data_of(self.activity, ending), headers=headers)
        return b"".join(answer.streaming_content).decode()


@pytest.fixture
def writer(activity, client):
    return Writer(activity, client)
