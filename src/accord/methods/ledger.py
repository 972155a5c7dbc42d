"""A list that can only grow, and short proofs that it did: the Merkle tree of RFC 6962.

Nobody has to trust the keeper of such a list. Whoever once wrote down its root (32 bytes) can tell
later whether anything before that was changed, removed or moved, and whoever holds one entry can
check that it is in the list with a few hashes instead of all entries.

Hashes are `bytes` of length 32 (SHA-256). Entries count from 0. A *range* `(start, end)` stands for
the subtree over the entries start … end - 1.
"""

import hashlib
from collections.abc import Sequence

Range = tuple[int, int]

EMPTY_ROOT = hashlib.sha256(b"").digest()
HASH_LENGTH = 32


def leaf_hash(data: bytes) -> bytes:
    """Hash one entry. The leading zero byte keeps an entry from passing as an inner node.

    Args:
        data: the entry, any length.

    Returns:
        32 bytes.

    Source: RFC 6962, section 2.1.
    """
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into the one above them. The order matters: it fixes who came first.

    Args:
        left: hash of the earlier entries, 32 bytes.
        right: hash of the later entries, 32 bytes.

    Returns:
        32 bytes.

    Raises:
        ValueError: if either isn't 32 bytes long.

    Source: RFC 6962, section 2.1.
    """
    if len(left) != HASH_LENGTH or len(right) != HASH_LENGTH:
        raise ValueError(f"a hash has 32 bytes, not {len(left)} and {len(right)}")
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(size: int) -> int:
    """Say how many of `size` entries the left half of the tree holds.

    Args:
        size: at least 2.

    Returns:
        The largest power of two below `size`.

    Raises:
        ValueError: if a tree of that size has no halves.

    Source: RFC 6962, section 2.1 ("k").
    """
    if size < 2:
        raise ValueError(f"a tree of {size} entries has no halves")
    return 1 << ((size - 1).bit_length() - 1)


def root(leaves: Sequence[bytes]) -> bytes:
    """Sum up a whole list in 32 bytes that change if anything in it does.

    Args:
        leaves: leaf hashes in order, any number.

    Returns:
        32 bytes; for an empty list the hash of nothing.

    Source: RFC 6962, section 2.1 (MTH).
    """
    frontier: list[bytes] = []
    for size, leaf in enumerate(leaves):
        frontier = append(frontier, size, leaf)
    return frontier_root(frontier)


def append(frontier: Sequence[bytes], size: int, leaf: bytes) -> list[bytes]:
    """Let the tree grow by one entry without rereading it.

    The frontier holds the roots of the complete subtrees, largest first: one for each 1 in the
    binary number `size`, so never more than 64 for any list that fits a disk. The last one of the
    answer is the largest subtree that this entry completes.

    Args:
        frontier: of the tree so far.
        size: entries so far, 0 or more.
        leaf: leaf hash of the new entry, 32 bytes.

    Returns:
        The frontier of the tree of size + 1; the one given is not changed.

    Raises:
        ValueError: if the frontier isn't one of a tree of that size, or `leaf` isn't a hash.

    Source: RFC 9162, section 2.1.2 (the stack algorithm).
    """
    if len(frontier) != size.bit_count() or size < 0:
        raise ValueError(f"a tree of {size} has no frontier of {len(frontier)} hashes")
    if len(leaf) != HASH_LENGTH:
        raise ValueError(f"a hash has 32 bytes, not {len(leaf)}")
    grown = list(frontier)
    merged = leaf
    while size & 1:
        merged = node_hash(grown.pop(), merged)
        size >>= 1
    return [*grown, merged]


def frontier_root(frontier: Sequence[bytes]) -> bytes:
    """Give the root of the tree that a frontier stands for.

    Args:
        frontier: complete subtrees, largest first; empty for an empty tree.

    Returns:
        32 bytes.

    Source: RFC 9162, section 2.1.2.
    """
    if not frontier:
        return EMPTY_ROOT
    merged = frontier[-1]
    for subtree in reversed(frontier[:-1]):
        merged = node_hash(subtree, merged)
    return merged


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """Name the subtrees whose hashes prove that an entry is in the tree, nearest first.

    Args:
        index: of the entry, 0 or more.
        size: of the tree, more than `index`.

    Returns:
        At most 64 ranges.

    Raises:
        ValueError: if there is no such entry.

    Source: RFC 6962, section 2.1.1 (PATH).
    """
    if not 0 <= index < size:
        raise ValueError(f"a tree of {size} has no entry {index}")
    path: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    return path[::-1]


def inclusion_proof(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Give the hashes that lead from one entry up to the root.

    Args:
        index: of the entry.
        leaves: all leaf hashes, in order.

    Returns:
        At most 64 hashes, nearest first.

    Raises:
        ValueError: if there is no such entry.

    Source: RFC 6962, section 2.1.1.
    """
    return [root(leaves[start:end]) for start, end in inclusion_ranges(index, len(leaves))]


