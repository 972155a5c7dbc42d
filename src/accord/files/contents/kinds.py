from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    """The kinds that are taken; the words stand beside the size wherever a file is offered."""

    JPEG = "jpeg", _("Picture (JPEG)")
    PNG = "png", _("Picture (PNG)")
    WEBP = "webp", _("Picture (WebP)")
    GIF = "gif", _("Picture (GIF)")
    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word document")
    XLSX = "xlsx", _("Excel table")
    PPTX = "pptx", _("PowerPoint slides")
    ODT = "odt", _("Text document (ODT)")
    ODS = "ods", _("Table (ODS)")
    CSV = "csv", _("Table (CSV)")
    TXT = "txt", _("Plain text")


OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
TYPES = {
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.WEBP: "image/webp",
    FileKind.GIF: "image/gif",
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: f"{OPEN_XML}wordprocessingml.document",
    FileKind.XLSX: f"{OPEN_XML}spreadsheetml.sheet",
    FileKind.PPTX: f"{OPEN_XML}presentationml.presentation",
    FileKind.ODT: f"{OPEN_DOCUMENT}text",
    FileKind.ODS: f"{OPEN_DOCUMENT}spreadsheet",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.TXT: "text/plain; charset=utf-8",
}
ENDINGS = {kind: kind.value for kind in FileKind} | {FileKind.JPEG: "jpg"}
PICTURES = (FileKind.JPEG, FileKind.PNG, FileKind.WEBP, FileKind.GIF)
# In bytes: no table of words is as large as a scanned report. The setting may say less for all.
LARGEST = dict.fromkeys(FileKind, 20000000) | {FileKind.CSV: 5_000_000, FileKind.TXT: 5_000_000}


@dataclass(frozen=True)
class Found:
    """What a file turned out to be. A picture is anew, in a size for reading and a small one."""

    kind: FileKind
    width: int | None = None
    height: int | None = None
