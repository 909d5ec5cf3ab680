"""Overlapping and nested facts become segments that lie side by side."""

from api.reader.highlights import Highlight, highlights_of, paragraphs

SPAN = {"start": 0, "end": 4}


def told(text, *marks):
    return [
        [(piece.text, piece.facts, piece.layers) for piece in line.segments] for line in paragraphs(text, list(marks))
    ]


def test_text_without_facts_is_one_segment():
    assert told("Iraq wants peace.") == [[("Iraq wants peace.", (), ())]]


def test_nested_facts_share_the_inner_segment_shortest_last():
    assert told("Iraq wants peace", Highlight(0, 4, 7, "a"), Highlight(0, 16, 3, "q")) == [
        [("Iraq", (3, 7), ("q", "a")), (" wants peace", (3,), ("q",))]
    ]


def test_overlapping_facts_are_cut_where_they_meet():
    assert told("abcdef", Highlight(0, 4, 0, "q"), Highlight(2, 6, 1, "p supports")) == [
        [("ab", (0,), ("q",)), ("cd", (0, 1), ("q", "p supports")), ("ef", (1,), ("p supports",))]
    ]


def test_quote_in_a_quote_is_told_apart():
    (line,) = told("abcdef", Highlight(0, 6, 0, "q reported"), Highlight(2, 4, 1, "q direct"))
    assert [layers for _, _, layers in line] == [("q reported",), ("q reported", "q direct", "qq"), ("q reported",)]


def test_fact_over_several_lines_is_marked_in_each():
    assert told("one\ntwo", Highlight(1, 6, 0, "q")) == [
        [("o", (), ()), ("ne", (0,), ("q",))],
        [("tw", (0,), ("q",)), ("o", (), ())],
    ]


def test_all_but_the_ends_of_lines_is_there():
    text = "  One\u202e  line\r\n\n \t\n<b>two\x01 \n"
    shown = "".join(piece for line in told(text) for piece, *_ in line)
    assert shown == "  One\u202e  line\r<b>two\x01 "


def test_lines_behind_a_blank_one_stand_apart():
    assert [line.apart for line in paragraphs("one\ntwo\n\nthree\n \nfour", [])] == [False, False, True, True]


def test_segment_has_the_stance_of_the_position_that_begins_there():
    marks = (Highlight(0, 10, 0, "p opposes"), Highlight(5, 10, 1, "p doubts"), Highlight(5, 10, 2, "a"))
    (line,) = paragraphs("Iraq wants peace", marks)
    assert [piece.stance for piece in line.segments] == ["opposes", "doubts", ""]


def test_segment_knows_its_offset():
    (line,) = paragraphs("Iraq wants", [Highlight(5, 10, 0, "e")])
    assert [piece.start for piece in line.segments] == [0, 5]


def test_each_kind_of_fact_has_its_layers():
    facts = [
        ("actor", {"mentions": [SPAN, SPAN]}),
        ("quote", {"kind": "direct", "content": [SPAN], "cue": None, "speaker": {"mention": SPAN}}),
        ("event", {"modality": "denied", "triggers": [SPAN], "when": {"span": SPAN}, "figures": [{"span": SPAN}]}),
        ("quote", {"kind": "mixed", "content": [SPAN], "cue": None, "speaker": None}),
        ("position", {"evidence": SPAN, "stance": "opposes"}),
    ]
    assert [(each.fact, each.layer) for each in highlights_of(facts)] == [
        (0, "a"), (0, "a"), (1, "q direct"), (1, "c"), (2, "e denied"), (2, "w"), (2, "f"), (3, "q reported"),
        (4, "p opposes"),
    ]  # fmt: skip
