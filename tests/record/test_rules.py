"""A list and a single look say the same of every row; what might not isn't a rule."""

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accord.contributions.models import Contribution, Discussion, Support
from accord.contributions.receipts import issue
from accord.errors import NotAllowed
from accord.processes.models import Activity, Process
from accord.record import rules
from accord.record.matcher import UnfitRule, checked, simplified
from accord.record.models import LogEntry, Subject
from accord.record.rules import (
    EVERYTHING,
    NOTHING,
    Permission,
    Visibility,
    matches,
    may,
    register_permission,
    register_visible,
    require,
    through,
)
from accord.record.viewer import Viewer
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory, AppointmentFactory, ProcessFactory
from tests.factories.spaces import MembershipFactory, SpaceFactory
from tests.factories.themes import ParagraphFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db

RULES = 3_000
NOW = timezone.now()
TIMES = [NOW + dt.timedelta(days=days, microseconds=days) for days in (-9, -2, 0, 3)]


class Odd:
    """Rows of two spaces with something missing in every way, and rules about them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.spaces = [SpaceFactory(), SpaceFactory(key="far", host="far.localhost")]
        self.people = PersonFactory.create_batch(3)
        for place, space in enumerate(self.spaces):
            for is_public in (True, False):
                slug = f"p-{place}-{is_public}"
                self._fill(ProcessFactory(space=space, slug=slug, is_public=is_public))
        related = (
            "process__subject",
            "activity__process",
            "discussion__subject__as_paragraph__synthesis",
        )
        beside = ("root__author", "parent__parent", "parent__author", "receipt__claimed_by")
        self.rows = list(Contribution.objects.select_related(*related, *beside))
        self.ids = [row.pk for row in self.rows]

    def maybe(self, *values: Any) -> Any:
        return self.chance.choice([None, *values])

    def _fill(self, process: Process) -> None:
        activities = [
            ActivityFactory(process=process, announced_at=self.maybe(*TIMES)) for _ in range(2)
        ]
        synthesis = ParagraphFactory(synthesis__process=process).synthesis
        synthesis.published_at = self.maybe(*TIMES)
        synthesis.save()
        about = [synthesis.paragraphs.get().subject, process.subject]
        talks = [
            Discussion.objects.create(
                subject=subject, process=process, is_open=self.chance.random() < 0.5
            )
            for subject in about
        ]
        said: list[Contribution] = []
        for number in range(1, 13):
            activity = self.chance.choice(activities)
            receipt = self.maybe(issue(activity)[0])
            if receipt is not None:
                receipt.claimed_by = self.maybe(*self.people)
                receipt.save()
            parent = self.maybe(*said)
            said.append(
                ContributionFactory(
                    activity=activity,
                    process=process,
                    discussion=self.maybe(*talks),
                    parent=parent,
                    root=parent and (parent.root or parent),
                    number=number,
                    author=self.maybe(*self.people),
                    receipt=receipt,
                    kind=self.chance.choice(["idea", "comment"]),
                    is_listed=self.chance.random() < 0.5,
                    published_at=self.maybe(*TIMES),
                    hidden_at=self.maybe(*TIMES),
                    hidden_by=self.maybe(*self.people),
                    withdrawn_at=self.maybe(*TIMES),
                )
            )

    def some(self, values: list[Any]) -> Any:
        """Some of these, as a collection of any sort, of ids or of their letters; or none."""
        found = self.chance.sample(values, self.chance.randint(0, min(4, len(values))))
        if self.chance.random() < 0.3:
            found = [str(each) for each in found]
        if self.chance.random() < 0.2:
            found.append(None)
        return self.chance.choice([list, tuple, set, frozenset])(found)

    def own(self) -> Q:
        """A condition on the row's own columns."""
        people = [person.pk for person in self.people]
        moment, person = self.chance.choice(TIMES), self.chance.choice(self.people)
        order = self.chance.choice(["lt", "lte", "gt", "gte"])
        column = self.chance.choice(["published_at", "hidden_at", "withdrawn_at"])
        return self.chance.choice(
            [
                NOTHING,
                EVERYTHING,
                Q(author=person),
                Q(author=None),
                Q(author__in=self.some(people)),
                Q(author_id=str(person.pk)),
                Q(hidden_by__isnull=self.chance.random() < 0.5),
                Q(pk__in=self.some(self.ids)),
                Q(parent=self.chance.choice(self.rows)),
                Q(root__pk__in=self.some(self.ids)),
                Q(number=str(self.chance.randint(1, 12))),
                Q(**{f"number__{order}": self.chance.randint(1, 12)}),
                Q(**{f"{column}__{order}": moment}),
                Q(**{column: self.chance.choice([moment, None])}),
                Q(**{f"{column}__isnull": self.chance.random() < 0.5}),
                Q(kind=self.chance.choice(["idea", "comment", "Idea"])),
                Q(kind__in=self.some(["idea", "comment"])),
                Q(is_listed=self.chance.choice([True, False, "True", 0])),
                Q(discussion=None),
            ]
        )

    def related(self) -> Q:
        """A condition on what lies beyond a relation, which may be missing."""
        people = [person.pk for person in self.people]
        moment, is_none = self.chance.choice(TIMES), self.chance.random() < 0.5
        spaces = [space.pk for space in self.spaces]
        return self.chance.choice(
            [
                Q(process__is_public=self.chance.random() < 0.5),
                Q(process__space__in=self.some(spaces)),
                Q(process__subject__space__pk__in=self.some(spaces)),
                Q(process__slug=self.chance.choice(["p-0-True", "p-1-False", "none"])),
                Q(activity__announced_at__isnull=is_none),
                Q(activity__announced_at__gte=moment),
                Q(activity__process__space=self.chance.choice(self.spaces)),
                Q(discussion__is_open=is_none),
                Q(discussion__subject__as_paragraph__isnull=is_none),
                Q(discussion__subject__as_paragraph=None),
                Q(discussion__subject__as_paragraph__synthesis__published_at__isnull=is_none),
                Q(discussion__subject__as_paragraph__synthesis__published_at__lt=moment),
                Q(receipt__claimed_by=self.chance.choice([*self.people, None])),
                Q(receipt__claimed_by__in=self.some(people)),
                Q(root__hidden_at=None),
                Q(root__published_at__isnull=is_none),
                Q(root__author__display_name=self.people[0].display_name),
                Q(parent__author=self.chance.choice(self.people)),
                Q(parent__author__isnull=is_none),
                Q(parent__parent__kind="comment"),
                Q(parent__number__gt=self.chance.randint(1, 12)),
                through("parent", self.plain()),
                through("root", EVERYTHING),
            ]
        )

    def plain(self) -> Q:
        """Own columns without any “not”: what may be asked through a relation."""
        return self.own() | self.own() if self.chance.random() < 0.5 else self.own() & self.own()

    def rule(self, depth: int = 3, *, is_negated: bool = False) -> Q:
        """Any of these joined by “and” and “or”; “not” of own columns alone, inside “not” too."""
        if depth == 0 or self.chance.random() < 0.15:
            is_own = is_negated or self.chance.random() < 0.5
            return self.own() if is_own else self.related()
        turns = self.chance.random() < 0.3
        parts = [
            self.rule(depth - 1, is_negated=is_negated or turns)
            for _ in range(self.chance.randint(1, 3))
        ]
        found = parts[0]
        for part in parts[1:]:
            found = found | part if self.chance.random() < 0.5 else found & part
        return ~found if turns else found


