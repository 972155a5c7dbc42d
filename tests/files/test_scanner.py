"""A scanner that speaks clamd's word INSTREAM, over TCP and over a unix socket."""

import socket
import struct
import threading

import pytest

from accord.files.contents import Refused
from accord.files.models import StoredFile
from tests.factories.processes import ProcessFactory
from tests.files.building import attach, planner_of, sent

pytestmark = pytest.mark.django_db
SIGNATURE = b"ACCORD-HARMFUL-SAMPLE"


class Clamd(threading.Thread):
    """Answers as clamd does; what it was given is there to be looked at."""

    def __init__(self, line, answer=None):
        super().__init__(daemon=True)
        self.line, self.answer, self.given = line, answer, b""
        line.listen()
        self.start()

    def run(self):
        while True:
            try:
                caller, _ = self.line.accept()
            except OSError:
                return
            with caller, caller.makefile("rb") as read:
                assert read.read(10) == b"zINSTREAM\0"
                self.given = b""
                while length := struct.unpack("!I", read.read(4))[0]:
                    self.given += read.read(length)
                found = (
                    b"stream: Own.Sample FOUND\0" if SIGNATURE in self.given else b"stream: OK\0"
                )
                caller.sendall(self.answer or found)


@pytest.fixture(params=["tcp", "unix"])
def clamd(request, settings, tmp_path):
    if request.param == "tcp":
        line = socket.create_server(("127.0.0.1", 0))
        settings.CLAMD_URL = f"tcp://127.0.0.1:{line.getsockname()[1]}"
    else:
        line = socket.socket(socket.AF_UNIX)
        line.bind(str(tmp_path / "clamd"))
        settings.CLAMD_URL = f"unix://{tmp_path}/clamd"
    with line:
        yield Clamd(line)


@pytest.fixture
def process():
    return ProcessFactory()


def test_a_clean_file_was_scanned(process, clamd):
    words = b"Clean water\n" * 20_000

    made = attach(process, planner_of(process), sent(words, "clean.txt"))

    assert clamd.given == words
    assert made.file.scanned_at is not None


def test_a_harmful_file_is_refused_and_not_kept(process, clamd):
    with pytest.raises(Refused, match="something harmful"):
        attach(process, planner_of(process), sent(b"Words\n" + SIGNATURE, "a.txt"))

    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"nonsense"])
def test_an_answer_that_is_no_yes_is_no(process, clamd, answer):
    clamd.answer = answer

    with pytest.raises(Refused, match="Try again later"):
        attach(process, planner_of(process), sent(b"Words\n", "a.txt"))

    assert not StoredFile.objects.exists()


def test_a_scanner_that_is_away_lets_nothing_in(process, settings, free_port):
    settings.CLAMD_URL = f"tcp://127.0.0.1:{free_port}"

    with pytest.raises(Refused, match="Try again later"):
        attach(process, planner_of(process))

    assert not StoredFile.objects.exists()


def test_without_a_scanner_a_file_says_that_nobody_scanned_it(process):
    assert attach(process, planner_of(process)).file.scanned_at is None
