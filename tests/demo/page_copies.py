"""Copies of pages before and after: whatever looks otherwise must have another tag."""

import re

from django.test import Client

from accord.contributions.models import Contribution
from accord.plans.models import ActionPlan
from accord.processes.models import Activity
from tests.addresses import of_call

HOST = "marenda.localhost"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
IDEAS = 2


def tagged_pages():
    """The public pages that say how old they are."""
    calls = Activity.objects.filter(announced_at__isnull=False).order_by("pk")
    found = [of_call(call, "list") for call in calls]
    found += [f"{address}?order=supported" for address in found]
    for call in calls:
        said = Contribution.objects.said_first().filter(activity=call).order_by("-pk")[:IDEAS]
        found += [words.get_absolute_url() for words in said]
    return found + [plan.get_absolute_url() for plan in ActionPlan.objects.order_by("pk")]


class Copies:
    """What a reader has of each page; `stale` names those whose tag would keep an old one."""

    def __init__(self):
        self.client = Client(headers={"host": HOST})
        self.kept = {}
        self.changed = 0

    def look(self):
        stale = []
        for address in tagged_pages():
            answer = self.client.get(address)
            if answer.status_code != 200 or "ETag" not in answer:
                continue
            seen = (answer["ETag"], TOKEN.sub("", answer.content.decode()))
            before = self.kept.get(address, seen)
            if before[1] != seen[1]:
                self.changed += 1
                if before[0] == seen[0]:
                    stale.append(address)
            self.kept[address] = seen
        return stale
