"""Why a file isn't taken, each with what to do instead."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.errors import Conflict


class Refused(Conflict):
    """This file isn't taken. The message says why, and what to do."""

    def __init__(self, message: "str | Promise") -> None:
        super().__init__(message)


EMPTY = _("It’s empty. Open it on your device to see whether it’s the one you mean.")
UNKNOWN = _(
    "We can’t tell what it is. We take PDF, pictures (JPEG, PNG, WebP, GIF), DOCX, XLSX, PPTX, "
    "ODT, ODS, CSV and plain text."
)
SVG = _("It’s an SVG drawing, and these can hold programs. Save it as PNG and choose that.")
WEB_PAGE = _("It’s a web page, and these can hold programs. Print it to PDF and choose that.")
ARCHIVE = _("It’s an archive. Unpack it and choose the files in it, one by one.")
PROGRAM = _("It’s a program. We take documents and pictures only.")
OLD_OFFICE = _("It’s in an old Office format. Save it as DOCX, XLSX or PPTX and choose that.")
TWO_KINDS = _("It’s two kinds of file in one. Save it anew from the program it comes from.")
BROKEN = _("It’s damaged or cut off. Save it anew from the program it comes from.")
NOT_TEXT = _("Its letters aren’t in UTF-8. Save it as “UTF-8” text or “CSV UTF-8”.")
PACKED = _("It unpacks to far more than it holds. Save it anew, with smaller pictures.")
MACROS = _("It holds macros, which are programs. Save it without them, as DOCX, XLSX or PPTX.")
EMBEDDED = _("Other files are packed into it. Take them out, or save it as PDF.")
REMOTE = _("It loads parts from somewhere else. Save it as PDF and choose that.")
LOCKED = _("It’s locked with a password. Save it without one, so that everybody can read it.")
PDF_PROGRAM = _("It holds a program. Print it to a new PDF and choose that.")
PDF_FILES = _("Other files are packed into it. Print it to a new PDF and choose that.")
MOVES = _("The picture moves. Choose one that stands still.")
PIXELS = _("The picture has more than 40 million points. Make it smaller and choose it again.")
SHAPE = _("The picture is far too long for its width. Cut it and choose it again.")
BUSY = _("We couldn’t get it ready in time. Choose it again in some minutes.")
NOT_A_PICTURE = _("It’s no picture we can show. Choose a JPEG, PNG, WebP or GIF.")
HARMFUL = _("Our scanner found something harmful in it. Choose a clean copy.")
SCANNER_AWAY = _("We can’t check files for harm right now, so we kept nothing. Try again later.")
