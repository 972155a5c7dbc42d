"""What the log says of answers, as people read it."""

from types import SimpleNamespace

from django.utils import translation

from accord.record.sentences import facts


def outcome_of(value):
    [fact] = facts(SimpleNamespace(content={"public": {"outcome": value}}))
    return fact.plain


def test_the_log_says_in_words_what_became_of_it():
    assert outcome_of("adopted_in_part") == "In the plan, in part"
    with translation.override("es"):
        assert outcome_of("adopted_in_part") == "En el plan, en parte"


def test_an_outcome_that_is_not_known_any_more_stays_as_it_is():
    assert outcome_of("postponed") == "postponed"
