import json
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from accord.answers.models import Response
from accord.plans.models import (
    ActionPlan,
    ClauseText,
    Commitment,
    Edition,
    Milestone,
    MilestoneText,
    ProgressUpdate,
)
from accord.processes.models import Activity, Process
from accord.record.models import LogEntry
from accord.spaces.models import Space
from accord.themes.models import Paragraph
from tests.factories.spaces import SpaceFactory
from tests.record.news_told import links, sentences

FIXTURES = Path(__file__).parent / "fixtures"
COMMITMENTS = "us_nap5_commitments.json"

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(FIXTURES, tmp_path, dirs_exist_ok=True)
    return tmp_path


def import_plan(folder, *options):
    out = StringIO()
    call_command("import_us_nap5", str(folder), "--json", *options, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue().splitlines()[-1])


def change(folder, mend, name=COMMITMENTS):
    path = folder / name
    value = json.loads(path.read_text())
    mend(value)
    path.write_text(json.dumps(value))


def refusal(folder):
    with pytest.raises(CommandError) as refused:
        import_plan(folder)
    return str(refused.value)


def test_an_import_without_space_makes_its_own_space_and_a_process_without_activities(folder):
    counts = import_plan(folder)

    space = Space.objects.get()
    process = Process.objects.get()
    plan = ActionPlan.objects.get()
    assert (space.key, space.hosts.get().host) == ("us", "us.localhost")
    assert (process.is_imported, process.is_public, Activity.objects.count()) == (True, True, 0)
    assert plan.status_scale == ["Not Started", "In Progress", "Complete"]
    assert plan.origin == "https://github.com/GSA/open.usa.gov, abc123"
    assert plan.decision is None
    assert {
        name: value for name, value in counts.items() if name not in ("seconds", "changed")
    } == {
        "plans": 1,
        "commitments": 2,
        "milestones": 3,
        "indicators": 0,
        "responses": 2,
        "progress_updates": 6,
    }


def test_a_second_run_changes_nothing(folder):
    import_plan(folder)
    entries = LogEntry.objects.count()

    counts = import_plan(folder)

    assert counts["changed"] == 0
    assert LogEntry.objects.count() == entries


def test_a_dry_run_counts_and_writes_nothing(folder):
    counts = import_plan(folder, "--dry-run")

    assert counts["milestones"] == 3
    assert [Space.objects.count(), ActionPlan.objects.count(), LogEntry.objects.count()] == [
        0,
        0,
        0,
    ]


def test_an_import_goes_into_the_space_it_is_given(folder):
    space = SpaceFactory(key="here")

    import_plan(folder, "--space", "here")

    assert ActionPlan.objects.get().space == space
    assert Space.objects.count() == 1


def test_an_unknown_space_is_refused(folder):
    with pytest.raises(CommandError, match="no space with the key 'nowhere'"):
        import_plan(folder, "--space", "nowhere")

    assert Space.objects.count() == 0


def test_each_commitment_has_one_frozen_version_with_its_clauses_and_milestones(folder):
    import_plan(folder)

    commitment = Commitment.objects.get(code="US0901")
    version = commitment.versions.get()
    milestone = Milestone.objects.get(code="US0901.1")
    text = version.milestone_texts.get(milestone=milestone)
    assert version.frozen_at is not None
    assert str(commitment.section) == "Roads"
    assert list(version.texts.order_by("clause__position").values_list("text", flat=True)) == [
        "Count them.",
        "Publish the list.",
    ]
    assert (str(text.title), text.due_on, text.due_precision) == ("Count them.", None, "none")
    assert [(lead.name, lead.is_first) for lead in milestone.leads.all()] == [
        ("Ministry of Roads / Bridge Unit", True)
    ]


def test_the_one_current_status_belongs_to_the_later_round(folder):
    import_plan(folder)

    updates = ProgressUpdate.objects.filter(milestone__code="US0901.1").order_by("period__code")
    assert [(u.period.code, u.side, u.status) for u in updates] == [
        ("2031-08", "government", ""),
        ("2032-02", "government", "Complete"),
    ]


def test_links_become_markdown_and_rows_and_unsafe_markup_goes(folder):
    import_plan(folder)

    first, last = ProgressUpdate.objects.filter(milestone__code="US0901.1").order_by("period__code")
    assert str(first.text) == "Half are counted. More soon."
    assert [(e.url, str(e.title), str(e.text)) for e in last.evidence.order_by("pk")] == [
        (
            "",
            "",
            "The list - [here](https://roads.example/list?a=1&b=2) and "
            "[the map](https://open.usa.gov/files/map.pdf)",
        ),
        ("https://roads.example/list?a=1&b=2", "here", ""),
        ("https://open.usa.gov/files/map.pdf", "the map", ""),
    ]


