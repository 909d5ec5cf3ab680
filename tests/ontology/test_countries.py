"""Countries: the tables hold together, and the words of newspapers are understood."""

import unicodedata
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from ontology import countries
from ontology.countries import COUNTRIES, Seat, Table, capital, demonym, lookup, name_of, place_country, seat
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


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("US", "US"),
        ("the U.S.", "US"),
        ("U.S.'s", "US"),
        ("the United States", "US"),
        ("The United States\u2019", "US"),
        ("UNITED STATES", "US"),
        ("the States", "US"),
        ("U.K.", "GB"),
        ("Great Britain", "GB"),
        ("UAE", "AE"),
        ("the Emirates", "AE"),
        ("DPRK", "KP"),
        ("PRC", "CN"),
        ("Republic of China", "TW"),
        ("Democratic Republic of Congo", "CD"),
        ("Republic of Congo", "CG"),
        ("Congo-Brazzaville", "CG"),
        ("Burma", "MM"),
        ("Czechia", "CZ"),
        ("Türkiye", "TR"),
        ("Turkiye", "TR"),
        ("Tu\u0308rkiye", "TR"),
        ("eSwatini", "SZ"),
        ("Eswatini", "SZ"),
        ("C\u00f4te d\u2019Ivoire", "CI"),
        ("Ivory Coast", "CI"),
        ("the Philippines'", "PH"),
        ("United\nStates", "US"),
        ("Guinea Bissau", "GW"),
        ("Timor\u2011Leste", "TL"),
        ("South Sudan", "SS"),
        ("the Holy See", "VA"),
        ("us", None),
        ("Us", None),
        ("car", None),
        ("turkey", None),
        ("china", None),
        ("States", None),
        ("states", None),
        ("Iraqi", None),
        ("Atlantis", None),
        ("the", None),
        ("", None),
    ],
)
def test_lookup(name: str, code: str | None) -> None:
    assert lookup(name) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("Iraqi", "IQ"),
        ("British", "GB"),
        ("Britons", "GB"),
        ("the Danes", "DK"),
        ("Dutch", "NL"),
        ("South Korean", "KR"),
        ("South-Korean", "KR"),
        ("Argentine", "AR"),
        ("Argentinian", "AR"),
        ("Saudis", "SA"),
        ("Nigerien", "NE"),
        ("Nigerian", "NG"),
        ("Filipina", "PH"),
        ("US", "US"),
        ("pro-Iranian", "IR"),
        ("Pro-Iranian", "IR"),
        ("anti-Chinese", "CN"),
        ("non-US", "US"),
        ("US-led", "US"),
        ("U.S.-backed", "US"),
        ("Saudi-Led", "SA"),
        ("non-US-led", "US"),
        ("South Korean-born", "KR"),
        ("Iran-backed", "IR"),
        ("Russian\u2011occupied", "RU"),
        ("Moscow-backed", "RU"),
        ("pro-Kremlin", "RU"),
        ("polish", None),
        ("us-led", None),
        ("US-China", None),
        ("Franco-German", None),
        ("Israel-Hamas", None),
        ("inter-Korean", None),
        ("Latin-American", None),
        ("Russian-speaking", None),
        ("well-known", None),
        ("Al-Qaeda", None),
        ("Persian", None),
        ("Soviet", None),
        ("-", None),
        ("", None),
    ],
)
def test_demonym(word: str, code: str | None) -> None:
    assert demonym(word) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kyiv", "UA"),
        ("Kiev", "UA"),
        ("Peking", "CN"),
        ("Washington", "US"),
        ("Washington, D.C.", "US"),
        ("the Hague", "NL"),
        ("The Hague", "NL"),
        ("Brasília", "BR"),
        ("Brasilia", "BR"),
        ("New York", None),
        ("Hague", None),
    ],
)
def test_capital(name: str, code: str | None) -> None:
    assert capital(name) == code


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the Kremlin", Seat("RU", ActorType.GOVERNMENT, "Kremlin")),
        ("White House", Seat("US", ActorType.GOVERNMENT, "White House")),
        ("Foggy Bottom", Seat("US", ActorType.GOVERNMENT, "State Department")),
        ("the Pentagon\u2019s", Seat("US", ActorType.GOVERNMENT, "Pentagon")),
        ("No. 10", Seat("GB", ActorType.GOVERNMENT, "Downing Street")),
        ("Elysee", Seat("FR", ActorType.GOVERNMENT, "Élysée")),
        ("Quai d\u2019Orsay", Seat("FR", ActorType.GOVERNMENT, "Quai d'Orsay")),
        ("the Diet", Seat("JP", ActorType.GOVERNMENT, "National Diet")),
        ("the IDF", Seat("IL", ActorType.MILITARY, "Israel Defense Forces")),
        ("Diet", None),
        ("Congress", None),
    ],
)
def test_seat(name: str, expected: Seat | None) -> None:
    assert seat(name) == expected


def test_seats_are_organs_of_state() -> None:
    assert {organ.type for organ in countries.SEATS.entries.values()} == {
        ActorType.GOVERNMENT,
        ActorType.MILITARY,
    }


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Iraq", "IQ"),
        ("Baghdad", "IQ"),
        ("Mosul", "IQ"),
        ("Iraqi Kurdistan", "IQ"),
        ("Crimea", "UA"),
        ("Chechnya", "RU"),
        ("Scotland", "GB"),
        ("Hong Kong", "HK"),
        ("the Gaza Strip", "PS"),
        ("Texas", "US"),
        ("New York", "US"),
        ("São Paulo", "BR"),
        ("Sao Paulo", "BR"),
        ("Odessa", "UA"),
        ("Azad Kashmir", "PK"),
        ("Indian-administered Kashmir", "IN"),
        ("Deir Al-Zour", "SY"),
        ("Kashmir", None),
        ("South China Sea", None),
        ("the Korean Peninsula", None),
        ("Springfield", None),
    ],
)
def test_place_country(name: str, code: str | None) -> None:
    assert place_country(name) == code


@pytest.mark.parametrize(
    ("ask", "name", "code"),
    [
        (lookup, "Congo", "CD"),
        (demonym, "Congolese", "CD"),
        (lookup, "Georgia", "GE"),
        (place_country, "Georgia", "GE"),
        (lookup, "Korea", "KR"),
        (demonym, "Korean", "KR"),
        (lookup, "Macedonia", "MK"),
        (demonym, "Dominican", "DO"),
        (lookup, "Ireland", "IE"),
        (place_country, "Northern Ireland", "GB"),
        (capital, "Victoria", "SC"),
        (place_country, "Victoria", "AU"),
        (capital, "Tripoli", "LY"),
    ],
)
def test_what_several_could_claim_goes_to_the_one_newspapers_mean(
    ask: Callable[[str], str | None], name: str, code: str
) -> None:
    assert ask(name) == code


def test_states_and_territories() -> None:
    assert sum(country.is_state for country in COUNTRIES.values()) == 193 + len(["PS", "TW", "VA", "XK"])
    assert all(countries.is_state(code) for code in ("IQ", "PS", "TW", "VA", "XK"))
    assert not any(countries.is_state(code) for code in ("EH", "GL", "HK", "PR"))


@pytest.mark.parametrize("ask", [name_of, countries.is_state])
def test_an_unknown_code_is_an_error(ask: Callable[[str], object]) -> None:
    with pytest.raises(KeyError):
        ask("ZZ")
