from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accord.answers.actions import Answer
from accord.answers.actions.responses import End
from accord.answers.models import NOT_TAKEN_UP, NextStep, Obstacle, Outcome, Rejoinder
from accord.answers.pending_answers import owed_words
from accord.contributions.models import Contribution
from accord.forum.models import Decision
from accord.organisations.models import Office
from accord.organisations.roles import OFFICE_ROLES
from accord.people.models import Person
from accord.plans.models import Clause, ClauseText, Commitment, CommitmentVersion, MilestoneText
from accord.processes.models import Process
from accord.record.kinds import kind_named
from accord.record.models import Assignment
from accord.record.rules import may
from accord.record.viewer import Viewer
from accord.themes.models import Theme
from accord.ui.choices import GroupedChoices
from accord.ui.days import DayField
from accord.ui.numbers import as_number, as_numbers
from accord.ui.texts import LocalizedText, TextFormField
from accord.ui.words import HeldWordsField

SHOWN = 110  # letters of a clause, enough to know it by

Choices = list[tuple[str, str]]


def end_choices(process: Process, viewer: Viewer) -> list[tuple[str, Choices]]:
    """What an answer of this process may point at, by its heading: decisions, and each promise.

    Only what the viewer may see: offices answer while plans are still being written.
    """
    found = Decision.objects.visible_to(viewer).within(process, process.forum_id)
    decisions = [(f"decision:{row.pk}", str(row.title)) for row in found]
    groups: list[tuple[str, Choices]] = [(_now("Decisions"), decisions)] if decisions else []
    commitments = Commitment.objects.visible_to(viewer).filter(plan__process=process)
    clauses, milestones = newest_clauses(process, viewer), newest_milestones(process, viewer)
    for row in commitments.order_by("position", "pk"):
        whole = (f"commitment:{row.pk}", _now("The whole promise"))
        parts = [*clauses.get(row.pk, []), *milestones.get(row.pk, [])]
        groups.append((f"{row.code} {row.title}", [whole, *parts]))
    return groups


def seen_versions(process: Process, viewer: Viewer) -> "QuerySet[CommitmentVersion]":
    """What the viewer reads; rapporteurs tie answers to words that are still being written."""
    of_process = Q(commitment__plan__process=process)
    if may(viewer, "themes.sort", process):
        return CommitmentVersion.objects.filter(of_process)
    return CommitmentVersion.objects.visible_to(viewer).filter(of_process)


def newest_clauses(process: Process, viewer: Viewer) -> dict[int, Choices]:
    """By commitment: each clause as it reads in its newest version, in the reader's language."""
    texts = ClauseText.objects.filter(version__in=seen_versions(process, viewer))
    texts = texts.order_by("clause__position", "clause_id", "version__number")
    found: dict[Clause, dict[str, str]] = {}
    for text in texts.select_related("clause"):
        found.setdefault(text.clause, {})[text.language] = text.text
    choices: dict[int, Choices] = {}
    for clause, words in found.items():
        named = f"{clause.code} {shortened(LocalizedText(words))}"
        choices.setdefault(clause.commitment_id, []).append((f"clause:{clause.pk}", named))
    return choices


def newest_milestones(process: Process, viewer: Viewer) -> dict[int, Choices]:
    texts = MilestoneText.objects.filter(version__in=seen_versions(process, viewer))
    texts = texts.order_by("milestone__position", "milestone_id", "version__number")
    newest = {row.milestone: row.title for row in texts.select_related("milestone")}
    choices: dict[int, Choices] = {}
    for part, title in newest.items():
        named = f"{part.code} {shortened(title)}"
        choices.setdefault(part.commitment_id, []).append((f"milestone:{part.pk}", named))
    return choices


def shortened(text: LocalizedText) -> str:
    return Truncator(str(text)).chars(SHOWN)


class EndsField(forms.MultipleChoiceField):
    """Ends to choose from; what an answer is tied to already may be sent without being offered."""

    tied: Collection[str] = ()

    def valid_value(self, value: object) -> bool:
        return value in self.tied or super().valid_value(value)


