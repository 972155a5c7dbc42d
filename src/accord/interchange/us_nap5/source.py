"""What the source says, checked row by row before anything is written."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class Round:
    """What was reported for one sub-commitment at one time."""

    period: str
    text: str
    evidence: str
    links: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SubCommitment:
    code: str
    text: str
    lead: str
    status: str
    rounds: tuple[Round, ...]


@dataclass(frozen=True)
class SourceCommitment:
    code: str
    title: str
    section: str
    clauses: tuple[str, ...]
    parts: tuple[SubCommitment, ...]


@dataclass(frozen=True)
class Pair:
    """What was heard, and the answer to it."""

    code: str
    section: str
    heard: str
    response: str


@dataclass(frozen=True)
class SourcePlan:
    title: str
    starts_on: dt.date
    ends_on: dt.date
    origin: str
    commitments: tuple[SourceCommitment, ...]
    pairs: tuple[Pair, ...]

    @property
    def periods(self) -> list[str]:
        rounds = (turn for one in self.commitments for part in one.parts for turn in part.rounds)
        return sorted({turn.period for turn in rounds})

    @property
    def parts(self) -> list[SubCommitment]:
        return [part for one in self.commitments for part in one.parts]
