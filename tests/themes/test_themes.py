import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisCase

from accord.answers.actions import Answer, clear_response, draft_response, publish_response
from accord.answers.applicable_answers import answers
from accord.contributions.models import Receipt
from accord.errors import Conflict, NotAllowed
from accord.processes.models import ActivityTally
from accord.record.links import tie, untie
from accord.record.models import Event, EventScope, Link, LogEntry
from accord.themes.actions import (
    add_to_theme,
    contest,
    create_theme,
    merge_themes,
    publish_theme,
    remove_from_theme,
    settle_contest,
    undo_merge,
)
from accord.themes.members import chain, gathered, words_in
from accord.themes.models import Theme
from accord.ui.texts import LocalizedText
from tests.factories.contributions import ContributionFactory
from tests.factories.organisations import OfficeHeadFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import (
    ActivityFactory,
    AppointmentFactory,
    DecisionFactory,
    ProcessFactory,
)
from tests.factories.spaces import SpaceFactory
from tests.factories.themes import InThemeFactory, ThemeFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db


def rapporteur_of(process):
    return AppointmentFactory(process=process, role="rapporteur").person


def test_themes_are_numbered_in_turn_within_their_process():
    process = ActivityFactory().process
    person = rapporteur_of(process)

    made = [
        create_theme(viewer=viewer_of(person), process=process, title=LocalizedText({"en": t}))
        for t in "ab"
    ]

    assert [(theme.number, theme.root_id) for theme in made] == [(1, made[0].pk), (2, made[1].pk)]


def test_putting_words_in_a_theme_twice_counts_once():
    words = ContributionFactory()
    theme = ThemeFactory(process=words.process)
    person = rapporteur_of(words.process)

    first = add_to_theme(viewer=viewer_of(person), theme=theme, contributions=[words])
    second = add_to_theme(viewer=viewer_of(person), theme=theme, contributions=[words])

    theme.refresh_from_db()
    assert (first, second, theme.member_count) == (1, 0, 1)


def test_words_in_two_merged_themes_count_once_and_undoing_brings_back_what_was():
    words = ContributionFactory()
    a, b = ThemeFactory.create_batch(2, process=words.process)
    person = rapporteur_of(words.process)
    for theme in (a, b):
        add_to_theme(viewer=viewer_of(person), theme=theme, contributions=[words])

    merge_themes(viewer=viewer_of(person), theme=a, into=b)
    b.refresh_from_db()
    merged = b.member_count
    undo_merge(viewer=viewer_of(person), theme=a)

    a.refresh_from_db()
    b.refresh_from_db()
    assert (merged, a.member_count, b.member_count) == (1, 1, 1)
    assert (a.root_id, a.merged_into_id) == (a.pk, None)
    assert set(gathered().values_list("target", flat=True)) == {a.pk, b.pk}
    assert list(LogEntry.objects.order_by("id").values_list("verb", flat=True)) == [
        "theme.merged",
        "theme.unmerged",
    ]


def test_a_circle_of_themes_is_refused():
    a = ThemeFactory()
    b = ThemeFactory(process=a.process)
    person = rapporteur_of(a.process)
    merge_themes(viewer=viewer_of(person), theme=a, into=b)

    with pytest.raises(Conflict):
        merge_themes(viewer=viewer_of(person), theme=b, into=a)
    with pytest.raises(Conflict):
        merge_themes(viewer=viewer_of(person), theme=b, into=b)


def test_a_theme_of_another_process_is_refused():
    a, b = ThemeFactory.create_batch(2)

    with pytest.raises(Conflict):
        merge_themes(viewer=viewer_of(rapporteur_of(a.process)), theme=a, into=b)


def test_what_becomes_of_drafts_is_not_in_the_log_until_one_is_published():
    words = ContributionFactory()
    draft, other = ThemeFactory.create_batch(2, process=words.process, published_at=None)
    person = rapporteur_of(words.process)

    merge_themes(viewer=viewer_of(person), theme=draft, into=other)
    undo_merge(viewer=viewer_of(person), theme=draft)
    merge_themes(viewer=viewer_of(person), theme=draft, into=other)
    hidden = (Event.objects.count(), LogEntry.objects.count())
    publish_theme(viewer=viewer_of(person), theme=other)
    undo_merge(viewer=viewer_of(person), theme=draft)

    assert hidden == (3, 0)
    assert [entry.content["id"] for entry in LogEntry.objects.all()] == [
        f"{words.process.slug}/{other.number}"
    ]


