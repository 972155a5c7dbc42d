"""What the worker does by the clock for answers and themes, done now."""

from accord.answers.periodic import settle_closed
from accord.themes.periodic import count_changed


def follow():
    """How many activities and processes were looked at."""
    return settle_closed() + count_changed()
