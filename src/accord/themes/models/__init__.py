from accord.themes.models.syntheses import Paragraph, Synthesis
from accord.themes.models.themes import Objection, Theme, ThemeQuerySet

__all__ = ["Objection", "Paragraph", "Synthesis", "Theme", "ThemeQuerySet"]
