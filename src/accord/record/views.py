from typing import Any

from django.http import (
    Http404,
    HttpResponse,
    JsonResponse,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accord.record import sentences, tree
from accord.record.export import VERIFIER, zip_pieces
from accord.record.models import Checkpoint, Log, LogEntry, LogEntryQuerySet
from accord.record.rules import may
from accord.record.viewer import AccordRequest
from accord.ui.numbers import as_number

ON_A_PAGE = 20


def entries_of(request: AccordRequest) -> LogEntryQuerySet:
    return LogEntry.objects.visible_to(request.viewer).select_related("log__space")


def key_from(request: AccordRequest, name: str) -> int | None:
    """A page's key; anything that is none means the first page."""
    return as_number(request.GET.get(name, ""))


def newest_checkpoint(log: Log) -> Checkpoint | None:
    return log.checkpoints.select_related("log__space").order_by("-size").first()


@require_safe
def log(request: AccordRequest) -> HttpResponse:
    """All entries, newest first, by key."""
    entries = entries_of(request).numbered().order_by("-index")
    if (before := key_from(request, "before")) is not None:
        entries = entries.filter(index__lt=before)
    rows = list(entries[: ON_A_PAGE + 1])
    page = rows[:ON_A_PAGE]
    context = {
        "lines": [sentences.line_of(row) for row in page],
        "older": page[-1].index if len(rows) > ON_A_PAGE else None,
        "is_first": before is None,
    }
    return render(request, "record/log.html", context)


@require_safe
def entry(request: AccordRequest, index: int) -> HttpResponse:
    found = get_object_or_404(entries_of(request).numbered(), index=index)
    return entry_page(request, found)


@require_safe
def entry_by_hash(request: AccordRequest, hashed: str) -> HttpResponse:
    """An entry by its hash, as a receipt shows it at once; by its number as soon as it has one."""
    found = entries_of(request).filter(hash=hashed).order_by("id").first()
    if found is None:
        raise Http404
    return entry_page(request, found) if found.index is None else redirect(found)


def entry_page(request: AccordRequest, found: LogEntry) -> HttpResponse:
    context: dict[str, Any] = {
        "line": sentences.line_of(found),
        "facts": sentences.facts(found),
        "sealed": sealed_values(request, found),
        "may_open": may(request.viewer, "record.open_sealed", request.viewer.space),
    }
    if found.index is not None:
        context["proof"] = tree.prove_inclusion(found.log, found, newest_checkpoint(found.log))
    return render(request, "record/entry.html", context)


def sealed_values(request: AccordRequest, found: LogEntry) -> list[dict[str, Any]]:
    """An entry's personal values: open to those who oversee the space, until they are erased."""
    sealed = found.content["public"].get("sealed", {})
    kept = {value.name: value for value in found.sealed_values.all()} if sealed else {}
    return [
        {
            "name": name,
            "label": sentences.label(name),
            "hash": hashed,
            "kept": kept.get(name),
        }
        for name, hashed in sorted(sealed.items())
    ]


@require_safe
def proof(request: AccordRequest, index: int) -> HttpResponse:
    """What a program needs to check that the entry is in the log."""
    found = get_object_or_404(entries_of(request).numbered(), index=index)
    proven = tree.prove_inclusion(found.log, found, newest_checkpoint(found.log))
    return JsonResponse({**proven.plain(), "body": found.body})


@require_safe
def checkpoints(request: AccordRequest) -> HttpResponse:
    """The newest checkpoint, and the older ones by key."""
    rows = Checkpoint.objects.filter(log__space=request.viewer.space).select_related("log__space")
    older = rows.order_by("-size")
    if (before := key_from(request, "before")) is not None:
        older = older.filter(size__lt=before)
    found = list(older[: ON_A_PAGE + 1])
    page = found[:ON_A_PAGE]
    context = {
        "newest": page[0] if page and before is None else None,
        "checkpoints": page[1:] if before is None else page,
        "older": page[-1].size if len(found) > ON_A_PAGE else None,
    }
    return render(request, "record/checkpoint.html", context)


def checkpoint_of(request: AccordRequest, size: int) -> Checkpoint:
    rows = Checkpoint.objects.filter(log__space=request.viewer.space).select_related("log__space")
    return get_object_or_404(rows, size=size)


@require_safe
def checkpoint_text(request: AccordRequest, size: int) -> HttpResponse:
    checkpoint = checkpoint_of(request, size)
    return HttpResponse(
        checkpoint.text,
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="checkpoint-{checkpoint.size}.txt"'},
    )


@require_safe
def consistency(request: AccordRequest, size: int, first: int) -> HttpResponse:
    """That the log at a checkpoint is the beginning of the log at a later one."""
    older, newer = checkpoint_of(request, first), checkpoint_of(request, size)
    if first > size:
        raise Http404
    return JsonResponse(
        {
            "origin": newer.log.origin,
            "first": older.size,
            "first_root": older.root,
            "second": newer.size,
            "second_root": newer.root,
            "proof": tree.prove_consistency(newer.log, older.size, newer.size),
        }
    )


@require_safe
def verifier(request: AccordRequest) -> HttpResponse:
    """The program that checks an export, to be read and kept by anyone."""
    return HttpResponse(
        VERIFIER.read_bytes(),
        content_type="text/x-python; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="verify_log.py"'},
    )


@require_safe
def export(request: AccordRequest) -> StreamingHttpResponse:
    """The whole log with what it speaks of, sent while it is written."""
    found = get_object_or_404(Log.objects.select_related("space"), space=request.viewer.space)
    return StreamingHttpResponse(
        zip_pieces(found),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="log-{found.space.code}.zip"'},
    )
