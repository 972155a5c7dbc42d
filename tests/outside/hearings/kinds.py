from django.utils.translation import gettext_lazy as _

from accord.record.kinds import Kind, Proof, register_kind
from hearings.models import Hearing
from hearings.rules import holds_hearing, is_hearing_visible


def declare():
    register_kind(
        Kind(
            "hearing",
            Hearing,
            _("hearing"),
            visible=is_hearing_visible,
            related=("process",),
            station="heard",
            tied_by=holds_hearing,
            is_discussed=True,
            proof=Proof(
                version=1,
                canonical=hearing_form,
                was_shown=was_shown,
                shown_by=lambda hearing: hearing.process,
                in_public=was_shown,
                queryset=lambda: Hearing.objects.select_related("process"),
            ),
        )
    )


def hearing_form(hearing):
    return {
        "process": hearing.process.slug,
        "number": hearing.number,
        "title": hearing.title.plain(),
        "held_on": hearing.held_on.isoformat(),
    }


def was_shown(hearing):
    return hearing.published_at is not None and hearing.process.is_public
