"""Numbers as they come in addresses and forms: anything may be typed there."""

LARGEST = 2**63 - 1  # that a column holds


def as_number(text: str) -> int | None:
    """The whole number this says; None where it says none, or one that no row can have."""
    if not (text.isascii() and text.isdigit() and len(text) <= 19):
        return None
    number = int(text)
    return number if number <= LARGEST else None


def as_numbers(texts: list[str]) -> list[int]:
    """Those that are numbers."""
    return [number for text in texts if (number := as_number(text)) is not None]
