"""Countries: the words of newspapers are understood, and the doubtful ones decided."""

from collections.abc import Callable

import pytest

from ontology import countries
from ontology.countries import COUNTRIES, Seat, capital, demonym, lookup, name_of, place_country, seat
from ontology.enums import ActorType


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


@pytest.mark.parametrize(
    ("words", "position", "expected"),
    [
        ("South Korean troops", 0, (2, "KR")),
        ("South Korean troops", 2, (1, None)),
        ("troops in the United States", 3, (2, "US")),
        ("US-led coalition", 0, (1, "US")),
        ("turkey shoot", 0, (1, None)),
        ("Iraq", 0, (1, "IQ")),
    ],
)
def test_country_named_at_a_place_in_a_text(words: str, position: int, expected: tuple[int, str | None]) -> None:
    assert countries.named_at(words.split(), position) == expected


def test_states_and_territories() -> None:
    assert sum(country.is_state for country in COUNTRIES.values()) == 193 + len(["PS", "TW", "VA", "XK"])
    assert all(countries.is_state(code) for code in ("IQ", "PS", "TW", "VA", "XK"))
    assert not any(countries.is_state(code) for code in ("EH", "GL", "HK", "PR"))


@pytest.mark.parametrize("ask", [name_of, countries.is_state])
def test_an_unknown_code_is_an_error(ask: Callable[[str], object]) -> None:
    with pytest.raises(KeyError):
        ask("ZZ")
