from accord.responses.models.answers import (
    NOT_TAKEN_UP,
    NextStep,
    Obstacle,
    Outcome,
    Rejoinder,
    Response,
    ResponseQuerySet,
)
from accord.responses.models.syntheses import Paragraph, Synthesis
from accord.responses.models.themes import (
    Objection,
    Theme,
    ThemeQuerySet,
)

__all__ = [
    "NOT_TAKEN_UP",
    "NextStep",
    "Objection",
    "Obstacle",
    "Outcome",
    "Paragraph",
    "Rejoinder",
    "Response",
    "ResponseQuerySet",
    "Synthesis",
    "Theme",
    "ThemeQuerySet",
]
