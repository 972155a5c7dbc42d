"""What one registration of a kind brings, and what it refuses."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.http import Http404

from accord.record.kinds import (
    Kind,
    find_shown,
    find_visible,
    is_proven,
    kind_named,
    kinds,
    load_shown,
    load_visible,
    register_kind,
)
from accord.record.links import link, refuse_unfit, tie
from accord.record.models import Link, Subject, SubjectModel
from accord.record.relations import GATHERED, LED_TO, Relation, register_relation
from accord.record.rules import EVERYTHING
from accord.themes.models import Theme
from tests.factories.contributions import ContributionFactory
from tests.factories.plans import CommitmentFactory
from tests.factories.processes import AppointmentFactory, DecisionFactory, ProcessFactory
from tests.factories.spaces import SpaceFactory
from tests.factories.themes import ThemeFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db


def test_every_model_of_things_is_of_a_kind():
    models = {model for model in apps.get_models() if issubclass(model, SubjectModel)}

    assert models - {kind.model for kind in kinds()} == set()


def test_two_owners_of_one_kind_stop_the_start():
    with pytest.raises(ValueError, match="'theme' has an owner"):
        register_kind(kind_named("theme"))


def test_two_kinds_of_one_model_share_their_rule():
    other = Kind("motif", Theme, "motif", visible=lambda viewer: EVERYTHING)

    with pytest.raises(ValueError, match="shares a model with 'theme'"):
        register_kind(other)


def test_a_relation_ties_stations_that_there_are():
    with pytest.raises(ValueError, match="no known station"):
        register_relation(Relation("sang", frozenset({"sung"}), frozenset({"heard"}), "sang"))


def test_a_mixed_list_keeps_its_order_and_leaves_out_what_may_not_be_seen(
    django_assert_num_queries,
):
    idea = ContributionFactory()
    held = ContributionFactory(activity=idea.activity, published_at=None)
    theme = ThemeFactory(process=idea.process)
    draft = ThemeFactory(process=idea.process, published_at=None)
    promise = CommitmentFactory(plan__process=idea.process)
    mixed = [promise, idea, draft, theme, held]
    viewer = viewer_of(None, space=idea.process.space)

    with django_assert_num_queries(3):  # one for each model
        found = load_visible([thing.subject for thing in mixed], viewer)
    rapporteur = AppointmentFactory(process=idea.process, role="rapporteur").person

    assert found == [promise, idea, theme]
    assert load_visible([draft.subject], viewer_of(rapporteur)) == [draft]


def test_what_a_list_would_not_show_is_found_by_those_who_may_see_it():
    idea = ContributionFactory(hidden_at="2026-11-01T10:00Z")
    author = viewer_of(idea.author, space=idea.process.space)
    named = (idea.subject.kind, idea.subject.code, author)

    assert find_visible(*named) == idea
    assert load_shown([idea.subject], author) == []
    with pytest.raises(Http404):
        find_shown(*named)
    with pytest.raises(Http404):
        find_visible("no-such-kind", idea.subject.code, author)


def test_things_of_two_spaces_are_never_tied():
    theme = ThemeFactory()
    elsewhere = DecisionFactory(process__space=SpaceFactory(key="away", host="away.localhost"))

    with pytest.raises(ValueError, match="two spaces"):
        link(LED_TO, theme, elsewhere)


def test_what_stands_at_other_stations_is_not_tied():
    idea, decision = ContributionFactory(), DecisionFactory()

    with pytest.raises(ValueError, match="gathered"):
        refuse_unfit(GATHERED, idea.subject, decision.subject)
    with pytest.raises(ValueError, match="led_to"):
        refuse_unfit(LED_TO, idea.subject, decision.subject)


def test_a_thing_that_has_no_line_in_the_log_is_tied_without_one(monkeypatch):
    theme = ThemeFactory()
    decision = DecisionFactory(process=theme.process)
    rapporteur = AppointmentFactory(process=theme.process, role="rapporteur").person
    unproven = replace(kind_named("theme"), proof=None)
    monkeypatch.setitem(
        __import__("accord.record.kinds", fromlist=["_kinds"])._kinds, "theme", unproven
    )

    tie(viewer=viewer_of(rapporteur), source=theme, to=decision)

    assert not is_proven("theme")
    assert Link.objects.filter(source=theme.pk, target=decision.pk).exists()


def test_a_hidden_process_leads_nowhere():
    theme = ThemeFactory(process=ProcessFactory(is_public=False))
    subjects = Subject.objects.filter(pk=theme.pk)

    assert load_visible(subjects, viewer_of(None, space=theme.process.space)) == []
