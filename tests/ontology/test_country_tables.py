"""The tables of countries hold together, and each of their spellings is found."""

import unicodedata
from collections import defaultdict
from pathlib import Path

import pytest

from ontology import countries
from ontology.countries import COUNTRIES, Seat, Table, lookup, name_of
from ontology.enums import ActorType

ISO_3166_1 = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
# A capital and a place with one name: place_country takes the place, capital the capital.
CAPITAL_AND_PLACE = {"Victoria"}

COUNTRY_TABLES = {"names": countries.NAMES, "demonyms": countries.DEMONYMS, "capitals": countries.CAPITALS}
TABLES: dict[str, Table[str] | Table[str | None] | Table[Seat]] = {
    **COUNTRY_TABLES,
    "seats": countries.SEATS,
    "places": countries.PLACES,
}
FILES = ["countries.tsv", "places.tsv", "seats.tsv"]


def lines(file: str) -> list[list[str]]:
    """The header and the rows of a file of the ontology, read apart from the code under test."""
    text = (Path(countries.__file__).parent / "data" / file).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]


def spellings(file: str) -> list[tuple[str, str]]:
    """(code, spelling) of all lists of spellings in a file."""
    header, *rows = lines(file)
    columns = [i for i, title in enumerate(header) if title not in ("code", "status", "type")]
    return [(row[0], item) for row in rows for i in columns for item in row[i].split("|") if row[i] != "-"]


def test_every_code_of_iso_3166_1_is_there_and_kosovo() -> None:
    assert set(COUNTRIES) == set(ISO_3166_1.split())


@pytest.mark.parametrize("file", FILES)
def test_rows_are_well_formed_and_sorted(file: str) -> None:
    header, *rows = lines(file)
    assert all(len(row) == len(header) for row in rows)
    assert [row[0] for row in rows] == sorted(row[0] for row in rows)
    assert {row[0] for row in rows} <= {*COUNTRIES, "-"}


@pytest.mark.parametrize("file", FILES)
def test_spellings_are_clean(file: str) -> None:
    for code, spelling in spellings(file):
        assert spelling, code
        assert spelling == unicodedata.normalize("NFC", " ".join(spelling.split()))
        assert not set(spelling) & set("\u2019\u2010\u2011\u2013;|\t"), spelling


@pytest.mark.parametrize("file", FILES)
def test_no_list_holds_a_spelling_twice(file: str) -> None:
    for row in lines(file)[1:]:
        for cell in row:
            items = cell.split("|")
            assert len(items) == len(set(items)), cell


def test_a_spelling_stands_under_one_code_whatever_the_table() -> None:
    codes: defaultdict[str, set[str]] = defaultdict(set)
    for file in FILES:
        for code, spelling in spellings(file):
            codes[spelling.replace("-", " ").lower()].add(code)
    ambiguous = {spelling for spelling, found in codes.items() if len(found) > 1}
    assert ambiguous == {name.lower() for name in CAPITAL_AND_PLACE}


def test_every_state_has_a_demonym_and_a_capital() -> None:
    states = {code for code, country in COUNTRIES.items() if country.is_state}
    assert states - set(countries.DEMONYMS.entries.values()) == set()
    assert states - set(countries.CAPITALS.entries.values()) == set()


@pytest.mark.parametrize("code", COUNTRIES)
def test_the_name_of_a_code_leads_back_to_it(code: str) -> None:
    assert lookup(name_of(code)) == code


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
@pytest.mark.parametrize("vary", ["{}", "the {}", "The {}", "{}'s", "{}\u2019s", "{}'", "the {}\u2019", " {}\n"])
def test_each_spelling_is_found_as_texts_vary_it(table: Table[object], vary: str) -> None:
    for spelling, value in table.entries.items():
        assert table.find(vary.format(spelling)) == value, spelling


@pytest.mark.parametrize("table", COUNTRY_TABLES.values(), ids=COUNTRY_TABLES)
def test_each_spelling_is_found_in_capitals(table: Table[str]) -> None:
    for spelling, code in table.entries.items():
        assert table.find(spelling.upper()) == code, spelling


def test_the_tables_are_read_only() -> None:
    with pytest.raises(TypeError):
        countries.NAMES.entries["Atlantis"] = "XX"  # type: ignore[index]


def test_seats_are_organs_of_state() -> None:
    assert {organ.type for organ in countries.SEATS.entries.values()} == {
        ActorType.GOVERNMENT,
        ActorType.MILITARY,
    }