def test_pairs_become_paragraphs_with_an_answer_that_states_no_outcome(folder):
    import_plan(folder)

    paragraph = Paragraph.objects.get(code="B1")
    response = paragraph.responses.get()
    assert str(paragraph.section) == "Roads"
    assert str(paragraph.heard) == "People want to know which bridges are safe."
    assert (response.outcome, response.office, response.due_on) == ("", None, None)
    assert str(response.reasons) == (
        "We will count them. See [the site](https://roads.example/bridges)."
    )


def test_a_changed_status_updates_one_row(folder):
    import_plan(folder)
    change(folder, lambda s: s["commitments"][1]["sub_commitments"][0].update(status="Complete"))

    counts = import_plan(folder)

    assert counts["changed"] == 1
    assert (
        ProgressUpdate.objects.get(milestone__code="US0902.0", status__gt="").status == "Complete"
    )


def test_changed_words_make_a_new_version_and_the_old_one_stays(folder):
    import_plan(folder)
    change(folder, lambda source: source["commitments"][1].update(text="It answers in ten days."))

    import_plan(folder)

    texts = ClauseText.objects.filter(clause__commitment__code="US0902").order_by("version__number")
    assert [(row.version.number, row.text) for row in texts] == [
        (1, "The office answers each letter."),
        (2, "It answers in ten days."),
    ]
    assert list(Edition.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert import_plan(folder)["changed"] == 0


def retitle(source):
    source["commitments"][1]["title"] = "Answer each letter soon"


def relead(source):
    source["commitments"][1]["sub_commitments"][0]["lead_agency"] = ["The Post"]


@pytest.mark.parametrize("mend", [retitle, relead])
def test_what_the_source_mends_in_an_edition_is_in_the_log(folder, mend):
    import_plan(folder)
    change(folder, mend)

    import_plan(folder)

    entries = LogEntry.objects.filter(subject__kind="edition").order_by("id")
    assert list(entries.values_list("verb", flat=True)) == ["plan.imported"] * 2
    assert Edition.objects.get().digest == entries[1].digest
    assert import_plan(folder)["changed"] == 0


def break_status(source):
    source["commitments"][0]["sub_commitments"][1]["status"] = "Done"


def break_lead(source):
    source["commitments"][0]["sub_commitments"][0]["lead_agency"] = "Ministry"


def break_code(source):
    source["commitments"][1]["id"] = "US0901"


def break_text(source):
    source["commitments"][1]["title"] = " "


def break_sign(source):
    source["commitments"][1]["title"] = "half \ud800"


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (
            break_status,
            "us_nap5_commitments.json, commitment 1 (US0901), sub-commitment 2 (US0901.2), "
            "field status: 'Done' isn't on the plan's scale. "
            "Write Not Started, In Progress, Complete.",
        ),
        (break_lead, "field lead_agency: 'Ministry' isn't a list of names."),
        (break_code, "commitment 2 (US0901), field id: US0901 stands here a second time."),
        (break_text, "commitment 2 (US0902), field title: it is empty."),
        (break_sign, "commitment 2 (US0902), field title: it holds half a character."),
    ],
)
def test_a_broken_row_is_named_and_nothing_is_written(folder, fault, told):
    change(folder, fault)

    message = refusal(folder)

    assert told in message
    assert message.endswith("Nothing was written.")
    assert [Space.objects.count(), MilestoneText.objects.count(), Response.objects.count()] == [
        0
    ] * 3


def test_a_broken_row_leaves_an_earlier_import_as_it_was(folder):
    import_plan(folder)
    before = list(ProgressUpdate.objects.order_by("pk").values())
    change(folder, lambda s: s["commitments"][0].update(title="Count all bridges"))
    change(folder, lambda pairs: pairs[1].update(our_response=7), "us_nap5_reasoned_response.json")

    message = refusal(folder)

    assert (
        "us_nap5_reasoned_response.json, row 2 (C1), field our_response: 7 isn't text." in message
    )
    assert list(ProgressUpdate.objects.order_by("pk").values()) == before
    assert str(Commitment.objects.get(code="US0901").title) == "Count the bridges"


def test_a_file_that_is_no_json_is_told_with_its_line(folder):
    (folder / COMMITMENTS).write_text('{"plan": "x",\n oops}')

    assert "us_nap5_commitments.json, line 2, column 2" in refusal(folder)


def test_a_missing_folder_is_told(tmp_path):
    assert "there's no such file" in refusal(tmp_path / "nowhere")


def test_an_import_is_one_piece_of_news(folder):
    import_plan(folder)

    plan = ActionPlan.objects.get()
    assert sentences() == [f"You can read here what was published elsewhere: {plan.title}"]
    assert links() == [[plan.get_absolute_url()]]
