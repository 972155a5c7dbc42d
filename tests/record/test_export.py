import hashlib
import io
import json
import subprocess
import sys
import zipfile

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from accord.forum.models import Decision
from accord.processes.models import Process
from accord.record import verify_log
from accord.record.actions import canonical_json
from accord.record.events import emit
from accord.record.export import zip_pieces
from accord.record.models import Checkpoint
from accord.record.registry import verb
from tests.factories.processes import ProcessFactory
from tests.record.helpers import numbered_log, recorded, recorded_decisions

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return ProcessFactory(slug="plan")


@pytest.fixture
def folder(process, tmp_path):
    recorded_decisions(process, 9)
    numbered_log(process.space)
    call_command("export_log", str(tmp_path / "log"), stdout=io.StringIO())
    return tmp_path / "log"


def checked(folder, *options):
    """Run the file as an assessor would: alone, in an empty environment, isolated from ours."""
    command = [sys.executable, "-I", verify_log.__file__, str(folder), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={})
    return done.returncode, done.stdout.splitlines()[1:], done.stderr


def failed(lines):
    """The failed checks and what they say."""
    found, current = {}, ""
    for line in lines:
        if line.endswith(": FAILED"):
            current = line[0]
            found[current] = []
        elif line.startswith("   - "):
            found[current].append(line[5:])
    return found


def rewritten(path, change):
    rows = [json.loads(line) for line in path.read_text().splitlines()]
    path.write_text("".join(json.dumps(row) + "\n" for row in change(rows)))


def test_a_good_export_passes(folder):
    assert checked(folder) == (
        0,
        [
            "1. The tree: correct",
            "2. The things as they stand: correct",
            "3. Your checkpoint: not asked (--checkpoint FILE)",
        ],
        "",
    )


def test_a_changed_thing_is_named(folder):
    def change(rows):
        for row in rows:
            if row["id"] == "plan/4":
                row["form"]["text"] = {"en": "Nothing will change."}
        return rows

    rewritten(folder / "things.jsonl", change)
    code, lines, _ = checked(folder)

    assert code == 1
    assert failed(lines) == {"2": ["decision plan/4 isn't what entry 3 says"]}


def test_a_missing_thing_is_named(folder):
    rewritten(folder / "things.jsonl", lambda rows: [row for row in rows if row["id"] != "plan/4"])
    code, lines, _ = checked(folder)

    assert code == 1
    assert failed(lines) == {"2": ["decision plan/4 is gone; entry 3 is its newest"]}


def test_a_thing_nobody_recorded_is_named(folder):
    rewritten(folder / "things.jsonl", lambda rows: [*rows, {**rows[0], "id": "plan/77"}])
    code, lines, _ = checked(folder)

    assert code == 1
    assert failed(lines) == {"2": ["decision plan/77: no entry speaks of it"]}


def test_a_deleted_leaf_is_named(folder):
    rewritten(folder / "leaves.jsonl", lambda rows: rows[:4] + rows[5:])
    code, lines, _ = checked(folder)

    assert code == 1
    assert failed(lines)["1"] == ["entry 5 (decision plan/6) stands where entry 4 should be"]


def test_the_last_leaf_deleted_is_noticed(folder):
    rewritten(folder / "leaves.jsonl", lambda rows: rows[:-1])
    code, lines, _ = checked(folder)

    assert code == 1
    assert failed(lines)["1"] == ["there are 8 entries, but log.json says 9"]


def test_swapped_leaves_are_named(folder):
    def swap(rows):
        rows[2]["body"], rows[6]["body"] = rows[6]["body"], rows[2]["body"]
        rows[2]["hash"], rows[6]["hash"] = rows[6]["hash"], rows[2]["hash"]
        return rows

    rewritten(folder / "leaves.jsonl", swap)
    code, lines, _ = checked(folder)

    assert code == 1
    assert failed(lines) == {
        "1": ["entry 2 (decision plan/7) isn't the one that was numbered 2: replaced, or swapped"]
    }


def test_swapped_lines_are_named(folder):
    rewritten(folder / "leaves.jsonl", lambda rows: [rows[1], rows[0], *rows[2:]])
    code, lines, _ = checked(folder)

    assert code == 1
    assert failed(lines)["1"][0] == "entry 1 (decision plan/2) stands where entry 0 should be"


def test_a_changed_leaf_is_named(folder):
    def change(rows):
        rows[5]["body"] = rows[5]["body"].replace('"public":{}', '"public":{"a":1}')
        return rows

    rewritten(folder / "leaves.jsonl", change)
    code, lines, _ = checked(folder)

    assert code == 1
    assert failed(lines) == {"1": ["entry 5 (decision plan/6): its text was changed"]}


