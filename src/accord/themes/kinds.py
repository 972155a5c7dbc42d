"""The kinds of things that are made of what people said."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accord.contributions.proofs import base_form, in_public, was_read
from accord.record.kinds import Kind, Proof, register_kind
from accord.themes import proofs
from accord.themes.models import Objection, Paragraph, Synthesis, Theme
from accord.themes.moderation import objections
from accord.themes.rules import (
    is_objection_visible,
    is_paragraph_visible,
    is_synthesis_visible,
    is_theme_visible,
    may_sort,
)


def declare() -> None:
    register_kind(
        Kind(
            "theme",
            Theme,
            _("theme"),
            within=("process",),
            short=lambda theme: _("Theme %(number)s") % {"number": theme.number},
            listed=lambda theme: (reverse("themes:list", args=[theme.process.slug]), _("Themes")),
            visible=is_theme_visible,
            related=("process__subject", "root__subject", "root__process"),
            station="heard",
            tied_by=may_sort,
            proof=Proof(
                version=2,
                canonical=proofs.theme_form,
                was_shown=lambda theme: theme.published_at is not None and theme.process.is_public,
                shown_by=lambda theme: theme.process,
                queryset=lambda: Theme.objects.select_related("process", "merged_into"),
            ),
        )
    )
    register_kind(
        Kind(
            "synthesis",
            Synthesis,
            _("what we heard"),
            within=("process",),
            visible=is_synthesis_visible,
            related=("process",),
            proof=Proof(
                version=1,
                canonical=proofs.synthesis_form,
                was_shown=proofs.synthesis_was_shown,
                shown_by=lambda synthesis: synthesis.process,
                in_public=proofs.synthesis_was_shown,
                queryset=lambda: Synthesis.objects.select_related("process").prefetch_related(
                    "paragraphs"
                ),
            ),
        )
    )
    register_kind(
        Kind(
            "paragraph",
            Paragraph,
            _("paragraph"),
            within=("synthesis",),
            visible=is_paragraph_visible,
            related=("synthesis__process",),
            station="heard",
            part_of="synthesis",
            is_discussed=True,
            talk_address=talk_address,
        )
    )
    register_kind(
        Kind(
            "objection",
            Objection,
            _("objection"),
            visible=is_objection_visible,
            proof=Proof(
                version=1,
                canonical=base_form,
                was_shown=was_read,
                shown_by=lambda words: words.process,
                in_public=in_public,
                queryset=objections,
            ),
        )
    )


def talk_address(paragraph: Paragraph) -> str:
    return f"{paragraph.synthesis.get_absolute_url()}?talk={paragraph.code}"
