"""Handing out: headers that let nothing run, parts, and who may keep what for how long."""

import pytest
from django.test import Client

from accord.files import storage
from accord.files.actions import remove_file
from accord.files.responses import FOR_EVER, part_of
from accord.ui.logs import error_code_of
from tests.factories.files import put
from tests.factories.people import PersonFactory
from tests.factories.processes import ProcessFactory
from tests.factories.spaces import MembershipFactory
from tests.factories.viewers import viewer_of
from tests.files.building import attach, planner_of, sent, signed_in
from tests.files.hostile import pdf, picture

pytestmark = pytest.mark.django_db
LONG = pdf(tail=b"")


@pytest.fixture
def process():
    return ProcessFactory()


@pytest.fixture
def paper(process):
    return attach(process, planner_of(process), sent(LONG, "Presupuesto año.pdf"))


def body(response):
    return b"".join(response.streaming_content)


def test_a_document_is_a_download_that_can_do_nothing(client, paper):
    response = client.get(paper.get_absolute_url(), headers={"Accept-Encoding": "gzip"})

    assert body(response) == LONG
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''Presupuesto%20a%C3%B1o.pdf"
    )
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Length"] == str(len(LONG))
    assert response["ETag"] == f'"{paper.file.digest}"'
    assert response["Cache-Control"] == "private, no-cache"


def test_a_picture_of_ours_is_shown(client, process):
    made = attach(process, planner_of(process), sent(picture(), "School.jpg"))

    shown = client.get(made.get_absolute_url())
    small = client.get(made.small_url)

    assert (shown["Content-Disposition"], shown["Content-Type"]) == (
        'inline; filename="School.jpg"',
        "image/jpeg",
    )
    assert small["Content-Type"] == "image/webp"
    assert len(body(small)) == made.file.small_size
    assert "sandbox" in small["Content-Security-Policy"]


def test_a_document_has_no_small_picture(client, paper):
    assert client.get(paper.small_url).status_code == 404


def test_another_name_is_another_file(client, paper):
    address = paper.get_absolute_url().replace("Presupuesto", "Otro")

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("asked", "start", "stop"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=3-9", 3, 10),
        ("bytes=5-", 5, len(LONG)),
        ("bytes=-4", len(LONG) - 4, len(LONG)),
        ("bytes=0-999999999", 0, len(LONG)),
        ("bytes=-999999", 0, len(LONG)),
    ],
)
def test_a_part_is_sent_when_it_is_asked_for(client, paper, asked, start, stop):
    response = client.get(paper.get_absolute_url(), headers={"Range": asked})

    assert response.status_code == 206
    assert body(response) == LONG[start:stop]
    assert response["Content-Range"] == f"bytes {start}-{stop - 1}/{len(LONG)}"
    assert response["Content-Length"] == str(stop - start)


@pytest.mark.parametrize("asked", ["bytes=99999-", "bytes=-0", "bytes=99999-100000"])
def test_a_part_beyond_the_end_is_refused(client, paper, asked):
    response = client.get(paper.get_absolute_url(), headers={"Range": asked})

    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{len(LONG)}")


@pytest.mark.parametrize(
    "asked", ["bytes=0-1,3-4", "bytes=9-3", "lines=0-3", "bytes=x-", "bytes=-", "bytes=" + "9" * 99]
)
def test_what_is_not_one_part_is_answered_whole(client, paper, asked):
    response = client.get(paper.get_absolute_url(), headers={"Range": asked})

    assert (response.status_code, body(response)) == (200, LONG)


def test_a_part_of_another_version_is_answered_whole(client, paper):
    asked = {"Range": "bytes=0-3"}
    etag = f'"{paper.file.digest}"'

    same = client.get(paper.get_absolute_url(), headers={**asked, "If-Range": etag})
    other = client.get(paper.get_absolute_url(), headers={**asked, "If-Range": '"old"'})

    assert (same.status_code, other.status_code) == (206, 200)


def test_head_tells_all_but_the_bytes(client, paper):
    response = client.head(paper.get_absolute_url())

    assert (response.status_code, response["Content-Length"]) == (200, str(len(LONG)))
    assert response["Accept-Ranges"] == "bytes"
    assert response.content == b""


