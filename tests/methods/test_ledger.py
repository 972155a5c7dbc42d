import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.methods import ledger

# The eight entries and roots that implementations of RFC 6962 have in common
# (certificate-transparency, merkletree tests).
ENTRIES = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
# Inclusion and consistency paths of the same tree, from the same tests.
INCLUSION = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
}
CONSISTENCY = {
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
VECTOR = [ledger.leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES]
LEAVES = [ledger.leaf_hash(b"%d" % number) for number in range(64)]
SIZES = range(65)
hashes = st.lists(st.binary(max_size=8).map(ledger.leaf_hash), min_size=1, max_size=40)


def hexes(found):
    return [one.hex() for one in found]


@pytest.mark.parametrize("size", range(9))
def test_root_is_the_known_one(size):
    assert ledger.root(VECTOR[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proof_is_the_known_one(index, size):
    assert hexes(ledger.inclusion_proof(index, VECTOR[:size])) == INCLUSION[index, size]


@pytest.mark.parametrize(("first", "second"), CONSISTENCY)
def test_consistency_proof_is_the_known_one(first, second):
    assert hexes(ledger.consistency_proof(first, VECTOR[:second])) == CONSISTENCY[first, second]


def recursive_root(leaves):
    """The definition, word for word: slow, and independent of the frontier."""
    if not leaves:
        return ledger.EMPTY_ROOT
    if len(leaves) == 1:
        return leaves[0]
    middle = ledger.split(len(leaves))
    return ledger.node_hash(recursive_root(leaves[:middle]), recursive_root(leaves[middle:]))


@pytest.mark.parametrize("size", SIZES)
def test_frontier_grows_to_the_root_of_the_definition(size):
    frontier = []
    for count, leaf in enumerate(LEAVES[:size]):
        frontier = ledger.append(frontier, count, leaf)

    assert ledger.frontier_root(frontier) == recursive_root(LEAVES[:size])


@pytest.mark.parametrize("size", SIZES)
def test_every_entry_of_every_tree_is_proven(size):
    leaves = LEAVES[:size]
    root = ledger.root(leaves)

    for index, leaf in enumerate(leaves):
        proof = ledger.inclusion_proof(index, leaves)

        assert ledger.includes(leaf=leaf, index=index, size=size, proof=proof, root=root)
        assert len(proof) <= 6


@pytest.mark.parametrize("second", SIZES)
def test_every_smaller_tree_is_proven_to_be_the_beginning(second):
    leaves = LEAVES[:second]
    second_root = ledger.root(leaves)

    for first in range(second + 1):
        assert ledger.continues(
            first=first,
            first_root=ledger.root(leaves[:first]),
            second=second,
            second_root=second_root,
            proof=ledger.consistency_proof(first, leaves),
        )


def spoiled(proof, place, bit):
    changed = bytearray(proof[place])
    changed[bit // 8] ^= 1 << (bit % 8)
    return [*proof[:place], bytes(changed), *proof[place + 1 :]]


@given(hashes, st.data())
def test_a_changed_bit_spoils_an_inclusion_proof(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    root, size = ledger.root(leaves), len(leaves)
    pieces = [leaves[index], root, *ledger.inclusion_proof(index, leaves)]
    place = data.draw(st.integers(0, len(pieces) - 1))
    leaf, other_root, *proof = spoiled(pieces, place, data.draw(st.integers(0, 255)))

    assert not ledger.includes(leaf=leaf, index=index, size=size, proof=proof, root=other_root)


@given(hashes, st.data())
def test_an_inclusion_proof_fits_one_length_alone(leaves, data):
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = ledger.inclusion_proof(index, leaves)
    fixed = {
        "leaf": leaves[index],
        "index": index,
        "size": len(leaves),
        "root": ledger.root(leaves),
    }

    assert not ledger.includes(proof=[*proof, leaves[0]], **fixed)
    assert not proof or not ledger.includes(proof=proof[:-1], **fixed)


@given(st.integers(2, 64), st.data())
def test_an_entry_is_proven_at_its_own_place_alone(size, data):
    leaves = LEAVES[:size]
    index, other = data.draw(st.permutations(range(size)))[:2]
    proof = ledger.inclusion_proof(index, leaves)

    assert not ledger.includes(
        leaf=leaves[index], index=other, size=size, proof=proof, root=ledger.root(leaves)
    )


@given(st.integers(2, 64), st.data())
def test_a_changed_removed_or_swapped_old_entry_is_no_continuation(size, data):
    first = data.draw(st.integers(1, size))
    place = data.draw(st.integers(0, first - 1))
    other = data.draw(st.integers(0, size - 1).filter(lambda number: number != place))
    changed = [*LEAVES[:place], ledger.leaf_hash(b"other"), *LEAVES[place + 1 : size]]
    removed = [*LEAVES[:place], *LEAVES[place + 1 : size + 1]]
    swapped = list(LEAVES[:size])
    swapped[place], swapped[other] = swapped[other], swapped[place]

    for leaves in (changed, removed, swapped):
        assert not ledger.continues(
            first=first,
            first_root=ledger.root(LEAVES[:first]),
            second=len(leaves),
            second_root=ledger.root(leaves),
            proof=ledger.consistency_proof(min(first, len(leaves)), leaves),
        )


@given(st.integers(2, 64), st.data())
def test_a_changed_bit_spoils_a_consistency_proof(size, data):
    first = data.draw(st.integers(1, size - 1))
    leaves = LEAVES[:size]
    pieces = [
        ledger.root(leaves[:first]),
        ledger.root(leaves),
        *ledger.consistency_proof(first, leaves),
    ]
    place = data.draw(st.integers(0, len(pieces) - 1))
    first_root, second_root, *proof = spoiled(pieces, place, data.draw(st.integers(0, 255)))

    assert not ledger.continues(
        first=first, first_root=first_root, second=size, second_root=second_root, proof=proof
    )


@given(st.integers(2, 64), st.data())
def test_a_consistency_proof_fits_one_length_alone(size, data):
    first = data.draw(st.integers(1, size))
    leaves = LEAVES[:size]
    proof = ledger.consistency_proof(first, leaves)
    fixed = {
        "first": first,
        "first_root": ledger.root(leaves[:first]),
        "second": size,
        "second_root": ledger.root(leaves),
    }

    assert not ledger.continues(proof=[*proof, leaves[0]], **fixed)
    assert not proof or not ledger.continues(proof=proof[:-1], **fixed)


@given(hashes)
def test_the_frontier_never_changes_the_one_it_grew_from(leaves):
    frontier = []
    for size, leaf in enumerate(leaves):
        before = list(frontier)
        grown = ledger.append(frontier, size, leaf)

        assert frontier == before
        assert len(grown) == (size + 1).bit_count()
        frontier = grown


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda: ledger.node_hash(b"short", LEAVES[0]), "a hash has 32 bytes, not 5 and 32"),
        (lambda: ledger.append([], 0, b"short"), "a hash has 32 bytes, not 5"),
        (lambda: ledger.append([], 3, LEAVES[0]), "a tree of 3 has no frontier of 0 hashes"),
        (lambda: ledger.split(1), "a tree of 1 entries has no halves"),
        (lambda: ledger.inclusion_proof(3, LEAVES[:3]), "a tree of 3 has no entry 3"),
        (
            lambda: ledger.consistency_proof(4, LEAVES[:3]),
            "a tree of 4 is no beginning of one of 3",
        ),
    ],
)
def test_an_error_says_what_is_wrong(wrong, words):
    with pytest.raises(ValueError, match=words):
        wrong()


@pytest.mark.parametrize(("index", "size"), [(-1, 4), (4, 4), (0, 0)])
def test_no_proof_shows_an_entry_that_cannot_be(index, size):
    assert not ledger.includes(
        leaf=LEAVES[0], index=index, size=size, proof=[], root=ledger.EMPTY_ROOT
    )


@pytest.mark.parametrize(("first", "second"), [(-1, 4), (5, 4)])
def test_no_proof_shows_a_tree_to_begin_a_smaller_one(first, second):
    assert not ledger.continues(
        first=first, first_root=LEAVES[0], second=second, second_root=LEAVES[1], proof=[]
    )
