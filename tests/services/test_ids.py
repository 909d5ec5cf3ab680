import re

import pytest

from extraction import matters
from ontology.enums import ActorType, EventType, Stance
from services import ids
from tests.factories import make_span

SPAN, OTHER = make_span("Iraq"), make_span("wants")
PEACE = matters.key("Peace in Iraq")


def test_ids_stay_what_they_are():
    """They are in the hands of users: what changes one of these breaks links."""
    assert ids.article_id("00ff") == "art_nwuoq2elekuhhfx6"
    assert ids.actor_id("state IQ") == "act_y6hsxocct2tljqlj"
    assert ids.local_actor_id("art_1", ActorType.PERSON, "Biden") == "act_glyh62fcflj36i2j"
    assert ids.quote_id("art_1", (SPAN, OTHER)) == "quo_vuwchu5rbktlgjtm"
    assert ids.event_id("art_1", EventType.AID, (SPAN,)) == "evt_ar4usgllh5ial5ei"
    assert ids.position_id("art_1", "act_1", "iss_1", Stance.MIXED, SPAN) == "pos_5namdvvm6shhn3wq"
    assert ids.issue_id("Peace in Iraq", "art_1", PEACE) == "iss_hdxsu5pjqw3574yj"


@pytest.mark.parametrize("other", ["Iraqi peace", "peace, in Iraq", "The peace of Iraq"])
def test_issues_of_the_same_content_words_are_one(other):
    assert ids.issue_id(other, "art_1", matters.key(other)) == ids.issue_id("Peace in Iraq", "art_2", PEACE)


def test_issue_without_content_words_goes_by_its_label():
    assert ids.issue_id("Against", "art_1", None) != ids.issue_id("For", "art_1", None)


def test_an_issue_that_its_label_does_not_tell_apart_is_one_of_its_article():
    label = "Release of the hostages"
    assert ids.issue_id(label, "art_1", None) != ids.issue_id(label, "art_2", None)
    slugs = {ids.issue_slug(label, "art_1", key) for key in (None, "hostage_release DE|ML", "hostage_release Gaza|IL")}
    assert len(slugs) == 3
    assert ids.issue_slug(label, "art_1", None) != ids.issue_slug(label, "art_2", None)
    assert ids.issue_slug("Peace in Iraq", "art_1", PEACE) == "peace-in-iraq"


def test_facts_of_different_places_types_and_stances_differ():
    made = [
        ids.event_id("art_1", EventType.AID, (SPAN,)),
        ids.event_id("art_1", EventType.AID, (OTHER,)),
        ids.event_id("art_1", EventType.AGREE, (SPAN,)),
        ids.event_id("art_2", EventType.AID, (SPAN,)),
        ids.position_id("art_1", "act_1", "iss_1", Stance.MIXED, SPAN),
        ids.position_id("art_1", "act_1", "iss_1", Stance.DOUBTS, SPAN),
        ids.position_id("art_1", "act_2", "iss_1", Stance.MIXED, SPAN),
        ids.position_id("art_1", "act_1", "iss_2", Stance.MIXED, SPAN),
    ]

    assert len(set(made)) == len(made)


def test_id_is_a_prefix_and_sixteen_letters():
    assert re.fullmatch(r"art_[a-z2-7]{16}", ids.article_id("00ff"))


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("US military presence in Iraq", "us-military-presence-in-iraq"),
        ("  Iraq's “stability” ", "iraq-s-stability"),
        ("Élections_2021", "élections-2021"),
        ("ＮＡＴＯ", "nato"),
        ("—", ""),
    ],
)
def test_slug(label, slug):
    assert ids.slug(label) == slug


def test_slug_has_an_end():
    assert len(ids.slug("peace " * 100)) <= 200
