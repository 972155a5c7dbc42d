"""A whole story with secrets in it, and failures at each turn: no secret comes into the log.

Every logger is turned up to its lowest level. What it leaves is read in both formats, in the rows
of the last errors and on both outputs of the program.
"""

import json
import re
import smtplib

import pytest
from django.core.mail import EmailMessage
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django_tasks import task

from accord.jobs import ticks
from accord.jobs.worker import Worker
from accord.operations.models import Fault
from accord.people.models import Person
from accord.people.smtp import EmailBackend
from tests.factories.people import PersonFactory
from tests.factories.processes import ActivityFactory
from tests.ideas.test_sending import kept_code, share

SECRETS = {
    "e-mail": "zephyrine@quillfeather.test",
    "other e-mail": "other@quillfeather.test",
    "name": "Zephyrine Quillfeather",
    "words": "okapiwords about the well",
    "title": "okapititle",
    "typed into an address": "okapiquery",
    "typed into a path": "okapipath",
    "host": "okapihost.test",
    "visitor's address": "198.51.100.23",
    "browser": "okapibrowser/1.0",
    "cookie": "okapicookie",
    "of a job": "okapijob",
    "of a tick": "okapitick",
}
VISITOR = {"REMOTE_ADDR": "198.51.100.23", "HTTP_USER_AGENT": "okapibrowser/1.0"}


@pytest.fixture
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}


@task
def fail_over(words: str) -> None:
    raise ValueError(f"can't do {words}")


def sign_in(client, mailoutbox) -> str:
    client.post("/sign-in/", {"email": SECRETS["e-mail"]}, **VISITOR)
    while Worker().round():
        pass
    [digits] = re.findall(r"\d{4} \d{4}", mailoutbox[-1].body)
    client.post("/sign-in/code/", {"code": digits}, **VISITOR)
    client.post("/sign-in/welcome/", {"display_name": SECRETS["name"], "agrees": "on"}, **VISITOR)
    return digits


def share_an_idea(activity) -> str:
    visitor = Client(**VISITOR)
    share(visitor, activity, title=SECRETS["title"], body=SECRETS["words"])
    code = kept_code(visitor)
    Client(**VISITOR).post("/receipt/", {"code": code})
    Client(**VISITOR).post("/receipt/", {"code": f"{code[:-1]}X"})
    return code


def fail_at_the_edges(client) -> None:
    client.get("/?q=okapiquery&e=zephyrine@quillfeather.test", **VISITOR)
    client.get("/nowhere/okapipath/?q=okapiquery", **VISITOR)
    client.get("/sign-in/link/okapipath/okapiquery/", **VISITOR)
    client.get("/", HTTP_HOST="okapihost.test:80:80", **VISITOR)
    client.get("/", HTTP_HOST="okapihost.test", **VISITOR)
    client.get("/", HTTP_COOKIE="session=okapicookie; language=okapicookie", **VISITOR)
    strict = Client(enforce_csrf_checks=True)
    strict.post("/sign-in/?q=okapiquery", {"email": SECRETS["e-mail"]}, **VISITOR)
    client.post("/sign-in/", "--okapiwords", content_type="multipart/form-data; boundary=x")
    client.post("/sign-in/", {f"okapiquery{n}": "okapiwords" for n in range(2_100)}, **VISITOR)


def fail_in_a_view(client, monkeypatch) -> None:
    """Over what was typed, over a constraint, and over a value that no column takes."""

    def value_error(*given):
        raise ValueError(f"odd: {SECRETS['words']}")

    def constraint(*given):
        with transaction.atomic():
            Person.objects.bulk_create([Person(email=SECRETS["other e-mail"])])

    def no_number(*given):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM people_person WHERE id = CAST(%s AS int)", ["okapiwords"])
            raise DatabaseError(f"SQLite takes what it is given: okapiwords {cursor.fetchall()}")

    for fail in (value_error, constraint, no_number):
        with monkeypatch.context() as patched:
            patched.setattr("accord.spaces.views.news_page", fail)
            answer = client.get("/news/?before=okapiquery", **VISITOR)
        assert answer.status_code == 500


def fail_in_the_worker(monkeypatch) -> None:
    monkeypatch.setattr(ticks, "_ticks", {})
    ticks.register("broken", lambda: int(SECRETS["of a tick"]), seconds=0)
    fail_over.enqueue(SECRETS["of a job"])
    assert Worker().round()


def fail_to_send(monkeypatch) -> None:
    refused = {SECRETS["e-mail"]: (550, b"no such person okapiwords")}
    for error in (
        smtplib.SMTPRecipientsRefused(refused),
        smtplib.SMTPDataError(451, b"okapiwords from 198.51.100.23"),
        ConnectionRefusedError(111, "Connection refused"),
    ):

        def fail(self, messages, error=error):
            raise error

        monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.send_messages", fail)
        with pytest.raises(type(error)):
            EmailBackend().send_messages([EmailMessage(SECRETS["title"], to=[SECRETS["e-mail"]])])


@pytest.mark.django_db(transaction=True)
def test_no_secret_comes_into_the_log(queue, lines, mailoutbox, monkeypatch, capfd, tell):
    activity = ActivityFactory()
    PersonFactory(email=SECRETS["other e-mail"])
    client = Client(raise_request_exception=False, **VISITOR)

    secrets = dict(SECRETS)
    secrets["receipt"] = share_an_idea(activity)
    secrets["sign-in code"] = sign_in(client, mailoutbox)
    secrets["session"] = client.session.session_key
    fail_at_the_edges(client)
    fail_in_a_view(client, monkeypatch)
    fail_in_the_worker(monkeypatch)
    fail_to_send(monkeypatch)

    rows = json.dumps(list(Fault.objects.values()), default=str)
    log = "\n".join([*lines.plain, *lines.as_json, rows, *capfd.readouterr()])
    forms = {(what, form) for what, words in secrets.items() for form in spellings(words)}
    found = sorted(
        {(what, line) for line in log.splitlines() for what, form in forms if form in line}
    )
    tell(
        f"Log of a whole story: {len(lines.plain)} records, {len(log)} characters, "
        f"{Fault.objects.count()} errors kept; "
        f"{len(secrets)} secrets looked for, {len(found)} found"
    )
    assert found == []
    # What it should say stands there: else nothing would be proved.
    for said in (
        "accord/spaces/views.py",
        "route=people:code",
        "route=contributions:receipt method=POST",
        "ValueError: (its message is left out)",
        "django.db.utils.IntegrityError: ",
        "The tick broken failed",
        "A letter was refused",
        "smtplib.SMTPDataError: SMTP 451",
        "Refused: ",
        "Refused: csrf",
        "test_no_word_in_the_log.fail_over",
    ):
        assert said in log, said


def spellings(words: str) -> set[str]:
    """As it was typed, in lower case, without what only parts it, and of several words each."""
    long = {word for word in re.split(r"\s+", words) if len(word) > 8}
    return {words, words.lower(), words.replace("-", "").replace(" ", ""), *long}
