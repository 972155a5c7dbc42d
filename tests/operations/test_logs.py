"""What a line of the log says, and what no line may say."""

import json
import logging
import sys

import pytest
from django.db import DataError, IntegrityError, OperationalError

from accord.ui.logs import JsonFormatter, LineFormatter, clean, safe_words
from accord.ui.request_ids import request_id


def record(message="all is well", *args, level=logging.INFO, name="accord.access", **extra):
    made = logging.LogRecord(name, level, __file__, 1, message, args, extra.pop("exc_info", None))
    made.created = 1_790_000_000.25
    vars(made).update(extra)
    return made


@pytest.fixture
def under_an_id():
    before = request_id.set("7K4P9-2QXM3")
    yield
    request_id.reset(before)


TOLD = {"route": "ideas:list", "method": "GET", "status": 200, "milliseconds": 34, "queries": 9}


def test_a_plain_line_names_time_level_logger_request_and_the_rest(under_an_id):
    line = LineFormatter().format(record("answered", told=TOLD))

    assert line == (
        "2026-09-21T14:13:20.250Z INFO accord.access [7K4P9-2QXM3] answered "
        "route=ideas:list method=GET status=200 milliseconds=34 queries=9"
    )


def test_as_json_it_is_one_object_a_line(under_an_id):
    line = JsonFormatter().format(record("answered\nand more", told=TOLD))

    assert "\n" not in line
    assert json.loads(line) == {
        "time": "2026-09-21T14:13:20.250Z",
        "level": "INFO",
        "logger": "accord.access",
        "request_id": "7K4P9-2QXM3",
        "message": "answered and more",
        **TOLD,
    }


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("to ana.pérez@mail.marenda.test!", "to [e-mail]!"),
        ("from 192.0.2.7:443", "from [address]:443"),
        ("from 2001:db8::8a2e:370:7334 now", "from [address] now"),
        ("from ::1", "from [address]"),
        ("code 7K4P-92QX-M3TD", "code [code]"),
        ("code 7k4p-92qx-m3td", "code [code]"),
        ("code 7K4P92QXM3TD", "code [code]"),
        ("your code is 4711 0815", "your code is [code]"),
        ("call +34 600 123 456", "call [number]"),
        ("at https://a.marenda.test/sign-in/link/x/y/?z=1", "at https://a.marenda.test/[path]"),
        ("GET /ideas/?q=water&p=2", "GET /ideas/?[query]"),
        ("one\r\n2026-01-01 ERROR forged", "one 2026-01-01 ERROR forged"),
        # What only looks a little like one.
        ("took 20:54:08", "took 20:54:08"),
        ("Task id=0190c2ab-7d2e-7a31-9c11-2f6d9a51b0aa", None),
        ("The tick numbering failed", None),
        ("version 5.2.19", None),
    ],
)
def test_what_looks_personal_is_taken_out_of_every_message(said, kept):
    assert clean(said) == (said if kept is None else kept)


class Psycopg(Exception):
    sqlstate = "23505"


def chained(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (ValueError("Ana wrote: water"), "(its message is left out)"),
        (KeyError("water"), "(its message is left out)"),
        (ValueError(), ""),
        (AttributeError("'str' object has no attribute 'pk'"), None),
        (
            chained(
                IntegrityError(
                    'duplicate key value violates unique constraint "person_email_key"\n'
                    "DETAIL:  Key (email)=(ana@marenda.test) already exists."
                ),
                Psycopg(),
            ),
            'duplicate key value violates unique constraint "person_email_key" (23505)',
        ),
        (IntegrityError("UNIQUE constraint failed: people_person.email"), None),
        (
            DataError('invalid input syntax for type integer: "water"\nLINE 1: … water'),
            "invalid input syntax for type integer: …",
        ),
        (OperationalError('fts5: syntax error near "water"'), "fts5: syntax error near “…”"),
        (OperationalError("database is locked"), None),
        (
            FileNotFoundError(2, "No such file or directory", "ana.pdf"),
            "No such file or directory",
        ),
    ],
)
def test_of_an_error_no_more_is_said_than_code_put_into_it(error, kept):
    assert safe_words(error) == (str(error) if kept is None else kept)


def failing(words):
    raise ValueError(words)


def test_a_trace_has_places_without_source_and_causes_first():
    try:
        try:
            failing("secret words")
        except ValueError as cause:
            raise TypeError("it has no length") from cause
    except TypeError:
        line = LineFormatter().format(record("broken", exc_info=sys.exc_info(), level=40))

    lines = [part.strip() for part in line.splitlines()]
    assert lines[1] == "ValueError: (its message is left out)"
    assert lines[3].startswith("at tests/operations/test_logs.py:")
    assert lines[3].endswith(" in failing")
    assert lines[4] == "TypeError: it has no length"
    assert "secret" not in line


def test_who_debugs_reads_the_whole_message():
    try:
        failing("secret words")
    except ValueError:
        line = LineFormatter(is_whole=True).format(record(exc_info=sys.exc_info()))

    assert "ValueError: secret words" in line


def test_causes_that_never_end_end():
    error = ValueError("a")
    error.__cause__ = TypeError("b")
    error.__cause__.__context__ = error

    assert LineFormatter().format(record(exc_info=(ValueError, error, None)))
