import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accord.forum.models import Decision
from accord.record.models import Checkpoint, LogEntry
from tests.factories.processes import ProcessFactory
from tests.record.helpers import numbered_log, recorded, recorded_decisions

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return ProcessFactory(slug="plan")


@pytest.fixture
def log(process):
    recorded_decisions(process, 9)
    return numbered_log(process.space)


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def verdict(*options):
    """The exit code, and the faults by check: [(entry, kind, public id)]."""
    out = io.StringIO()
    code = 0
    try:
        call_command("verify", "--json", *options, stdout=out)
    except SystemExit as ended:
        code = ended.code
    faults = json.loads(out.getvalue())[0]["faults"]
    return code, {
        check: [
            (fault["index"], fault["kind"], fault["public_id"])
            for fault in faults
            if fault["check"] == check
        ]
        for check in sorted({fault["check"] for fault in faults})
    }


def words(*options):
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("verify", *options, stdout=out)
    return re.sub("root [0-9a-f-]+", "root", out.getvalue())


def test_where_nothing_was_ever_recorded_that_is_said():
    out = io.StringIO()

    call_command("verify", stdout=out)

    assert out.getvalue() == "No log has entries yet.\n"


def kept_in(folder, log):
    path = folder / "kept.txt"
    path.write_text(Checkpoint.objects.get(log=log, size=log.size).text)
    return str(path)


def test_an_untouched_log_passes_all_three_checks(log, tmp_path):
    assert verdict("--checkpoint", kept_in(tmp_path, log)) == (0, {})


@pytest.mark.tampers("changes a decision by SQL")
def test_a_changed_decision_is_named(log):
    sql("UPDATE forum_decision SET text = %s WHERE number = 4", '{"en": "Nothing will change."}')

    assert verdict() == (1, {"things": [(3, "decision", "plan/4")]})
    assert (
        "2. The 9 things as they are now: FAILED\n   - decision plan/4 isn't what entry 3 says"
        in words()
    )


@pytest.mark.tampers("deletes a decision by SQL")
def test_a_deleted_decision_is_named(log):
    sql("DELETE FROM forum_decision WHERE number = 4")

    assert verdict() == (1, {"things": [(3, "decision", "plan/4")]})


@pytest.mark.tampers("renumbers a decision by SQL")
def test_a_renumbered_decision_is_named(log):
    sql("UPDATE forum_decision SET number = 99 WHERE number = 4")

    assert verdict() == (1, {"things": [(3, "decision", "plan/4")]})


@pytest.mark.tampers("deletes an entry")
@pytest.mark.parametrize("index", [0, 4, 8])
def test_a_deleted_leaf_is_named_by_its_number(log, index):
    LogEntry.objects.filter(log=log, index=index).delete()

    code, faults = verdict()

    assert code == 1
    assert faults["tree"] == [(index, "", "")]


@pytest.mark.tampers("swaps entries by SQL")
@pytest.mark.parametrize(("one", "other"), [(2, 3), (2, 6), (0, 8)])
def test_two_swapped_leaves_are_named_where_the_tree_first_differs(log, one, other):
    sql('UPDATE record_logentry SET "index" = -1 WHERE "index" = %s', one)
    sql('UPDATE record_logentry SET "index" = %s WHERE "index" = %s', one, other)
    sql('UPDATE record_logentry SET "index" = %s WHERE "index" = -1', other)

    code, faults = verdict()

    assert code == 1
    assert faults["tree"] == [(one, "decision", f"plan/{other + 1}")]


@pytest.mark.tampers("swaps what entries say")
def test_leaves_whose_contents_were_swapped_are_named(log):
    one, other = LogEntry.objects.get(index=2), LogEntry.objects.get(index=6)
    for name in ("verb", "subject", "at", "body", "digest", "hash"):
        mine, theirs = getattr(one, name), getattr(other, name)
        setattr(one, name, theirs)
        setattr(other, name, mine)
    one.save()
    other.save()

    assert verdict() == (1, {"tree": [(2, "decision", "plan/7")]})


@pytest.mark.tampers("changes an entry's text")
def test_a_changed_body_is_named(log):
    entry = LogEntry.objects.get(index=5)
    LogEntry.objects.filter(pk=entry.pk).update(
        body=entry.body.replace('"public":{}', '"public":{"a":1}')
    )

    assert verdict() == (1, {"tree": [(5, "decision", "plan/6")]})


@pytest.mark.tampers("changes an entry's column")
def test_a_changed_column_is_named(log):
    LogEntry.objects.filter(index=5).update(verb="process.created")

    assert verdict() == (1, {"tree": [(5, "decision", "plan/6")]})


@pytest.mark.tampers("changes a checkpoint")
def test_a_changed_checkpoint_is_found(log):
    Checkpoint.objects.filter(log=log).update(root="ab" * 32)

    assert verdict() == (1, {"tree": [(8, "decision", "plan/9")]})


@pytest.mark.tampers("changes the log's frontier")
def test_a_changed_frontier_is_found(log):
    sql("UPDATE record_log SET frontier = %s", json.dumps(["ab" * 32, "cd" * 32]))

    assert verdict() == (1, {"tree": [(None, "", "")]})


def rewrite_all(log):
    """What somebody with full access does: change a thing, then make log and checkpoints anew."""
    sql("UPDATE forum_decision SET text = %s WHERE number = 4", '{"en": "Nothing will change."}')
    Checkpoint.objects.filter(log=log).delete()
    LogEntry.objects.filter(log=log).delete()
    log.size, log.frontier = 0, []
    log.save()

    for decision in Decision.objects.order_by("number"):
        recorded(decision)
    return numbered_log(log.space)


def test_rewriting_everything_is_found_by_a_kept_checkpoint_alone(log, tmp_path):
    kept = kept_in(tmp_path, log)

    rewrite_all(log)

    assert verdict() == (0, {})
    assert verdict("--checkpoint", kept) == (1, {"checkpoint": [(None, "", "")]})
    assert "3. The older checkpoint: FAILED\n   - one of the first 9 entries" in words(
        "--checkpoint", kept
    )


def test_a_log_that_grew_still_fits_an_older_checkpoint(log, process, tmp_path):
    kept = kept_in(tmp_path, log)
    recorded(Decision.objects.within(process).get(number=2))
    numbered_log(process.space)

    assert verdict("--checkpoint", kept) == (0, {})


def test_a_log_cut_short_does_not_fit_a_checkpoint(log, tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text(f"accord/marenda\n12\n{'ab' * 32}\n")

    assert verdict("--checkpoint", str(kept)) == (1, {"checkpoint": [(None, "", "")]})


def test_waiting_leaves_are_numbered_first(process):
    recorded_decisions(process, 2)

    assert verdict() == (0, {})
    assert LogEntry.objects.pending().count() == 0


@pytest.mark.parametrize(
    "text", ["", "marenda\n", "a\nb\nc\n", "a\n3\nabcd\n", f"a\n-1\n{'ab' * 32}"]
)
def test_what_is_no_checkpoint_is_said(log, tmp_path, text):
    path = tmp_path / "kept.txt"
    path.write_text(text)

    with pytest.raises(CommandError, match="this is no checkpoint"):
        call_command("verify", "--checkpoint", str(path))


def test_things_are_fetched_by_kind_and_not_one_by_one(process, django_assert_num_queries):
    recorded_decisions(process, 3)
    log = numbered_log(process.space)
    from accord.record.checks import check_log

    def queries():
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as captured:
            check_log(log)
        return len(captured)

    few = queries()
    for decision in Decision.objects.within(process):
        recorded(decision)
    log = numbered_log(process.space)

    assert queries() == few
