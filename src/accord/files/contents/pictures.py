"""Pictures are made anew by a program of its own: what we keep and show is never what was sent."""

import json
import logging
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accord.files.contents import refusals
from accord.files.contents.kinds import FileKind
from accord.files.contents.refusals import Refused

logger = logging.getLogger(__name__)
PROGRAM = Path(__file__).with_name("reencode.py")
SECONDS = 60  # of the clock; of work it has ten
WORDS = {
    "pixels": refusals.PIXELS,
    "shape": refusals.SHAPE,
    "moves": refusals.MOVES,
    "broken": refusals.BROKEN,
    "busy": refusals.BUSY,
}


@dataclass(frozen=True)
class Picture:
    """A picture that was made anew, in two files."""

    kind: FileKind
    width: int
    height: int
    small_width: int
    small_height: int


def make_anew(source: Path, large: Path, small: Path, kind: FileKind) -> Picture:
    said = run([str(source), str(large), str(small), kind.value])
    if "unfit" in said:
        raise Refused(WORDS[said["unfit"]])
    made = FileKind.PNG if kind is FileKind.GIF else kind
    return Picture(made, said["width"], said["height"], *said["small"])


def run(words: list[str]) -> dict[str, Any]:
    """What the program said. One that ran out of memory or time says nothing."""
    command = [sys.executable, "-I", str(PROGRAM), *words]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own program
        said: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return {"unfit": "busy"}
    except json.JSONDecodeError:
        logger.warning("A picture ended its helper (%s): %s", done.returncode, done.stderr[-500:])
        return {"unfit": "broken"}
    return said
