import pytest

from ontology.word_forms import apart, forms, together


@pytest.mark.parametrize(
    "family",
    [
        ("sanction", "sanctions", "sanctioned", "sanctioning"),
        ("country", "countries"),
        ("deploy", "deploys", "deployed", "deploying"),
        ("stop", "stops", "stopped", "stopping"),
        ("agree", "agrees", "agreed", "agreeing"),
        ("strike", "struck", "striking"),
        ("meet", "met", "meeting", "meetings"),
        ("woman", "women"),
        ("crisis", "crises"),
        ("organise", "organize", "organised", "organizing"),
        ("organisation", "organizations"),
        ("labour", "labor", "labours"),
        ("centre", "center", "centers"),
        ("defence", "defense"),
        ("programme", "programs"),
        ("travelled", "traveled", "travelling", "traveling"),
    ],
)
def test_each_form_finds_the_others(family):
    for form in family:
        assert set(forms(form)[1:]) | {form} >= set(family) - ({"meetings"} if form != "meeting" else set())


@pytest.mark.parametrize(
    ("word", "other"),
    [("news", "new"), ("united", "unit"), ("during", "dure"), ("is", "i"), ("four", "for"), ("mourning", "morning")],
)
def test_another_word_is_no_form(word, other):
    assert other not in forms(word)


@pytest.mark.parametrize("word", ["g7", "2021", "élysée", "x" * 300, "", "путин", "us"])
def test_only_plain_words_have_forms(word):
    assert forms(word) == (word,)


def test_the_word_itself_is_first():
    assert forms("sanctioned")[0] == "sanctioned"


def test_parts():
    assert "cease fire" in apart("ceasefire")
    assert "not able" not in apart("notable")
    assert apart("iraq") == ()
    assert together("air", "strike") == "airstrike"
    assert together("not", "able") is None
    assert together("élysée", "palace") is None
