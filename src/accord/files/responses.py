"""Sending bytes: whole or a part, under headers that let them do nothing in a browser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from accord.files.storage import CHUNK, file_storage

# Nothing runs, nothing is fetched, nothing is sent, and it counts as a site of its own.
POLICY = "sandbox; default-src 'none'"
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
FOR_EVER = "public, max-age=31536000, immutable"
# May be kept, and is asked about each time: somebody may have taken it away.
ASK_AGAIN = "private, no-cache"
# What isn't everybody's stays on no machine that many share.
NOT_KEPT = "private, no-store"


@dataclass(frozen=True)
class Download:
    """What is sent: where it lies, how long it is, and what it is called."""

    key: str
    size: int
    content_type: str
    name: str
    tag: str
    is_inline: bool
    cache: str


def send(request: HttpRequest, download: Download) -> HttpResponseBase:
    etag = f'"{download.tag}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return with_headers(unchanged, download, etag)
    asked = request.headers.get("Range", "")
    part = part_of(asked, download.size) if asked and is_same(request, etag) else None
    if part is not None and part.start >= download.size:
        refused = HttpResponse(status=416, headers={"Content-Range": f"bytes */{download.size}"})
        return with_headers(refused, download, etag)
    return with_headers(answer(request, download, part), download, etag)


def answer(request: HttpRequest, download: Download, part: range | None) -> HttpResponseBase:
    require_whole(download)
    span = part if part is not None else range(download.size)
    response: HttpResponse | StreamingHttpResponse
    if request.method == "HEAD":
        response = HttpResponse()
    else:
        response = StreamingHttpResponse(pieces(download.key, span))
    response["Content-Length"] = str(len(span))
    if part is not None:
        response.status_code = 206
        response["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{download.size}"
    return response


def require_whole(download: Download) -> None:
    """Asked before anything is answered: bytes that are gone are our mistake, told with a code.

    Once a length is promised, a reader only sees it break off, and nobody learns why.
    """
    with file_storage().open(download.key) as file:
        if file.size != download.size:
            words = f"{download.key} has {file.size} bytes in the store, not {download.size}"
            raise OSError(words)


def with_headers(response: HttpResponseBase, download: Download, etag: str) -> HttpResponseBase:
    response["Content-Type"] = download.content_type
    response["Content-Disposition"] = disposition(download)
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Cache-Control"] = download.cache
    # As it lies there: packed anew on the way, no part of it could be asked for.
    response["Content-Encoding"] = "identity"
    return response


def disposition(download: Download) -> str:
    """Only pictures that we made ourselves are shown; all else is for keeping."""
    return str(content_disposition_header(not download.is_inline, download.name))


def is_same(request: HttpRequest, etag: str) -> bool:
    """Whether a part may follow what the reader has: of another version it would be nonsense."""
    condition = request.headers.get("If-Range", "")
    return not condition or condition == etag


def part_of(asked: str, size: int) -> range | None:
    """The one part that is asked for; none where it's all, several, or not to be understood."""
    found = ONE_RANGE.fullmatch(asked.strip())
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found[1], found[2]
    if not first:
        length = int(last)
        return range(size, size) if not length else range(max(0, size - length), size)
    if last and int(last) < int(first):
        return None
    start = min(int(first), size)
    return range(start, min(int(last) + 1, size) if last else size)


def pieces(key: str, span: range) -> Iterator[bytes]:
    with file_storage().open(key) as file:
        file.seek(span.start)
        left = len(span)
        while left and (chunk := file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
