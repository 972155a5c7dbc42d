import json

import pytest
from django.test import RequestFactory
from django.urls import reverse

from accord.methods import ledger
from accord.record.actions import forget
from accord.record.events import emit
from accord.record.models import Checkpoint, LogEntry, SealedValue
from accord.record.tree import hashes_of
from tests.factories.processes import DecisionFactory, ProcessFactory
from tests.factories.spaces import MembershipFactory, SpaceFactory
from tests.record.helpers import SEALING, numbered_log, recorded, recorded_decisions

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return ProcessFactory(slug="plan")


def page_of(client, name, *args, **query):
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ["record:log", "record:checkpoint"])
@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_few_questions(
    client, process, name, count, django_assert_max_num_queries
):
    for decision in recorded_decisions(process, count):
        numbered_log(decision.process.space)

    with django_assert_max_num_queries(4):
        page_of(client, name)


@pytest.mark.parametrize("count", [1, 300])
def test_an_entrys_page_with_its_proof_asks_few_questions(
    client, process, count, django_assert_max_num_queries
):
    decision = DecisionFactory(process=process)
    for _ in range(count):
        recorded(decision)
    numbered_log(process.space)

    with django_assert_max_num_queries(7):
        page_of(client, "record:entry", 0)


def test_the_log_is_paged_by_key_newest_first(client, process):
    recorded_decisions(process, 23)
    numbered_log(process.space)

    page = client.get(reverse("record:log"))
    first = page.context
    second = client.get(reverse("record:log"), {"before": first["older"]}).context

    assert [entry.public_id for entry in first["lines"]] == [f"plan/{n}" for n in range(23, 3, -1)]
    assert [entry.public_id for entry in second["lines"]] == ["plan/3", "plan/2", "plan/1"]
    assert second["older"] is None
    assert page.content.decode().count("A decision was recorded") == 20


@pytest.mark.parametrize("before", ["", "x", "-1", "²", "9" * 400])
def test_a_wrong_page_key_gives_the_first_page(client, process, before):
    recorded_decisions(process, 2)
    numbered_log(process.space)

    context = client.get(reverse("record:log"), {"before": before}).context

    assert [entry.public_id for entry in context["lines"]] == ["plan/2", "plan/1"]


def test_the_log_of_another_space_is_not_found(client, process):
    other = ProcessFactory(space=SpaceFactory(key="elsewhere", host="elsewhere.localhost"))
    recorded_decisions(other, 1)
    log = numbered_log(other.space)
    entry = LogEntry.objects.get(log=log)

    for name, args in [
        ("record:entry", [0]),
        ("record:proof", [0]),
        ("record:entry-by-hash", [entry.hash]),
        ("record:checkpoint-text", [1]),
        ("record:export", []),
    ]:
        assert client.get(reverse(name, args=args)).status_code == 404


def test_a_number_too_large_for_any_log_is_not_found(client, process):
    recorded_decisions(process, 1)
    numbered_log(process.space)

    assert client.get(reverse("record:entry", args=[10**30])).status_code == 404


@pytest.mark.parametrize("index", [0, 4, 8, 12])
def test_the_proof_for_programs_leads_to_the_checkpoint_that_is_shown(client, process, index):
    recorded_decisions(process, 13)
    numbered_log(process.space)

    proof = client.get(reverse("record:proof", args=[index])).json()

    assert proof["root"] == Checkpoint.objects.get().root
    assert ledger.includes(
        leaf=ledger.leaf_hash(proof["body"].encode()),
        index=index,
        size=proof["size"],
        proof=[bytes.fromhex(hashed) for hashed in proof["proof"]],
        root=bytes.fromhex(proof["root"]),
    )


def test_checkpoints_are_proven_to_continue_each_other(client, process):
    decision = DecisionFactory(process=process)
    for count in (1, 2, 4):
        for _ in range(count):
            recorded(decision)
        numbered_log(process.space)

    answer = client.get(reverse("record:consistency", args=[7, 3])).json()

    assert ledger.continues(
        first=3,
        first_root=bytes.fromhex(answer["first_root"]),
        second=7,
        second_root=bytes.fromhex(answer["second_root"]),
        proof=[bytes.fromhex(hashed) for hashed in answer["proof"]],
    )
    assert client.get(reverse("record:consistency", args=[3, 7])).status_code == 404


def test_stored_subtrees_give_the_proofs_that_all_leaves_would(process):
    decision = DecisionFactory(process=process)
    for _ in range(37):
        recorded(decision)
    log = numbered_log(process.space)
    entries = [bytes.fromhex(entry.hash) for entry in LogEntry.objects.order_by("index")]

    for size in (1, 2, 21, 32, 37):
        for index in range(size):
            stored = hashes_of(log, ledger.inclusion_ranges(index, size))
            assert stored == [one.hex() for one in ledger.inclusion_proof(index, entries[:size])]
            stored = hashes_of(log, ledger.consistency_ranges(index, size))
            assert stored == [one.hex() for one in ledger.consistency_proof(index, entries[:size])]


def test_an_entry_that_waits_is_found_by_its_hash_and_moves_when_numbered(client, process):
    recorded_decisions(process, 1)
    entry = LogEntry.objects.get()

    before = client.get(reverse("record:entry-by-hash", args=[entry.hash]))
    numbered_log(process.space)
    after = client.get(reverse("record:entry-by-hash", args=[entry.hash]))

    assert "gets its number in the log within seconds" in before.content.decode()
    assert after.headers["Location"] == reverse("record:entry", args=[0])


@pytest.mark.parametrize(
    ("role", "shows"),
    [("administrator", True), ("assessor", True), (None, False)],
)
def test_a_sealed_value_opens_to_those_who_oversee_the_space_until_it_is_erased(
    client, process, role, shows
):
    decision = DecisionFactory(process=process)
    emit(SEALING, decision, None, sealed={"by": "Zephyrine Quillfeather"})
    numbered_log(process.space)
    if role:
        client.force_login(
            MembershipFactory(space=process.space, role=role).person,
            backend="allauth.account.auth_backends.AuthenticationBackend",
        )

    assert ("Zephyrine" in page_of(client, "record:entry", 0)) is shows

    forget(SealedValue.objects.all())

    assert "Zephyrine" not in page_of(client, "record:entry", 0)


def test_the_kept_checkpoint_says_what_the_page_says(client, process):
    recorded_decisions(process, 2)
    checkpoint = Checkpoint.objects.get(log=numbered_log(process.space))

    text = client.get(reverse("record:checkpoint-text", args=[2])).content.decode()

    assert text == checkpoint.text
    assert text.splitlines()[:2] == ["accord/marenda", "2"]
    assert json.dumps(text.splitlines()[2])[1:-1] in page_of(client, "record:checkpoint")


def test_the_checking_program_is_offered_as_it_is(client, process):
    from accord.record.export import VERIFIER

    assert client.get(reverse("record:verifier")).content == VERIFIER.read_bytes()


@pytest.mark.parametrize("is_numbered", [True, False])
def test_the_note_links_to_the_entry(process, is_numbered):
    from django.template import engines

    recorded_decisions(process, 1)
    if is_numbered:
        numbered_log(process.space)
    entry = LogEntry.objects.get()

    template = engines["django"].from_string("{% load record %}{% log_note entry %}")
    note = template.render({"entry": entry}, RequestFactory().get("/"))

    assert f'href="{entry.get_absolute_url()}"' in note
    assert (entry.hash in note.replace(entry.get_absolute_url(), "")) is not is_numbered
