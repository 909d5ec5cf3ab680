"""Short texts with their annotation written into them."""

import pytest

from extraction.encoder.heads import HEADS
from training.corpus import read_texts_with_marks
from training.marked import MarkError, documents, read_marked

HEADER = "# heads: trigger quote\n"


def test_marks_are_taken_out_of_the_text():
    read = read_marked(HEADER + "Oslo {cue denied} {quote it had {ASSAULT/denied fired}}.\n")
    assert read.text == "Oslo denied it had fired.\n"
    assert [(mark.label, read.text[mark.start : mark.end]) for mark in read.marks] == [
        ("cue", "denied"),
        ("quote", "it had fired"),
        ("ASSAULT/denied", "fired"),
    ]


def test_offsets_count_from_the_start_of_the_text():
    read = read_marked(HEADER + "Oslo agreed.\n# A comment.\nRiga {REJECT refused}.\n")
    (mark,) = read.marks
    assert read.text[mark.start : mark.end] == "refused"


def test_heads_are_those_that_the_file_names():
    assert read_marked(HEADER).heads == {"trigger", "quote"}


def test_an_event_has_occurred_unless_its_mark_says_otherwise():
    done, planned = read_marked(HEADER + "They {AGREE agreed} to {CONSULT/planned meet}.").marks
    assert (done.type, done.modality) == ("AGREE", "occurred")
    assert (planned.type, planned.modality) == ("CONSULT", "planned")


def test_blank_lines_part_documents():
    one, other = documents(read_marked(HEADER + "Oslo {AGREE agreed}.\nRiga {cue wept}.\n\n\nLima {REJECT refused}.\n"))
    assert [(mark.label, one.text[mark.start : mark.end]) for mark in one.marks] == [
        ("AGREE", "agreed"),
        ("cue", "wept"),
    ]
    assert [(mark.label, other.text[mark.start : mark.end]) for mark in other.marks] == [("REJECT", "refused")]
    assert one.heads == other.heads == {"trigger", "quote"}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{cue said", "line 2: the mark 'cue' is not closed"),
        ("said}", "line 2: a mark is closed that was not opened"),
        ("{ATTACK hit}", "line 2: unknown label 'ATTACK'"),
        ("{ASSAULT/maybe hit}", "line 2: unknown label 'ASSAULT/maybe'"),
    ],
)
def test_a_wrong_mark_is_an_error_that_names_its_line(line, fault):
    with pytest.raises(MarkError, match=fault):
        read_marked(HEADER + line)


def test_a_file_must_name_its_heads():
    with pytest.raises(MarkError, match="no line names the heads"):
        read_marked("Oslo agreed.")


def test_all_files_can_be_read():
    read = dict(read_texts_with_marks())
    assert all(text.heads and text.heads <= set(HEADS) for text in read.values())
    files = {name.partition(":")[0] for name in read}
    assert files == {name.partition(":")[0] for name, text in read.items() if text.marks}
    assert len(files) > 5
