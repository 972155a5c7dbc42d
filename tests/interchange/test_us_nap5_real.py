"""The real plan, where its files are at hand (they are not part of this repository)."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from accord.plans.models import Commitment, Milestone, ProgressUpdate
from accord.themes.models import Paragraph

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "ogp"
ROWS = "US0113.1 US0113.3 US0114.0 US0117.0 US0124.0 US0130.2 US0137.4 US0139.2 US0145.1 US0148.0"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.realdata,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the real plan isn't at ../shared/data/ogp"),
]


def import_plan():
    out = StringIO()
    call_command("import_us_nap5", str(FOLDER), "--json", stdout=out, stderr=StringIO())
    return json.loads(out.getvalue().splitlines()[-1])


def test_the_whole_plan_comes_in_and_a_second_run_changes_nothing():
    first = import_plan()
    second = import_plan()

    wanted = {"plans": 1, "commitments": 36, "milestones": 70, "indicators": 0}
    wanted |= {"responses": 18, "progress_updates": 140}
    assert {name: first[name] for name in wanted} == wanted
    assert {name: second[name] for name in [*wanted, "changed"]} == {**wanted, "changed": 0}
    sections = {str(row.section) for row in Commitment.objects.all()}
    assert len(sections) == 5
    assert sections == {str(row.section) for row in Paragraph.objects.all()}


def test_ten_rows_say_what_the_source_says():
    import_plan()

    source = json.loads((FOLDER / "us_nap5_commitments.json").read_text())
    parts = {
        part["id"]: (one, part) for one in source["commitments"] for part in one["sub_commitments"]
    }
    for code in ROWS.split():
        one, part = parts[code]
        milestone = Milestone.objects.get(code=code)
        updates = ProgressUpdate.objects.filter(milestone=milestone).order_by("period__code")
        assert milestone.commitment.code == one["id"]
        assert str(milestone.commitment.title) == one["title"]
        assert str(milestone.commitment.section) == one["theme"]
        assert str(milestone.texts.get().title) == part["text"].strip()
        assert milestone.leads.get().name == " / ".join(part["lead_agency"])
        assert [update.status for update in updates] == ["", part["status"]]
        assert [update.period.code for update in updates] == ["2023-08", "2024-02"]
        for update, told in zip(updates, part["progress"], strict=True):
            assert words(str(update.text)) == words(told["text"])


def words(text):
    """The letters alone, links and spaces aside: what must survive any change of markup."""
    shown = re.sub(r'<a href="([^"]*)"></a>', r"\1", text)  # a link without words shows itself
    plain = re.sub(r"</?a\b[^>]*>|</?[bi]>", "", shown)
    plain = re.sub(r"\]\([^)]*\)", "", plain)
    return re.sub(r"[\W_]+", "", plain)