def test_a_list_and_a_single_look_agree_on_every_row(monkeypatch, count):
    odd = Odd(random.Random(20261130))
    viewers = [Viewer(space.subject) for space in odd.spaces]
    disagreements, granted = [], 0

    for turn in range(RULES):
        rule, viewer = odd.rule(), viewers[turn % 2]
        visibility = Visibility(lambda viewer, rule=rule: rule, ("process__space",))
        permission = Permission(Contribution, lambda viewer, rule=rule: rule)
        monkeypatch.setitem(rules._visibilities, Contribution, visibility)
        monkeypatch.setitem(rules._permissions, "any", permission)
        listed = set(Contribution.objects.visible_to(viewer).values_list("pk", flat=True))
        looked_at = {row.pk for row in odd.rows if may(viewer, "any", row)}
        granted += len(listed)
        if listed != looked_at:
            disagreements.append(f"{rule}: {sorted(listed ^ looked_at)}")

    count("random rules", RULES)
    assert disagreements == []
    assert RULES * 2 < granted < RULES * len(odd.rows) / 2 - RULES * 2


def test_everything_is_not_lost_in_an_or():
    idea = ContributionFactory()
    seen = Contribution.objects.filter(Q(pk=0) | EVERYTHING)

    assert seen.get() == idea
    assert matches(Q(pk=0) | EVERYTHING, idea)
    assert Contribution.objects.filter(Q(pk=0) | Q()).count() == 0  # why it isn't Q()


