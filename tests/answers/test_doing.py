"""What people do with the forms: real input, and input that is wrong."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from accord.answers.marks import answer_mark
from accord.answers.models import Rejoinder, Response
from accord.contributions.models import Contribution, Receipt
from accord.processes.models import ActivityTally
from accord.themes.actions import contest, merge_themes
from accord.themes.members import gathered
from accord.themes.models import Synthesis, Theme
from tests.addresses import named
from tests.factories.answers import ResponseFactory
from tests.factories.contributions import ContributionFactory
from tests.factories.organisations import OfficeFactory, OfficeHeadFactory
from tests.factories.people import PersonFactory
from tests.factories.processes import AppointmentFactory, DecisionFactory
from tests.factories.themes import InThemeFactory, ParagraphFactory, SynthesisFactory, ThemeFactory
from tests.factories.viewers import viewer_of
from tests.themes.test_themes import publish, rapporteur_of

pytestmark = pytest.mark.django_db
LONG = "x" * 2001


def member_in_theme(**fields):
    theme = ThemeFactory(contest_until=timezone.localdate())
    words = ContributionFactory(activity__process=theme.process, **fields)
    return InThemeFactory(theme=theme, contribution=words)


def address(name, theme, *more):
    return reverse(f"themes:{name}", args=[theme.process.slug, theme.number, *more])


def hold(client, receipt):
    session = client.session
    session[f"receipt:{receipt.pk}"] = [0, None]
    session.save()


def a_receipt():
    return Receipt.objects.create(code_hash="x", issued_on=timezone.localdate())


def test_an_author_objects_and_the_page_shows_it(client):
    membership = member_in_theme()
    client.force_login(membership.contribution.author)
    url = address("contest", membership.theme, membership.contribution.number)

    client.post(url, {"text": "  I meant farm wells.\x07"})

    page = client.get(membership.theme.get_absolute_url()).content.decode()
    assert membership.objections.get().body == "I meant farm wells."
    assert "I meant farm wells." in page


@pytest.mark.parametrize("text", ["", " \x00 ", LONG])
def test_an_objection_without_words_or_too_long_is_refused_beside_the_field(client, text):
    membership = member_in_theme()
    client.force_login(membership.contribution.author)

    page = client.post(
        address("contest", membership.theme, membership.contribution.number), {"text": text}
    )

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["text"])
    assert not membership.objections.exists()


def test_an_objection_that_comes_late_keeps_what_was_typed(client):
    membership = member_in_theme()
    Theme.objects.update(contest_until=timezone.localdate() - dt.timedelta(days=1))
    client.force_login(membership.contribution.author)

    page = client.post(
        address("contest", membership.theme, membership.contribution.number),
        {"text": "Farm wells."},
    )

    assert (page.status_code, membership.objections.exists()) == (422, False)
    assert "The days to say so are over." in page.content.decode()
    assert "Farm wells." in page.content.decode()


@pytest.mark.parametrize(("keep", "is_inside"), [("yes", True), ("no", False)])
def test_a_rapporteur_settles_an_objection(client, keep, is_inside):
    membership = member_in_theme()
    author = membership.contribution.author
    contest(viewer=viewer_of(author), **membership.about, text="No.")
    client.force_login(rapporteur_of(membership.theme.process))

    client.post(
        address("settlement", membership.theme, membership.contribution.number), {"keep": keep}
    )

    assert membership.is_inside == is_inside


def owed_words(**fields):
    words = ContributionFactory(**fields)
    ActivityTally.objects.filter(activity=words.activity).update(unanswered=1)
    return words


def answered(**fields):
    words = owed_words(**fields)
    member = OfficeHeadFactory(office__space=words.process.space)
    return words, publish(words, member)


def test_an_author_answers_back_by_account_and_then_reads_what_was_said(client):
    words, response = answered()
    words.receipt = a_receipt()
    words.save()
    client.force_login(words.author)
    hold(client, words.receipt)
    url = reverse("answers:rejoinder", args=[response.subject.code, *named(words)])
    receipt = reverse("contributions:receipt")
    before = client.get(receipt).content.decode()

    client.post(url, {"verdict": "unclear", "text": "What of farm wells?"})

    after = client.get(receipt).content.decode()
    assert (url in before, url in after) == (True, False)
    assert "What of farm wells?" in after


def test_a_receipt_answers_back_without_an_account_once(client):
    words, response = answered(author=None, receipt=a_receipt())
    hold(client, words.receipt)
    url = reverse("answers:rejoinder", args=[response.subject.code, *named(words)])

    client.post(url, {"verdict": "not_addressed", "text": "Farm wells?"})
    again = client.post(url, {"verdict": "addressed", "text": "Now it is."})

    assert [row.verdict for row in Rejoinder.objects.all()] == ["not_addressed"]
    assert again.status_code == 422
    assert "Now it is." in again.content.decode()


def objecting():
    """A page to object on, for the author, and how often they have."""
    membership = member_in_theme()
    url = address("contest", membership.theme, membership.contribution.number)
    return membership.contribution.author, url, membership.objections, {"text": "Farm wells."}


def answering_back():
    words, response = answered()
    url = reverse("answers:rejoinder", args=[response.subject.code, *named(words)])
    said = {"verdict": "unclear", "text": "Farm wells."}
    return words.author, url, response.rejoinders, said


both_forms = pytest.mark.parametrize("form", [objecting, answering_back])


@both_forms
def test_what_is_said_back_twice_in_the_same_words_is_said_once_and_answered_alike(client, form):
    author, url, rows, said = form()
    client.force_login(author)

    first, second = (client.post(url, said) for _ in range(2))

    assert (first.status_code, first["Location"]) == (302, second.get("Location"))
    assert rows.count() == 1


@both_forms
@pytest.mark.parametrize("is_held", [False, True])
def test_other_words_are_refused_beside_what_stands(client, form, is_held):
    author, url, rows, said = form()
    client.force_login(author)
    said["text"] += " Ask ana@example.org" if is_held else ""
    client.post(url, said)

    page = client.post(url, said | {"text": "Town wells."})

    text = page.content.decode()
    assert (page.status_code, rows.get().body) == (422, said["text"])
    assert "This is what you have said." in text
    assert said["text"] in text
    assert "Town wells." in text


def test_another_verdict_is_refused_beside_the_one_that_stands(client):
    author, url, rows, said = answering_back()
    client.force_login(author)
    client.post(url, said)

    page = client.post(url, said | {"verdict": "addressed"})

    assert (page.status_code, rows.get().verdict) == (422, "unclear")
    assert "<p>Partly, or it isn’t clear</p>" in page.content.decode().replace("&#x27;", "’")


def test_what_was_said_in_time_is_answered_when_it_is_said_again_too_late(client):
    author, url, rows, said = objecting()
    client.force_login(author)
    client.post(url, said)
    Theme.objects.update(contest_until=timezone.localdate() - dt.timedelta(days=1))

    again = client.post(url, said)

    assert (again.status_code, rows.count()) == (302, 1)


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"text": "Why?"}, ["verdict"]),
        ({"verdict": "maybe", "text": "Why?"}, ["verdict"]),
        ({"verdict": "unclear", "text": LONG}, ["text"]),
    ],
)
def test_answering_back_wrongly_is_told_beside_the_field(client, said, wrong):
    words, response = answered()
    client.force_login(words.author)

    page = client.post(
        reverse("answers:rejoinder", args=[response.subject.code, *named(words)]), said
    )

    assert (page.status_code, list(page.context["form"].errors)) == (422, wrong)
    assert said["text"] in page.content.decode()


def test_themes_are_merged_and_taken_apart_by_their_pages(client):
    a = ThemeFactory()
    b = ThemeFactory(process=a.process)
    client.force_login(rapporteur_of(a.process))

    client.post(address("merge", a), {"into": b.number})
    merged = Theme.objects.get(pk=a.pk).root_id
    client.post(address("separation", a))

    assert (merged, Theme.objects.get(pk=a.pk).root_id) == (b.pk, a.pk)


def test_merging_in_a_circle_is_told_on_the_form(client):
    a = ThemeFactory()
    b = ThemeFactory(process=a.process)
    person = rapporteur_of(a.process)
    merge_themes(viewer=viewer_of(person), theme=a, into=b)
    client.force_login(person)

    page = client.post(address("merge", a), {"into": b.number})

    assert page.status_code == 422
    assert "This theme is part of another one already." in page.content.decode()


def test_a_theme_is_tied_to_a_decision_and_each_page_shows_the_other(client):
    theme = ThemeFactory()
    decision = DecisionFactory(process=theme.process)
    client.force_login(rapporteur_of(theme.process))

    client.post(address("decision", theme), {"decision": decision.pk})

    assert decision.get_absolute_url() in client.get(theme.get_absolute_url()).content.decode()
    assert theme.get_absolute_url() in client.get(decision.get_absolute_url()).content.decode()


def test_a_decision_of_another_process_is_not_offered(client):
    theme = ThemeFactory()
    client.force_login(rapporteur_of(theme.process))

    page = client.post(address("decision", theme), {"decision": DecisionFactory().pk})

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["decision"])


def test_what_we_heard_is_written_published_and_talked_about(client):
    theme = ThemeFactory(summary={"en": "People want wells tested."})
    heard = [theme.process.slug]
    client.force_login(rapporteur_of(theme.process))

    client.post(reverse("themes:synthesis-new", args=heard), {"title_en": "First round"})
    added = {"section_en": "Outliers", "heard_es": "Una persona no quiere pruebas."}
    client.post(reverse("themes:paragraph-new", args=[*heard, 1]), added)
    client.post(reverse("themes:synthesis-publication", args=[*heard, 1]))
    synthesis = Synthesis.objects.get()
    paragraph = synthesis.paragraphs.earliest("position")
    discussion = paragraph.subject.discussion
    client.force_login(PersonFactory())
    talk = f"{synthesis.get_absolute_url()}?talk={paragraph.code}"
    page = client.get(talk).content.decode()
    client.post(
        reverse("contributions:discussion-comments", args=named(discussion)),
        {"body": "And springs?", "language": "en"},
    )

    assert [row.code for row in synthesis.paragraphs.all()] == ["1.1", "1.2"]
    assert 'lang="es"' in page
    assert [row.body for row in discussion.comments.all()] == ["And springs?"]


def test_a_published_paragraph_does_not_change_and_what_was_typed_stays(client):
    paragraph = ParagraphFactory(synthesis=SynthesisFactory())
    process = paragraph.synthesis.process
    client.force_login(rapporteur_of(process))
    url = reverse("themes:paragraph-edit", args=[process.slug, 1, paragraph.code])

    page = client.post(url, {"heard_en": "Something else."})

    assert page.status_code == 422
    assert "Something else." in page.content.decode()


def official(words):
    return OfficeHeadFactory(office__space=words.process.space)


def test_an_answer_in_spanish_alone_is_cleared_published_and_marked_as_spanish(client):
    words = owed_words()
    member = official(words)
    client.force_login(member.person)
    office = reverse("answers:office", args=[member.office.code])

    client.post(
        reverse("answers:new", args=named(words)),
        {"office": member.office.pk, "outcome": "adopted", "reasons_es": "Analizaremos los pozos."},
    )
    response = Response.objects.get()
    seen = {f"seen-{response.pk}": answer_mark(response)}
    client.post(office, {"act": "clear", "chosen": [response.pk], **seen})
    client.post(office, {"act": "publish", "chosen": [response.pk]})

    words.refresh_from_db()
    page = client.get(words.get_absolute_url(), follow=True).content.decode()
    said = page.index("Analizaremos los pozos.")
    assert 'lang="es"' in page[said - 200 : said]
    assert words.answered_at is not None


def test_only_offices_the_person_works_for_are_offered(client):
    words = ContributionFactory()
    member = official(words)
    other = OfficeFactory(space=words.process.space)
    client.force_login(member.person)
    url = reverse("answers:new", args=named(words))

    offered = list(client.get(url).context["form"].fields["office"].queryset)
    page = client.post(url, {"office": other.pk, "reasons_en": "Yes."})

    assert offered == [member.office]
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["office"])
    assert "Yes." in page.content.decode()


def test_those_who_theme_may_write_for_any_office(client):
    words = ContributionFactory()
    offices = OfficeFactory.create_batch(2, space=words.process.space)
    client.force_login(rapporteur_of(words.process))

    page = client.get(reverse("answers:new", args=named(words)))

    assert set(page.context["form"].fields["office"].queryset) == set(offices)


def test_an_answer_published_meanwhile_is_not_changed_and_what_was_typed_stays(client):
    _words, response = answered()
    client.force_login(response.cleared_by)

    page = client.post(
        reverse("answers:edit", args=[response.subject.code]), {"reasons_en": "Other words."}
    )

    assert page.status_code == 422
    assert "Other words." in page.content.decode()
    assert Response.objects.get().reasons.plain() == {"en": "Yes."}


def test_an_answer_is_given_to_somebody_of_the_office_alone(client):
    words = ContributionFactory()
    member = official(words)
    response = ResponseFactory(theme=None, contribution=words, office=member.office)
    client.force_login(member.person)
    url = reverse("answers:assignment", args=[response.subject.code])

    wrong = client.post(url, {"to": PersonFactory().pk, "due_on": "2030-01-31"})
    client.post(url, {"to": member.person.pk, "due_on": "2030-01-31"})

    response.refresh_from_db()
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["to"])
    assert (response.assigned_to, response.due_on) == (member.person, dt.date(2030, 1, 31))


def inbox(process, name):
    return reverse(f"answers:inbox-{name}", args=[process.slug])


def test_many_are_answered_after_a_preview_and_undone(client):
    words = ContributionFactory.create_batch(3, activity=ContributionFactory().activity)
    process = words[0].process
    office = OfficeFactory(space=process.space)
    client.force_login(rapporteur_of(process))
    chosen = {"chosen": [row.pk for row in words], "act": "answer"}

    seen = client.post(inbox(process, "preview"), chosen)
    said = {"office": office.pk, "outcome": "adopted", "reasons_fr": "Oui."}
    client.post(inbox(process, "choices"), {**chosen, **said})
    written = Response.objects.count()
    client.post(inbox(process, "undo"))

    assert "You chose 3 ideas" in seen.content.decode()
    assert (written, Response.objects.count()) == (3, 0)


def test_answering_many_wrongly_writes_none_and_keeps_what_was_typed(client):
    words = ContributionFactory.create_batch(2, activity=ContributionFactory().activity)
    process = words[0].process
    office = OfficeFactory(space=process.space)
    client.force_login(rapporteur_of(process))
    chosen = {"chosen": [row.pk for row in words], "act": "answer", "office": office.pk}

    page = client.post(
        inbox(process, "choices"), {**chosen, "outcome": "deferred", "reasons_en": "Next year."}
    )

    assert (page.status_code, Response.objects.count()) == (422, 0)
    assert "Next year." in page.content.decode()


def test_a_new_theme_from_the_inbox_has_a_title_in_each_language(client):
    words = ContributionFactory()
    client.force_login(rapporteur_of(words.process))
    action = {"chosen": [words.pk], "act": "new"}

    empty = client.post(inbox(words.process, "choices"), {**action, "summary_en": "Kept."})
    said = {"title_en": "Test the wells", "title_es": "Analicen los pozos"}
    client.post(inbox(words.process, "choices"), {**action, **said})

    theme = Theme.objects.get()
    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["title"])
    assert "Kept." in empty.content.decode()
    assert theme.title.plain() == {"en": "Test the wells", "es": "Analicen los pozos"}
    assert gathered().get().source_id == words.pk


@pytest.mark.parametrize("asked", ["agua", "ÁGUA", "água"])
def test_words_are_found_whatever_their_accents_and_capitals(client, asked):
    activity = ContributionFactory(body="Buses", title="Buses").activity
    found = [
        ContributionFactory(activity=activity, title="", body=body)
        for body in ("Queremos agua", "ÁGUA LIMPA")
    ]
    client.force_login(rapporteur_of(activity.process))

    page = client.get(reverse("answers:inbox", args=[activity.process.slug]), {"q": asked})

    assert [row for row, _ in page.context["rows"]] == found


def test_the_work_of_an_office_goes_on_on_a_second_page(client, monkeypatch):
    monkeypatch.setattr("accord.answers.views.answers.PAGE", 2)
    words = ContributionFactory()
    member = official(words)
    rows = [
        ResponseFactory(theme=None, contribution=words, office=member.office, number=number)
        for number in (1, 2, 3)
    ]
    client.force_login(member.person)
    url = reverse("answers:office", args=[member.office.code])

    first = client.get(url).context
    second = client.get(url + first["older_url"]).context

    shown = [[row for _, _, group in page["groups"] for row in group] for page in (first, second)]
    assert shown == [rows[:2], rows[2:]]


def test_a_hidden_idea_cannot_be_answered_by_guessing_its_number(client):
    words = ContributionFactory(author=None)
    Contribution.objects.update(hidden_at=timezone.now())
    client.force_login(AppointmentFactory(process=words.process, role="rapporteur").person)

    page = client.get(reverse("answers:new", args=named(words)))

    assert page.status_code == 404
