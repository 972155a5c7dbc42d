"""What a result says about how it came to be, so that anyone can do it again and compare.

A published number is only as good as the way back from it. Every result of `methods` carries an
`Audit`: which rule, in which version, with which parameters, on which inputs, and every tie that
was met and how it was broken. Whoever has the same inputs checks their fingerprints, runs the same
rule and must get the same result.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Value: TypeAlias = str | int | float | bool | Fraction | None


@dataclass(frozen=True, kw_only=True)
class Tie:
    """Two or more that the rule itself could not tell apart.

    Attributes:
        where: the step at which it happened, such as "round 3".
        between: what was tied, by its public name, in the order met.
        taken: what went first.
        broken_by: the published rule that decided, such as "most votes, then lower cost".
    """

    where: str
    between: tuple[str, ...]
    taken: str
    broken_by: str


@dataclass(frozen=True, kw_only=True)
class Audit:
    """All that is needed to derive a result again.

    Attributes:
        method: the family, such as "opinion".
        rule: the rule in it, in a few words.
        version: of the rule; it changes whenever the same inputs could give another result.
        parameters: every number that the result depends on, seeds too.
        inputs: name of each input and the SHA-256 of its content, 64 hexadecimal digits.
        ties: met on the way, in the order met.
    """

    method: str
    rule: str
    version: str
    parameters: Mapping[str, Value] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)
    ties: tuple[Tie, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The record in types that JSON has; a fraction becomes "1/3", so nothing is rounded."""
        return {
            "method": self.method,
            "rule": self.rule,
            "version": self.version,
            "parameters": {name: plain(value) for name, value in self.parameters.items()},
            "inputs": dict(self.inputs),
            "ties": [
                {
                    "where": tie.where,
                    "between": list(tie.between),
                    "taken": tie.taken,
                    "broken_by": tie.broken_by,
                }
                for tie in self.ties
            ],
        }

    def fingerprint(self) -> str:
        """Name this record in 64 hexadecimal digits, to print beside a result or in a log."""
        text = json.dumps(self.as_json(), sort_keys=True, ensure_ascii=False, allow_nan=False)
        return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Value) -> str | int | float | bool | None:
    """Write a value so that JSON keeps all of it: a fraction as text."""
    return str(value) if isinstance(value, Fraction) else value


def hash_bytes(parts: Iterable[bytes]) -> str:
    """Fingerprint a file, read in pieces of any size.

    Args:
        parts: the content, in order.

    Returns:
        64 hexadecimal digits, the same however it was cut: those that `sha256sum FILE` prints.
    """
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def hash_arrays(*arrays: npt.NDArray[Any]) -> str:
    """Fingerprint numbers in memory.

    Type and shape go in as well, and numbers in little-endian order, so that every machine
    gets the same and no two different inputs look alike.

    Args:
        arrays: numbers of any type and shape.

    Returns:
        64 hexadecimal digits.
    """
    digest = hashlib.sha256()
    for array in arrays:
        plain_order = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
        digest.update(f"{plain_order.dtype.str}{array.shape}".encode())
        digest.update(plain_order.data.cast("B") if plain_order.size else b"")
    return digest.hexdigest()
