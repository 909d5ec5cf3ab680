"""Text as read by the rules, with a map back to the stored text."""

from collections.abc import Callable, Iterator, Sequence

from extraction.text import characters, divided, lines
from extraction.text.edited import Edit, Edited


class Reading:
    """Text for the rules: one line per paragraph, no hidden characters, no divided words.

    Offsets into `text` are the rules' own; `stored` maps them to the stored text.
    """

    def __init__(self, stored: str, is_word: Callable[[str], bool]) -> None:
        """Read a stored text; `is_word` returns whether a word in lower case is known."""
        seen = Edited(stored, characters.edits(stored))
        plain = characters.visible(seen.text)
        whole = Edited(plain, _line_edits(plain, is_word))
        self.text = whole.text
        self._layers = (whole, seen)

    def stored(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the stored text for text[start:end]."""
        for layer in self._layers:
            start, end = layer.before(start, end)
        return start, end


def _line_edits(text: str, is_word: Callable[[str], bool]) -> Iterator[Edit]:
    """Yield edits: line breaks inside paragraphs to spaces, divided words joined, marks of quoted mail removed."""
    found = lines.lines(text)
    goes_on = lines.joined(found)
    end = 0
    for number, line in enumerate(found):
        if goes_on[number]:
            yield _joint(found, number, is_word)
        elif line.depth:
            begin = text.rfind("\n", end, line.start) + 1 or end
            if begin < line.start:
                yield begin, line.start, ""
        end = line.end


def _joint(found: Sequence[lines.Line], number: int, is_word: Callable[[str], bool]) -> Edit:
    before, after = found[number - 1], found[number]
    if not divided.is_divided(before.text, after.text):
        return before.end, after.start, " "
    if divided.keeps_hyphen(before.text, after.text, is_word):
        return before.end, after.start, ""
    return before.end - 1, after.start, ""
