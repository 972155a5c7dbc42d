"""The demo's helpers, in a process of their own: only there is `accord.demo` installed."""

import json
import os
import subprocess
import sys

from tests.tables import copy_into

PROGRAM = """
import json
import django
django.setup()
from django.test import Client
from accord.people.models import Letter, Person
from accord.spaces.actions import create_space
create_space(key="demo", host="demo.localhost", name={"en": "Demo"}, is_default=True)
ana = Person.objects.create_person(email="ana@demo.example", display_name="Ana")
real = Person.objects.create_person(email="real@example.org", display_name="Real")
Letter.objects.create(to=ana.email, subject="Your code is 1234 5678", body="x")
here = Client(headers={"host": "127.0.0.1"})
outside = Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR="192.0.2.1")
proxied = Client(headers={"host": "127.0.0.1", "x-forwarded-for": "192.0.2.1"})
def after_post(person, **kwargs):
    client = Client(headers={"host": "127.0.0.1"}, **kwargs)
    client.post(f"/demo/people/{person.pk}/")
    return client.session.get("_auth_user_id")
print(json.dumps({
    "listed": ["Ana" in here.get("/demo/people/").content.decode(),
               "Real" in here.get("/demo/people/").content.decode()],
    "letter": "1234 5678" in here.get("/demo/outbox/").content.decode(),
    "be_ana": after_post(ana) == str(ana.pk),
    "be_real": after_post(real),
    "by_get": here.get(f"/demo/people/{ana.pk}/").status_code,
    "from_outside": [outside.get(path).status_code for path in ("/demo/people/", "/demo/outbox/")],
    "be_from_outside": after_post(ana, REMOTE_ADDR="192.0.2.1"),
    "through_a_proxy": proxied.get("/demo/outbox/").status_code,
    "foreign_host": Client(headers={"host": "evil.example"}).get("/demo/outbox/").status_code,
}))
"""


def test_anyone_on_this_machine_can_be_anyone_of_the_demo_and_nobody_else(tmp_path):
    copy_into(tmp_path / "data")
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "ACCORD_DATA": str(tmp_path / "data"),
        "ACCORD_DEMO": "1",
        "ACCORD_STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        "DJANGO_SETTINGS_MODULE": "accord.config.settings",
    }

    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True
    )

    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout.splitlines()[-1]) == {
        "listed": [True, False],
        "letter": True,
        "be_ana": True,
        "be_real": None,
        "by_get": 405,
        "from_outside": [404, 404],
        "be_from_outside": None,
        "through_a_proxy": 404,
        "foreign_host": 400,
    }