def test_everything_and_nothing_go_through_a_relation():
    idea = ContributionFactory(author=None)

    assert matches(through("process", EVERYTHING), idea)
    assert not matches(through("author", EVERYTHING), idea)
    assert not matches(through("process", NOTHING), idea)


NUMBERED, NONE_OF_IT = Q(number=1), Q(kind__in=[])


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        (NUMBERED & NONE_OF_IT, NOTHING),
        (NUMBERED & NOTHING, NOTHING),
        (~(NUMBERED & NOTHING), EVERYTHING),
        (NUMBERED | EVERYTHING, EVERYTHING),
        (~(NUMBERED | EVERYTHING), NOTHING),
        (NONE_OF_IT | NOTHING, NOTHING),
        (~(NONE_OF_IT | NOTHING), EVERYTHING),
        (EVERYTHING & EVERYTHING, EVERYTHING),
        (~(EVERYTHING & EVERYTHING), NOTHING),
        (NUMBERED | NONE_OF_IT, NUMBERED),
        (NUMBERED & EVERYTHING, NUMBERED),
        (~(NUMBERED | NOTHING), ~NUMBERED),
    ],
)
def test_what_holds_of_no_row_or_of_all_is_left_out(rule, left):
    found = simplified(rule)

    assert (found.children, found.negated) == (left.children, left.negated)


def test_who_holds_no_role_is_asked_for_none():
    ActivityFactory()

    sql = str(Activity.objects.visible_to(viewer_of()).query)

    assert "IN (" not in sql


UNFIT: dict[str, Callable[[], Q]] = {
    "not over a join": lambda: ~Q(activity__closed_at=None),
    "not around a join": lambda: ~(Q(number=1) | Q(receipt__claimed_by=7)),
    "a doubled not over a join": lambda: ~~Q(activity__announced_at=NOW) & ~Q(~Q(root__number=1)),
    "one or the other": lambda: Q(number=1) ^ Q(number=2),
    "a column as value": lambda: ~Q(author=F("hidden_by")),
    "a column of words as value": lambda: Q(kind=F("title")),
    "a column in a collection": lambda: Q(author__in=[F("hidden_by")]),
    "rows that are still to be asked": lambda: Q(process__in=Process.objects.all()),
    "values that are still to be asked": lambda: Q(pk__in=Support.objects.values("contribution")),
    "whether others exist": lambda: Q(Exists(Support.objects.filter(contribution=OuterRef("pk")))),
    "many rows": lambda: Q(supports__person=1),
    "many rows at the end": lambda: Q(supports=1),
    "an unknown look-up": lambda: Q(title__icontains="well"),
    "a part of a date": lambda: Q(published_at__year=2026),
    "a look-up that stands too early": lambda: Q(number__in__gt=[1]),
    "no such column": lambda: Q(colour="red"),
    "words in their order": lambda: Q(title__gt="a"),
    "a column of several texts": lambda: Q(process__title={}),
    "a word instead of a collection": lambda: Q(kind__in="idea"),
    "a row of another model": lambda: Q(author=Process(pk=1)),
    "a row that isn't kept": lambda: Q(parent=Contribution()),
    "no number": lambda: Q(number="seven"),
    "no whole number": lambda: Q(number__gte=7.5),
    "more than a column holds": lambda: Q(number__lt=2**63),
    "a time in no zone": lambda: Q(published_at__lt=dt.datetime(2026, 1, 1)),
    "perhaps": lambda: Q(hidden_at__isnull=None),
    "less than nothing": lambda: Q(number__lt=None),
    "an empty condition": Q,
    "an empty part": lambda: Q(Q(), number=1),
}


