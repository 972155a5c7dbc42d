"""What isn't shown takes with it all that hangs on it: every page, export and file is walked.

Each text in the world holds a word of its own; of a parent that isn't shown no page may hold one.
"""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accord.activities.ideas.models import Idea
from accord.contributions.models import Contribution, Revision, Translation
from accord.record.links import link
from accord.record.relations import LED_TO
from accord.record.stations import thread_address
from accord.themes.models import Synthesis, Theme
from tests.access.scenario import World
from tests.access.table import ALL, VISITOR
from tests.access.test_matrix import ask, routes, unpacked
from tests.addresses import named
from tests.factories.answers import RejoinderFactory, ResponseFactory
from tests.factories.questions import QuestionFactory
from tests.factories.subjects import inside

pytestmark = pytest.mark.django_db

OF_IDEA = {
    "title": "okapititle",
    "body": "okapibody",
    "signed_as": "okapiname",
    "place": "okapiplace",
    "earlier": "okapiearlier",
    "translation": "okapitranslation",
    "comment": "okapicomment",
    "reply": "okapireply",
    "objection": "okapiobjection",
    "answer": "okapianswer",
    "draft": "okapidraft",
    "rejoinder": "okapirejoinder",
    "added": "okapiadded",
}
NOT_PUBLIC = "okapisensitive"
OF_THEME = {"theme": "tapirtheme", "theme answer": "tapiranswer", "theme rejoinder": "tapirsaid"}
OF_SYNTHESIS = {"heard": "quaggaheard", "to paragraph": "quaggaanswer", "said": "quaggasaid"}
# Who may read none of it: not its author, and not those who judge it.
READERS = (VISITOR, "official", "rapporteur")
OUTSIDERS = (VISITOR, "other_official")
NOW = timezone.now()


class Told(World):
    """The world of the matrix, with a word of its own in each text."""

    def _add_words(self, at):
        super()._add_words(at)
        if at.visibility != "public":
            return
        idea, comment = at.idea, at.comment
        idea.title, idea.body = OF_IDEA["title"], OF_IDEA["body"]
        idea.signed_as, idea.revision = OF_IDEA["signed_as"], 2
        idea.save()
        Idea.objects.create(contribution=idea, place=OF_IDEA["place"])
        Revision.objects.create(contribution=idea, number=1, body=OF_IDEA["earlier"], at=NOW)
        Translation.objects.create(
            contribution=idea, language="es", revision=1, body=OF_IDEA["translation"]
        )
        QuestionFactory(sheet=at.sheet, code="free").answers.create(
            about=idea.subject, text=OF_IDEA["added"]
        )
        at.sensitive.text = NOT_PUBLIC
        at.sensitive.save()
        comment.body, comment.comment_count, comment.author = OF_IDEA["comment"], 1, None
        comment.save()
        at.reply = Contribution.objects.create(
            subject=inside(idea, "comment", 6),
            process=at.process,
            activity=at.activity,
            number=6,
            kind="comment",
            root=idea,
            parent=comment,
            depth=2,
            body=OF_IDEA["reply"],
            language="en",
            received_at=NOW,
            published_at=NOW,
        )
        Revision.objects.create(contribution=at.reply, number=1, body=OF_IDEA["earlier"], at=NOW)

    def _add_answers(self, at):
        super()._add_answers(at)
        if at.visibility != "public":
            return
        at.objection.body = OF_IDEA["objection"]
        at.objection.save()
        Theme.objects.filter(pk=at.theme.pk).update(title={"en": OF_THEME["theme"]})
        at.response.reasons = {"en": OF_THEME["theme answer"]}
        at.response.save()
        at.rejoinder.body = OF_THEME["theme rejoinder"]
        at.rejoinder.save()
        at.paragraph.heard = {"en": OF_SYNTHESIS["heard"]}
        at.paragraph.save()
        at.draft_response.reasons = {"en": OF_IDEA["draft"]}
        at.draft_response.save()
        answered = {"office": self.office, "outcome": "adopted", "cleared_at": NOW}
        answered |= {"published_at": NOW, "not_addressed_count": 1, "theme": None}
        at.to_idea = ResponseFactory(
            contribution=at.idea, number=2, reasons={"en": OF_IDEA["answer"]}, **answered
        )
        at.to_paragraph = ResponseFactory(
            paragraph=at.paragraph, reasons={"en": OF_SYNTHESIS["to paragraph"]}, **answered
        )
        RejoinderFactory(response=at.to_idea, number=7, body=OF_IDEA["rejoinder"])
        RejoinderFactory(response=at.to_paragraph, number=8, body=OF_SYNTHESIS["said"])
        for response in (at.to_idea, at.to_paragraph):
            link(LED_TO, response, at.clause)
            link(LED_TO, response, at.decision)
            link(LED_TO, response, at.milestone)


