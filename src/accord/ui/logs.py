"""What stands in the log: who asked for what kind of page, and how it went; never what they said.

Log lines are read by many, copied into tickets, kept for years and erased by nobody. So a line
names a route and not an address, an exception's kind and place and not its message, and what still
looks like a person's e-mail, number, code or address is taken out of every message.
"""

import datetime as dt
import json
import logging
import re
import sys
import traceback
from collections.abc import Iterator
from http.client import responses
from pathlib import Path
from types import TracebackType
from typing import Any

from django.core.exceptions import FieldDoesNotExist, FieldError, ImproperlyConfigured
from django.template import TemplateDoesNotExist, TemplateSyntaxError

from accord.ui.request_ids import request_id

LEFT_OUT = "(its message is left out)"
MOST_CAUSES = 8

# Messages that code alone makes: they name types, attributes, templates and settings.
SPEAK_OF_CODE = (
    AttributeError,
    TypeError,
    NameError,
    ImportError,
    NotImplementedError,
    RecursionError,
    FieldError,
    FieldDoesNotExist,
    ImproperlyConfigured,
    TemplateDoesNotExist,
    TemplateSyntaxError,
)

# By their names in PEP 249: Django and each driver have classes of their own.
DATABASE_SAYS = {"IntegrityError", "OperationalError", "ProgrammingError", "DataError"}

