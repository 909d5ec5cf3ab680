"""Headings for the matters of positions: "Withdrawal of US troops from Iraq"."""

import re
from collections.abc import Callable
from functools import cache

from spacy.tokens import Token

from extraction import syntax
from extraction.actors import gazetteer
from extraction.lexicon import rows
from extraction.matters import read
from extraction.positions import phrases

_WORDS = 14
_MODIFIERS = 6
_ARTICLES = frozenset({"the", "a", "an"})
_DROPPED = _ARTICLES | frozenset("this that these those such any some own just only".split())
_OWNERS = frozenset({"his", "her", "its", "their"})
_SPEAKERS = frozenset({"my", "our"})
_NAMED = _OWNERS | frozenset({"he", "she", "it", "they", "him", "them"})
# Prepositions of time or opinion, which do not belong to the matter.
_LOOSE_PREPOSITIONS = frozenset(
    "after before since until during according despite because due owing thanks as by amid like such including"
    " without".split()
)
# They say when a matter is wanted, not what it is.
_URGENT = frozenset("immediate urgent prompt speedy swift quick rapid".split())
_INSIDE = frozenset({"amod", "compound", "nmod", "poss", "nummod", "quantmod", "case", "advmod", "npadvmod", "punct"})
_DOUBLED = frozenset(
    "begin forget admit permit commit submit transmit refer prefer defer deter transfer occur incur control regret"
    " compel repel expel propel rebel equip rebut patrol".split()
)
_PLACING = frozenset({"in", "at", "on", "from", "near", "around"})
_FREED = ("release", "of")
_LINKING = frozenset({"be", "remain", "become", "stay"})

Names = Callable[[Token], str]
"""Function that returns the referent's name for a pronoun of the third person, "" if unknown."""


