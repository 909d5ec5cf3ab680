"""Labels of annotated texts: one for each word and head of the encoder."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from extraction import syntax
from extraction.document import Document
from extraction.encoder.heads import HEADS
from ontology.enums import Modality
from training.corpus import Annotation
from training.marked import Mark, MarkedText

IGNORED = -100
"""The label of a word that a head does not learn from."""

Labels = dict[str, list[int]]
"""By head, the number of each token's label."""

# A holder named farther away, in tokens, is seldom found from the evidence.
_FARTHEST_HOLDER = 60
# Of events of these types, two of five or more lie in the evidence of a position in the annotated texts.
_ATTITUDES = frozenset({"REJECT", "SUPPORT", "AGREE", "REQUEST", "RETREAT", "SANCTION", "ACCUSE"})
# The object or clause of these verbs is said not to happen.
_DENYING = frozenset("bar decline deny disavow dismiss exclude forgo refuse reject rule".split())


def find_labels(document: Document, annotation: Annotation) -> Labels:
    """Return a label for each token of an annotated text, by head."""
    words = _Words(document)
    labels = {head: [0] * len(document.doc) for head in HEADS}
    labels["modality"] = [IGNORED] * len(document.doc)
    _label_events(words, annotation["events"], labels)
    _label_quotes(words, annotation["quotes"], labels["quote"])
    _label_mentions(words, annotation["actors"], labels["mention"])
    _label_positions(words, annotation, labels)
    return labels


def find_marked_labels(document: Document, marked: MarkedText) -> Labels:
    """Return a label for each token of a text with marks, by head; IGNORED for heads that it is not marked for."""
    words = _Words(document)
    labels = {head: [0 if head in marked.heads else IGNORED] * len(document.doc) for head in HEADS}
    labels["modality"] = [IGNORED] * len(document.doc)
    # The inner of nested marks is last, and cues are after all quotes.
    for mark in sorted(marked.marks, key=lambda mark: (mark.label == "cue", mark.start - mark.end)):
        tokens = words.within((mark.start, mark.end))
        if tokens:
            _label_mark(words, mark, tokens, labels)
    _ignore_acts(words, labels)
    return {head: found if head in marked.heads else [IGNORED] * len(found) for head, found in labels.items()}


