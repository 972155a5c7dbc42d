"""A file is known by what is in it. Forty hostile ones, and what whoever sent each is told."""

import io
import json
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from accord.files.contents import Refused, look_into, refusals
from accord.files.contents.kinds import PICTURES, FileKind
from accord.files.contents.pictures import PROGRAM, make_anew
from accord.files.names import clean_name, has_contact
from tests.files.hostile import GOOD, HOSTILE, picture, with_place


def told_of(name, content, folder):
    """What is said of a file on its way in: of a picture, once it was made anew."""
    path = folder / "sent"
    path.write_bytes(content)
    try:
        with path.open("rb") as file:
            kind = look_into(file, name)
        if kind in PICTURES:
            make_anew(path, folder / "large", folder / "small", kind)
    except Refused as refused:
        return str(refused.message)
    return kind


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_for_what_it_is(name, tmp_path, tell):
    content, word = HOSTILE[name]

    said = told_of(name, content, tmp_path)

    tell(f"{name:26} {said}")
    assert said == str(getattr(refusals, word))


@pytest.mark.parametrize("name", GOOD)
def test_a_file_of_each_kind_is_taken_whatever_it_is_called(name, tmp_path):
    content, kind = GOOD[name]

    assert told_of(name, content, tmp_path) == kind
    if kind != FileKind.CSV:  # what no content tells from a plain text
        assert told_of("holiday.exe", content, tmp_path) == kind


@given(st.binary(min_size=0, max_size=3000))
def test_no_bytes_break_the_look(tmp_path_factory, content):
    folder = tmp_path_factory.getbasetemp()

    told_of("x", content, folder)