@pytest.mark.parametrize("name", UNFIT)
def test_what_a_list_and_a_look_might_read_apart_is_no_rule(name, monkeypatch):
    rule = UNFIT[name]()
    idea = Contribution(number=1)
    visibility = Visibility(lambda viewer: rule, ("process__space",))
    monkeypatch.setitem(rules._visibilities, Contribution, visibility)

    for ask in (
        lambda: checked(rule, Contribution),
        lambda: matches(rule, idea),
        lambda: Contribution.objects.visible_to(viewer_of()),
    ):
        with pytest.raises(UnfitRule):
            ask()


def test_an_unfit_part_is_refused_though_another_part_decides():
    with pytest.raises(UnfitRule):
        matches(Q(number=1) | Q(number=F("depth")), Contribution(number=1))


def test_ids_may_be_letters():
    idea = ContributionFactory()

    assert matches(Q(process__in={str(idea.process_id)}), idea)
    assert Contribution.objects.filter(Q(process__in={str(idea.process_id)})).exists()


def test_not_is_said_of_a_row_that_lacks_the_column():
    idea = ContributionFactory(author=None)
    someone = PersonFactory()

    assert matches(~Q(author=someone), idea)
    assert Contribution.objects.filter(~Q(author=someone)).get() == idea


def test_nobody_is_no_author():
    idea = ContributionFactory(author=None)
    moderator = AppointmentFactory(process=idea.process, role="moderator").person
    Contribution.objects.update(hidden_at=NOW)

    assert not Contribution.objects.visible_to(viewer_of()).exists()
    assert Contribution.objects.visible_to(viewer_of(moderator)).get() == idea


def test_a_permission_ends_where_the_space_does(monkeypatch):
    """Whatever the rule says: a role in one space is none in another."""
    monkeypatch.setitem(rules._permissions, "any", Permission(Process, lambda viewer: EVERYTHING))
    here, far = ProcessFactory(), ProcessFactory(space__key="far", space__host="far.localhost")
    viewer = Viewer(here.space.subject)

    assert (may(viewer, "any", here), may(viewer, "any", far)) == (True, False)
    with pytest.raises(NotAllowed):
        require(viewer, "any", far)


def test_what_is_seen_ends_where_the_space_does():
    here, far = ProcessFactory(), ProcessFactory(space__key="far", space__host="far.localhost")
    both = AppointmentFactory(process=here, role="planner").person
    AppointmentFactory(process=far, person=both, role="planner")

    assert Process.objects.visible_to(Viewer(here.space.subject, both)).get() == here
    assert Process.objects.visible_to(Viewer(far.space.subject, both)).get() == far


def test_a_space_that_isn_t_kept_holds_nothing():
    ProcessFactory()

    assert not Process.objects.visible_to(Viewer(Subject(kind="space", code="new"))).exists()


def test_a_permission_is_asked_of_what_it_is_about():
    activity = ActivityFactory()

    with pytest.raises(TypeError, match="about a Process"):
        may(viewer_of(), "processes.plan", activity)


def test_an_unknown_permission_is_our_mistake():
    process = ProcessFactory()

    with pytest.raises(LookupError, match=r"processes\.fly"):
        may(viewer_of(), "processes.fly", process)
    with pytest.raises(LookupError, match=r"processes\.fly"):
        require(viewer_of(), "processes.fly", process)


def test_two_owners_of_one_permission_stop_the_start():
    with pytest.raises(ValueError, match=r"processes\.plan"):
        register_permission("processes.plan", Process, lambda viewer: EVERYTHING)
    with pytest.raises(ValueError, match="Process"):
        register_visible(Process, lambda viewer: EVERYTHING)


def test_a_model_that_leads_to_no_space_can_t_be_registered():
    with pytest.raises(ValueError, match="Support"):
        register_visible(Support, lambda viewer: EVERYTHING)


