"""The lines above the text of an article."""

from api.reader.glance import at_a_glance

PLACES = iter(range(1000))


def actor(name, mentions=1):
    return {"id": name, "name": name, "mentions": [{"start": next(PLACES)} for _ in range(mentions)]}


def event(title="talks", modality="occurred", confidence=0.5, when=None, where=None, mentions=1):
    span = {"start": next(PLACES)}
    return {
        "title": title,
        "modality": modality,
        "confidence": confidence,
        "triggers": [span] * mentions,
        "when": when and {"edtf": when, "span": span},
        "where": where and {"place": None, "country": where},
    }


def position(holder="Iraq", stance="supports", issue="peace", confidence=0.5):
    issue = {"id": issue, "label": issue}
    evidence = {"start": next(PLACES)}
    return {"holder": holder, "stance": stance, "issue": issue, "confidence": confidence, "evidence": evidence}


def glance(actors=(), events=(), positions=()):
    lines = at_a_glance({"actors": actors, "events": events, "positions": positions})
    return {line.heading: line for line in lines}


def titles(line):
    return [item.fact["title"] for item in line.items]


def holders(line):
    return [item.fact["holder"] for item in line.items]


def test_who_is_mentioned_most():
    lines = glance([actor(name, mentions) for name, mentions in (("a", 1), ("b", 3), ("c", 2), ("d", 2), ("e", 5))])
    assert [item.fact["name"] for item in lines["Who"].items] == ["e", "b", "c", "d"]


def test_surest_events_and_positions_in_text_order():
    lines = glance(
        events=[event(title, confidence=sure) for title, sure in (("a", 0.2), ("b", 0.7), ("c", 0.9), ("d", 0.8))],
        positions=[
            position(holder, issue=holder, confidence=sure)
            for holder, sure in (("a", 0.9), ("b", 0.1), ("c", 0.8), ("d", 0.7))
        ],
    )
    assert titles(lines["Did what"]) == ["b", "c", "d"]
    assert holders(lines["Who wants what"]) == ["a", "c", "d"]


def test_what_is_planned_gives_way_to_what_took_place():
    lines = glance(events=[event("a", "planned", 0.9), event("b"), event("c"), event("d"), event("e", "planned", 0.8)])
    assert titles(lines["Did what"]) == ["b", "c", "d"]


def test_what_the_text_names_most_often_comes_before_what_is_surer():
    lines = glance(
        events=[
            *(event(title, confidence=0.9) for title in "abc"),
            event("d", "planned", 0.6, mentions=2),
            event("e", confidence=0.4, mentions=5),
        ]
    )
    assert titles(lines["Did what"]) == ["a", "b", "d"]


def test_holders_who_want_the_same_are_one_item():
    lines = glance(
        positions=[position("a", issue="oil"), position("b"), position("c"), position("d", "opposes"), position("e")]
    )
    wanted = [
        (item.fact["holder"], [other["holder"] for other in item.others]) for item in lines["Who wants what"].items
    ]
    assert wanted == [("a", []), ("b", ["c", "e"]), ("d", [])]
    assert [len(item.others) for item in lines["Disputed"].items] == [2, 0]


def test_what_did_not_happen_is_disputed_and_not_done():
    lines = glance(events=[event("a"), event("b", "denied"), event("c", "hypothetical"), event("d", "planned")])
    assert titles(lines["Did what"]) == ["a", "d"]
    assert titles(lines["Disputed"]) == ["b"]


def test_holders_who_disagree_are_disputed():
    lines = glance(
        positions=[position("a"), position("b", "mixed"), position("c", "doubts"), position("d", issue="oil")]
    )
    assert holders(lines["Disputed"]) == ["a", "b", "c"]
    assert not glance(positions=[position("a"), position("b", "mixed"), position("c", "expects")])["Disputed"].items


def test_dates_in_the_order_of_time_and_places():
    lines = glance(
        events=[event(when="2021-07-26", where="IQ"), event(when="2003"), event(where="IQ"), event(where="IR")]
    )
    assert [item.words for item in lines["When and where"].items] == ["2003", "26 July 2021", "Iraq", "Iran"]


def test_nothing_is_said_to_be_missing():
    assert all(line.none and not line.items for line in glance().values())
    assert len(glance()) == 5