@pytest.mark.parametrize("name", [*HOSTILE, *GOOD])
def test_a_file_that_is_cut_anywhere_breaks_nothing(name, tmp_path):
    content = (HOSTILE | GOOD)[name][0][:20_000]

    for end in range(0, len(content), max(1, len(content) // 8)):
        path = tmp_path / "sent"
        path.write_bytes(content[:end])
        with path.open("rb") as file:
            try:
                assert look_into(file, name) in FileKind
            except Refused:
                continue


def test_a_picture_stands_upright_and_tells_nothing_of_where_it_was_taken(tmp_path):
    sent, large, small = (tmp_path / name for name in ("sent", "large", "small"))
    sent.write_bytes(with_place())

    made = make_anew(sent, large, small, FileKind.JPEG)

    assert (made.width, made.height) == (400, 640)
    for path in (large, small):
        with Image.open(path) as kept:
            assert dict(kept.getexif()) == {}
            assert {"exif", "comment", "icc_profile"} & kept.info.keys() == set()
        assert b"SECRET" in sent.read_bytes()
        assert b"SECRET" not in path.read_bytes()


@pytest.mark.parametrize(
    ("kind", "mode", "options"),
    [
        ("jpeg", "RGB", {}),
        ("jpeg", "L", {}),
        ("jpeg", "CMYK", {}),
        ("png", "RGBA", {}),
        ("png", "L", {}),
        ("png", "P", {"transparency": 0}),
        ("gif", "P", {}),
        ("webp", "RGBA", {}),
    ],
)
def test_each_kind_of_picture_is_made_anew_in_two_sizes(kind, mode, options, tmp_path):
    sent, large, small = (tmp_path / name for name in ("sent", "large", "small"))
    sent.write_bytes(picture(kind.upper(), size=(3000, 1500), mode=mode, **options))

    made = make_anew(sent, large, small, FileKind(kind))

    with Image.open(large) as kept:
        assert kept.size == (made.width, made.height) == (2400, 1200)
    with Image.open(small) as kept:
        assert (kept.format, kept.size) == ("WEBP", (made.small_width, made.small_height))
    assert small.stat().st_size <= 20_000


def test_the_small_picture_of_noise_is_small_too(tmp_path):
    sent, large, small = (tmp_path / name for name in ("sent", "large", "small"))
    noise = Image.frombytes("RGB", (1200, 1200), os.urandom(1200 * 1200 * 3))
    noise.save(sent, "PNG")

    make_anew(sent, large, small, FileKind.PNG)

    assert small.stat().st_size <= 20_000


def test_forty_million_points_fit_into_the_memory_of_the_helper(tmp_path):
    sent = tmp_path / "sent"
    Image.new("RGBA", (8_000, 5_000), (9, 99, 199, 128)).save(sent, "PNG", compress_level=1)

    made = make_anew(sent, tmp_path / "large", tmp_path / "small", FileKind.PNG)

    assert (made.width, made.height) == (2400, 1500)


def test_a_helper_that_dies_is_a_broken_picture(tmp_path, monkeypatch):
    monkeypatch.setattr("accord.files.contents.pictures.PROGRAM", tmp_path / "isnt-there.py")
    sent = tmp_path / "sent"
    sent.write_bytes(picture())

    with pytest.raises(Refused, match="damaged"):
        make_anew(sent, tmp_path / "large", tmp_path / "small", FileKind.JPEG)


def test_the_helper_has_a_limit_on_memory(tmp_path):
    """What a picture can take of the machine ends there."""
    ask = (
        "import resource, runpy, sys; runpy.run_path(sys.argv[1])['limit']();"
        " print(resource.getrlimit(resource.RLIMIT_AS)[0])"
    )

    said = subprocess.run(
        [sys.executable, "-I", "-c", ask, str(PROGRAM)], capture_output=True, check=True
    )

    assert json.loads(said.stdout) == 512 * 1024 * 1024


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Informe final.PDF", "Informe final.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\ana\\plan.pdf", "plan.pdf"),
        ("a\u202egpj.exe", "agpj.pdf"),
        ("line\r\nSet-Cookie: x=1.pdf", "lineSet-Cookie- x=1.pdf".replace("=", "-")),
        ("quo\"te;'s.pdf", "quo-te--s.pdf"),
        ("agua \u0928\u093f\u092f\u092e.pdf", "agua \u0928\u093f\u092f\u092e.pdf"),
        ("المياه.pdf", "المياه.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("con.txt", "file-con.pdf"),
        ("....", "file.pdf"),
        ("\u200b\u202e", "file.pdf"),
        ("", "file.pdf"),
    ],
)
def test_a_name_is_cleaned(given, kept):
    assert clean_name(given, FileKind.PDF) == kept


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Ana Lopez 0701 234567.pdf", "Ana Lopez.pdf"),
        ("Ana_0701234567_plan.pdf", "Ana__plan.pdf"),
        ("Ana 0701;234567.pdf", "Ana.pdf"),
        ("Ask ana@example.org.pdf", "Ask.pdf"),
        ("ana@example.org", "file.pdf"),
        ("+44 20 7946 0000.pdf", "file.pdf"),
        ("Minutes 2026-11-30 0701 234567.pdf", "Minutes 2026-11-30.pdf"),
    ],
)
def test_how_to_reach_somebody_is_left_out_of_a_name(given, kept):
    assert clean_name(given, FileKind.PDF) == kept
    assert has_contact(given) or ";" in given


@pytest.mark.parametrize(
    "name",
    [
        "Budget 2027-2028",
        "Minutes 30.11.2026",
        "2026-11-30 Minutes",
        "Scan 20261130",
        "IMG_20261130_101500",
        "IMG-20261130-WA0001",
        "PXL_20261130_101500123",
        "WhatsApp Image 2026-11-30 at 10.15.00",
        "Screenshot 2026-11-30 10-15-00",
    ],
)
def test_a_moment_in_a_name_is_no_phone_number(name):
    assert clean_name(f"{name}.jpg", FileKind.JPEG) == f"{name}.jpg"
    assert not has_contact(f"{name}.jpg")


@given(st.text(max_size=300))
def test_no_name_is_a_path_or_too_long(given):
    name = clean_name(given, FileKind.PDF)

    assert name.endswith(".pdf")
    assert len(name) <= 120
    assert not name.startswith((".", " "))
    assert not set(name) & set('/\\:*?"<>|\r\n\t\0\u202e')


def test_a_name_of_four_thousand_letters_is_cut():
    assert len(clean_name("ñ" * 4_000 + ".pdf", FileKind.PDF)) == 84


def test_bytes_are_read_in_place(tmp_path):
    """What was looked at is at its first byte again, for whoever reads it next."""
    for name, (content, _kind) in GOOD.items():
        path = tmp_path / "sent"
        path.write_bytes(content)
        with path.open("rb") as file:
            look_into(file, name)
            assert file.tell() == 0
            assert io.BytesIO(content).read() == file.read()
