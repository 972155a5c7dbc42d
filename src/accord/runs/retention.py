"""How long long work is kept: as long as each kind says, and its file no longer."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accord.jobs.retention import register_retention
from accord.runs import results
from accord.runs.models import Job


def declare() -> None:
    register_retention(
        "jobs", 0, _("Long work and its files, past the day it is kept until"), forget
    )


def forget(before: dt.datetime, dry_run: bool) -> int:
    rows = Job.objects.filter(keep_until__lt=before)
    if dry_run:
        return rows.count()
    count = 0
    for job in rows.only("pk", "file").iterator():
        results.forget(job.file)  # first: a file without its job would stay for good
        count += Job.objects.filter(pk=job.pk).delete()[0]
    forget_orphans()
    return count


def forget_orphans() -> None:
    """What a worker wrote just before it died belongs to no job. Young ones may yet get theirs."""
    storage = results.storage()
    try:
        names = storage.listdir("")[1]
    except FileNotFoundError:
        return
    known = set(Job.objects.exclude(file="").values_list("file", flat=True))
    yesterday = timezone.now() - dt.timedelta(days=1)
    for name in set(names) - known:
        if storage.get_modified_time(name) < yesterday:
            storage.delete(name)
