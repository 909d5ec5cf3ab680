import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.searching import Alternative, parse


def alternative(*wanted, excluded=()):
    return Alternative(wanted, excluded)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("iraq", [alternative("iraq")]),
        ("  iraq\t peace\n", [alternative("iraq", "peace")]),
        ('"combat troops" iraq', [alternative("combat troops", "iraq")]),
        ("“combat troops”", [alternative("combat troops")]),
        ('iraq "combat troops', [alternative("iraq", "combat troops")]),
        ("iraq -basra", [alternative("iraq", excluded=("basra",))]),
        ('iraq -"combat troops"', [alternative("iraq", excluded=("combat troops",))]),
        ("iraq OR iran", [alternative("iraq"), alternative("iran")]),
        ("iraq peace OR iran -war", [alternative("iraq", "peace"), alternative("iran", excluded=("war",))]),
        ("iraq or iran", [alternative("iraq", "or", "iran")]),
        ('"OR" iraq', [alternative("OR", "iraq")]),
        ("al-Kazemi", [alternative("al-Kazemi")]),
    ],
)
def test_syntax(query, expected):
    assert list(parse(query)) == expected


@pytest.mark.parametrize(
    "query", ["iraq OR", "OR iraq", "OR iraq OR OR", "iraq -", "iraq * ( ) : ^", 'iraq ""', 'iraq "']
)
def test_what_says_nothing_is_left_out(query):
    assert parse(query) == (alternative("iraq"),)


@pytest.mark.parametrize("query", ["", "   ", "OR", '""', "-", "***", "()", "…", "\u202e", "😀"])
def test_query_without_a_word_is_refused(query):
    with pytest.raises(ValueError, match="Must have a word in it"):
        parse(query)


@pytest.mark.parametrize("query", ["-iraq", '-"combat troops"', "iraq OR -iran", "-iraq OR iran"])
def test_query_that_only_excludes_is_refused(query):
    with pytest.raises(ValueError, match="beside the excluded ones"):
        parse(query)


@given(st.text(max_size=60))
def test_no_term_has_a_quotation_mark(query):
    try:
        alternatives = parse(query)
    except ValueError:
        return
    for each in alternatives:
        assert each.wanted
        assert not any('"' in term for term in (*each.wanted, *each.excluded))