class Heading:
    """Builder of the headings of one text."""

    def __init__(self, names: Names = lambda _: "") -> None:
        self._names = names
        self._holder = ""

    def of(self, head: Token, holder: str = "") -> str:
        """Return the heading for a noun phrase or clause given by its head, "" when it names nothing.

        An act of the `holder` of the position is named without the holder.
        """
        text = self.inside(head, holder)
        return text[:1].upper() + text[1:]

    def inside(self, head: Token, holder: str = "") -> str:
        """Return the heading as a part of another one, without its capital letter."""
        self._holder = holder
        words = self._clause(head) if head.pos_ in ("VERB", "AUX") else self._noun(head, lead=True)
        while words and words[0].lower() in _ARTICLES:
            words = words[1:]
        if words and words[0].lower() in _URGENT and read(" ".join(words[1:])).is_full:
            words = words[2:] if words[1].lower() in ("and", "or") else words[1:]
        text = " ".join(words[:_WORDS]).strip(' ,;:-–—“”"')
        text = re.sub(r"\s+(['’]s?\b|[,%])", r"\1", re.sub(r"\s*-\s+", "-", text))
        return text if any(c.isalpha() for c in text) else ""

    def phrase(self, prep: Token) -> str:
        """Return the words of a preposition and its noun, "" for one of time or opinion."""
        if prep.lower_ in _LOOSE_PREPOSITIONS and not _is_doing(prep):
            return ""
        return re.sub(r"\s+(['’]s?\b|[,%])", r"\1", " ".join(self._preposition(prep)))

    def _noun(self, noun: Token, depth: int = 3, *, lead: bool = False, room: int = _WORDS) -> list[str]:
        if noun.pos_ in ("PRON", "DET") or noun.lower_ in ("'s", "’s"):
            name = self._names(noun) if noun.lower_ in _NAMED else ""
            return name.split()
        words = self._modifiers(noun, lead)
        if not depth:
            return words
        for token in noun.rights:
            if token.dep_ == "prep" and (token.lower_ not in _LOOSE_PREPOSITIONS or _is_doing(token)):
                inner = self._preposition(token, depth - 1)
            elif token.pos_ == "ADJ" and (prep := syntax.child(token, "prep")) is not None:
                inner = [token.text, *more] if (more := self._preposition(prep, depth - 1)) else []
            elif depth > 1 and _is_shared(token, noun):
                inner = ["and", *self._noun(token, depth - 1, lead=True)]
            elif token.dep_ in ("acl", "relcl"):
                inner = self._told_apart(token)
                if inner and not _is_placed(noun) and len(words) + len(inner) <= room:
                    words += inner
                break
            else:
                continue
            if len(words) + len(inner) > room:
                break
            words += inner
        return words

    def _told_apart(self, clause: Token) -> list[str]:
        """Return the place or doer that a clause gives for its noun: "in China" for "cars made in China"."""
        doer = syntax.agent(clause) if clause.tag_ == "VBN" else None
        if doer is not None and doer.pos_ == "PROPN" and clause.i > clause.head.i:
            return ["by", *self._noun(doer, 0, lead=True)]
        for prep in clause.children:
            inner = syntax.child(prep, "pobj") if prep.dep_ == "prep" and prep.lower_ in _PLACING else None
            if inner is not None and inner.pos_ == "PROPN" and inner.ent_type_ not in ("DATE", "TIME"):
                return self._preposition(prep, 0)
        return []

    def _modifiers(self, noun: Token, lead: bool) -> list[str]:
        """Return the noun with its premodifiers."""
        start = phrases.word_start(noun)
        before = [c for c in noun.lefts if c.i < start]
        words: list[str] = []
        for token in before:
            if token.dep_ == "poss" and token.lower_ in _SPEAKERS | _OWNERS:
                name = self._holder if token.lower_ in _SPEAKERS else self._names(token)
                words += possessive(name.split())
            elif token.dep_ == "det" and token.lower_ in _ARTICLES and not lead:
                words.append(token.lower_)
            elif token.dep_ in _INSIDE and token.pos_ not in ("DET", "PRON"):
                words += [t.text for t in token.subtree if t.lower_ not in _DROPPED and not _is_mark(t)]
        if len(words) > _MODIFIERS:
            words = [t.text for t in before if t.dep_ in ("compound", "amod", "nmod") and not _is_mark(t)][-3:]
        return [*words, noun.doc[start : noun.i + 1].text]

    def _preposition(self, prep: Token, depth: int = 2) -> list[str]:
        inner = syntax.child(prep, "pobj")
        if inner is None:
            deeper = syntax.child(prep, "prep")
            words = self._preposition(deeper, depth) if deeper is not None else []
        elif inner.ent_type_ in ("DATE", "TIME"):
            return []
        elif _is_of_all_kinds(inner):
            return [prep.lower_, "all", "its", inner.text]
        elif prep.lower_ == "between":
            words = self._between(inner, depth)
        else:
            words = self._noun(inner, depth)
        return [prep.lower_, *words] if words else []

    def _between(self, noun: Token, depth: int) -> list[str]:
        """Return both sides of "between X and Y", and nothing where only one is found."""
        other = next((one for one in noun.conjuncts if one.i > noun.i), None)
        if other is None:
            return self._noun(noun, depth) if noun.tag_ in ("NNS", "NNPS", "PRP") or noun.ent_type_ == "NORP" else []
        one, two = self._noun(noun, min(depth, 1)), self._noun(other, min(depth, 1))
        return [*one, "and", *two] if one and two else []

    def _clause(self, verb: Token, depth: int = 3) -> list[str]:
        complement = syntax.child(verb, "acomp", "attr", "oprd")
        subject = syntax.child(verb, "nsubj", "nsubjpass")
        if verb.lemma_ in _LINKING and complement is not None:
            return self._state(complement, subject)
        passive = syntax.child(verb, "nsubjpass") is not None
        content = syntax.child(verb, "xcomp", "ccomp")
        if content is not None and depth and not passive and syntax.child(verb, "dobj") is None:
            return self._clause(content, depth - 1)  # the act itself: "keep fighting the base"
        inner = syntax.child(verb, "dobj") or (subject if passive else _relative(verb, subject))
        inner = syntax.antecedent(inner) if inner is not None else None
        words = self._deed(verb, phrases.whole(inner) if inner is not None else None, None if passive else subject)
        for prep in verb.children:
            is_prep = prep.dep_ == "prep" or (prep.dep_ == "dative" and prep.pos_ == "ADP")
            if is_prep and prep.i > verb.i and prep.lower_ not in _LOOSE_PREPOSITIONS:
                more = self._preposition(prep, 2)
                if len(words) + len(more) <= _WORDS:
                    words += more
        return words

    def _state(self, complement: Token, subject: Token | None) -> list[str]:
        """Return the heading of a state that exists or should exist."""
        thing = self._noun(subject, 2, lead=True) if subject is not None else []
        if complement.pos_ == "ADJ" or complement.tag_ in ("VBG", "VBN"):
            return thing if thing and any(True for _ in complement.rights) else [complement.text, *thing]
        role = self._noun(complement, 2, lead=True)
        return [*thing, "as", *role] if thing and len(thing) + len(role) < _WORDS else role

    def _deed(self, verb: Token, inner: Token | None, subject: Token | None) -> list[str]:
        """Return the heading of an act as a noun: "withdrawal of troops", or a gerund: "banning of plastic bags"."""
        thing = self._noun(inner, 2, room=10) if inner is not None else []
        if subject is None and not thing:
            subject = phrases.subject(verb)
            if subject is not None and _is_purpose(verb, subject):
                return [*self._noun(subject, 0, lead=True), "to", verb.lemma_.lower()]
        doer = self._noun(subject, 0, lead=True) if subject is not None else []
        if doer and doer[-1:] == self._holder.split()[-1:]:
            doer = []
        noun, preposition = _FREED if _is_freeing(verb) else _nouns().get(verb.lemma_.lower(), ("", ""))
        particle = syntax.child(verb, "prt")
        if noun and particle is None:
            if not thing:
                link = "of" if inner is None else "by"  # "has blocked them"
                return [noun, link, *doer] if doer else [noun]
            is_named = bool(doer) and doer[-1] + "'s" in thing
            return [noun, preposition, *thing, *(["by", *doer] if doer and len(doer) < 4 and not is_named else [])]
        if verb.lemma_ in ("be", "have", "do") and thing:
            thing = [word for word in thing[:1] if word not in _ARTICLES] + thing[1:]
            return [*possessive(doer), *thing]
        return [*doer, _gerund(verb.lemma_.lower()), *([particle.text] if particle is not None else []), *thing]