def test_who_has_it_already_is_told_so(client, paper):
    etag = f'"{paper.file.digest}"'

    response = client.get(paper.get_absolute_url(), headers={"If-None-Match": etag})

    assert (response.status_code, response.content) == (304, b"")


def test_only_the_logo_is_kept_for_ever_and_only_by_its_digest(process):
    administrator = MembershipFactory(space=process.space, role="administrator").person
    logo = attach(process.space, administrator, sent(picture(), "a.jpg"))
    paper = attach(process, planner_of(process), sent(picture(), "a.jpg"))

    kept = Client().get(logo.small_url)
    wrong = Client().get(logo.small_url.replace("v=", "v=0"))
    public = Client().get(paper.small_url)

    assert kept["Cache-Control"] == FOR_EVER
    assert "Cookie" not in kept.get("Vary", "")
    assert wrong["Cache-Control"] == public["Cache-Control"] == "private, no-cache"


def test_a_picture_that_was_taken_away_is_asked_about_and_gone(client, process):
    planner = planner_of(process)
    paper = attach(process, planner, sent(picture(), "a.jpg"))
    etag = client.get(paper.small_url)["ETag"]
    remove_file(viewer=viewer_of(planner), attachment=paper, reason="She asked us to.")

    again = client.get(paper.small_url, headers={"If-None-Match": etag})

    assert again.status_code == 404


def test_no_browser_keeps_a_private_file_and_each_part_of_it_can_be_asked_for():
    hidden = ProcessFactory(is_public=False)
    planner = planner_of(hidden)
    address = attach(hidden, planner).get_absolute_url()
    theirs = signed_in(planner)

    whole = theirs.get(address)
    rest = theirs.get(address, headers={"Range": "bytes=9-", "If-Range": whole["ETag"]})

    assert [response["Cache-Control"] for response in (whole, rest)] == ["private, no-store"] * 2
    assert (rest.status_code, body(rest)) == (206, body(whole)[9:])


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_file_whose_bytes_are_gone_or_cut_is_an_error_with_a_code(
    paper, method, is_there, caplog
):
    storage.drop(paper.file.key)
    if is_there:
        put(paper.file.key, LONG[:20])
    client = Client(raise_request_exception=False)

    response = getattr(client, method)(paper.get_absolute_url())

    assert response.status_code == 500
    assert "Content-Disposition" not in response
    logged = [record for record in caplog.records if record.name == "django.request"]
    assert len(logged) == 1
    code = error_code_of(logged[0])
    assert code.startswith("E-")
    assert method == "head" or code in response.content.decode()


def test_a_private_file_is_not_found_by_others():
    hidden = ProcessFactory(is_public=False)
    planner = planner_of(hidden)
    paper = attach(hidden, planner)

    assert body(signed_in(planner).get(paper.get_absolute_url())) == pdf()
    for client in (Client(), signed_in(PersonFactory())):
        response = client.get(paper.get_absolute_url(), headers={"If-None-Match": "*"})
        assert response.status_code == 404


def test_a_file_that_was_taken_away_is_not_found(client, process, paper):
    planner = planner_of(process)
    remove_file(viewer=viewer_of(planner), attachment=paper, reason="There is a newer one.")

    assert client.get(paper.get_absolute_url()).status_code == 404
    assert signed_in(planner).get(paper.get_absolute_url()).status_code == 404


def test_a_file_of_another_space_is_not_found(client, paper):
    from tests.factories.spaces import SpaceFactory

    SpaceFactory(key="elsewhere", host="elsewhere.localhost")

    there = client.get(paper.get_absolute_url(), headers={"Host": "elsewhere.localhost"})

    assert there.status_code == 404


def test_a_file_takes_two_questions(client, paper, django_assert_num_queries):
    with django_assert_num_queries(2):  # the space by its host, and the file
        client.get(paper.get_absolute_url())


def test_parts_are_whole_numbers_of_the_file():
    for size in (1, 7):
        for first in range(9):
            for last in range(9):
                part = part_of(f"bytes={first}-{last}", size)
                assert part is None or 0 <= part.start <= part.stop <= max(size, part.start)
