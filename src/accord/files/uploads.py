"""Files on their way in: written to a disk piece by piece, and only where a page asks for them."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

MOST_FILES = 10


def takes_files(view: Any) -> Any:
    """A view with a form for files. No other gets any: what is sent to it is thrown away."""
    view.takes_files = True
    return view


class LimitingUploadHandler(TemporaryFileUploadHandler):
    """Keeps as much of each file as it may have; of a larger one only that it was too large.

    The rest is read and dropped: a browser that is cut off shows nobody why.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.count = 0
        self.is_cut = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.count += 1
        if not self.is_wanted or self.count > MOST_FILES:
            raise SkipFile
        self.is_cut = False
        super().new_file(*args, **kwargs)

    @property
    def is_wanted(self) -> bool:
        """By this page, of somebody who may be signed in."""
        request: Any = self.request
        match = getattr(request, "resolver_match", None)
        view = getattr(match, "func", None)
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
        return signed_in and getattr(view, "takes_files", False)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.is_cut or start + len(raw_data) > settings.FILE_LIMIT:
            if not self.is_cut:
                self.file.truncate(0)
            self.is_cut = True
            return
        super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        found = super().file_complete(file_size)
        if found is not None:
            found.is_cut = self.is_cut  # type: ignore[attr-defined]
        return found