def test_a_theme_that_people_can_read_does_not_vanish_in_a_draft():
    shown = ThemeFactory()
    draft = ThemeFactory(process=shown.process, published_at=None)

    with pytest.raises(Conflict, match="People can read this theme"):
        merge_themes(viewer=viewer_of(rapporteur_of(shown.process)), theme=shown, into=draft)

    assert not LogEntry.objects.exists()


def test_only_those_who_theme_may_theme():
    theme = ThemeFactory(published_at=None)

    with pytest.raises(NotAllowed):
        publish_theme(viewer=viewer_of(PersonFactory()), theme=theme)
    publish_theme(viewer=viewer_of(rapporteur_of(theme.process)), theme=theme)

    theme.refresh_from_db()
    assert theme.contest_until == timezone.localdate() + dt.timedelta(days=14)


def contestable(**fields):
    theme = ThemeFactory(contest_until=timezone.localdate())
    words = ContributionFactory(activity__process=theme.process, **fields)
    return InThemeFactory(theme=theme, contribution=words)


def test_an_author_may_say_this_is_not_what_i_said_and_be_taken_out():
    membership = contestable()
    author = membership.contribution.author

    contest(viewer=viewer_of(author), **membership.about, text="I meant farm wells.")
    settle_contest(
        viewer=viewer_of(rapporteur_of(membership.theme.process)), **membership.about, keep=False
    )

    objection = membership.objections.get()
    assert (objection.body, objection.settled_at is None) == ("I meant farm wells.", False)
    assert not membership.is_inside


def test_a_receipt_contests_without_an_account():
    receipt = Receipt.objects.create(code_hash="x", issued_on=timezone.localdate())
    membership = contestable(author=None, receipt=receipt)

    contest(
        viewer=viewer_of(AnonymousUser()), receipt=receipt, **membership.about, text="Not that."
    )

    assert membership.objections.get().settled_at is None


@pytest.mark.parametrize("visitor", [AnonymousUser, PersonFactory])
def test_others_may_not_contest(visitor):
    membership = contestable(author=None)

    with pytest.raises(NotAllowed):
        contest(viewer=viewer_of(visitor()), **membership.about, text="x")


def test_contesting_late_is_refused():
    membership = contestable()
    Theme.objects.update(contest_until=timezone.localdate() - dt.timedelta(days=1))

    with pytest.raises(Conflict):
        contest(viewer=viewer_of(membership.contribution.author), **membership.about, text="x")


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["merge", "undo", "add", "remove", "answer", "answer words"]),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    max_size=14,
)


class AnyOrder(HypothesisCase):
    @settings(
        max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
    )
    @given(moves=MOVES)
    def test_after_any_moves_roots_counts_and_what_is_owed_are_true(self, moves):
        activity = ActivityFactory()
        words = ContributionFactory.create_batch(4, activity=activity)
        ActivityTally.objects.filter(activity=activity).update(unanswered=4)
        themes = ThemeFactory.create_batch(4, process=activity.process)
        person = rapporteur_of(activity.process)
        member = OfficeHeadFactory(office__space=activity.process.space)
        world = (person, member, words, themes)

        for move, i, j in moves:
            try:
                play(move, i, j, *world)
            except Conflict:
                continue

        check(activity, words, themes)


def play(move, i, j, person, member, words, themes):
    theme = Theme.objects.get(pk=themes[i].pk)
    if move == "merge":
        merge_themes(viewer=viewer_of(person), theme=theme, into=themes[j])
    elif move == "undo":
        undo_merge(viewer=viewer_of(person), theme=theme)
    elif move == "add":
        add_to_theme(viewer=viewer_of(person), theme=theme, contributions=[words[j]])
    elif move == "remove":
        inside = words_in([theme.pk]).order_by("pk")[:1]
        remove_from_theme(viewer=viewer_of(person), theme=theme, contributions=list(inside))
    else:
        to = theme if move == "answer" else words[j]
        publish(to, member)


def publish(to, member, **answer):
    said = {"outcome": "adopted", "reasons": LocalizedText({"en": "Yes."}), **answer}
    response = draft_response(
        viewer=viewer_of(member.person), to=to, office=member.office, answer=Answer(**said)
    )
    clear_response(viewer=viewer_of(member.person), response=response)
    publish_response(viewer=viewer_of(member.person), response=response)
    response.refresh_from_db()
    return response


