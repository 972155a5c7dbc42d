"""Errors that a person can be told about. The message is for that person, in their language."""

from django.utils.functional import Promise


class AccordError(Exception):
    """Something a person did can't be done; `status` is the page's answer."""

    status = 400

    def __init__(self, message: "str | Promise") -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(AccordError):
    """This person may not do this."""

    status = 403


class TooOften(AccordError):
    """It may be done again after a while."""

    status = 429


class Conflict(AccordError):
    """It was allowed, but things have moved on: closed, answered, adopted, taken."""

    status = 409


class ChangedMeanwhile(Conflict):
    """Somebody else saved other words first; saving again may replace them."""
