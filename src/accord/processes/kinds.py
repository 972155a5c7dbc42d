"""The kinds of things that a process is made of."""

from django.utils.translation import gettext_lazy as _

from accord.processes import proofs
from accord.processes.models import Activity, DateChange, Phase, Process, Timeline
from accord.processes.rules import (
    is_activity_visible,
    is_date_change_visible,
    is_process_visible,
    lies_in_visible_process,
)
from accord.record.kinds import Kind, Proof, register_kind


def declare() -> None:
    register_kind(
        Kind(
            "process",
            Process,
            _("process"),
            visible=is_process_visible,
            proof=Proof(
                version=1,
                canonical=proofs.canonical_process,
                was_shown=lambda process: process.is_public,
                shown_by=lambda process: process,
            ),
        )
    )
    register_kind(
        Kind(
            "phase",
            Phase,
            _("phase"),
            within=("process",),
            visible=lies_in_visible_process,
            related=("process",),
            proof=Proof(
                version=1,
                canonical=proofs.canonical_phase,
                was_shown=proofs.process_was_shown,
                shown_by=proofs.process_of,
                in_public=proofs.process_was_shown,
                queryset=lambda: Phase.objects.select_related("process"),
            ),
        )
    )
    register_kind(
        Kind(
            "activity",
            Activity,
            _("activity"),
            within=("process",),
            visible=is_activity_visible,
            related=("process",),
            proof=Proof(
                version=1,
                canonical=proofs.canonical_activity,
                was_shown=proofs.activity_was_shown,
                shown_by=proofs.process_of,
                queryset=lambda: Activity.objects.select_related("process"),
            ),
        )
    )
    register_kind(
        Kind(
            "date-change",
            DateChange,
            _("change of a date"),
            visible=is_date_change_visible,
            related=("phase__process", "activity__process"),
            proof=Proof(
                version=1,
                canonical=proofs.canonical_date_change,
                was_shown=proofs.date_was_shown,
                shown_by=proofs.process_of_date,
                in_public=proofs.date_was_shown,
                queryset=lambda: DateChange.objects.select_related(
                    "phase__process", "activity__process"
                ),
            ),
        )
    )
    register_kind(
        Kind(
            "timeline",
            Timeline,
            _("timeline"),
            visible=lies_in_visible_process,
            related=("process",),
            proof=Proof(
                version=1,
                canonical=proofs.canonical_timeline,
                was_shown=proofs.process_was_shown,
                shown_by=proofs.process_of,
                in_public=proofs.process_was_shown,
                queryset=lambda: Timeline.objects.select_related("process"),
            ),
        )
    )