def check(activity, words, themes):
    rows = {row.pk: row for row in Theme.objects.filter(process=activity.process)}
    above = {pk: row.merged_into_id for pk, row in rows.items()}
    alive = list(gathered())
    for pk, row in rows.items():
        assert row.root_id == chain(pk, above)[-1]
        inside = {one.source_id for one in alive if pk in chain(one.target_id, above)}
        assert row.member_count == len(inside)
    given = answers([row.pk for row in words])
    owed = {pk for pk, found in given.items() if not found}
    assert ActivityTally.objects.get(activity=activity).unanswered == len(owed)
    for row in words:
        row.refresh_from_db()
        assert (row.answered_at is None) == (row.pk in owed)


def test_a_theme_leads_to_a_decision_once_and_the_log_says_so():
    theme = ThemeFactory()
    decision = DecisionFactory(process=theme.process)
    person = rapporteur_of(theme.process)

    for _ in range(2):
        tie(viewer=viewer_of(person), source=theme, to=decision)

    assert list(Link.objects.values_list("source", "target")) == [(theme.pk, decision.pk)]
    assert list(LogEntry.objects.values_list("verb", flat=True)) == ["thing.tied"]


def test_tying_a_draft_to_a_decision_is_not_told_yet():
    theme = ThemeFactory(published_at=None)
    decision = DecisionFactory(process=theme.process)

    tie(viewer=viewer_of(rapporteur_of(theme.process)), source=theme, to=decision)

    assert (Link.objects.count(), LogEntry.objects.count()) == (1, 0)


def test_a_theme_leads_to_no_decision_that_one_cannot_see_and_not_by_anybody():
    theme = ThemeFactory()
    hidden = DecisionFactory(process=ProcessFactory(space=theme.process.space, is_public=False))
    elsewhere = DecisionFactory(process__space=SpaceFactory(key="away", host="away.localhost"))

    for decision in (hidden, elsewhere):
        with pytest.raises(Conflict):
            tie(viewer=viewer_of(rapporteur_of(theme.process)), source=theme, to=decision)
    with pytest.raises(NotAllowed):
        tie(
            viewer=viewer_of(PersonFactory()),
            source=theme,
            to=DecisionFactory(process=theme.process),
        )


def test_a_tie_can_be_undone_and_the_log_says_so():
    theme = ThemeFactory()
    decision = DecisionFactory(process=theme.process)
    rapporteur = viewer_of(rapporteur_of(theme.process))
    tie(viewer=rapporteur, source=theme, to=decision)

    with pytest.raises(NotAllowed):
        untie(viewer=viewer_of(PersonFactory()), source=theme, to=decision)
    for _ in range(2):
        untie(viewer=rapporteur, source=theme, to=decision)

    assert not Link.objects.exists()
    assert list(LogEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "thing.tied",
        "thing.untied",
    ]


def test_all_that_was_said_in_a_theme_can_be_read_page_after_page(client):
    activity = ActivityFactory()
    theme = ThemeFactory(process=activity.process, published_at=timezone.now())
    merged = ThemeFactory(process=activity.process, merged_into=theme, root=theme)
    words = [ContributionFactory(activity=activity) for _ in range(22)]
    hidden = ContributionFactory(activity=activity, hidden_at=timezone.now())
    for place, row in enumerate([*words, hidden]):
        InThemeFactory(theme=merged if place % 2 else theme, contribution=row)
    address = reverse("themes:words", args=[activity.process.slug, theme.number])

    first = client.get(address)
    second = client.get(f"{address}?after={first.context['next_key']}")

    assert [row.pk for row, _ in first.context["rows"]] == [row.pk for row in words[:20]]
    assert [row.pk for row, _ in second.context["rows"]] == [row.pk for row in words[20:]]
    assert second.context["next_key"] == ""


def test_taking_out_what_is_not_in_the_theme_is_told_of_nothing_else():
    activity = ActivityFactory()
    theme = ThemeFactory(process=activity.process)
    rapporteur, inside = rapporteur_of(activity.process), ContributionFactory(activity=activity)
    InThemeFactory(theme=theme, contribution=inside)
    elsewhere = ContributionFactory()

    taken = remove_from_theme(
        viewer=viewer_of(rapporteur), theme=theme, contributions=[inside, elsewhere]
    )

    told = EventScope.objects.filter(event__verb="theme.taken_out")
    assert taken == 1
    assert told.filter(subject=inside.pk).exists()
    assert not told.filter(subject=elsewhere.pk).exists()
