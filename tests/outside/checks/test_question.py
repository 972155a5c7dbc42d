"""A kind of question from another package is asked wherever our own are."""

import csv
import json

import pytest

from accord.questions.registry import Asking
from accord.questions.sheets import current_sheet
from tests.questions.conftest import activity, no_earlier_tries, pages, planner, writer

pytestmark = pytest.mark.django_db
__all__ = ["activity", "no_earlier_tries", "pages", "planner", "writer"]  # fixtures of the site


def test_a_kind_from_another_package_works_everywhere(pages, writer):
    chooser = pages.page("new")
    assert pages.add("steepness", "How steep is it?", is_required="on").status_code == 302
    pages.publish()

    form = writer.text()
    refused = writer.write()
    idea = writer.share(**{"answer-how_steep_is_it": "4"})
    table = list(csv.reader(writer.file("csv").removeprefix("\ufeff").splitlines()))

    assert "How steep a way is, from 1 to 5" in chooser
    assert 'value="5"' in form
    assert refused.status_code == 422
    assert "1 2 3 4 5" in writer.text("form")
    assert "4 of 5" in writer.client.get(idea.get_absolute_url()).content.decode()
    assert dict(zip(*table, strict=True))["answer_how_steep_is_it"] == "4"
    assert json.loads(writer.file("json"))["ideas"][0]["answer_how_steep_is_it"] == 4
    question = current_sheet(pages.activity).by_code["how_steep_is_it"]
    assert question.kind.spoken(question, Asking()) == "How steep is it?"
