"""How much the files of a space take, counted again from their rows."""

from django.db import transaction
from django.db.models import F, Sum

from accord.files.models import FileTally, StoredFile
from accord.jobs import recounts


def declare() -> None:
    recounts.register("files", recount)


@transaction.atomic
def recount() -> int:
    kept = StoredFile.objects.filter(erased_at=None).order_by().values("space")
    sums = {
        row["space"]: row["total"] for row in kept.annotate(total=Sum(F("size") + F("small_size")))
    }
    wrong = [tally for tally in FileTally.objects.all() if tally.size != sums.get(tally.pk, 0)]
    for tally in wrong:
        FileTally.objects.filter(pk=tally.pk).update(size=sums.get(tally.pk, 0))
    missing = sums.keys() - set(FileTally.objects.values_list("pk", flat=True))
    FileTally.objects.bulk_create(FileTally(space_id=key, size=sums[key]) for key in missing)
    return len(wrong) + len(missing)
