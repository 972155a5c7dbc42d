"""What is kept aside in the cache, where work must go on though the cache is away."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

logger = logging.getLogger(__name__)


@contextmanager
def cache_may_be_away() -> Iterator[None]:
    """What is done inside is left out where the cache doesn't answer: only calls of the cache."""
    try:
        yield
    except Exception as error:  # each store (Redis, a table) has errors of its own
        logger.warning("The cache doesn’t answer", exc_info=error)
