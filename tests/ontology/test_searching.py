import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.searching import Alternative, Term, parse


def alternative(*wanted, excluded=()):
    return Alternative(*(tuple(Term((word,)) for word in words) for words in (wanted, excluded)))


def as_written(query):
    """Return the query without the forms of its words."""
    return tuple(
        Alternative(
            *(tuple(Term(term.options[:1], term.prefix) for term in terms) for terms in (one.wanted, one.excluded))
        )
        for one in parse(query)
    )


def options(query):
    ((term,),) = (one.wanted for one in parse(query))
    return term.options


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
    assert list(as_written(query)) == expected


@pytest.mark.parametrize(
    "query", ["iraq OR", "OR iraq", "OR iraq OR OR", "iraq -", "iraq ( ) : ^", 'iraq ""', 'iraq "']
)
def test_what_says_nothing_is_left_out(query):
    assert as_written(query) == (alternative("iraq"),)


@pytest.mark.parametrize("query", ["", "   ", "OR", '""', "-", "()", "…", "\u202e", "😀"])
def test_query_without_a_word_is_refused(query):
    with pytest.raises(ValueError, match="Must contain a word"):
        parse(query)


@pytest.mark.parametrize("query", ["-iraq", '-"combat troops"', "iraq OR -iran", "-iraq OR iran"])
def test_query_that_only_excludes_is_refused(query):
    with pytest.raises(ValueError, match="besides the excluded ones"):
        parse(query)


@given(st.text(max_size=60))
def test_no_term_has_a_quotation_mark(query):
    try:
        alternatives = parse(query)
    except ValueError:
        return
    for each in alternatives:
        assert each.wanted
        assert not any('"' in option for term in (*each.wanted, *each.excluded) for option in term.options)


@pytest.mark.parametrize(
    ("query", "word", "prefix"),
    [
        ("sanct*", "sanct", True),
        ("al-kaz*", "al-kaz", True),
        ('"combat tro*"', "combat tro", True),
        ("iraq", "iraq", False),
    ],
)
def test_star_makes_a_beginning(query, word, prefix):
    ((term,),) = (one.wanted for one in parse(query))
    assert (term.options[0], term.prefix) == (word, prefix)


@pytest.mark.parametrize("query", ["*", "***", "ir*", "*iraq", "ir*aq", "iraq**", "al-k*", '"* iraq"', "iraq *", "-u*"])
def test_misplaced_star_is_refused(query):
    with pytest.raises(ValueError, match="must follow at least 3 letters or digits and end the word"):
        parse(query)


def test_words_stand_for_their_forms_and_phrases_for_themselves():
    assert set(options("ministers")) >= {"ministers", "minister"}
    assert options('"ministers"') == ("ministers",)
    assert options("minist*") == ("minist",)


@pytest.mark.parametrize("query", ["ceasefire", "cease-fire", "Cease-Fire"])
def test_one_word_and_two(query):
    found = {option.lower().replace("-", " ") for option in options(query)}
    assert found >= {"ceasefire", "cease fire"}


def test_two_words_may_be_written_together():
    (one,) = parse("cease fire now")
    assert ["ceasefire" in term.options for term in one.wanted] == [True, True, False]
    (one,) = parse("not able")
    assert not any("notable" in term.options for term in one.wanted)


def test_long_query_is_taken_as_it_is():
    query = " ".join(f"{letter}{other}iraq" for letter in "abcdefg" for other in "hijkl")
    assert all(len(term.options) == 1 for one in parse(query) for term in one.wanted)
