"""Headings of many countries and topics: those that mean one matter have one key, those that are close have not."""

import pytest

from extraction import matters

SAME = [
    ("Truce in Libya", "Ending the fighting in Libya"),
    ("Armistice in Nagorno-Karabakh", "Ceasefire in Nagorno-Karabakh"),
    ("Kenya's accession to BRICS", "Kenya joining BRICS"),
    ("Membership of Finland in NATO", "Finland's entry into NATO"),
    ("UK sanctions on Belarus", "British penalties against Minsk"),
    ("US tariffs on Indian steel", "Washington's duties on steel from India"),
    ("Withdrawal of French troops from Niger", "Pullout of French soldiers from Niger"),
    ("Departure of foreign forces from Libya", "Withdrawal of foreign troops from Libya"),
    ("Arms embargo on South Sudan", "Ban on weapons sales to South Sudan"),
    ("Recognition of Palestine", "Recognising a Palestinian state"),
    ("Iran's nuclear programme", "Iranian nuclear program"),
    ("Abolition of the death penalty in Ghana", "Abolishing capital punishment in Ghana"),
    ("Death penalty in Uganda", "Capital punishment in Uganda"),
    ("Construction of the Mekong dam in Laos", "Building the dam on the Mekong in Laos"),
    ("Extradition of Julian Assange to the US", "Extraditing Assange to the United States"),
    ("Release of political prisoners in Belarus", "Freeing political prisoners in Belarus"),
    ("Early elections in Bulgaria", "Snap election in Bulgaria"),
    ("Impeachment of the president of Ecuador", "Impeaching Ecuador's president"),
    ("Nuclear power plant in Turkey", "Turkish nuclear plant"),
    ("Debt relief for Sri Lanka", "Debt restructuring for Sri Lanka"),
    ("Peace talks with the Taliban", "Negotiations with the Taliban"),
    ("Phasing out coal in Poland", "Coal phase-out in Poland"),
    ("Carbon tax in Canada", "Canadian carbon levy"),
    ("Israeli settlements in the West Bank", "Settlement building in the West Bank"),
    ("Russian gas imports of the EU", "EU imports of Russian gas"),
    ("Kyrgyz-Tajik border agreement", "Border deal between Kyrgyzstan and Tajikistan"),
    ("EU accession of Georgia", "Georgia's EU membership"),
    ("Military coup in Mali", "Coup in Mali"),
    ("Ban on TikTok in the US", "US ban on TikTok"),
    ("Prisoner exchange between Armenia and Azerbaijan", "Swap of prisoners by Azerbaijan and Armenia"),
    ("Missile launches by North Korea", "North Korean missile tests"),
    ("Closure of the border between Niger and Benin", "Closing the Niger-Benin border"),
    ("Annexation of Crimea", "Russia's annexation of Crimea"),
    ("No-fly zone over Syria", "Syrian no-fly zone"),
]
MISSED = [
    (
        "Blockade of Cuba by the US",
        "American embargo on Cuba",
        "an embargo is a blockade only where it is one on all trade",
    ),
    ("Independence referendum in Scotland", "Referendum on Scottish independence", "the name stands inside the phrase"),
    (
        "Deportation of Afghan migrants from Pakistan",
        "Expulsion of Afghans from Pakistan",
        "a people stands for its migrants",
    ),
    ("Military aid to Taiwan", "US arms for Taiwan", "arms for somebody are their delivery"),
    ("Fishing rights in the English Channel", "Channel fishing rights", "a name as an adjective"),
    ("Vaccine patents waiver", "Waiving patents on vaccines", "no names, no matter across articles"),
    ("Invasion of Ukraine", "Russian invasion of Ukraine", "the doer comes from the text"),
    ("Two-state solution", "Two-state settlement for Israel and Palestine", "a solution without its sides"),
]
APART = [
    ("Ceasefire in Libya", "Ceasefire in Lebanon"),
    ("EU sanctions on Belarus", "EU sanctions on Georgia"),
    ("US sanctions on China", "Chinese sanctions on the US"),
    ("US tariffs on Indian steel", "US tariffs on Indian textiles"),
    ("US tariffs on Indian steel", "Indian tariffs on US steel"),
    ("Recognition of Taiwan", "Recognition of Palestine"),
    ("Accession of Georgia to the EU", "Accession of Georgia to NATO"),
    ("Accession of Ukraine to the EU", "Accession of Georgia to the EU"),
    ("Withdrawal of French troops from Niger", "Withdrawal of US troops from Niger"),
    ("Withdrawal of US troops from Niger", "Withdrawal of US troops from Syria"),
    ("Iran's nuclear programme", "North Korea's nuclear programme"),
    ("Military aid to Taiwan", "Military aid to Ukraine"),
    ("Presidential election in Ecuador", "Parliamentary election in Ecuador"),
    ("Early elections in Bulgaria", "Early elections in Serbia"),
    ("Death penalty in Ghana", "Death penalty in Uganda"),
    ("Dam on the Mekong in Laos", "Dam on the Mekong in Cambodia"),
    ("Arms embargo on South Sudan", "Arms embargo on Libya"),
    ("Extradition of Assange to the US", "Extradition of Assange to Sweden"),
    ("Nuclear power plant in Turkey", "Nuclear power plant in Egypt"),
    ("Pipeline from Algeria to Italy", "Pipeline from Algeria to Spain"),
    ("Peace talks with the Taliban", "Peace talks with the FARC"),
    ("Debt relief for Sri Lanka", "Debt relief for Ghana"),
    ("Deportation of Afghans from Pakistan", "Deportation of Afghans from Iran"),
    ("Russian invasion of Ukraine", "Russian invasion of Georgia"),
    ("Attack on Israel by Iran", "Attack on Iran by Israel"),
    ("Blockade of Qatar", "Blockade of Cuba"),
    ("Annexation of Crimea", "Annexation of the Golan Heights"),
    ("Israeli settlements in the West Bank", "Israeli settlements in the Golan Heights"),
    ("UN mission in Mali", "UN mission in Haiti"),
    ("Border between Kosovo and Serbia", "Border between Kosovo and Albania"),
    ("Coup in Mali", "Coup in Niger"),
    ("Abortion law in Poland", "Abortion law in Argentina"),
    ("Same-sex marriage in Thailand", "Same-sex marriage in Greece"),
    ("Carbon tax in Canada", "Carbon border tax of the EU"),
    ("Independence of Catalonia", "Independence of Scotland"),
    ("Release of hostages in Gaza", "Release of hostages in Nigeria"),
    ("Release of political prisoners in Belarus", "Release of political prisoners in Venezuela"),
    ("Phasing out coal in Poland", "Phasing out nuclear power in Germany"),
    ("Gas exports of Russia to China", "Gas exports of Russia to the EU"),
    ("Ban on TikTok in the US", "Ban on Huawei in the US"),
    ("Price cap on Russian oil", "Price cap on Russian gas"),
]


@pytest.mark.parametrize(
    ("one", "other"),
    [*SAME, *(pytest.param(*pair, marks=pytest.mark.xfail(reason=why, strict=True)) for *pair, why in MISSED)],
)
def test_one_matter(one: str, other: str) -> None:
    assert matters.key(one) == matters.key(other) != ""


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_matters(one: str, other: str) -> None:
    assert "" in (matters.key(one), matters.key(other)) or matters.key(one) != matters.key(other)


@pytest.mark.xfail(reason="towns of one state are one matter, but for those in Gaza", strict=True)
def test_towns_of_one_state() -> None:
    assert matters.key("Ceasefire in Goma") != matters.key("Ceasefire in Bukavu")
