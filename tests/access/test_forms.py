"""Every page with a form, asked for real: it is refused on itself, and keeps what was typed."""

import html
import re

import pytest
from django import forms
from django.db import transaction
from django.urls import reverse

from accord.errors import Conflict
from accord.ui import forms as one_way
from tests.access.scenario import World
from tests.access.test_matrix import UndoError, routes, url_names
from tests.access.test_odd_requests import asked_as

pytestmark = pytest.mark.django_db

MOVED_ON = "Somebody else was faster, says the walk."
TYPED = "Typed words 4711"
TEXTS = (forms.TextInput, forms.Textarea, forms.EmailInput, forms.URLInput)
HOME_FIRST = re.compile(r'<ol>\s*<li><a href="/">Home</a></li>')
SUMMARY = re.compile(r'<div class="error-summary".*?</div>', re.DOTALL)


class Walk:
    """Posts to a route as somebody who may, where every action refuses."""

    def __init__(self, monkeypatch):
        self.world = World()
        list(url_names())  # every view is imported before anything is put in its place
        self.form = None
        self.clients = {}
        monkeypatch.setattr(
            one_way, "is_sent_right", lambda request, form: request.method == "POST"
        )
        monkeypatch.setattr(one_way, "attempt", self.refuse)

    def refuse(self, form, action, *, field=None):
        self.form = form
        one_way.refuse(form, MOVED_ON, field=field)
        return one_way.NotDone(Conflict(MOVED_ON))

    def ask(self, route, method, data=None, **headers):
        role = asked_as(route, method)
        client = self.clients.setdefault(role, self.world.client(role))
        address = reverse(route.name, args=route.sample(self.world.places["public"]))
        cookies = client.cookies.copy()
        try:
            with transaction.atomic():
                answer = getattr(client, method)(address, data or {}, headers=headers)
                raise UndoError
        except UndoError:
            return answer
        finally:
            client.cookies = cookies


def typed_into(form):
    """Something in each box that words can be typed in."""
    names = []
    for name, field in form.fields.items():
        widget = field.widget
        if isinstance(widget, forms.MultiWidget):
            names += [f"{name}{end}" for end in widget.widgets_names]
        elif isinstance(widget, TEXTS) and not isinstance(widget, forms.HiddenInput):
            names.append(name)
    return {form.add_prefix(name): f"{TYPED} {number}" for number, name in enumerate(names)}


def faults_of(answer, typed):
    page = html.unescape(answer.content.decode())
    summary = SUMMARY.search(page)
    wrong = [] if answer.status_code == 422 else [f"status {answer.status_code}"]
    if summary is None or MOVED_ON not in summary.group():
        wrong.append("no summary says why")
    if page.count("<title>Error: ") != 1 or page.count("Error: Error:"):
        wrong.append("the title doesn't begin with Error: once")
    wrong += [f"lost {name}" for name, words in typed.items() if words not in page]
    return wrong


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_an_action_that_refuses_is_told_on_the_form_and_no_word_is_lost(
    monkeypatch, count, headers
):
    walk, found, walked = Walk(monkeypatch), {}, 0

    for route in routes():
        if asked_as(route, "post") is None:
            continue
        walk.form = None
        walk.ask(route, "post", {"act": "new"}, **headers)
        if walk.form is None:
            continue
        typed = typed_into(walk.form)
        answer = walk.ask(route, "post", {"act": "new", **typed}, **headers)
        walked += 1
        if wrong := faults_of(answer, typed):
            found[str(route)] = wrong

    count(f"forms whose action refused{' by htmx' if headers else ''}", walked)
    assert (found, walked > 30) == ({}, True)


def test_every_page_has_forms_without_bubbles_and_a_trail_from_home(monkeypatch, count):
    walk, found, pages = Walk(monkeypatch), {}, 0

    for route in routes():
        if asked_as(route, "get") is None:
            continue
        answer = walk.ask(route, "get")
        if "text/html" not in answer.get("Content-Type", "") or answer.status_code != 200:
            continue
        pages += 1
        page = answer.content.decode()
        wrong = [tag for tag in re.findall(r"<form\b[^>]*>", page) if "novalidate" not in tag]
        trails = re.findall(r'<nav class="crumbs".*?</nav>', page, re.DOTALL)
        wrong += [trail for trail in trails if not HOME_FIRST.search(trail)]
        if wrong:
            found[str(route)] = wrong

    count("pages looked through for forms and trails", pages)
    assert found == {}