def test_what_nobody_says_who_sees_can_t_be_listed():
    with pytest.raises(LookupError, match="Support"):
        rules.visible(viewer_of(), Support)


def test_every_rule_that_there_is_fits():
    """Also those that no page of this test asks: each is put together for everybody."""
    someone = MembershipFactory(role="secretariat").person
    viewers = [viewer_of(), viewer_of(someone), viewer_of(None, receipts={7})]

    for viewer in viewers:
        for model, visibility in rules._visibilities.items():
            checked(visibility.rule(viewer), model)
            checked(rules.in_space(viewer, model), model)
        for permission in rules._permissions.values():
            checked(permission.rule(viewer), permission.model)
            checked(rules.in_space(viewer, permission.model), permission.model)


def test_a_row_in_hand_is_asked_without_a_question(django_assert_num_queries):
    ContributionFactory()
    idea = Contribution.objects.select_related("process__subject", "activity", "receipt").get()
    viewer = viewer_of(PersonFactory())
    assert viewer.roles == {}  # asked, once

    with django_assert_num_queries(0):
        assert may(viewer, "contributions.support", idea)
        assert not may(viewer, "contributions.edit", idea)
        assert not may(viewer, "processes.plan", idea.process)


def test_nobody_is_asked_for_roles(django_assert_num_queries):
    process = ProcessFactory()
    nobody = viewer_of()

    with django_assert_num_queries(0):
        assert not may(nobody, "processes.plan", process)
    with django_assert_num_queries(1):
        assert list(Process.objects.visible_to(nobody)) == [process]


def test_what_is_visible_is_asked_once_and_only_if_somebody_asks(django_assert_num_queries):
    process, _hidden = ProcessFactory(), ProcessFactory(is_public=False)

    with django_assert_num_queries(1):
        viewer = Viewer(process.space.subject)
        assert viewer.visible_ids("process") == {process.pk}
        assert viewer.visible_ids("process") == {process.pk}


def test_ids_are_found_once(django_assert_num_queries):
    asked = []

    def find(viewer: Viewer) -> frozenset[int]:
        asked.append(viewer)
        return frozenset({7})

    viewer = viewer_of()

    assert (viewer.once(find), viewer.once(find)) == ({7}, {7})
    assert asked == [viewer]


def test_a_rule_knows_no_clock_but_the_viewer_s():
    activity = ActivityFactory(opens_at=NOW, closes_at=NOW + dt.timedelta(days=1))
    idea = ContributionFactory(activity=activity)
    someone, space = PersonFactory(), activity.process.space.subject
    support = "contributions.support"

    assert may(Viewer(space, someone, now=NOW), support, idea)
    assert not may(Viewer(space, someone, now=NOW - dt.timedelta(seconds=1)), support, idea)
    assert not may(Viewer(space, someone, now=NOW + dt.timedelta(days=1)), support, idea)


def test_a_role_counts_on_its_days_by_the_viewer_s_clock():
    process = ProcessFactory(is_public=False)
    today = timezone.localdate(NOW)
    planner = AppointmentFactory(process=process, role="planner", starts_on=today).person
    space = process.space.subject

    assert may(Viewer(space, planner, now=NOW), "processes.plan", process)
    early = Viewer(space, planner, now=NOW - dt.timedelta(days=1))
    assert not may(early, "processes.plan", process)
    assert not Process.objects.visible_to(early).exists()


def test_who_has_shown_a_receipt_is_no_public_reader():
    assert viewer_of().is_public
    assert not viewer_of(None, receipts={7}).is_public
    assert not viewer_of(PersonFactory()).is_public


def test_all_see_the_log_of_their_space():
    assert not LogEntry.objects.visible_to(viewer_of()).exists()


def test_an_activity_is_seen_with_its_process():
    draft = ActivityFactory(announced_at=None)
    hidden = ActivityFactory(process__is_public=False)
    secretariat = MembershipFactory(space=draft.process.space, role="secretariat").person

    assert not Activity.objects.visible_to(viewer_of()).exists()
    assert set(Activity.objects.visible_to(viewer_of(secretariat))) == {draft, hidden}