class AnswerForm(forms.Form):
    """An answer as a draft; only why not is demanded already."""

    office = forms.ModelChoiceField(
        Office.objects.none(), label=_("Which office answers?"), empty_label=_("Choose an office")
    )
    outcome = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[("", _("Not decided yet")), *Outcome.choices],
        required=False,
    )
    obstacle = forms.ChoiceField(
        label=_("What stands in the way?"),
        help_text=_("Needed when it isn’t taken up now."),
        choices=[("", _("Nothing")), *Obstacle.choices],
        required=False,
    )
    next_step = forms.ChoiceField(
        label=_("What happens next?"),
        choices=[("", _("Not said")), *NextStep.choices],
        required=False,
    )
    due_on = DayField(label=_("Answer due on"), required=False)
    links = EndsField(
        label=_("What came of it"),
        help_text=_("A decision, a promise, its words or a milestone."),
        required=False,
        widget=GroupedChoices,
    )

    def __init__(
        self,
        *args: Any,
        process: Process,
        offices: "QuerySet[Office]",
        viewer: Viewer,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)  # noqa: S101 - narrows for the type checker
        office.queryset = offices
        if offices.count() == 1:  # nothing to choose
            office.empty_label = None
        links = self.fields["links"]
        assert isinstance(links, EndsField)  # noqa: S101 - as above
        self.ends = end_choices(process, viewer)
        links.choices = self.ends
        links.tied = self.initial.get("links", ())
        if not self.ends:  # an empty box to choose from helps nobody
            del self.fields["links"]
        self.fields["reasons"] = TextFormField(
            languages=process.space.language_choices,
            long=True,
            required=False,
            label=_("The answer, and why"),
            help_text=_("One language is enough; it’s marked where it isn’t the reader’s."),
        )
        self.order_fields(["office", "outcome", "obstacle", "reasons", "next_step", "links"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") in NOT_TAKEN_UP and not data.get("obstacle"):
            self.add_error(
                "obstacle", _("Say what stands in the way: people need to know why not.")
            )
        return data

    def answer(self) -> Answer:
        data = self.cleaned_data
        return Answer(
            outcome=data["outcome"],
            obstacle=data["obstacle"],
            next_step=data["next_step"],
            reasons=data["reasons"],
            due_on=data["due_on"],
            links=[_end(choice) for choice in data.get("links", [])],
            offered=self.offered(),
        )

    def offered(self) -> set[int]:
        """The keys of the ends that could be chosen."""
        return {_key(choice) for _heading, choices in self.ends for choice, _name in choices}


def _end(choice: str) -> End:
    kind = choice.partition(":")[0]
    return kind_named(kind).model._default_manager.get(pk=_key(choice))


def _key(choice: str) -> int:
    return int(choice.partition(":")[2])


@dataclass(frozen=True)
class Choice:
    """What a person is about to do with the words they chose."""

    act: str
    words: list[Contribution]
    theme: Theme | None


class ChoiceForm(forms.Form):
    """Which words were chosen in the inbox, and for what. Nothing of it is typed."""

    ACTS = ("theme", "new", "answer")
    MOST = 100

    act = forms.CharField(required=False)
    number = forms.CharField(required=False)

    def __init__(self, data: QueryDict, *, process: Process) -> None:
        super().__init__(data)
        self.process, self.chosen = process, data.getlist("chosen")[: self.MOST]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        act, number = data.get("act", ""), as_number(data.get("number", "")) or 0
        found = owed_words(self.process).filter(pk__in=as_numbers(self.chosen))
        words = list(found.order_by("pk"))
        theme = (
            self.process.themes.roots().filter(number=number).first() if act == "theme" else None
        )
        if not words:
            raise forms.ValidationError(_("Choose at least one idea first."))
        if act not in self.ACTS:
            raise forms.ValidationError(_("Choose what to do with them."))
        if act == "theme" and theme is None:
            raise forms.ValidationError(_("Choose a theme to put them in."))
        return {**data, "choice": Choice(act, words, theme if act == "theme" else None)}

    @property
    def choice(self) -> Choice | None:
        return self.cleaned_data.get("choice") if self.is_valid() else None


class DraftForm(AnswerForm):
    """An answer that is there already; with what it said when the page was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)


class AssignmentForm(forms.Form):
    to = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who writes it?"),
        empty_label=_("Nobody yet"),
        required=False,
    )
    due_on = DayField(label=_("Answer due on"), required=False)

    def __init__(self, *args: Any, office: Office | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)  # noqa: S101 - narrows for the type checker
        members = Assignment.objects.current().filter(
            role__in=OFFICE_ROLES, scope=office.pk if office else None
        )
        to.queryset = Person.objects.filter(pk__in=members.values("person")).order_by("pk")


class RejoinderForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Does this answer what you asked?"),
        choices=Rejoinder.Verdict.choices,
        widget=forms.RadioSelect,
    )
    text = HeldWordsField(
        label=_("What is missing?"),
        help_text=_("Everybody can read it beside the answer, without your name."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"dir": "auto"}),
    )
