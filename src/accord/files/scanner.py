"""Asks clamd whether a file is harmful, where `ACCORD_CLAMD_URL` names one (its word INSTREAM)."""

import socket
import struct
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from django.conf import settings

from accord.files.contents import refusals
from accord.files.contents.refusals import Refused

CHUNK = 65_536
SECONDS = 30.0
PORT = 3310
LONGEST_ANSWER = 4_096


class ScannerAway(Refused):
    """The scanner that is named doesn't answer, so nothing is taken."""

    def __init__(self) -> None:
        super().__init__(refusals.SCANNER_AWAY)


def is_named() -> bool:
    return bool(settings.CLAMD_URL)


def scan(path: Path) -> bool:
    """Whether the file was looked at; `Refused` if it is harmful or nobody can say."""
    if not is_named():
        return False
    try:
        with connected() as line, path.open("rb") as file:
            answer = ask(line, file)
    except OSError as error:
        raise ScannerAway from error
    if answer.endswith("FOUND"):
        raise Refused(refusals.HARMFUL)
    if not answer.endswith("OK"):
        raise ScannerAway
    return True


def connected() -> socket.socket:
    address = urlsplit(settings.CLAMD_URL)
    if address.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        line.connect(address.path)
        return line
    return socket.create_connection((address.hostname or "", address.port or PORT), SECONDS)


def ask(line: socket.socket, file: BinaryIO) -> str:
    line.sendall(b"zINSTREAM\0")
    while chunk := file.read(CHUNK):
        line.sendall(struct.pack("!I", len(chunk)) + chunk)
    line.sendall(struct.pack("!I", 0))
    answer = b""
    while b"\0" not in answer and len(answer) < LONGEST_ANSWER and (more := line.recv(1024)):
        answer += more
    return answer.partition(b"\0")[0].decode("utf-8", "replace").strip()