# In this order: an e-mail address may hold what looks like the others.
PERSONAL = (
    (re.compile(r"[^\s@<>\"'(),;:]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
    # What comes after a host may be a code that lets one in.
    (re.compile(r"(https?://[\w.:\[\]-]+)/[^\s\"'<>]*"), r"\1/[path]"),
    (re.compile(r"\?[\w.-]+=[^\s\"'<>]*"), "?[query]"),
    (re.compile(r"(?<![\w-])(?:[0-9A-TV-Z]{4}-){2}[0-9A-TV-Z]{4}(?![\w-])", re.I), "[code]"),
    (re.compile(r"\b(?=[A-Z]*\d)[0-9A-TV-Z]{12}\b"), "[code]"),
    (re.compile(r"(?<![\w-])\d{4} ?\d{4}(?![\w-])"), "[code]"),
    (re.compile(r"(?<!\w)\+\d[\d ()/.-]{6,}\d"), "[number]"),
    (re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])"), "[address]"),
    (re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){4,7}[0-9a-f]{1,4}(?![\w:])", re.I), "[address]"),
    (re.compile(r"(?<![\w:])[0-9a-f:]{0,34}::[0-9a-f:]{0,34}(?![\w:])", re.I), "[address]"),
)
# A line is a line: nobody writes a second one into the log by typing its end.
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def clean(text: str) -> str:
    """A message without what looks personal, on one line."""
    for pattern, instead in PERSONAL:
        text = pattern.sub(instead, text)
    return CONTROLS.sub(" ", text)


def entry(record: logging.LogRecord, *, is_whole: bool = False) -> dict[str, Any]:
    """What a line says, by name and in order; what there is none of is left out."""
    request = getattr(record, "request", None)
    said = {
        "time": _moment(record.created),
        "level": record.levelname,
        "logger": record.name,
        "request_id": getattr(request, "request_id", "") or request_id.get(),
        "message": record.getMessage() if is_whole else message_of(record),
        **getattr(record, "told", {}),
    }
    if request is not None:
        said |= {"route": route_of(request), "method": method_of(request)}
        said["status"] = getattr(record, "status_code", None)
    said["error_code"] = error_code_of(record)
    if record.exc_info and record.exc_info[1] is not None:
        said["exception"] = list(exception_lines(record.exc_info[1], is_whole=is_whole))
    return {name: value for name, value in said.items() if value not in (None, "")}


def error_code_of(record: logging.LogRecord) -> str:
    """What the person was told who met this error: by a page, or by the job they wait for."""
    told = getattr(record, "error_code", "")
    return told or getattr(getattr(record, "request", None), "error_code", "")


def _moment(created: float) -> str:
    at = dt.datetime.fromtimestamp(created, dt.UTC)
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def message_of(record: logging.LogRecord) -> str:
    """Django tells of requests by their address, and of odd ones by what was odd in them."""
    if not hasattr(record, "request") or not record.name.startswith("django."):
        return clean(record.getMessage())
    if record.name.startswith("django.security."):
        return f"Refused: {record.name.rpartition('.')[2]}"
    return responses.get(getattr(record, "status_code", 0), "A request failed")


METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def method_of(request: Any) -> str:
    """Of those there are: a method, too, can be whatever somebody writes."""
    return str(request.method) if request.method in METHODS else "OTHER"


def route_of(request: Any) -> str:
    """The name of what was asked for; nothing where it led nowhere."""
    match = getattr(request, "resolver_match", None)
    return str(match.view_name) if match is not None else ""


def exception_lines(error: BaseException, *, is_whole: bool = False) -> Iterator[str]:
    """What went wrong and where, first causes first: kinds and places, no values."""
    for cause in reversed(list(_with_causes(error))):
        words = str(cause) if is_whole else safe_words(cause)
        yield f"{kind_of(cause)}: {words}".removesuffix(": ")
        yield from (f"  at {place}" for place in places_of(cause.__traceback__))


def _with_causes(error: BaseException | None) -> Iterator[BaseException]:
    for _ in range(MOST_CAUSES):
        if error is None:
            return
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def kind_of(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else _dotted(kind)


def _dotted(kind: type) -> str:
    return f"{kind.__module__}.{kind.__qualname__}"


def safe_words(error: BaseException) -> str:
    """As much of an exception's message as can't hold what a person typed."""
    if isinstance(error, SPEAK_OF_CODE):
        return clean(str(error))
    if DATABASE_SAYS & {kind.__name__ for kind in type(error).__mro__}:
        return _database_words(error)
    if isinstance(error, OSError):  # also of mail servers, which repeat addresses
        code = getattr(error, "smtp_code", None)
        return f"SMTP {code}" if code else str(error.strerror or "")
    return LEFT_OUT if str(error) else ""


def _database_words(error: BaseException) -> str:
    """The first line, which names constraints and tables. The others and what is quoted are values.

    PostgreSQL's DETAIL says which values broke a constraint; some messages begin with the value.
    """
    first = (str(error).splitlines() or [""])[0]
    if "IntegrityError" not in {kind.__name__ for kind in type(error).__mro__}:
        first = QUOTED.sub("“…”", first)
        first = re.sub(r"(invalid input .*?:).*", r"\1 …", first)
    state = getattr(error, "sqlstate", None) or getattr(error.__cause__, "sqlstate", None)
    return clean(f"{first} ({state})" if state else first)


def places_of(trace: TracebackType | None) -> list[str]:
    """Files and lines, the innermost last, without the source, whose literals anything may be."""
    return [
        f"{short_path(frame.filename)}:{frame.lineno} in {frame.name}"
        for frame in traceback.StackSummary.extract(traceback.walk_tb(trace), lookup_lines=False)
    ]


def short_path(filename: str) -> str:
    """From where Python looks for it: the same on every machine."""
    path = Path(filename)
    for folder in sorted(filter(None, sys.path), key=len, reverse=True):
        if path.is_relative_to(folder):
            return str(path.relative_to(folder))
    return path.name


class LineFormatter(logging.Formatter):
    """A line for people: time, level, logger, request, what happened, the rest as name=value."""

    def __init__(self, *, is_whole: bool = False) -> None:
        super().__init__()
        self.is_whole = is_whole

    def format(self, record: logging.LogRecord) -> str:
        said = entry(record, is_whole=self.is_whole)
        trace = said.pop("exception", [])
        first = [str(said.pop(name)) for name in ("time", "level", "logger")]
        number = said.pop("request_id", "-")
        message = said.pop("message", "")
        rest = [f"{name}={value}" for name, value in said.items()]
        return "\n    ".join([" ".join([*first, f"[{number}]", message, *rest]), *trace])


class JsonFormatter(logging.Formatter):
    """One object a line, for whatever collects logs."""

    def __init__(self, *, is_whole: bool = False) -> None:
        super().__init__()
        self.is_whole = is_whole

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(entry(record, is_whole=self.is_whole), ensure_ascii=False, default=str)
