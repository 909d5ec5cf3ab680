"""Sketches: they may not hide that two reports are of one event."""

from hypothesis import assume, given
from hypothesis import strategies as st

from extraction import occurrences
from extraction.occurrences import Report
from extraction.occurrences.joining import family
from ontology.enums import EventType, Modality

words = st.frozensets(st.sampled_from("Gao Goma Paris bomb raid talks truce strike".split()), max_size=4)
parties = st.frozensets(st.sampled_from(["ML", "FR", "person a b"]), max_size=2)
days = st.integers(730_000, 730_003)
reports = st.builds(
    Report,
    type=st.sampled_from([EventType.ASSAULT, EventType.CONSULT, EventType.REQUEST]),
    noun=st.sampled_from(["bombing", "talks", ""]),
    modality=st.sampled_from(Modality),
    start=days,
    end=days,
    dated=st.booleans(),
    doers=parties,
    recipients=parties,
    country=st.sampled_from(["ML", "FR", None]),
    place=st.sampled_from(["Gao", "Goma", None]),
    countries=st.frozensets(st.sampled_from(["ML", "FR", "NE"]), max_size=2),
    scene=st.frozensets(st.sampled_from(["ML", "NE"]), max_size=1),
    own=words,
    names=words,
    words=words,
    triggers=words,
    numbers=st.frozensets(st.sampled_from([1.0, 6.0, 40.0, 45.0]), max_size=2),
    figures=st.sampled_from([(), (("killed", 6, 6),), (("killed", 7, 7),), (("injured", 6, None),)]),
)


@given(reports, reports)
def test_no_sketch_hides_that_two_are_one(one, other):
    assume(family(one) == family(other))
    compared = occurrences.compare(one, other)
    if compared is not None and compared.same:
        assert occurrences.likeness(one)(occurrences.sketch(other))


def test_what_shares_only_its_country_is_no_candidate():
    alike = {
        "type": EventType.CONSULT, "modality": Modality.OCCURRED, "start": 730_000, "end": 730_007, "dated": False,
        "recipients": frozenset(), "country": "ML", "place": None, "countries": frozenset({"ML"}), "scene": frozenset(),
        "own": frozenset(), "numbers": frozenset(), "figures": (),
    }  # fmt: skip
    talks = Report(
        **alike, noun="talks", doers=frozenset({"ML"}), names=frozenset({"Gao"}), words=frozenset({"well", "herder"}),
        triggers=frozenset({"talk"}),
    )  # fmt: skip
    visit = Report(
        **alike, noun="visit", doers=frozenset({"ML"}), names=frozenset({"Mopti"}), words=frozenset({"dam"}),
        triggers=frozenset({"visit"}),
    )  # fmt: skip

    assert not occurrences.likeness(talks)(occurrences.sketch(visit))
    assert occurrences.likeness(talks)(occurrences.sketch(talks))
