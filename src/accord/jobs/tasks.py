"""Work for later: a function that the worker calls with ids once the transaction that asks is in.

    @task()
    def send(viewer, *, letter: int) -> None: ...

    later(send, viewer=viewer, letter=letter.pk)

What is queued is rolled back with the transaction that queues it. Only ids travel: rights may have
changed by the time it runs, so the viewer is made anew, in the space's zone and in the language of
the page that asked. How, the part registers that knows viewers (`register_viewers`).
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.utils import translation
from django_tasks import task as queued
from django_tasks.base import Task

from accord.errors import AccordError
from accord.ui.request_ids import request_id

# The lanes of a worker. It does the short tasks itself and the long ones beside them, so that
# nobody's letter waits for somebody's export.
SHORT, LONG = 0, -50
MOST_TRIES = 8

Ids = Mapping[str, Any]
Describe = Callable[[Any], Ids]
Restore = Callable[[Ids], AbstractContextManager[Any]]


@dataclass
class Viewers:
    describe: Describe | None = None
    restore: Restore | None = None


_viewers = Viewers()
_tries: dict[str, int] = {}
_given_up: dict[str, Callable[..., object]] = {}


def register_viewers(describe: Describe, restore: Restore) -> None:
    """`describe` gives a viewer's ids; `restore` a context with the viewer, and all that is theirs.

    `restore` raises an `AccordError` where who asked, or the place, is no more.
    """
    if _viewers.describe is not None:
        raise ValueError("viewers have an owner already")
    _viewers.describe, _viewers.restore = describe, restore


def task(
    *,
    tries: int = MOST_TRIES,
    lane: int = SHORT,
    refused: Callable[..., object] | None = None,
    given_up: Callable[..., object] | None = None,
) -> Callable[[Callable[..., object]], Task[..., object]]:
    """Make a function of a module a task; it is tried so often where a failure may pass.

    `refused` is called in its place, with the refusal and the ids, where nobody asks any more.
    `given_up` is called with the ids when the task has failed for good, in the same transaction, so
    that what the task was about never waits for it any more.
    """

    def made(function: Callable[..., object]) -> Task[..., object]:
        @wraps(function)
        def run(*, asked: dict[str, Any] | None = None, **ids: Any) -> object:
            with ExitStack() as stack:
                stack.enter_context(translation.override(language_of(asked or {})))
                try:
                    viewer = stack.enter_context(viewer_of(asked or {}))
                except AccordError as refusal:
                    if refused is None:
                        raise
                    return refused(refusal, **ids)
                return function(viewer, **ids)

        found: Task[..., object] = queued(priority=lane)(run)
        _tries[found.module_path] = tries
        if given_up is not None:
            _given_up[found.module_path] = given_up
        return found

    return made


def tries_of(task_path: str) -> int:
    return _tries.get(task_path, MOST_TRIES)


def tell_given_up(task_path: str, kwargs: Ids) -> None:
    if (given_up := _given_up.get(task_path)) is not None:
        given_up(**{name: value for name, value in kwargs.items() if name != "asked"})


def later(work: Task[..., object], *, viewer: Any = None, **ids: Any) -> str:
    """Queue it, in the transaction that is open; the id of the task."""
    asked: dict[str, Any] = {"language": translation.get_language(), "request": request_id.get()}
    if viewer is not None:
        asked["viewer"] = describe(viewer)
    return str(work.enqueue(asked=asked, **ids).id)


def describe(viewer: Any) -> Ids:
    if _viewers.describe is None:
        raise LookupError("nobody says what a viewer's ids are")
    return _viewers.describe(viewer)


def language_of(asked: Ids) -> str:
    """That of the page that asked."""
    language = asked.get("language")
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


@contextmanager
def under_its_request(kwargs: Ids) -> Iterator[None]:
    """All that is said meanwhile, by the worker too, has the id of the request that queued it."""
    asked = kwargs.get("asked") or {}
    token = request_id.set(asked.get("request") or "")
    try:
        yield
    finally:
        request_id.reset(token)


def viewer_of(asked: Ids) -> AbstractContextManager[Any]:
    """Who asked, as they are now; nobody where nobody was named."""
    if (ids := asked.get("viewer")) is None:
        return nullcontext()
    if _viewers.restore is None:
        raise LookupError("nobody says who a viewer is")
    return _viewers.restore(ids)