def _relative(verb: Token, subject: Token | None) -> Token | None:
    """Return what a relative clause does something to: "the masks that we must keep"."""
    if verb.dep_ != "relcl" or verb.head.pos_ not in ("NOUN", "PROPN") or subject is None:
        return None
    return verb.head if subject.lower_ not in syntax.RELATIVES else None


def _is_purpose(verb: Token, noun: Token) -> bool:
    """Return whether an infinitive says what its noun is for: "refusal to debate", not "soldiers to leave"."""
    is_own = verb.dep_ in ("acl", "relcl") and verb.head == noun and noun.pos_ == "NOUN" and syntax.is_infinitive(verb)
    return is_own and gazetteer.noun_of(noun) is None


def _is_doing(prep: Token) -> bool:
    """Return whether a "by" names who does what its noun says: "handover by Chad"."""
    doer = syntax.child(prep, "pobj") if prep.lower_ == "by" else None
    return doer is not None and (doer.pos_ == "PROPN" or gazetteer.noun_of(doer) is not None)


def _is_freeing(verb: Token) -> bool:
    """Return whether a verb with its complement means to release: "set them free", "let them go"."""
    inner = next((c.lower_ for c in verb.children if c.dep_ in ("acomp", "oprd", "ccomp", "xcomp", "prt")), "")
    return (verb.lemma_, inner) in (("set", "free"), ("let", "go"))


def _is_of_all_kinds(noun: Token) -> bool:
    """Return whether a noun says that all kinds are meant: "terrorism in all its forms"."""
    owner = syntax.child(noun, "poss")
    return owner is not None and owner.lower_ == "its" and syntax.child(noun, "predet") is not None


def _is_placed(noun: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ in _PLACING for c in noun.rights)


def possessive(words: list[str]) -> list[str]:
    """Return the words of a name as an owner: "Peru's"."""
    return [*words[:-1], words[-1] + ("'" if words[-1].endswith("s") else "'s")] if words else []


def _gerund(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")) and len(lemma) > 2:
        return lemma[:-1] + "ing"
    doubled = lemma in _DOUBLED or re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", lemma)
    return lemma + lemma[-1] + "ing" if doubled else lemma + "ing"


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    return {verb: (noun, preposition) for verb, noun, preposition in rows("positions/verb_nouns.tsv")}


def _is_mark(token: Token) -> bool:
    return token.is_quote or token.is_bracket or token.is_space or token.text in (",", ";", ":", "--", "—", "–")


def _is_shared(token: Token, noun: Token) -> bool:
    """Return whether a coordinated noun is a part of the matter, not one of its own: "release of A and an end to B"."""
    joined = token.dep_ == "conj" and token.pos_ == noun.pos_ and syntax.child(noun, "cc") is not None
    return joined and (syntax.child(token, "prep") is None or syntax.child(noun, "prep") is None)
