"""On the way in: nothing in memory, nothing where no file is asked for, no more than allowed."""

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import RequestFactory
from django.urls import resolve

from accord.files.uploads import MOST_FILES
from tests.files.building import sent
from tests.files.hostile import pdf

PAPERS = "/attachments/process/fourth-plan/"


@pytest.fixture
def request_with():
    """Requests, whose files are closed afterwards as a response does it."""
    made = []

    def make(path, files, cookie="session"):
        request = RequestFactory().post(path, files)
        request.resolver_match = resolve(path)
        if cookie:
            request.COOKIES[cookie] = "somebody"
        made.append(request)
        return request

    yield make
    for request in made:
        request.close()


@pytest.fixture(autouse=True)
def cookie_name(settings):
    settings.SESSION_COOKIE_NAME = "session"


def test_even_a_small_file_lies_on_the_disk(request_with):
    request = request_with(PAPERS, {"file-1": sent(pdf())})

    assert isinstance(request.FILES["file-1"], TemporaryUploadedFile)
    assert request.FILES["file-1"].read() == pdf()


@pytest.mark.parametrize(
    ("path", "cookie"), [("/plans/", "session"), (PAPERS, "other"), (PAPERS, "")]
)
def test_no_file_is_taken_where_none_is_asked_for_or_of_nobody(request_with, path, cookie):
    request = request_with(path, {"file-1": sent(pdf()), "words": "Water"}, cookie)

    assert (dict(request.FILES), request.POST["words"]) == ({}, "Water")


def test_a_file_is_taken_to_the_last_byte_of_its_limit(request_with, settings):
    settings.FILE_LIMIT = 100_000
    files = {"file-1": sent(b"a" * 100_000), "file-2": sent(b"a" * 100_001), "file-3": sent(b"b")}

    request = request_with(PAPERS, files)

    cut = {name: file.is_cut for name, file in request.FILES.items()}
    assert cut == {"file-1": False, "file-2": True, "file-3": False}
    assert len(request.FILES["file-2"].read()) == 0
    assert request.FILES["file-3"].read() == b"b"


def test_only_so_many_files_are_taken(request_with):
    request = request_with(PAPERS, {f"file-{n}": sent(b"a") for n in range(MOST_FILES + 5)})

    assert len(request.FILES) == MOST_FILES
