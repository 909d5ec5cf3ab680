"""Headings for what positions are about, and the keys under which they meet."""

import re
import unicodedata
from functools import cache

from spacy.tokens import Token

from extraction.lexicon import rows
from extraction.positions import syntax
from ontology import countries

_WORDS = 10
_DROPPED = frozenset("the a an this that these those my your his her its our their such any some own".split())
# A preposition that says when or in whose opinion, not what the matter is.
_LOOSE_PREPOSITIONS = frozenset(
    "after before since until during according despite because as by amid like such including without".split()
)
_INSIDE = frozenset({"amod", "compound", "nmod", "poss", "nummod", "quantmod", "case", "advmod", "npadvmod", "punct"})
_VOWELS = "aeiou"


def label(head: Token) -> str:
    """A heading for a noun phrase or clause, "" when it holds nothing to name."""
    words = _of_clause(head) if head.pos_ in ("VERB", "AUX") else _of_noun(head)
    text = " ".join(_shortened(words)).strip(" ,;:-–—")
    text = re.sub(r"\s+(['’]s?\b|[,%])", r"\1", re.sub(r"\s*-\s+", "-", text))
    return text[:1].upper() + text[1:] if any(c.isalpha() for c in text) else ""


def _of_noun(noun: Token, depth: int = 3) -> list[str]:
    if noun.pos_ in ("PRON", "DET") or noun.lower_ in ("'s", "’s"):
        return []
    words: list[str] = []
    start = syntax.word_start(noun)
    for token in noun.lefts:
        if token.i < start and token.dep_ in _INSIDE and token.pos_ not in ("DET", "PRON"):
            words += [t.text for t in token.subtree if t.lower_ not in _DROPPED and not _is_mark(t)]
    words.append(noun.doc[start : noun.i + 1].text)
    if depth:
        for token in noun.rights:
            if token.dep_ == "prep" and token.lower_ not in _LOOSE_PREPOSITIONS:
                words += _of_preposition(token, depth - 1)
            elif token.dep_ == "conj" and token.pos_ == noun.pos_ and depth == 3:
                inner = _of_noun(token, depth - 1)
                words += ["and", *inner] if len(words) + len(inner) < _WORDS else []
            elif token.dep_ == "acl" and syntax.is_infinitive(token):
                break
    return words


def _of_preposition(prep: Token, depth: int = 2) -> list[str]:
    inner = syntax.child(prep, "pobj")
    if inner is None or inner.ent_type_ in ("DATE", "TIME"):
        return []
    words = _of_noun(inner, depth)
    return [prep.lower_, *words] if words else []


def _of_clause(verb: Token) -> list[str]:
    complement = syntax.child(verb, "acomp", "attr", "oprd")
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    thing = _of_noun(subject, 2) if subject is not None else []
    if verb.lemma_ in ("be", "remain", "become", "stay") and complement is not None:
        if complement.pos_ == "ADJ" or complement.tag_ in ("VBG", "VBN"):
            return [complement.text, *thing] if not list(complement.rights) else thing or [complement.text]
        return [*thing, "as", *_of_noun(complement, 1)] if thing else _of_noun(complement, 2)
    passive = syntax.child(verb, "nsubjpass") is not None
    inner = syntax.child(verb, "dobj") or (subject if passive else None)
    words = _nominalised(verb, inner, None if passive else subject)
    for prep in verb.children:
        if (
            prep.dep_ in ("prep", "prt")
            and prep.i > verb.i
            and prep.lower_ not in _LOOSE_PREPOSITIONS
            and len(words) < 6
        ):
            words += _of_preposition(prep, 1) if prep.dep_ == "prep" else []
    return words


def _nominalised(verb: Token, inner: Token | None, subject: Token | None) -> list[str]:
    thing = _of_noun(inner, 2) if inner is not None else []
    doer = _of_noun(subject, 0) if subject is not None else []
    noun, preposition = _nouns().get(verb.lemma_.lower(), ("", ""))
    particle = syntax.child(verb, "prt")
    if noun and particle is None:
        if thing:
            return [noun, preposition, *thing] + (["by", *doer] if doer and len(doer) < 4 else [])
        return [noun, "of", *doer] if doer else [noun]
    gerund = [_gerund(verb.lemma_.lower())] + ([particle.text] if particle is not None else [])
    if verb.lemma_ in ("be", "have", "do") and thing:
        return [*doer[:-1], f"{doer[-1]}'s", *thing] if doer else thing
    return [*doer, *gerund, *thing]


def _gerund(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "ye", "oe")) and len(lemma) > 2:
        return lemma[:-1] + "ing"
    short = re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", lemma)
    return lemma + lemma[-1] + "ing" if short else lemma + "ing"


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    return {verb: (noun, preposition) for verb, noun, preposition in rows("position_verb_nouns.tsv")}


def _is_mark(token: Token) -> bool:
    return token.is_quote or token.is_bracket or token.is_space or token.text in (",", ";", ":", "--", "—", "–")


def _shortened(words: list[str]) -> list[str]:
    """At most ten words, cut in front of a preposition rather than behind it."""
    kept = words[:_WORDS]
    if len(words) > _WORDS:
        while len(kept) > 3 and kept[-1].islower() and len(kept[-1]) < 4:
            kept = kept[:-1]
    while kept and kept[-1].lower() in ("of", "in", "to", "for", "on", "and", "with", "over", "from", "at", "’s", "'s"):
        kept = kept[:-1]
    return kept


def slug(text: str) -> str:
    """A label as a part of a URL: ASCII, lower case, hyphens."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").replace("'s", "s"))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


_STOP = frozenset(
    "the a an of in on to for with by from at over as and or its his her their our own between against into about"
    " more most many other all new further".split()
)
_SUFFIXES = tuple(
    "izations isations ization isation ments ment ations ation ings ing ions ion als al ies ied es ed s e y".split()
)


def matter(text: str) -> str:
    """The key under which labels on one matter meet: countries by their codes, stems of other content words, sorted."""
    words = re.findall(r"[^\W_](?:[^\W_]|[.'’-](?=[^\W_]))*\.?", text)
    found = set()
    position = 0
    while position < len(words):
        length, code = _country(words, position)
        position += length
        if code is not None:
            found.add(code)
        else:
            found.update(_stem(part) for part in slug(words[position - 1]).split("-") if part and part not in _STOP)
    return " ".join(sorted(found))


def _country(words: list[str], position: int) -> tuple[int, str | None]:
    """The words a country's name or adjective takes at a position, and its code; 1 and None where there is none."""
    for length in (3, 2, 1):
        name = " ".join(words[position : position + length])
        if name[:1].isupper() and (code := countries.lookup(name)):
            return length, code
    return 1, countries.demonym(words[position]) if words[position][:1].isupper() else None


def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
    return word
