"""What the pages of a commitment show: its clauses by field, its versions, its milestones."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from accord.plans.models import (
    ActionPlan,
    Clause,
    ClauseText,
    Commitment,
    CommitmentVersion,
    Lead,
    TemplateField,
)
from accord.ui.texts import LocalizedText

# Of the official form, what stands folded away at the end of the page.
FOLDED = {"who", "values", "extra"}


@dataclass(frozen=True)
class ClauseWords:
    clause: Clause
    text: LocalizedText

    @property
    def is_numbered(self) -> bool:
        return self.clause.is_numbered


@dataclass(frozen=True)
class FieldWords:
    """One field of the form with the words that stand in it."""

    key: str
    group: str
    label: LocalizedText
    help: LocalizedText
    kind: str
    is_required: bool = False
    word_limit: int | None = None
    clauses: list[ClauseWords] = field(default_factory=list)

    @property
    def is_folded(self) -> bool:
        return self.group in FOLDED


def clause_words(version: CommitmentVersion) -> list[ClauseWords]:
    """The clauses of a version in their order, each with its words in all languages."""
    rows = ClauseText.objects.filter(version=version).select_related("clause")
    texts: dict[Clause, dict[str, str]] = {}
    for row in rows.order_by("clause__position", "clause_id"):
        texts.setdefault(row.clause, {})[row.language] = row.text
    return [ClauseWords(clause, LocalizedText(words)) for clause, words in texts.items()]


def field_words(plan: ActionPlan, clauses: Iterable[ClauseWords]) -> list[FieldWords]:
    """The form's fields in order, empty ones too; words under a field the form lacks come last."""
    by_field: dict[str, list[ClauseWords]] = {}
    for words in clauses:
        by_field.setdefault(words.clause.field, []).append(words)
    fields = [filled(entry, by_field.pop(entry.key, [])) for entry in plan.template.fields.all()]
    for key, found in by_field.items():
        fields.append(
            FieldWords(
                key,
                "other",
                LocalizedText(),
                LocalizedText(),
                TemplateField.Kind.PROSE,
                clauses=found,
            )
        )
    return fields


def filled(entry: TemplateField, clauses: list[ClauseWords]) -> FieldWords:
    return FieldWords(
        key=entry.key,
        group=entry.group,
        label=entry.label,
        help=entry.help,
        kind=entry.kind,
        is_required=entry.is_required,
        word_limit=entry.word_limit,
        clauses=clauses,
    )


def leads_of(commitment: Commitment) -> list[Lead]:
    return list(commitment.leads.select_related("office"))


def readable_versions(commitment: Commitment, *, drafts: bool) -> list[CommitmentVersion]:
    """Newest first. The one being worked on is for those who draft, once another is frozen."""
    versions = list(commitment.versions.order_by("-number"))
    if drafts or all(version.frozen_at is None for version in versions):
        return versions
    return [version for version in versions if version.frozen_at is not None]


@dataclass(frozen=True)
class ClauseInVersion:
    version: CommitmentVersion
    text: LocalizedText
    is_new: bool


def clause_history(clause: Clause, versions: Iterable[CommitmentVersion]) -> list[ClauseInVersion]:
    """The clause's words in each of these versions that has it, newest first.

    `is_new` marks the versions in which the words were not those of the version before.
    """
    texts: dict[int, dict[str, str]] = {}
    readable = list(versions)
    rows = ClauseText.objects.filter(clause=clause, version__in=readable)
    for row in rows.order_by("language"):
        texts.setdefault(row.version_id, {})[row.language] = row.text
    found: list[ClauseInVersion] = []
    before: LocalizedText | None = None
    for version in sorted(readable, key=lambda one: one.number):
        now = LocalizedText(texts[version.pk]) if version.pk in texts else None
        if now is not None:
            found.append(ClauseInVersion(version, now, is_new=now != before))
        before = now
    return found[::-1]
