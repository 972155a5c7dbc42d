"""Rows and bytes beside each other: what goes, what is missing, what nobody knows."""

import datetime as dt
import hashlib
import os

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accord.files import retention, storage
from accord.files.actions import remove_file
from accord.files.models import FileTally, StoredFile
from accord.files.retention import KEPT_AFTER_REMOVAL, Erased, erase_unused
from tests.factories.files import AttachmentFactory, put
from tests.factories.processes import ProcessFactory
from tests.factories.viewers import viewer_of
from tests.files.building import attach, bytes_of, planner_of, sent
from tests.files.hostile import pdf, picture

pytestmark = pytest.mark.django_db
LATER = dt.timedelta(days=31)


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    files = {"BACKEND": "accord.files.storage.FolderStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "files": files}
    return tmp_path


def test_what_was_taken_away_goes_after_a_month_and_not_before():
    process = ProcessFactory()
    planner = planner_of(process)
    made = attach(process, planner, sent(picture(), "a.jpg"))
    remove_file(viewer=viewer_of(planner), attachment=made, reason="It's out of date.")
    assert erase_unused(timezone.now() + KEPT_AFTER_REMOVAL / 2) == Erased(0, 0)
    assert len(list(storage.all_keys())) == 2

    assert erase_unused(timezone.now() + LATER) == Erased(1, 0)

    made.file.refresh_from_db()
    assert made.file.erased_at is not None
    assert list(storage.all_keys()) == []
    assert FileTally.objects.get().size == 0


def test_what_is_used_elsewhere_stays():
    one, two = AttachmentFactory(removed_at=timezone.now()), AttachmentFactory()
    one.file = two.file
    one.save()

    erase_unused(timezone.now() + LATER)

    assert storage.is_kept(two.file.key, two.file.size)


def test_what_went_can_be_added_again():
    process = ProcessFactory()
    planner = planner_of(process)
    made = attach(process, planner)
    remove_file(viewer=viewer_of(planner), attachment=made, reason="It's out of date.")
    erase_unused(timezone.now() + LATER)

    again = attach(process, planner)

    assert again.file == made.file
    again.file.refresh_from_db()
    assert again.file.erased_at is None
    assert len(bytes_of(again.file.key)) == FileTally.objects.get().size


def test_bytes_without_a_row_go_after_a_day(own_store):
    put("9/ab/abandoned", b"half-way")
    put("9/ab/just-now", b"in progress")
    yesterday = (timezone.now() - dt.timedelta(days=2)).timestamp()
    os.utime(own_store / "9/ab/abandoned", (yesterday, yesterday))

    assert erase_unused() == Erased(0, 1)

    assert list(storage.all_keys()) == ["9/ab/just-now"]


def test_bytes_that_got_a_row_since_the_cleaning_looked_stay(own_store, monkeypatch):
    """They lay there of an upload that broke off, and the same file came again."""
    process = ProcessFactory()
    planner = planner_of(process)
    came = []
    look = retention.lost_keys

    def look_before_it_comes_again(now):
        found = look(now)
        came.append(attach(process, planner))
        return found

    monkeypatch.setattr(retention, "lost_keys", look_before_it_comes_again)
    key = StoredFile(space=process.space, digest=hashlib.sha256(pdf()).hexdigest()).key
    put(key, pdf())
    yesterday = (timezone.now() - dt.timedelta(days=2)).timestamp()
    os.utime(own_store / key, (yesterday, yesterday))

    assert erase_unused() == Erased(0, 0)

    assert came[0].file.key == key
    assert bytes_of(key) == pdf()


def test_the_command_names_what_is_missing_and_what_nobody_knows(own_store, capsys):
    kept, lost, short = (AttachmentFactory().file for _ in range(3))
    (own_store / lost.key).unlink()
    (own_store / short.key).write_bytes(b"P")
    put("9/ab/abandoned", b"half-way")

    with pytest.raises(CommandError, match="2 files are missing from FolderStorage"):
        call_command("check_files")

    said = capsys.readouterr().out.split("\n")
    assert f"missing: {lost.key}" in said
    assert f"missing: {short.key}" in said
    assert "unknown: 9/ab/abandoned" in said
    assert not any(kept.key in line for line in said)


def test_the_command_says_that_all_is_well(capsys):
    AttachmentFactory()

    call_command("check_files", "--erase")

    assert capsys.readouterr().out.split("\n")[:2] == [
        "0 unused and 0 unknown files erased.",
        "No file is missing. 0 have no row.",
    ]


def test_the_room_of_a_space_is_set_by_command(capsys):
    space = ProcessFactory().space

    call_command("file_quota", space.key, "500")
    call_command("file_quota", space.key, "0")

    assert capsys.readouterr().out.split("\n")[:2] == [
        f"Files of {space.key} take 1 kB of 500 MB.",
        f"Files of {space.key} take 1 kB of 2 GB.",
    ]
    for wrong in (("nowhere", "5"), (space.key, "-5")):
        with pytest.raises(CommandError):
            call_command("file_quota", *wrong)


def test_where_nothing_was_ever_kept_nothing_is_missing(own_store, settings, capsys):
    files = settings.STORAGES["files"]
    settings.STORAGES = {
        **settings.STORAGES,
        "files": {**files, "OPTIONS": {"location": own_store / "none"}},
    }

    call_command("check_files")

    assert erase_unused() == Erased(unused=0, orphans=0)
    assert "No file is missing. 0 have no row." in capsys.readouterr().out
