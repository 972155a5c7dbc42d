import hashlib
import json

import pytest

from accord.people.models import Person
from accord.record.actions import canonical_json, forget
from accord.record.checks import check_log
from accord.record.events import emit, refuse_undeclared
from accord.record.models import Event, SealedValue
from accord.record.registry import public, verb
from tests.factories.people import PersonFactory
from tests.factories.processes import DecisionFactory
from tests.factories.viewers import viewer_of
from tests.record.helpers import SEALING, numbered_log


@pytest.mark.parametrize("value", [1.5, {"a": [1.0]}, {1: "a"}])
def test_what_has_no_one_spelling_is_refused(value):
    with pytest.raises(TypeError):
        canonical_json(value)


def test_one_value_has_one_spelling():
    assert canonical_json({"b": [1, None], "a": "é"}) == '{"a":"é","b":[1,null]}'


@pytest.mark.django_db
def test_a_personal_value_is_sealed_and_forgetting_it_leaves_the_log_valid():
    decision = DecisionFactory()
    space = decision.process.space
    entry = emit(SEALING, decision, None, sealed={"by": "Ana Ferreira"})
    sealed_value = SealedValue.objects.get(entry=entry)
    sealed = json.loads(entry.body)["public"]["sealed"]
    salted = bytes.fromhex(sealed_value.salt) + b"Ana Ferreira"
    log = numbered_log(space)

    forget(SealedValue.objects.filter(entry=entry))

    assert sealed == {"by": hashlib.sha256(salted).hexdigest()}
    assert "Ana" not in entry.body
    assert not SealedValue.objects.exists()
    assert check_log(log).faults == []


@pytest.mark.django_db
def test_the_same_value_sealed_twice_gives_two_hashes():
    decision = DecisionFactory()
    seals = {
        emit(SEALING, decision, None, sealed={"by": "Ana"}).content["public"]["sealed"]["by"]
        for _ in range(2)
    }

    assert len(seals) == 2


@pytest.mark.django_db
def test_by_day_keeps_neither_person_nor_time():
    decision = DecisionFactory()
    entry = emit(verb("decision.recorded"), decision, viewer_of(PersonFactory()), by_day=True)

    assert entry.content["at"].endswith("T12:00:00+00:00")
    assert list(Event.objects.values_list("actor", "at")) == [(None, entry.at)]


@pytest.mark.django_db
def test_the_log_names_no_actor():
    decision = DecisionFactory()
    actor = PersonFactory(display_name="Ana Ferreira")
    entry = emit(verb("decision.recorded"), decision, viewer_of(actor))

    assert Event.objects.get().actor == Person.objects.get(display_name="Ana Ferreira")
    assert entry.content["public"] == {}


def test_an_event_keeps_nothing_that_its_verb_does_not_declare():
    with pytest.raises(ValueError, match=r"\['by', 'more'\]"):
        refuse_undeclared(verb("decision.recorded"), {"more": 1}, {"by": "Ana"})
    with pytest.raises(ValueError, match="own word"):
        public("test.own_word", "Never said", data=["sealed"])
