"""Questions that code declares: those of a type of activity, or of a form such as a report."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class DeclaredQuestion:
    """A question of ours. Its words come from the catalogues.

    `stored_as` says where its answer is kept, as a path from the thing that is answered for
    (`title`, `idea.place`); such answers have no rows here. `on_paper` is what a printed form asks
    where that needs other words. `may_be_reworded`: a planner may put it in their own words.
    `stands_at_check`: it is asked on the page on which people check what they wrote.
    """

    code: str
    kind: str
    text: "str | Promise"
    hint: "str | Promise" = ""
    is_required: bool = True
    max_length: int | None = None
    rows: int | None = None
    stored_as: str = ""
    on_paper: "str | Promise" = ""
    refusal: "str | Promise" = ""
    may_be_reworded: bool = False
    stands_at_check: bool = False
