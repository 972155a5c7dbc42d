"""Handing out files. Each is found like any thing: through what it is attached to."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from accord.files.models import Attachment, Role
from accord.files.responses import ASK_AGAIN, FOR_EVER, NOT_KEPT, Download, send
from accord.record.viewer import AccordRequest, Viewer


@require_safe
def file(request: AccordRequest, code: str, name: str) -> HttpResponseBase:
    found, is_public = find_file(request, code)
    if name != found.name:
        raise Http404
    kept = found.file
    download = Download(
        key=kept.key,
        size=kept.size,
        content_type=kept.content_type,
        name=found.name,
        tag=kept.digest,
        is_inline=kept.is_picture,
        cache=cache_of(request, found, is_public=is_public),
    )
    return send(request, download)


@require_safe
def small(request: AccordRequest, code: str, name: str) -> HttpResponseBase:
    """A picture made small, for lists and the top of each page."""
    found, is_public = find_file(request, code)
    kept = found.file
    if not kept.small_size or name != f"{found.stem}.webp":
        raise Http404
    download = Download(
        key=kept.small_key,
        size=kept.small_size,
        content_type="image/webp",
        name=name,
        tag=f"{kept.digest}-small",
        is_inline=True,
        cache=cache_of(request, found, is_public=is_public),
    )
    return send(request, download)


def find_file(request: AccordRequest, code: str) -> tuple[Attachment, bool]:
    """A file that is there for the viewer, and whether it is for everybody.

    What everybody may see is found without asking who this is, so it can be kept for all.
    """
    for viewer in (Viewer(request.space.subject), request.viewer):
        rows = Attachment.objects.visible_to(viewer).filter(removed_at=None)
        found = rows.select_related("file").filter(subject__code=code, subject__kind="file").first()
        if found is not None:
            return found, viewer is not request.viewer
    raise Http404


def cache_of(request: AccordRequest, found: Attachment, *, is_public: bool) -> str:
    if not is_public:
        return NOT_KEPT
    # For ever at an address that names the bytes. Papers and evidence may be taken away for
    # somebody's sake: whoever has one asks each time whether it is still there.
    is_logo = found.role == Role.LOGO and request.GET.get("v", "") == found.file.version
    return FOR_EVER if is_logo else ASK_AGAIN
