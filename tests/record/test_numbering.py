"""Recording and numbering at once. On PostgreSQL with real concurrency; on SQLite in a file."""

import datetime as dt
import threading

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, connections, transaction
from django.utils import timezone

from accord.jobs import recounts
from accord.methods import ledger
from accord.record import numbering
from accord.record.models import Checkpoint, Log, LogEntry
from accord.record.numbering import number_all, number_entries, tick
from tests.factories.processes import DecisionFactory, ProcessFactory
from tests.record.helpers import recorded, recorded_decisions

WRITERS = 4
EACH = 15


def in_threads(*functions):
    """Run them all at once, each with a connection of its own; what went wrong, if anything."""
    start, wrong = threading.Barrier(len(functions)), []

    def run(function):
        try:
            start.wait()
            function()
        except Exception as error:  # any fault of a thread must reach the test
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[function]) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return wrong


@pytest.fixture
def many_connections(transactional_db):
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("needs a database file: set ACCORD_TEST_DATABASE")


def test_numbers_have_no_gap_and_no_double_while_all_write_and_number(many_connections):
    process = ProcessFactory()
    decisions = [DecisionFactory(process=process, number=n + 1) for n in range(WRITERS)]
    recorded(decisions[0])
    log = Log.objects.get()

    def write(decision):
        for _ in range(EACH):
            recorded(decision)

    def number():
        for _ in range(EACH):
            number_all(log)

    wrong = in_threads(
        *[lambda decision=decision: write(decision) for decision in decisions], number, number
    )
    number_all(log)
    entries = list(LogEntry.objects.order_by("index"))
    log.refresh_from_db()

    assert wrong == []
    assert [entry.index for entry in entries] == list(range(1 + WRITERS * EACH))
    assert log.size == len(entries)
    assert log.root == ledger.root([bytes.fromhex(entry.hash) for entry in entries]).hex()


def test_two_numbering_at_once_give_each_number_once(many_connections):
    recorded_decisions(ProcessFactory(), 40)
    log = Log.objects.get()

    wrong = in_threads(*[lambda: number_entries(log)] * 4)
    number_all(log)

    assert wrong == []
    assert list(LogEntry.objects.order_by("id").values_list("index", flat=True)) == list(range(40))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("dies_at", ["before the entries", "after the entries"])
def test_a_death_in_the_middle_leaves_all_waiting_for_the_next(monkeypatch, dies_at):
    recorded_decisions(ProcessFactory(), 5)
    log = Log.objects.get()

    def die(*args, **kwargs):
        raise OperationalError("killed")

    with monkeypatch.context() as patch:
        if dies_at == "before the entries":
            patch.setattr(type(LogEntry.objects.all()), "bulk_update", die)
        else:
            patch.setattr(Log, "save", die)
        with pytest.raises(OperationalError):
            number_entries(log)
    left = LogEntry.objects.pending().count()
    log.refresh_from_db()
    size = log.size
    number_all(log)

    assert (left, size) == (5, 0)
    assert list(LogEntry.objects.order_by("id").values_list("index", flat=True)) == list(range(5))


@pytest.mark.django_db(transaction=True)
def test_an_action_that_fails_leaves_nothing_in_the_log():
    decision = DecisionFactory()

    def fail():
        with transaction.atomic():
            recorded(decision)
            raise OperationalError("the rest of the action failed")

    with pytest.raises(OperationalError):
        fail()

    assert not LogEntry.objects.exists()


@pytest.mark.django_db
def test_more_than_one_batch_is_numbered(monkeypatch):
    monkeypatch.setattr(numbering, "AT_ONCE", 3)
    recorded_decisions(ProcessFactory(), 7)
    log = Log.objects.get()

    assert number_all(log) == 7
    assert list(LogEntry.objects.order_by("id").values_list("index", flat=True)) == list(range(7))


@pytest.mark.django_db(transaction=True)
def test_a_tick_without_work_reads_twice_and_writes_nothing(django_assert_num_queries):
    recorded_decisions(ProcessFactory(), 2)
    tick()

    with django_assert_num_queries(2) as queries:
        tick()

    assert [query["sql"].split()[0] for query in queries.captured_queries] == ["SELECT", "SELECT"]


@pytest.mark.django_db
def test_checkpoints_are_published_when_the_tree_grew_and_not_more_than_once_a_minute():
    first, _ = recorded_decisions(ProcessFactory(), 2)
    tick()
    recorded(first)
    tick()
    sizes_within_the_minute = list(Checkpoint.objects.values_list("size", flat=True))
    Checkpoint.objects.update(at=timezone.now() - dt.timedelta(seconds=61))
    tick()
    tick()

    assert sizes_within_the_minute == [2]
    assert list(Checkpoint.objects.order_by("size").values_list("size", flat=True)) == [2, 3]


@pytest.mark.django_db
def test_recount_runs_all_and_says_what_it_repaired(capsys, monkeypatch):
    monkeypatch.setattr(recounts, "_recounts", {})
    recounts.register("supports", lambda: 3)
    recounts.register("comments", lambda: 0)

    call_command("recount")

    assert capsys.readouterr().out.splitlines() == [
        "comments: correct",
        "supports: 3 repaired",
    ]


def test_a_recount_has_one_owner(monkeypatch):
    monkeypatch.setattr(recounts, "_recounts", {})
    recounts.register("supports", lambda: 0)

    with pytest.raises(ValueError, match="has an owner"):
        recounts.register("supports", lambda: 0)
