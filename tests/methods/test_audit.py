import hashlib
import json
from fractions import Fraction

import numpy as np
import pytest

from accord.methods.audit import Audit, Tie, hash_arrays, hash_bytes


def an_audit(**changes) -> Audit:
    return Audit(**{"method": "budget", "rule": "greedy", "version": "1", **changes})


def test_a_file_has_the_fingerprint_that_sha256sum_prints():
    assert hash_bytes([b"voter", b"", b",vote\n"]) == hashlib.sha256(b"voter,vote\n").hexdigest()


def test_numbers_that_differ_in_type_shape_or_value_have_other_fingerprints():
    base = np.arange(6, dtype=np.int32)
    others = [base.astype(np.int64), base.reshape(2, 3), base[::-1], base[:0], base + 1]

    prints = {hash_arrays(base), *(hash_arrays(other) for other in others)}

    assert len(prints) == 6


def test_where_an_array_ends_counts():
    first, second = np.array([1, 2, 3], np.int8), np.array([], np.int8)

    assert hash_arrays(first[:2], first[2:]) != hash_arrays(first, second)


def test_byte_order_of_the_machine_does_not_matter():
    numbers = np.array([1, 2, 300], dtype="<i4")

    assert hash_arrays(numbers) == hash_arrays(numbers.astype(">i4"))


def test_the_record_goes_through_json_and_keeps_fractions_exact():
    tie = Tie(where="round 1", between=("a", "b"), taken="a", broken_by="lower cost")
    audit = an_audit(parameters={"share": Fraction(1, 3)}, inputs={"votes": "ab"}, ties=(tie,))

    written = json.loads(json.dumps(audit.as_json()))

    assert written == {
        "method": "budget",
        "rule": "greedy",
        "version": "1",
        "parameters": {"share": "1/3"},
        "inputs": {"votes": "ab"},
        "ties": [
            {"where": "round 1", "between": ["a", "b"], "taken": "a", "broken_by": "lower cost"}
        ],
    }


def test_the_fingerprint_ignores_the_order_of_names_and_nothing_else():
    audit = an_audit(parameters={"a": 1, "b": 2})

    assert audit.fingerprint() == an_audit(parameters={"b": 2, "a": 1}).fingerprint()
    assert audit.fingerprint() != an_audit(parameters={"a": 1, "b": 3}).fingerprint()


def test_a_number_that_is_none_has_no_fingerprint():
    with pytest.raises(ValueError, match="JSON"):
        an_audit(parameters={"a": float("nan")}).fingerprint()
