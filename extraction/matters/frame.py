"""Frame of a matter: what its heading says, without forms and order of words, numbers and dates."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extraction.matters import words
from extraction.matters.words import Concept

_DOERS = frozenset({"by"})
_TARGETS = frozenset("on against of to for from in at with over into between".split())
_EMPTY = frozenset(
    "the a an of in on to for with by from at over as and or its his her their our own between against into about"
    " more most many other another all any no not new further that this these those be is are was were will would"
    " should could can must have has had up out off under towards toward than during after before around among"
    " including near behind off".split()
)
# They do not tell one matter from another.
_VAGUE = frozenset(
    words.form(word)
    for word in (
        "government administration regime authorities country nation people citizens side parties group immediate quick"
        " swift permanent lasting full complete total partial unconditional planned proposed possible current recent"
        " tough tougher tighter wide wider broad heavy extra additional first second third last next whole humanitarian"
        " policy plan move decision step proposal issue matter process regime system bloc part"
    ).split()
)
_TIMES = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday today yesterday tomorrow year years month months week weeks day days percent"
    " million billion one two three four five six seven eight nine ten dozens hundreds thousands".split()
)
# They say of a matter how or that it is, not what it is; with the light verbs.
_WEAK = frozenset(
    words.form(word)
    for word in (
        "good best better bold swift precious disastrous positive important difficult great bad worse worst right wrong"
        " okay real true big small large major serious strong clear necessary sincere certain different same ready sure"
        " terrible wonderful tremendous thing way step part implication difficulty solution"
        " situation notion truth status type case reminder assumption effort matter issue question point fact"
        " result consequence reason example idea kind sort lot attempt aim goal role problem difference condition"
        " decision plan move need time hour moment take make do have get keep give bring put go come represent"
    ).split()
)
_COMPOUNDS = ("-based", "-led", "-backed", "-held", "-run", "-born", "-style")
# The class of the verbs that put something in force, keep or end it: not a part of the matter.
_HANDLING = "handling"
_BRACKETS = frozenset("[](){}")
_NUMBER = re.compile(r"[\d.,-]+\w{0,2}|\d.*")


@dataclass(frozen=True, slots=True)
class Frame:
    """Concept, names and other words of a matter: `doers` do it, `names` are all others, `words` all else."""

    concept: Concept | None
    doers: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    size: int
    """Number of its content words that are no names."""
    strong: int
    """Number of those that say what it is."""

    @property
    def all_names(self) -> frozenset[str]:
        """All names, whatever their part."""
        return self.doers | self.names

    @property
    def is_full(self) -> bool:
        """Return whether it names a matter: by a proper name, or by two content words."""
        return bool(self.all_names) or self.size > 1


def is_heading(text: str) -> bool:
    """Return whether a text reads as a heading: it names a matter, and not only that there is one."""
    frame = read(text)
    return _BRACKETS.isdisjoint(text) and (bool(frame.all_names) or (frame.size > 1 and frame.strong > 0))


def is_weak(word: str) -> bool:
    """Return whether a word says of a matter how or that it is, not what it is: "disastrous"."""
    return words.form(word) in _WEAK


@lru_cache(maxsize=16384)
def read(heading: str) -> Frame:
    """Return the frame of a heading."""
    reader = _Reader(words.split(heading))
    reader.read()
    concept = _concept(frozenset(reader.classes))
    told = reader.classes - {_HANDLING}
    if concept is not None:
        told = told - concept.classes | {concept.key}
    return Frame(
        concept=concept,
        doers=frozenset(reader.doers),
        names=frozenset(reader.names - reader.doers),
        words=frozenset(told | reader.others) or frozenset(reader.classes),
        size=reader.size,
        strong=reader.strong,
    )


class _Reader:
    """Reads the words of a heading in order."""

    def __init__(self, parts: list[str]) -> None:
        self.parts = parts
        self.doers: set[str] = set()
        self.names: set[str] = set()
        self.classes: set[str] = set()
        self.others: set[str] = set()
        self.size = 0
        self.strong = 0
        self._after = ""
        # The names since the last small word.
        self._phrase: set[str] = set()

    def read(self) -> None:
        position = 0
        while position < len(self.parts):
            lower = self.parts[position].lower()
            if lower in _EMPTY:
                self._after = lower if lower in _DOERS | _TARGETS else self._after
                self._phrase = set()
                position += 1
                continue
            length = self._name(position) or self._word(position)
            position += length

    def _name(self, position: int) -> int:
        """Read a name; return its length, 0 where there is none."""
        word = self.parts[position]
        length, name = words.name_at(self.parts, position)
        found = [name] if name is not None else []
        if not found and "-" in word and word[:1].isupper():
            found = [code for part in word.split("-") if (code := words.name_at([part], 0)[1])]
        if not found and self._starts_name(position):
            length, proper = self._proper(position)
            found = [proper]
        if not found:
            return 0
        is_doer = self._after in _DOERS or not (self._after or self.classes)
        (self.doers if is_doer else self.names).update(found)
        self._phrase.update(found)
        return length

    def _starts_name(self, position: int) -> bool:
        word = self.parts[position]
        if not word[:1].isupper() or word.lower() in _TIMES or word.endswith(_COMPOUNDS):
            return False
        if position:
            return words.class_at(self.parts, position)[1] is None or _is_proper(self.parts, position + 1)
        return _is_proper(self.parts, 1) and words.class_at(self.parts, 0)[1] is None

    def _proper(self, position: int) -> tuple[int, str]:
        """Return the run of capitalised words at a position as a name; the classes of its words count, too."""
        end = position
        run: list[str] = []
        while end < len(self.parts) and self.parts[end][:1].isupper():
            run.append(words.plain(self.parts[end]))
            self.classes.update(filter(None, [words.class_at(self.parts[: end + 1], end)[1]]))
            end += 1
            if run[-1] != self.parts[end - 1]:
                break
        if len(run) > 1 and run[-1].lower() in words.GENERIC:
            run = run[:-1]
        return end - position, " ".join(run)

    def _word(self, position: int) -> int:
        length, found = words.class_at(self.parts, position)
        lower = self.parts[position].lower()
        if found is not None:
            if found in words.directed():
                self.doers |= self._phrase  # "threat of American penalties": theirs
            self.classes.add(found)
            self.size += length
            self.strong += length
        elif lower not in _TIMES and not _NUMBER.fullmatch(lower):
            form = words.form(lower)
            if form not in _VAGUE:
                self.others.add(form)
            self.size += 1 + ("-" in lower)
            self.strong += form not in _WEAK
        return length


def _is_proper(parts: list[str], position: int) -> bool:
    """Return whether the word at a position is capitalised and is not a known name by itself."""
    return position < len(parts) and parts[position][:1].isupper() and words.name_at(parts, position)[1] is None


def _concept(classes: frozenset[str]) -> Concept | None:
    return next((concept for concept in words.concepts() if concept.fits(classes)), None)