def spans_of(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the spans [start, end) of labels in B and I form, each with what follows the hyphen of its first label."""
    start = None
    for i, label in enumerate([*labels, "O"]):
        if start is not None and label[0] != "I":
            yield start, i, labels[start].partition("-")[2]
            start = None
        if label[0] == "B" or (label[0] == "I" and start is None):
            start = i


class _Words:
    """A map from the offsets of the stored text to tokens."""

    def __init__(self, document: Document) -> None:
        self.doc = document.doc
        spans = [document.reading.stored(token.idx, token.idx + len(token)) for token in document.doc]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def within(self, span: Sequence[int]) -> range:
        """Return the tokens that a span covers, partly covered ones included, without white space at its ends."""
        start, end = bisect_right(self._ends, span[0]), bisect_left(self._starts, span[1])
        while start < end and self.doc[start].is_space:
            start += 1
        while start < end and self.doc[end - 1].is_space:
            end -= 1
        return range(start, end)

    def root(self, tokens: range) -> int:
        """Return the token that heads a range of tokens."""
        return int(self.doc[tokens.start : tokens.stop].root.i)


def _label_events(words: _Words, events: Iterable[Annotation], labels: Labels) -> None:
    for event in events:
        for span in event["triggers"]:
            for i in words.within(span):
                labels["trigger"][i] = HEADS["trigger"].index(event["type"])
                labels["modality"][i] = HEADS["modality"].index(_modality(words, i, event["modality"]))


def _modality(words: _Words, i: int, annotated: str) -> str:
    """Return the modality of a trigger: the annotations have "hypothetical" for what is denied, too."""
    token = words.doc[i]
    if annotated != Modality.HYPOTHETICAL:
        return annotated
    governed = token.dep_ in ("xcomp", "ccomp", "dobj", "pcomp")
    if syntax.is_negated(token) or (governed and (syntax.is_negated(token.head) or token.head.lemma_ in _DENYING)):
        return Modality.DENIED
    return annotated


def _label_quotes(words: _Words, quotes: Sequence[Annotation], labels: list[int]) -> None:
    # A quote inside another one begins again.
    for span in sorted((span for quote in quotes for span in quote["content"]), key=_longest_first):
        _label_span(words.within(span), labels, HEADS["quote"].index("B"))
    for quote in quotes:
        for i in words.within(quote["cue"] or (0, 0)):
            labels[i] = HEADS["quote"].index("CUE")


def _label_mentions(words: _Words, actors: Iterable[Annotation], labels: list[int]) -> None:
    spans = [(span, actor["type"]) for actor in actors for span in actor["mentions"]]
    # The outermost of nested mentions is last.
    for span, kind in sorted(spans, key=lambda item: _longest_first(item[0]), reverse=True):
        _label_span(words.within(span), labels, HEADS["mention"].index(f"B-{kind}"))


def _label_positions(words: _Words, annotation: Annotation, labels: Labels) -> None:
    mentions = [[words.within(span) for span in actor["mentions"]] for actor in annotation["actors"]]
    # The inner of nested evidence is last.
    for position in sorted(annotation["positions"], key=lambda position: _longest_first(position["evidence"])):
        evidence = words.within(position["evidence"])
        for i in evidence:
            labels["stance"][i] = HEADS["stance"].index(position["stance"])
        if evidence and position["holder"] is not None:
            for mention in _nearest(mentions[position["holder"]], evidence):
                labels["holds"][words.root(mention)] = 1


def _nearest(mentions: Iterable[range], evidence: range) -> list[range]:
    """Return the mention that is nearest to the evidence, if one is near."""

    def distance(mention: range) -> int:
        return max(evidence.start - mention.stop, mention.start - evidence.stop, 0)

    near = [mention for mention in mentions if mention and distance(mention) < _FARTHEST_HOLDER]
    return sorted(near, key=distance)[:1]


def _label_mark(words: _Words, mark: Mark, tokens: range, labels: Labels) -> None:
    if mark.type in HEADS["trigger"]:
        # A trigger is one word, as in the annotations: "took" of "took to the streets".
        trigger = words.root(tokens)
        labels["trigger"][trigger] = HEADS["trigger"].index(mark.type)
        labels["modality"][trigger] = HEADS["modality"].index(mark.modality)
    elif mark.type in HEADS["stance"]:
        for i in tokens:
            labels["stance"][i] = HEADS["stance"].index(mark.type)
    elif mark.type == "cue":
        for i in tokens:
            labels["quote"][i] = HEADS["quote"].index("CUE")
    elif mark.type == "quote":
        _label_span(tokens, labels["quote"], HEADS["quote"].index("B"))
    else:
        _label_span(tokens, labels["mention"], HEADS["mention"].index(f"B-{mark.type}"))


def _ignore_acts(words: _Words, labels: Labels) -> None:
    """Ignore the stance of sentences without evidence that have an act of an attitude.

    The annotators take two of three such acts for a position, some of our writers one of five.
    """
    for sentence in words.doc.sents:
        tokens = range(sentence.start, sentence.end)
        acts = {HEADS["trigger"][labels["trigger"][i]] for i in tokens if labels["trigger"][i] != IGNORED}
        if not _ATTITUDES.isdisjoint(acts) and not any(labels["stance"][i] for i in tokens):
            for i in tokens:
                labels["stance"][i] = IGNORED


def _label_span(tokens: range, labels: list[int], first: int) -> None:
    """Label a span with `first`, the number of a label B, and that of the label I after it."""
    for i in tokens:
        labels[i] = first if i == tokens.start else first + 1


def _longest_first(span: Sequence[int]) -> tuple[int, int]:
    return span[0] - span[1], span[0]
