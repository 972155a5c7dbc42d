import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accord.contributions import receipts
from accord.contributions.models import Receipt
from tests.addresses import named
from tests.factories.contributions import ContributionFactory
from tests.factories.people import PersonFactory

DRAWN = st.text(receipts.SYMBOLS, min_size=11, max_size=11)


@given(DRAWN)
def test_a_code_is_understood_however_it_is_typed(drawn):
    code = receipts.shown(drawn + receipts.check_symbol(drawn))
    sloppy = code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")

    assert receipts.understood(sloppy) == code


@given(DRAWN, st.integers(0, 11), st.integers(1, 31))
def test_one_wrong_symbol_is_noticed(drawn, position, shift):
    code = drawn + receipts.check_symbol(drawn)
    wrong = receipts.SYMBOLS[(receipts.SYMBOLS.index(code[position]) + shift) % 32]

    assert receipts.understood(code[:position] + wrong + code[position + 1 :]) == ""


def with_receipt(**changes):
    idea = ContributionFactory(author=None, **changes)
    idea.receipt, code = receipts.issue(idea.activity)
    idea.save()
    return idea, code


@pytest.mark.django_db
def test_the_code_leads_to_the_words_even_when_held(client):
    idea, code = with_receipt(published_at=None, held_at="2027-01-01T00:00Z")

    page = client.post(reverse("contributions:receipt"), {"code": code.lower()}, follow=True)

    assert idea.title in page.content.decode()
    assert code not in page.content.decode()


@pytest.mark.django_db
def test_wrong_codes_get_the_same_answer_whatever_is_wrong(client):
    _, code = with_receipt()
    other = receipts.new_code()

    pages = [
        client.post(reverse("contributions:receipt"), {"code": wrong})
        for wrong in (other, code[:-1], "nothing")
    ]

    assert [page.status_code for page in pages] == [422] * 3
    assert {str(page.context["form"].errors) for page in pages} == {
        str(pages[0].context["form"].errors)
    }


@pytest.mark.django_db
def test_guessing_is_stopped_and_a_right_code_opens_all_the_same(client):
    """Whoever guesses behind the address of a library locks nobody out who sits there, too."""
    _, code = with_receipt()
    address = reverse("contributions:receipt")
    wrong = [client.post(address, {"code": receipts.new_code()}) for _ in range(11)]

    right = client.post(address, {"code": code})

    assert [page.status_code for page in wrong] == [422] * 10 + [429]
    assert right.status_code == 302


@pytest.mark.django_db
def test_right_codes_are_never_too_many(client):
    """Ten people at a help desk in ten minutes, and the eleventh."""
    codes = [with_receipt()[1] for _ in range(12)]

    pages = [client.post(reverse("contributions:receipt"), {"code": code}) for code in codes]

    assert [page.status_code for page in pages] == [302] * 12


@pytest.mark.django_db
def test_a_receipt_is_claimed_once_by_one_account(client):
    _, code = with_receipt()
    person = PersonFactory()
    client.force_login(person)
    client.post(reverse("contributions:receipt"), {"code": code})

    client.post(reverse("contributions:claim"), {"receipt": Receipt.objects.get().pk})

    assert Receipt.objects.get().claimed_by == person


@pytest.mark.django_db
def test_holder_withdraws_and_others_find_nothing(client):
    idea, code = with_receipt()
    client.post(reverse("contributions:receipt"), {"code": code})

    client.post(reverse("contributions:withdrawal", args=named(idea)))

    idea.refresh_from_db()
    assert idea.withdrawn_at is not None
    client.post(reverse("contributions:forget"))
    assert client.get(reverse("contributions:detail", args=named(idea))).status_code == 404