def includes(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Tell whether the proof shows that `leaf` is entry `index` of the tree with this root.

    Args:
        leaf: leaf hash, 32 bytes.
        index: its place, from 0.
        size: entries in the tree.
        proof: as `inclusion_proof` gives it.
        root: of the tree, from someone you trust.

    Returns:
        False for anything that doesn't fit, also for a proof too short or too long.

    Source: RFC 9162, section 2.1.3.2.
    """
    if not 0 <= index < size:
        return False
    place, last, merged = index, size - 1, leaf
    for hashed in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            merged = node_hash(hashed, merged)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            merged = node_hash(merged, hashed)
        place, last = place >> 1, last >> 1
    return last == 0 and merged == root


def consistency_ranges(first: int, second: int) -> list[Range]:
    """Name the subtrees whose hashes prove that a tree is the beginning of a larger one.

    Args:
        first: size of the smaller tree, 0 or more.
        second: size of the larger tree, not less than `first`.

    Returns:
        At most 65 ranges; none when either tree says it all (first is 0 or equal to second).

    Raises:
        ValueError: if the sizes are the wrong way round.

    Source: RFC 6962, section 2.1.2 (PROOF and SUBPROOF).
    """
    if not 0 <= first <= second:
        raise ValueError(f"a tree of {first} is no beginning of one of {second}")
    if first in {0, second}:
        return []
    path: list[Range] = []
    start, end = 0, second
    while first != end:
        middle = start + split(end - start)
        if first <= middle:
            path.append((middle, end))
            end = middle
        else:
            path.append((start, middle))
            start = middle
    # Starting at 0, the subtree is the old tree itself: whoever checks has its root.
    return ([(start, end)] if start else []) + path[::-1]


def consistency_proof(first: int, leaves: Sequence[bytes]) -> list[bytes]:
    """Give the hashes that show the first entries to be unchanged since the tree was smaller.

    Args:
        first: size of the smaller tree.
        leaves: all leaf hashes of the larger tree, in order.

    Returns:
        At most 65 hashes.

    Raises:
        ValueError: if `first` is larger than the tree.

    Source: RFC 6962, section 2.1.2.
    """
    return [root(leaves[start:end]) for start, end in consistency_ranges(first, len(leaves))]


def continues(
    *, first: int, first_root: bytes, second: int, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """Tell whether the proof shows the smaller tree to be the beginning of the larger one.

    Args:
        first: size of the smaller tree.
        first_root: its root, as someone kept it.
        second: size of the larger tree.
        second_root: its root.
        proof: as `consistency_proof` gives it.

    Returns:
        False for anything that doesn't fit, also for a proof too short or too long.

    Source: RFC 9162, section 2.1.4.2.
    """
    if not 0 <= first <= second:
        return False
    if first in {0, second}:
        expected = EMPTY_ROOT if first == 0 else second_root
        return not proof and first_root == expected and (second > 0 or second_root == EMPTY_ROOT)
    path = [first_root, *proof] if first & (first - 1) == 0 else list(proof)
    if not path:
        return False
    place, last = first - 1, second - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for hashed in path[1:]:
        if last == 0:
            return False
        if place & 1 or place == last:
            old, new = node_hash(hashed, old), node_hash(hashed, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, hashed)
        place, last = place >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root
