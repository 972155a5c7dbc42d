"""Starting a server on a free port of this machine, asking it for pages, ending it."""

import contextlib
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 240.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@dataclass(frozen=True)
class Answer:
    status: int
    type: str
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def link(self, pattern: str) -> str:
        """The first address on the page that matches."""
        found = re.search(rf'(?:href|src)="({pattern})"', self.text)
        assert found, f"no {pattern} in\n{self.text}"
        return found[1]


def ask(port: int, path: str, **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=named)
    try:
        with urllib.request.urlopen(request, timeout=30) as page:
            return Answer(page.status, page.headers.get_content_type(), page.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers.get_content_type(), error.read())


@contextlib.contextmanager
def served(command: list[object], port: int, **options) -> Iterator["subprocess.Popen[bytes]"]:
    """A server that answers; it is ended by its own process id, whatever happens."""
    server = subprocess.Popen([str(word) for word in command], **options)
    try:
        wait_until_it_answers(server, port)
        yield server
    finally:
        end(server)


def wait_until_it_answers(server: "subprocess.Popen[bytes]", port: int) -> None:
    def ended() -> str:
        return "" if server.poll() is None else f"the server ended at once with {server.returncode}"

    wait_until_open(port, ended)


def wait_until_open(port: int, ended: Callable[[], str]) -> None:
    """Until the port answers, or `ended` says why it never will."""
    deadline = time.monotonic() + PATIENCE
    while not is_open(port):
        assert not (reason := ended()), reason
        if time.monotonic() > deadline:
            raise TimeoutError(f"nothing answers on port {port}")
        time.sleep(0.1)


def is_open(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 5):
        return True
    return False


def end(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
