"""Which actors of two articles are one, by what each article says of them."""

import pytest

from extraction import linking
from extraction.linking import Identity
from ontology.enums import ActorType, LinkReason

PERSON, ORGANIZATION = ActorType.PERSON, ActorType.ORGANIZATION


def actor(name, country=None, role=None, type=PERSON, aliases=(), *, named=True):  # noqa: A002
    identity = Identity(type, name, country, role)
    return identity, linking.keys(identity, aliases, named=named)


def link(one, other):
    """The reason of the strongest key that both have, or None."""
    (identity, keys), (other_identity, other_keys) = one, other
    reasons = [linking.reason(key, identity, other_identity) for key in keys if key in other_keys]
    return next(filter(None, reasons), None)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (actor("Maria Ortega"), actor("Maria Ortega", "ES"), LinkReason.NAME),
        (actor("María Ortega"), actor("Maria Ortega"), LinkReason.NAME),
        (actor("Dr. Maria Ortega"), actor("Maria Ortega"), LinkReason.NAME),
        (actor("Maria Ortega"), actor("Maria Luz Ortega"), LinkReason.SPELLING),
        (actor("Maria L. Ortega"), actor("Maria Luz Ortega"), LinkReason.SPELLING),
        (actor("Tony Brandt"), actor("Anthony Brandt"), LinkReason.SPELLING),
        (
            actor("Hoshyar Zebari", "IQ", "Iraqi foreign minister"),
            actor("Hoshiar Zibari", "IQ", "foreign minister"),
            LinkReason.SPELLING,
        ),
        (
            actor("Yousef al-Khatib", "JO", "party leader"),
            actor("Yusuf Khateeb", "JO", "leader of the party"),
            LinkReason.SPELLING,
        ),
        (actor("Maria Ortega", "ES", "president"), actor("Ortega", "ES", "Spanish President"), LinkReason.OFFICE),
        (actor("Maria Ortega", "ES", "prime minister"), actor("M. Ortega", "ES", "prime minister"), LinkReason.OFFICE),
        (actor("Wen Guo", "CN", "President"), actor("Wen", "CN", "president"), LinkReason.OFFICE),
        (
            actor("Paul Brandt Jr.", "US", "Defense Secretary"),
            actor("Paul Brandt", "US", "secretary of defense"),
            LinkReason.OFFICE,
        ),
    ],
)
def test_one_person(one, other, reason):
    assert link(one, other) == link(other, one) == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (actor("Maria Ortega"), actor("Jose Ortega")),
        (actor("Maria Ortega", "ES", "president"), actor("Jose Ortega", "ES", "president")),
        (actor("Maria Ortega", "ES"), actor("Maria Ortega", "MX")),
        (actor("Maria Ortega"), actor("Ortega")),
        (actor("Ortega"), actor("Ortega")),
        (actor("Maria Ortega", "ES", "senator"), actor("Ortega", "ES", "senator")),
        (actor("Ortega", "ES", "president"), actor("Ortega", "NI", "president")),
        (actor("Ortega", "ES", "minister"), actor("Ortega", "ES", "minister")),
        (actor("Ortega", "ES", "former president"), actor("Maria Ortega", "ES", "former president")),
        (actor("Paul Brandt"), actor("Paul Brandt Jr.")),
        (actor("George K. Brandt"), actor("George T. Brandt")),
        (actor("Robert Stone", "US", "mayor"), actor("Bob Sutton", "US", "coach")),
        (actor("Robert Stone"), actor("Bob Sutton")),
        (actor("the mayor", "US", "mayor", named=False), actor("the mayor", "US", "mayor", named=False)),
    ],
)
def test_two_people_or_a_doubt(one, other):
    assert link(one, other) is link(other, one) is None


def state(name, country):
    return actor(name, country, type=ActorType.STATE)


def test_states_are_one_by_their_code():
    assert link(state("United States", "US"), state("America", "US")) == LinkReason.ISO_CODE


@pytest.mark.parametrize("name", ["Ruritania", "Texas"])
def test_part_of_a_state_is_not_the_state(name):
    assert link(state(name, "US"), state("United States", "US")) is None


def organ(name, country="PL", type=ActorType.GOVERNMENT, *, named=False):  # noqa: A002
    return actor(name, country, type=type, named=named)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (organ("Polish government"), organ("Poland's government")),
        (organ("Polish parliament"), organ("Parliament", named=True)),
        (organ("foreign ministry"), organ("Polish Foreign Ministry", named=True)),
        (organ("Nowak administration"), organ("Nowak government")),
        (organ("Audit Office", named=True), organ("Polish Audit Office", named=True)),
        (organ("Polish army", type=ActorType.MILITARY), organ("Polish troops", type=ActorType.MILITARY)),
        (
            organ("South Korean army", "KR", ActorType.MILITARY),
            organ("military", "KR", ActorType.MILITARY),
        ),
    ],
)
def test_one_body_of_a_state(one, other):
    assert link(one, other) == link(other, one) == LinkReason.ORGAN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (organ("Polish government"), organ("Czech government", "CZ")),
        (organ("government", None), organ("government", None)),
        (organ("Polish officials"), organ("Polish officials")),
        (organ("ministry"), organ("ministry")),
        (organ("Ministry", named=True), organ("Ministry", named=True)),
        (organ("new Polish government"), organ("new government")),
        (organ("regional parliaments"), organ("parliament")),
        (organ("two Polish soldiers", type=ActorType.MILITARY), organ("soldiers", type=ActorType.MILITARY)),
        (organ("Labour Party", None, ActorType.PARTY, named=True), organ("Labour Party", "GB", ActorType.PARTY)),
    ],
)
def test_two_bodies_or_a_doubt(one, other):
    assert link(one, other) is link(other, one) is None


def body(name, *aliases, type=ORGANIZATION, country=None, named=True):  # noqa: A002
    return actor(name, country, type=type, aliases=aliases, named=named)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (body("Harbour Watch"), body("Harbour Watch", country="GB"), LinkReason.NAME),
        (body("Harbour Watch"), body("Harbour Watch", type=ActorType.MEDIA), LinkReason.NAME),
        (body("Free River Front", "FRF"), body("FRF"), LinkReason.ACRONYM),
        (body("Tuaregs", type=ActorType.GROUP), body("Tuaregs", type=ActorType.GROUP), LinkReason.NAME),
    ],
)
def test_one_organisation(one, other, reason):
    assert link(one, other) == link(other, one) == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (body("Harbour Watch", country="GB"), body("Harbour Watch", country="NL")),
        (body("Free River Front", "FRF"), body("Fund for Rural Finance", "FRF")),
        (body("Free River Front", "Front"), body("Front")),
        (body("Solid Rock PAC", "PAC"), body("PAC")),
        (body("Committee"), body("Committee")),
        (body("Free River Front", "FRF", type=ActorType.ARMED_GROUP), body("FRF")),
        (body("rebels", type=ActorType.ARMED_GROUP, named=False), body("rebels", named=False)),
        (body("Harbour Watch", type=ActorType.GROUP), body("Harbour Watch")),
    ],
)
def test_two_organisations_or_a_doubt(one, other):
    assert link(one, other) is link(other, one) is None


def test_name_without_a_word_has_no_keys():
    assert actor("—", "ES", "president")[1] == ()
