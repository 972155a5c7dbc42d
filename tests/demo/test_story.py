"""The story's steps and the new beginning, in a process of their own: only there is the demo."""

import json
import os
import subprocess
import sys

from tests.tables import copy_story_into

PROGRAM = """
import json
import re
import django
django.setup()
from django.test import Client
from accord.contributions.models import Contribution
from accord.demo.resets import one_at_a_time
from accord.people.models import Person
from accord.spaces.models import Space
def at(number, client):
    page = client.post(f"/demo/story/{number}/", follow=True)
    body = page.content.decode()
    pk = client.session.get("_auth_user_id")
    name = Person.objects.get(pk=pk).display_name if pk else ""
    heading = re.search(r"Step \\d of 8: [^\\n<]*", body)
    return [page.status_code, name, heading and heading[0], page.request["PATH_INFO"]]
client = Client(headers={"host": "127.0.0.1"})
home = client.get("/").content.decode()
steps = [at(number, client) for number in range(1, 9)]
code = "WE11-WATE-R5HQ" in client.post("/demo/story/7/", follow=True).content.decode()
opened = client.post("/receipt/", {"code": "WE11-WATE-R5HQ"}, follow=True).content.decode()
ended = client.post("/demo/story/end/", follow=True).content.decode()
outside = Client(headers={"host": "127.0.0.1"}, REMOTE_ADDR="192.0.2.1")
refused = [outside.post("/demo/story/2/").status_code, outside.get("/demo/reset/").status_code,
           outside.post("/demo/reset/").status_code, outside.post("/demo/story/end/").status_code]
empty = Client(headers={"host": "vallmar.localhost"}).get("/").content.decode()
Person.objects.create_person(email="new@demo.example", display_name="New")
Space.objects.filter(key="marenda").update(accent=10)
before = Contribution.objects.count()
Contribution.objects.filter(title="Ferry fares").update(title="Gone")
asked = client.get("/demo/reset/").status_code
client.post("/demo/story/2/")
with one_at_a_time():
    second = client.post("/demo/reset/")
kept = Contribution.objects.filter(title="Gone").count()
again = client.post("/demo/reset/", follow=True)
print(json.dumps({
    "home": "eight steps" in home, "steps": steps, "code": code,
    "opened": "Que analicen" in opened, "ended": "Step " in ended,
    "second": [second.status_code, "beginning the demo anew" in second.content.decode(), kept],
    "refused": refused, "empty_has_story": "eight steps" in empty,
    "reset": [asked, again.status_code, Contribution.objects.count() == before,
              Contribution.objects.filter(title="Ferry fares").count(),
              Person.objects.filter(email="new@demo.example").count(),
              client.session.get("_auth_user_id"), at(2, client)[1]],
}))
"""


def test_each_step_is_somebody_somewhere_and_the_demo_begins_anew(tmp_path):
    copy_story_into(tmp_path / "data")
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
    seen = json.loads(ended.stdout.splitlines()[-1])
    assert [row[:3] for row in seen.pop("steps")] == [
        [200, "", "Step 1 of 8: You have an old phone and an idea"],
        [200, "Inés Duarte", "Step 2 of 8: You are the rapporteur"],
        [200, "Amadou Keita", "Step 3 of 8: You sit in the forum"],
        [200, "Celia Marsh", "Step 4 of 8: You are the ministry"],
        [200, "Hugo Serrano", "Step 5 of 8: You write the promise"],
        [200, "Bruno Calder", "Step 6 of 8: You report, and society reports too"],
        [200, "", "Step 7 of 8: You type your receipt code"],
        [200, "Leila Farouk", "Step 8 of 8: You are the assessor and check the record"],
    ]
    assert seen == {
        "home": True,
        "code": True,
        "opened": True,
        "ended": False,
        "second": [409, True, 1],
        "refused": [404, 404, 404, 404],
        "empty_has_story": False,
        "reset": [200, 200, True, 1, 0, None, "Inés Duarte"],
    }
