"""Questions of a text: a question by itself reports no event, and takes no position."""

import re
from bisect import bisect_right

from spacy.tokens import Token

from extraction.document import Document

# A question begins after one of these. The parser's sentences often end inside a question.
_BOUNDARIES = frozenset('.!?;:"“”„«»–—')
# A turn of a questioner in a transcript.
_ASKER = re.compile(r"\s*(?:Q|QUESTION|Question|REPORTER|Reporter|INTERVIEWER|Interviewer)\s*[.:]")


class Questions:
    """Token ranges of the questions of one text."""

    def __init__(self, document: Document) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        asked = False
        for start, end in document.paragraphs:
            if start == end:
                continue
            label = _ASKER.match(document.text, document.doc[start].idx)
            if label or asked:
                self._add(start, end)
                asked = label is not None and label.end() >= document.offsets(start, end)[1]  # a speaker label
            else:
                self._add_marked(document, start, end)

    def _add_marked(self, document: Document, start: int, end: int) -> None:
        if "?" not in document.text_of(start, end):
            return
        for token in document.doc[start:end]:
            if token.text.startswith("?"):
                self._add(start, token.i)
            if (token.is_punct and token.text[-1] in _BOUNDARIES) or token.text == "--":
                start = token.i + 1

    def _add(self, start: int, end: int) -> None:
        self._starts.append(start)
        self._ends.append(end)

    def __contains__(self, token: Token) -> bool:
        found = bisect_right(self._starts, token.i) - 1
        return found >= 0 and token.i < self._ends[found]