def test_an_older_checkpoint_fits_a_log_that_grew(folder, process, tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text(Checkpoint.objects.get().text)
    recorded(Decision.objects.within(process).get(number=2))
    call_command("export_log", str(tmp_path / "later"), stdout=io.StringIO())
    code, lines, _ = checked(tmp_path / "later", "--checkpoint", str(kept))

    assert (code, lines[2]) == (0, "3. Your checkpoint: correct")


def test_an_older_checkpoint_finds_a_log_made_anew(folder, tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text(f"accord/marenda\n5\n{'ab' * 32}\n")
    code, lines, _ = checked(folder, "--checkpoint", str(kept))

    assert code == 1
    assert failed(lines) == {"3": ["one of the first 5 entries was changed since"]}


def test_what_is_no_export_is_said_and_is_no_failed_check(tmp_path):
    code, lines, said = checked(tmp_path)

    assert (code, lines) == (2, [])
    assert said.startswith("Can't check this: ")


def test_the_download_passes_and_is_the_same_log(client, process, tmp_path):
    recorded_decisions(process, 3)
    numbered_log(process.space)

    answer = client.get(reverse("record:export"))
    path = tmp_path / "log.zip"
    path.write_bytes(b"".join(answer.streaming_content))

    assert checked(path)[0] == 0
    assert sorted(zipfile.ZipFile(path).namelist()) == sorted(
        f"log-marenda/{name}"
        for name in [
            "README.md",
            "verify_log.py",
            "log.json",
            "leaves.jsonl",
            "checkpoints.jsonl",
            "things.jsonl",
            "pending.jsonl",
        ]
    )


def test_a_download_while_something_changes_still_passes(client, process, tmp_path):
    decision = recorded_decisions(process, 3)[1]
    numbered_log(process.space)
    decision.title = {"en": "Corrected"}
    decision.save()
    recorded(decision)

    path = tmp_path / "log.zip"
    path.write_bytes(b"".join(client.get(reverse("record:export")).streaming_content))

    code, lines, _ = checked(path)

    assert code == 0
    assert lines[-1] == "1 things match an entry that has no number yet: check a later export too."


def test_however_much_changes_during_a_slow_download_it_passes(process, tmp_path, monkeypatch):
    monkeypatch.setattr("accord.record.export.AT_ONCE", 3)
    decision, *_ = recorded_decisions(process, 5)
    pieces = zip_pieces(numbered_log(process.space))
    path = tmp_path / "log.zip"

    with path.open("wb") as file:
        file.write(next(pieces))
        for number in range(8):
            decision.text = {"en": f"Other words {number}"}
            decision.save()
            recorded(decision)
        file.writelines(pieces)

    assert checked(path)[:2] == (
        0,
        [
            "1. The tree: correct",
            "2. The things as they stand: correct",
            "3. Your checkpoint: not asked (--checkpoint FILE)",
            "1 things match an entry that has no number yet: check a later export too.",
        ],
    )


def test_what_was_not_compared_is_named_and_said_last(folder):
    def hide_forms(rows):
        forms = [{name: row[name] for name in ("form", "kind", "v")} for row in rows[:2]]
        digests = [hashlib.sha256(canonical_json(form).encode()).hexdigest() for form in forms]
        sealed = [
            {"kind": row["kind"], "id": row["id"], "digest": digest}
            for row, digest in zip(rows[:2], digests, strict=True)
        ]
        return sealed + rows[2:]

    rewritten(folder / "things.jsonl", hide_forms)
    code, lines, _ = checked(folder)

    assert code == 0
    assert lines[-3:] == [
        "Not compared, because the export says that they aren't public:",
        "   2 decision: plan/1, plan/2",
        "2 things weren't compared: nobody outside can tell whether they are as the log says.",
    ]


def test_the_words_of_a_process_hidden_since_are_in_no_export(client, tmp_path):
    hidden = ProcessFactory(slug="secret", title={"en": "Hushed plan"})
    recorded_decisions(hidden, 1)
    emit(verb("process.created"), hidden, None)
    Process.objects.update(is_public=False)
    numbered_log(hidden.space)

    path = tmp_path / "log.zip"
    path.write_bytes(b"".join(client.get(reverse("record:export")).streaming_content))
    archive = zipfile.ZipFile(path)
    text = b"".join(archive.read(name) for name in archive.namelist()).decode()

    assert "Hushed plan" not in text
    assert "Town wells now" not in text
    assert checked(path)[0] == 0


def test_an_export_never_overwrites(folder):
    with pytest.raises(CommandError, match="isn't empty"):
        call_command("export_log", str(folder))


def test_the_export_of_a_space_without_log_is_refused(tmp_path):
    with pytest.raises(CommandError, match="no log of a space named 'nowhere'"):
        call_command("export_log", str(tmp_path / "log"), "--space", "nowhere")
