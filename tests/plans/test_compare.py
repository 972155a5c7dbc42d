import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.plans.compare import marked, tokens, word_diff

TEXTS = st.text(alphabet="ab \n水質検査ทดสอบنتائج<&é́", max_size=60)


@given(TEXTS, TEXTS)
def test_a_diff_gives_back_both_texts(before, after):
    pieces = word_diff(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != "insert") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "delete") == after


@given(TEXTS)
def test_tokens_join_to_the_text(text):
    assert "".join(tokens(text)) == text


@pytest.mark.parametrize(
    ("before", "after", "html"),
    [
        ("test wells", "test all wells", "test <ins>all </ins>wells"),
        ("水質", "水検質", "水<ins>検</ins>質"),
        ("<b>", "<i>", "&lt;<del>b</del><ins>i</ins>&gt;"),
    ],
)
def test_changed_words_are_marked_and_escaped(before, after, html):
    assert marked(word_diff(before, after)) == html
