"""Who is meant by a speech act with an act as its object, and who does that act."""

import pytest

from tests.extraction.events.telling import told

CONDEMNED = [
    ("Chile condemned the shelling of Tallinn by Russia.", "ACCUSE: Chile -> Russia"),
    ("Chile condemned the US-led invasion of Grenada.", "ACCUSE: Chile -> United States"),
    ("Chile condemned the attacks that Libya carried out on Malta.", "ACCUSE: Chile -> Libya"),
    ("Chile condemned the blockade imposed by Libya on Malta.", "ACCUSE: Chile -> Libya"),
    ("Chile deplored Bolivia's expulsion of its consul.", "ACCUSE: Chile -> Bolivia"),
    ("The invasion of Malta by Libya was condemned by Chile.", "ACCUSE: Chile -> Libya"),
    ("Chile condemned attacks on Libya.", "ACCUSE: Chile -> "),
    ("Chile criticised the treatment of migrants by Hungary.", "ACCUSE: Chile -> Hungary"),
    ("The arrest of the bishop was criticised by Poland.", "ACCUSE: Poland -> "),
    ("Chile condemned a wave of arrests by Libya.", "ACCUSE: Chile -> Libya"),
    ("Finland opposes the tariffs on Canada.", "REJECT: Finland -> "),
    ("Finland rejected the accusations against it.", "REJECT: Finland -> "),
    ("Finland rejected the accusations by Canada.", "REJECT: Finland -> Canada"),
    ("Oman welcomed the release of three sailors by the Houthis.", "SUPPORT: Oman -> Houthis"),
    ("Oman praised the mediation of Qatar between Israel and Hamas.", "SUPPORT: Oman -> Qatar"),
    ("Oman backed the sanctions imposed on Niger by Algeria.", "SUPPORT: Oman -> Algeria"),
    ("Oman welcomed that Chad had released the sailors.", "SUPPORT: Oman -> Chad"),
    ("Ireland protested against the arrest of two priests by Belarus.", "ACCUSE: Ireland -> Belarus"),
    ("Malta demanded the release of its tanker by Libya.", "REQUEST: Malta -> Libya"),
    ("Chile condemned Bolivia for jailing its critics.", "ACCUSE: Chile -> Bolivia"),
    ("Chile urged Member States to ban the sale of arms to Libya.", "REQUEST: Chile -> "),
    ("Chile asked Peru to send aid to Libya.", "REQUEST: Chile -> Peru"),
    ("Chile demanded the release of the Libyan hostages.", "REQUEST: Chile -> "),
    ("Chile accused Libya of genocide at the International Court of Justice.", "ASSAULT:  -> "),
    (
        "Chile thanked the emir of Qatar and Egypt's president for their help.",
        "SUPPORT: Chile -> emir of Qatar, Egypt's president",
    ),
    ("The premier of Chile welcomed Ann Berg in Lima.", "CONSULT: premier of Chile -> Ann Berg"),
    ("Chile welcomed Peru's offer.", "SUPPORT: Chile -> Peru"),
    ("The Houthis said they had attacked Chile.", "ASSAULT: Houthis -> Chile"),
    ("The Council of Peru rejected a resolution calling for aid to Chile.", "REQUEST:  -> "),
    (
        "The army chief said that a government would be formed and urged Chile to stay calm.",
        "REQUEST: army chief -> Chile",
    ),
    ("Chile criticised the policies of Bolivia.", "ACCUSE: Chile -> Bolivia"),
    ("Chile praised Bolivia's decision to free the priests.", "SUPPORT: Chile -> Bolivia"),
]


@pytest.mark.parametrize(("text", "event"), CONDEMNED)
def test_who_does_the_act_is_meant(text: str, event: str) -> None:
    assert event in told(text)
    assert [other for other in told(text) if other.startswith(event.partition(":")[0]) and other != event] == []


DOERS = [
    ("Ghana warned Togo against attacking Benin.", "ASSAULT: Togo -> Benin"),
    ("Ghana warned against attacking Benin.", "ASSAULT:  -> Benin"),
    ("Togo was warned by Ghana against invading Benin.", "ASSAULT: Togo -> Benin"),
    ("France helped Chad bomb Libya.", "ASSAULT: Chad -> Libya"),
    ("Norway assisted Denmark in attacking Sweden.", "ASSAULT: Denmark -> Sweden"),
    ("Oman let Qatar bomb Yemen.", "ASSAULT: Qatar -> Yemen"),
    ("Sudan promised Chad to withdraw its troops.", "RETREAT: Sudan -> "),
    ("Sudan threatened Chad to bomb Niger.", "ASSAULT: Sudan -> Niger"),
    ("Reports that Peru bombed Chile were wrong.", "ASSAULT: Peru -> Chile"),
    ("Peru condemned the bombing of Chile.", "ASSAULT:  -> Chile"),
    ("Peru blamed Chile for its attack on Bolivia.", "ASSAULT: Chile -> Bolivia"),
    ("Chad used drones to attack Niger.", "ASSAULT: Chad -> Niger"),
    ("Egypt urged Israel to attack Iran.", "ASSAULT: Israel -> Iran"),
    ("Libya is accused of bombing Malta.", "ASSAULT: Libya -> Malta"),
    ("The rebels whom Chad armed attacked Niger.", "ASSAULT: rebels -> Niger"),
    ("Peru prevented Chile from attacking Bolivia.", "ASSAULT: Chile -> Bolivia"),
    ("Peru condemned an attempt by Chile to attack Bolivia.", "ASSAULT: Chile -> Bolivia"),
    ("Peru welcomed the decision of Chile to attack Bolivia.", "ASSAULT: Chile -> Bolivia"),
    ("Peru would oppose any attempt to attack Bolivia.", "ASSAULT:  -> Bolivia"),
    ("Peru made an attempt to attack Bolivia.", "ASSAULT: Peru -> Bolivia"),
    ("Peru asked Chile for help against Bolivia.", "REQUEST: Peru -> Chile"),
    ("Peru announced a plan to attack Bolivia.", "ASSAULT: Peru -> Bolivia"),
]


@pytest.mark.parametrize(("text", "event"), DOERS)
def test_who_does_the_act_itself(text: str, event: str) -> None:
    assert [other for other in told(text) if other.startswith(event.partition(":")[0])] == [event]
