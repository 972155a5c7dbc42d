import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accord.errors import Conflict, NotAllowed
from accord.forum.actions import Stand, record_decision
from accord.forum.models import Decision, Position
from accord.record.actions import digest
from accord.record.models import LogEntry
from tests.factories.forum import ForumFactory, SeatFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import AppointmentFactory, DecisionFactory, ProcessFactory
from tests.factories.viewers import viewer_of

pytestmark = pytest.mark.django_db

NO = Stand("dissented", {"en": "It costs too much."})
YES = Stand("agreed")


def scene(government=3, civil_society=3):
    process = ProcessFactory(forum=ForumFactory())
    planner = AppointmentFactory(process=process).person
    gov = SeatFactory.create_batch(government, forum=process.forum, side="government")
    civ = SeatFactory.create_batch(civil_society, forum=process.forum, side="civil_society")
    return process, planner, gov, civ


def decide(process, person, positions=None, rule="both_sides", **more):
    return record_decision(
        viewer=viewer_of(person),
        within=process,
        title={"en": "Water quality is taken up in part"},
        text={"en": "Town wells now."},
        decided_by={"en": "The forum"},
        decided_on=more.pop("decided_on", dt.date.today()),
        rule=rule,
        positions=positions,
        **more,
    )


def test_a_decision_keeps_how_each_seat_stood():
    process, planner, gov, civ = scene()

    decision = decide(process, planner, dict.fromkeys(gov + civ[:2], YES) | {civ[2]: NO})

    assert decision.number == 1
    assert decision.positions.filter(stance="agreed").count() == 5
    assert str(decision.positions.get(stance="dissented").reason) == "It costs too much."
    assert LogEntry.objects.get().verb == "decision.recorded"


@pytest.mark.parametrize(
    ("lacking", "named"), [("government", "Government"), ("civil_society", "Civil society")]
)
def test_both_sides_must_stand_and_the_one_that_does_not_is_named(lacking, named):
    process, planner, gov, civ = scene()
    weak, strong = (gov, civ) if lacking == "government" else (civ, gov)
    stands = dict.fromkeys(strong, YES) | {weak[0]: YES, weak[1]: NO, weak[2]: Stand("absent")}

    with pytest.raises(Conflict) as refused:
        decide(process, planner, stands)

    assert str(refused.value.message) == (
        f"{named} has no majority for this, and both sides must agree."
    )
    assert (Decision.objects.count(), Position.objects.count()) == (0, 0)


def test_half_of_a_side_is_no_majority():
    process, planner, gov, civ = scene(2, 2)

    with pytest.raises(Conflict):
        decide(process, planner, dict.fromkeys([*gov, civ[0]], YES) | {civ[1]: NO})

    assert Decision.objects.count() == 0


def test_a_refused_decision_uses_up_no_number():
    process, planner, gov, civ = scene()
    with pytest.raises(Conflict):
        decide(process, planner, {})

    assert decide(process, planner, dict.fromkeys(gov + civ, YES)).number == 1


def test_dissent_without_reason_is_refused_by_the_action_and_the_database():
    process, planner, gov, civ = scene()
    stands = dict.fromkeys(gov + civ, YES) | {civ[0]: Stand("dissented")}

    with pytest.raises(Conflict):
        decide(process, planner, stands)
    with pytest.raises(IntegrityError, match="dissent_has_reason"), transaction.atomic():
        Position.objects.create(
            decision=DecisionFactory(process=process), seat=civ[0], stance="dissented"
        )


def test_dissent_breaks_consensus():
    process, planner, gov, civ = scene()

    with pytest.raises(Conflict):
        decide(process, planner, dict.fromkeys(gov, YES) | {civ[0]: NO}, rule="consensus")


def test_a_seat_of_another_forum_has_no_position():
    process, planner, _, _ = scene()

    with pytest.raises(Conflict):
        decide(process, planner, {SeatFactory(forum=ForumFactory()): YES}, rule="office")


def test_a_decision_is_corrected_once_and_by_a_later_one():
    process, planner, _, _ = scene()
    first = decide(process, planner, rule="office")

    second = decide(process, planner, rule="office", corrects=first)

    assert first.corrected_by == second
    with pytest.raises(Conflict):
        decide(process, planner, rule="office", corrects=first)


@pytest.mark.tampers("alters a position by an update")
def test_an_altered_position_alters_what_the_log_proves():
    process, planner, gov, civ = scene()
    decision = decide(process, planner, dict.fromkeys(gov + civ, YES))
    proven = LogEntry.objects.get().digest

    before = digest(Decision.objects.get(pk=decision.pk))
    decision.positions.filter(seat=gov[0]).update(stance="absent")

    assert before == proven
    assert digest(Decision.objects.get(pk=decision.pk)) != proven


def test_who_has_no_role_records_nothing():
    process, _, _, _ = scene()

    with pytest.raises(NotAllowed):
        decide(process, PersonFactory(), rule="office")


def test_a_day_to_come_has_no_decision():
    process, planner, gov, civ = scene()
    tomorrow = timezone.localdate() + dt.timedelta(days=1)

    with pytest.raises(Conflict, match="still to come"):
        decide(process, planner, dict.fromkeys(gov + civ, YES), decided_on=tomorrow)


@pytest.mark.parametrize("stance", ["absent", "stood_aside", None])
def test_a_consensus_needs_somebody_who_agreed(stance):
    process, planner, gov, civ = scene()
    stands = dict.fromkeys(gov + civ, Stand(stance)) if stance else {}

    with pytest.raises(Conflict, match="Nobody agreed"):
        decide(process, planner, stands, rule="consensus")
    agreed = decide(process, planner, stands | {gov[0]: YES}, rule="consensus")

    assert agreed.rule == "consensus"