def changed(thing, **state):
    type(thing)._default_manager.filter(pk=thing.pk).update(**state)


HIDDEN = {
    "hidden idea": (lambda at: changed(at.idea, hidden_at=NOW), OF_IDEA, READERS),
    "withdrawn idea": (lambda at: changed(at.idea, withdrawn_at=NOW), OF_IDEA, READERS),
    "held idea": (lambda at: changed(at.idea, published_at=None), OF_IDEA, [VISITOR]),
    "draft of a theme": (
        lambda at: Theme.objects.filter(pk=at.theme.pk).update(published_at=None),
        OF_THEME,
        OUTSIDERS,
    ),
    "draft of what we heard": (
        lambda at: Synthesis.objects.filter(pk=at.synthesis.pk).update(published_at=None),
        OF_SYNTHESIS,
        OUTSIDERS,
    ),
    "hidden process": (
        lambda at: changed(at.process, is_public=False),
        OF_IDEA | OF_THEME | OF_SYNTHESIS,
        OUTSIDERS,
    ),
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield Told()
        transaction.set_rollback(True)


def addresses(at, role):
    """Of every route that has a page for this reader, with each thing that could stand there."""
    found = {
        reverse(route.name, args=route.sample(at))
        for route in routes()
        if role in (route.get or ()) and (role == VISITOR or route.get != ALL)
    }
    for words in (at.idea, at.comment, at.reply):
        for name in ("detail", "revisions", "replies", "edit", "withdrawal"):
            found.add(reverse(f"contributions:{name}", args=named(words)))
        found.add(thread_address(words))
        found.add(reverse("answers:new", args=named(words)))
    for response in (at.to_idea, at.to_paragraph, at.response, at.draft_response):
        for name in ("rejoinders", "edit", "assignment"):
            found.add(reverse(f"answers:{name}", args=[response.subject.code]))
    found.add(reverse("answers:new", args=named(at.paragraph)))
    threads = {address for address in found if address.startswith("/threads/")}
    found |= {f"{address}?format=json" for address in threads}
    own = at.idea.get_absolute_url()
    found |= {f"{own}?translated=1", f"{at.synthesis.get_absolute_url()}?talk={at.paragraph.code}"}
    return sorted(found)


def holding(world, at, readers, words):
    """Which words stand on which page, for which reader."""
    found = []
    for role in readers:
        client = world.client(role)
        client.defaults["HTTP_ACCEPT_LANGUAGE"] = "es"  # the language of the translation
        for address in addresses(at, role):
            body = unpacked(ask(client, "get", address).body).decode()
            found += [f"{address} ({role}): {word}" for word in words if word in body]
    return found


@pytest.mark.parametrize("parent", HIDDEN)
def test_what_is_not_shown_takes_with_it_all_that_hangs_on_it(world, parent):
    at = world.places["public"]
    hide, told, readers = HIDDEN[parent]
    hide(at)

    try:
        assert holding(world, at, readers, told.values()) == []
    finally:
        world_again(at)


def world_again(at):
    changed(at.idea, hidden_at=None, withdrawn_at=None, published_at=NOW)
    changed(at.process, is_public=True)
    Theme.objects.filter(pk=at.theme.pk).update(published_at=NOW)
    Synthesis.objects.filter(pk=at.synthesis.pk).update(published_at=NOW)


@pytest.mark.parametrize("role", [VISITOR, "official", "rapporteur", "moderator", "reviewer"])
def test_what_is_not_public_is_shown_to_nobody_but_those_who_run_the_process(world, role):
    assert holding(world, world.places["public"], [role], [NOT_PUBLIC]) == []


def test_those_who_run_the_process_are_shown_it(world):
    found = holding(world, world.places["public"], ["planner"], [NOT_PUBLIC])

    assert len(found) >= 2  # with the idea, and in their own file


def test_while_it_is_shown_each_word_stands_somewhere(world):
    at = world.places["public"]

    words = (OF_IDEA | OF_THEME | OF_SYNTHESIS).values()

    found = {line.rpartition(" ")[2] for line in holding(world, at, [VISITOR], words)}

    assert set(words) - found == {OF_IDEA["draft"]}
