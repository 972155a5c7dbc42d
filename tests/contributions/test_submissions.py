"""What makes two sendings the same: the form, the person, the place and every word."""

import uuid
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from accord.contributions.receipts import understood
from accord.contributions.submissions import ContributionInput, Place, Sending

KEYS = st.sampled_from([uuid.UUID(int=n) for n in (1, 2)])
PEOPLE = st.sampled_from([None, 1, 2])
WORDS = st.sampled_from(["", "a", "b", "ab", '","'])


def thing(pk):
    return SimpleNamespace(pk=pk, identity_policy="named") if pk else None


@st.composite
def parts(draw):
    """All that a sending is known by; few values, so that alike ones are met."""
    return (
        draw(KEYS),
        draw(PEOPLE),
        draw(st.sampled_from([1, 2])),
        draw(st.sampled_from(["idea", "comment"])),
        draw(WORDS),
        draw(WORDS),
        draw(st.sampled_from(["en", "es"])),
        draw(st.lists(WORDS, max_size=2).map(tuple)),
    )


def sending(given_parts):
    key, person, activity, kind, title, body, language, beside = given_parts
    place = Place(thing(1), activity=thing(activity))
    said = ContributionInput(title=title, body=body, language=language, beside=beside)
    return Sending(SimpleNamespace(pk=person), place, kind, said, key)


@given(parts(), parts())
def test_two_sendings_are_one_when_everything_is_the_same_and_only_then(one, other):
    is_same = one == other

    assert (sending(one).key == sending(other).key) == is_same
    assert (sending(one).code == sending(other).code) == is_same


@given(parts())
def test_the_code_of_a_sending_is_a_code(given_parts):
    code = sending(given_parts).code

    assert understood(code) == code


def test_without_a_form_each_sending_is_a_new_one():
    alone = Sending(
        SimpleNamespace(pk=1), Place(thing(1)), "idea", ContributionInput("Wells", "en")
    )

    assert alone.key is None
    assert alone.code != alone.code
