"""Whether words are answered is known above; whoever changes what they are part of says so here."""

from collections.abc import Callable, Collection

Settle = Callable[[Collection[int]], None]
_settlers: dict[str, Settle] = {}


def register_settler(owner: str, settle: Settle) -> None:
    """`settle` makes true what is counted of these words; part of the action that calls it."""
    if owner in _settlers:
        raise ValueError(f"{owner!r} settles already what is answered")
    _settlers[owner] = settle


def settle(contribution_ids: Collection[int]) -> None:
    for each in _settlers.values():
        each(contribution_ids)
