"""Figures of each kind, and the events that they belong to."""

import pytest

from tests.extraction.events.figures.figuring import figures, owners


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bomb killed 12 people in Lima.", ["12 killed"]),
        ("Twelve soldiers were killed near Gao.", ["12 killed"]),
        ("At least 20 villagers died in the raid on Gao.", ["20.. killed"]),
        ("The attack on Gao left 12 dead.", ["12 killed"]),
        ("Rebels attacked Gao, killing dozens of civilians.", ["24..99 killed"]),
        ("Peru condemned the killing of 12 soldiers near Gao.", ["12 killed"]),
        ("The attack on Gao claimed 12 lives.", ["12 killed"]),
        ("The death toll from the attack on Gao rose to 27.", ["27 killed"]),
        ("The blast, which killed 22 people, shook Lima.", ["22 killed"]),
        ("The shelling of Gao injured more than 30 people.", ["30.. injured"]),
        ("About 50 people were wounded in the shelling of Gao.", ["~50 injured"]),
        ("The attack on Gao left 30 people injured.", ["30 injured"]),
    ],
)
def test_killed_and_injured(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police in Lima arrested more than 1,000 protesters.", ["1000.. detained"]),
        ("Two suspects were detained in Lima.", ["2 detained"]),
        ("Norway condemned the arrest of 40 journalists in Lima.", ["40 detained"]),
        ("The fighting displaced tens of thousands of people in Mali.", ["20000..99999 displaced"]),
        ("Some 3,000 villagers fled Gao on Monday.", ["~3000 displaced"]),
        ("Poland will send 500 troops to Mali.", ["500 sent"]),
        ("Turkey deployed up to 300 soldiers to Mali.", ["..300 sent"]),
        ("Norway announced the deployment of 1,500 troops to Mali.", ["1500 sent"]),
    ],
)
def test_detained_displaced_and_sent(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway pledged $5 million to Mali.", ["5000000 USD"]),
        ("Norway pledged to give 2.5 million euros to Mali.", ["2500000 EUR"]),
        ("The EU froze $200 million of Russian assets.", ["200000000 USD"]),
        ("Norway offered a $5 million loan to Mali.", ["5000000 USD"]),
        ("Peru imposed a two-year ban on the party.", ["2 years"]),
        ("The two sides agreed to a 72-hour ceasefire.", ["72 hours"]),
        ("Rivera was sentenced to 10 years in prison.", ["10 years"]),
        ("Police detained Rivera for three days.", ["3 days"]),
    ],
)
def test_money_and_durations(text, expected):
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Parliament adopted the law by 312 votes to 41, with 12 abstentions.",
            ["312 votes_for", "41 votes_against", "12 abstentions"],
        ),
        ("The House voted 312-41 to approve the deal.", ["312 votes_for", "41 votes_against"]),
        ("Congress voted 71-38 to censure Minister Rivera.", ["71 votes_for", "38 votes_against"]),
        ("Lawmakers approved the law by a vote of 52 to 48.", ["52 votes_for", "48 votes_against"]),
        (
            "The council adopted the resolution with 13 votes in favour, one against and one abstention.",
            ["13 votes_for", "1 votes_against", "1 abstentions"],
        ),
    ],
)
def test_votes(text, expected):
    assert figures(text) == expected


def test_figures_of_one_sentence_go_to_their_own_events():
    assert owners(
        "The raid on Gao killed 12 people, police in Lima arrested 30 protesters and Peru pledged $5 million."
    ) == {
        "killed": ["12"],
        "arrested": ["30"],
        "pledged": ["$5 million"],
    }


def test_part_of_those_who_came_to_harm_is_the_least():
    assert figures("The bomb injured a man and two women in Lima.") == ["2.. injured"]


def test_deaths_beside_other_numbers_are_all_of_them():
    assert figures("Officials reported 52 infections and 12 deaths in Gao.") == ["12 killed"]


def test_of_a_share_the_whole_is_meant():
    assert figures("Rivera was one of 20 students killed in the attack on Gao.") == ["20 killed"]


def test_spans_hold_the_hedge_and_the_unit_only():
    text = "At least 12 people were killed in Gao. Norway pledged about 2.5 million euros to Mali."
    assert owners(text) == {"killed": ["At least 12"], "pledged": ["about 2.5 million euros"]}


def test_figures_are_in_text_order():
    assert figures("The attack on Gao wounded 30 people and killed 12.") == ["30 injured", "12 killed"]
