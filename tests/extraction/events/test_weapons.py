"""Weapons and envoys: fired at somebody or tested, sent to a friend or against him, expelled, recalled, seized."""

import pytest

from tests.extraction.events.telling import found, told


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Libya fired dozens of missiles at Malta on Monday.", "ASSAULT: Libya -> Malta"),
        ("Libya launched rockets against Malta.", "ASSAULT: Libya -> Malta"),
        ("Libyan militants lobbed mortars into Malta.", "ASSAULT: Libyan militants -> Malta"),
        ("Libya dropped bombs on Malta.", "ASSAULT: Libya -> Malta"),
        ("Libya fired three missiles into the Mediterranean Sea.", "MOBILIZE: Libya -> "),
        ("Libya launched a satellite on Monday.", "MOBILIZE: Libya -> "),
        ("Libya fired a missile into the ocean on Monday.", "MOBILIZE: Libya -> "),
        ("Libya test-fired a missile off the coast of Sirte on Monday.", "MOBILIZE: Libya -> "),
        ("Norway sent tanks to Sweden.", "AID: Norway -> Sweden"),
        ("Norway gave Sweden ten fighter jets.", "AID: Norway -> Sweden"),
        ("Norway will provide Sweden with ammunition.", "AID: Norway -> Sweden"),
        ("Norway sent troops to Sweden to help it.", "AID: Norway -> Sweden"),
        ("Norway sent peacekeepers to Togo at its request.", "AID: Norway -> Togo"),
        ("Norway sold missiles to Sweden.", "COOPERATE: Norway -> Sweden"),
        ("Norway bought missiles from Sweden.", "COOPERATE: Norway -> Sweden"),
        ("Norway sent tanks to the border.", "MOBILIZE: Norway -> "),
        ("Norway deployed a battalion to Estonia.", "MOBILIZE: Norway -> Estonia"),
        ("Norway expelled two Swedish spies on Monday.", "SANCTION: Norway -> two Swedish spies"),
        ("Two Swedish diplomats were expelled from Norway.", "SANCTION:  -> Two Swedish diplomats"),
        ("Norway declared two Swedish diplomats persona non grata.", "SANCTION: Norway -> two Swedish diplomats"),
        ("Norway recalled its ambassador from Sweden.", "SANCTION: Norway -> Sweden"),
        ("Norway's ambassador was recalled from Sweden.", "SANCTION: Norway -> Sweden"),
        ("A Swedish tanker was seized by Norway.", "COERCE: Norway -> Sweden"),
        ("Norway seized two boats from Sweden.", "COERCE: Norway -> Sweden"),
        ("Sweden's claims were withdrawn by Norway.", "CONCEDE: Norway -> "),
        ("Norway liberated two hostages.", "ASSAULT: Norway -> two hostages"),
        ("Norway seized three tonnes of cocaine.", "COERCE: Norway -> "),
        ("Norway summoned the Swedish ambassador.", "REQUEST: Norway -> Swedish ambassador"),
    ],
)
def test_what_is_done_with_weapons_and_envoys(text: str, event: str) -> None:
    assert told(text) == [event]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Norway deployed a battalion to Estonia.", "deployment to Estonia by Norway"),
        ("Norway sent troops to Estonia.", "deployment to Estonia by Norway"),
        ("Norway sent aid to Estonia.", "aid to Estonia by Norway"),
        ("The aid for Estonia arrived.", "aid for Estonia"),
        ("Norway launched a strike on Estonia.", "attack on Estonia by Norway"),
        ("Norway recalled its ambassador to Estonia.", "recall of ambassador to Estonia by Norway"),
        ("Norway held talks with Estonia.", "talks with Estonia by Norway"),
        ("Norway fired missiles at Estonia.", "attack on Estonia by Norway"),
    ],
)
def test_a_title_has_the_preposition_of_the_text(text: str, title: str) -> None:
    assert [event.title for event in found(text)] == [title]
