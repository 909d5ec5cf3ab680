"""Repairs of common errors of the parser: clauses and nouns joined to the wrong word."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from spacy.tokens import Doc, Token

from extraction.actors import gazetteer, names
from extraction.headlines import lead, read_headline
from extraction.verbs import event_verbs, saying

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_NOUNS = ("NOUN", "PROPN")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_JOINED = ("conj", "advcl", "ccomp", "dep", "relcl", "acl")
# Participles that take an object of their own: "the force given orders", "a man named Cole".
_WITH_OBJECT = frozenset(
    "give offer award send grant show teach deny tell name call elect appoint dub consider deem declare".split()
)
# Verbs of saying that do not introduce a clause without "that".
_WITHOUT_CLAUSE = frozenset(
    "accuse back blame commend condemn congratulate criticise criticize denounce endorse mock oppose praise rebuke "
    "reject slam support thank threaten urge welcome".split()
)
_WITH_BARE_VERB = frozenset("help let make see watch have".split())
_SAYINGS = frozenset(("claims", "reports"))
_TOLD = frozenset("accusation allegation argument assertion belief charge claim report rumour rumor suggestion".split())
_CHARGING = defaultdict(
    frozenset,
    {
        "of": frozenset("accuse suspect convict acquit absolve".split()),
        "for": frozenset("blame condemn criticise criticize denounce praise thank punish".split()),
    },
)
# Of these nothing is repaired, and most words are one of them.
_SETTLED = frozenset("det punct aux auxpass case pobj dobj neg mark nummod poss advmod prt attr pcomp".split())
_UNWELCOME = frozenset(("grata", "gratae", "gratas"))
_WISHED = ("advcl", "xcomp", "relcl", "acl")
_CALLS = frozenset("call appeal ask push press plea demand".split())
_BOUNDARIES = frozenset(("but", ";", ":", "while"))
_LONGEST_HEADLINE = 16
_DEEPEST = 6


def repair(doc: Doc, paragraphs: Iterable[tuple[int, int]]) -> None:
    """Correct the parse of a text in place; `paragraphs` are token ranges."""
    for start, end in paragraphs:
        if end - start <= _LONGEST_HEADLINE + 1:
            read_headline(doc, start, end)
    for token in doc:
        if token.dep_ in _SETTLED and token.lower_ not in _UNWELCOME:
            continue
        if token.pos_ == "VERB" and token.dep_ == "conj" and not _has_subject(token):
            _raise_finite(token)
            _raise_from_relative(token)
            _raise(token)
        if token.dep_ == "nsubj" and token.text[:1].isupper() and _is_addressed(token):
            _read_address(token)
        if token.dep_ == "relcl" and token.head.lemma_ in _TOLD:
            _read_content(token)
        if token.tag_ in ("VB", "VBN") and token.dep_ in _WISHED:
            _read_wish(token)
        if token.pos_ in ("VERB", "AUX") and token.dep_ in _JOINED and not _has_subject(token):
            _find_subject(token)
        elif token.tag_ == "VBZ" and token.lower_ in _SAYINGS and token.dep_ == "ROOT":
            _read_rejection(token)
        elif token.pos_ == "VERB" and token.dep_ == "ccomp":
            if token.i < token.head.i and any(word.text == ";" for word in token.doc[token.i : token.head.i]):
                token.dep_ = "parataxis"  # "A agreed to it; B rejected it"
            if token.tag_ == "VBD" and token.head.lemma_ in ("want", "like", "need"):
                token.tag_ = "VBN"  # "wants the sanctions lifted"
            _split_object(token)
        elif token.dep_ == "compound" and token.tag_ in ("VBD", "VBZ"):
            _free(token)
        elif token.dep_ == "prep" and token.head.dep_ == "dobj" and token.head.head.lemma_ in _CHARGING[token.lower_]:
            token.head = token.head.head  # "accused the army of burning villages"
        elif token.lower_ == "of" and token.dep_ == "prep" and (verb := _accusing(token)) is not None:
            token.head = verb  # "accused agents of the government of involvement"
        elif token.lower_ == "dead" and token.dep_ == "amod" and token.i and token.nbor(-1).lemma_ == "shoot":
            token.head, token.dep_ = token.nbor(-1), "oprd"  # "shot dead two protesters"
        elif token.dep_ == "conj" and token.head.dep_ == "pobj" and token.head.pos_ == "PROPN":
            _join_offices(token)
        elif token.lower_ == "nor" and token.dep_ == "cc":
            _read_nor(token)
        elif token.lower_ in _UNWELCOME:
            _read_unwelcome(token)
        elif token.dep_ == "compound" and token.head.dep_ == "dobj" and token.head.head.lemma_ in _WITH_BARE_VERB:
            _free_infinitive(token)


def _is_addressed(noun: Token) -> bool:
    """Return whether a bare title before a comma opens what is said: "Minister, the Opposition says"."""
    doc, after = noun.doc, noun.i + 1
    if after >= len(doc) or doc[after].text != "," or any(noun.lefts):
        return False
    opens = noun.i == 0 or noun.is_sent_start or doc[noun.i - 1].text in (":", ",", '"', "“")
    return bool(opens) and (names.is_courtesy(noun.text) or gazetteer.person_noun(noun))


def _read_address(noun: Token) -> None:
    """Take the subject of a clause from who is addressed in it, and give it to the noun after."""
    verb = noun.head
    if any(c.dep_ == "nsubj" and c.i > noun.i for c in verb.children):
        noun.dep_ = "npadvmod"
        return
    told = next((c for c in noun.rights if c.dep_ == "appos" and any(d.dep_ == "det" for d in c.lefts)), None)
    if told is not None and verb.i > told.i and verb.nbor(-1).text != ",":
        told.head, told.dep_, noun.dep_ = verb, "nsubj", "npadvmod"


def _join_offices(noun: Token) -> None:
    """Join an office to an office, not to the state before it: "the emir of Qatar and Egypt's president"."""
    state = noun.head
    office = state.head.head
    owned = any(c.dep_ == "poss" for c in noun.lefts)
    if not owned or state.head.lower_ != "of" or not (gazetteer.person_noun(noun) and gazetteer.person_noun(office)):
        return
    joint = next((c for c in state.rights if c.dep_ == "cc" and c.i < noun.i), None)
    noun.head = office
    if joint is not None:
        joint.head = office


def _accusing(of: Token) -> Token | None:
    """Return the verb of accusing whose object ends before a second "of", which a deed follows."""
    deed = next((c for c in of.rights if c.dep_ in ("pobj", "pcomp")), None)
    inner = of.head
    if inner.dep_ != "pobj" or deed is None or deed.pos_ == "PROPN" or gazetteer.noun_of(deed) is not None:
        return None
    thing = inner.head.head
    if inner.head.lower_ == "of" and thing.lemma_ in _CHARGING["of"]:
        agents = next((c for c in thing.rights if c.dep_ == "dobj" and c.i == inner.head.i - 1), None)
        if agents is not None:
            inner.head.head = agents
            return thing
    accused = inner.head.lower_ == "of" and thing.dep_ == "dobj" and thing.head.lemma_ in _CHARGING["of"]
    return thing.head if accused else None


def _read_nor(nor: Token) -> None:
    """Let a "nor" negate the clause that it opens: "will not join, nor would it support the ban"."""
    second = next((c for c in nor.head.children if c.dep_ == "conj" and c.i > nor.i), None)
    if second is not None and second.pos_ in ("VERB", "AUX") and _has_subject(second):
        nor.head, nor.dep_ = second, "neg"


def _raise_finite(verb: Token) -> None:
    """Join a finite verb to the one in its tense, not to an infinitive: "regrets the plan to go and asks A to stay"."""
    clause = verb.head
    if verb.tag_ not in ("VBZ", "VBD") or clause.tag_ != "VB" or not any(c.lower_ == "to" for c in clause.lefts):
        return
    if any(child.dep_ in ("aux", "auxpass") for child in verb.lefts):
        return
    joint = next((child for child in clause.rights if child.dep_ == "cc" and child.i < verb.i), None)
    for _ in range(_DEEPEST):
        clause = clause.head
        if clause.tag_ == verb.tag_ and clause.pos_ == "VERB" and _has_subject(clause):
            verb.head = clause
            if joint is not None:
                joint.head = clause
            return


def _raise_from_relative(verb: Token) -> None:
    """Join a verb of speech to that before a relative clause: "condemned the raid, in which two died, and called"."""
    clause = verb.head
    joint = next((child for child in clause.rights if child.dep_ == "cc" and child.i < verb.i), None)
    if clause.dep_ != "relcl" or joint is None or joint.nbor(-1).text != "," or not _has_subject(clause):
        return
    if any(c.dep_ in _SUBJECTS and c.tag_ in ("WDT", "WP") for c in clause.lefts):
        return  # "which killed two and called itself"
    main = next((word for word in clause.head.ancestors if word.pos_ == "VERB"), None)
    spoken = _WITHOUT_CLAUSE | _CALLS | saying()
    if main is not None and main.tag_ == verb.tag_ and {main.lemma_, verb.lemma_} <= spoken and _has_subject(main):
        verb.head = joint.head = main


def _raise(verb: Token) -> None:
    """Join a verb to the speaker's, not to what is said: "said he would go and invited A", "said ..., and blamed B".

    A tense that cannot go on after "would" shows it, else the comma: in 400 articles all of 6 are the speaker's.
    """
    clause = verb.head
    joint = next((child for child in clause.rights if child.dep_ == "cc" and child.i < verb.i), None)
    if verb.tag_ not in ("VBD", "VBZ") or joint is None or joint.lower_ != "and":
        return
    if any(child.dep_ in ("aux", "auxpass") for child in verb.lefts):
        return
    modal = clause.tag_ in ("VB", "VBN") and any(child.tag_ == "MD" for child in clause.lefts)
    if not modal and (joint.nbor(-1).text != "," or verb.lemma_ not in saying()):
        return
    if verb.lemma_ not in event_verbs() | saying():
        return
    for _ in range(_DEEPEST):
        speaker, reported = clause.head, clause.dep_ == "ccomp"
        if reported and speaker.tag_ == verb.tag_ and speaker.lemma_ in saying() and _has_subject(speaker):
            verb.head = joint.head = speaker
            return
        clause = speaker


def _read_rejection(claims: Token) -> None:
    """Read "the ministry rejects claims that ..." with "claims" as a noun."""
    rejects = next((child for child in claims.lefts if child.dep_ == "nsubj" and child.tag_ == "NNS"), None)
    subject = None if rejects is None else next((c for c in rejects.lefts if c.dep_ == "compound"), None)
    clause = next((child for child in claims.rights if child.dep_ == "ccomp"), None)
    if rejects is None or subject is None or clause is None or rejects.i + 1 != claims.i:
        return
    verb = next((stem for stem in (rejects.lower_[:-1], rejects.lower_[:-2]) if stem in saying()), None)
    if verb is None or subject.i + 1 != rejects.i:
        return
    lead(rejects, claims)
    rejects.tag_, rejects.pos_, rejects.lemma_ = "VBZ", "VERB", verb
    for child in list(rejects.lefts):
        child.head = subject
    subject.head, subject.dep_ = rejects, "nsubj"
    claims.tag_, claims.pos_, claims.dep_ = "NNS", "NOUN", "dobj"
    claims.head, claims.lemma_ = rejects, claims.lower_[:-1]
    clause.head, clause.dep_ = claims, "acl"


def _read_content(verb: Token) -> None:
    """Read what is claimed after a name: "the claim of the minister, Ada Holt, that they asked for it"."""
    that = verb.left_edge
    follows = that.i > verb.head.i and that.nbor(-1).text == ","
    if follows and that.lower_ == "that" and that.head.i == verb.i and _has_subject(verb):
        verb.dep_, that.dep_ = "acl", "mark"


def _read_wish(verb: Token) -> None:
    """Read "called for the sanctions to be lifted" as a call for what is done, not for the sanctions.

    With an active verb only where the noun is a name: "called for help to rebuild" is a call for help.
    """
    to = next((child for child in verb.lefts if child.lower_ == "to" and child.dep_ == "aux"), None)
    passive = any(child.dep_ == "auxpass" for child in verb.lefts)
    if to is None or not to.i or _has_subject(verb):
        return
    noun = to.nbor(-1)
    for _ in range(_DEEPEST):
        if noun.dep_ == "pobj" and noun.head.lower_ == "for":
            break
        noun = noun.head
    preposition, caller = noun.head, noun.head.head
    if noun.dep_ != "pobj" or preposition.lower_ != "for" or caller.lemma_.lower() not in _CALLS:
        return
    if verb.head.i not in (noun.i, caller.i, caller.head.i) or not (passive or noun.pos_ == "PROPN"):
        return
    verb.head, verb.dep_ = caller, "advcl" if caller.pos_ == "VERB" else "acl"
    noun.head, noun.dep_ = verb, "nsubjpass" if passive else "nsubj"
    preposition.head, preposition.dep_ = verb, "mark"


def _find_subject(verb: Token) -> None:
    """Give a joined verb the noun before it as its subject: "A attacked B and C attacked D"."""
    head = verb.head
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD"):
        root = _told_of(head)
        first = next(verb.rights, None)
        if root is not None and first is not None and first.dep_ == "dobj" and verb.lemma_ not in _WITH_OBJECT:
            lead(verb, root)
        if head.dep_ == "ROOT":
            return
    if verb.tag_ in ("VBD", "VBN") and not _is_finite_phrase(verb) and not _takes_object(verb):
        return  # "two camps and the tents destroyed": most likely a participle.
    if verb.tag_ not in ("VBD", "VBN") and not _is_finite(verb):
        return
    before = next((child for child in verb.lefts if child.dep_ in ("aux", "auxpass", "neg", "advmod")), verb).i - 1
    noun = _joined_noun(verb.doc, before)
    while head.pos_ not in ("VERB", "AUX") and head.head.i != head.i:
        head = head.head
    if noun is None or head.i >= noun.head.i or head.pos_ not in ("VERB", "AUX"):
        return
    if not any(token.lower_ in _BOUNDARIES for token in verb.doc[head.i : noun.i]):
        _join(verb, noun, head)


def _told_of(noun: Token) -> Token | None:
    """Return the noun without a verb that a noun, or its relative clause, ends: "gunmen who were hired by a rival"."""
    while noun.dep_ != "ROOT":
        if noun.dep_ == "relcl":
            return noun.head if noun.head.dep_ == "ROOT" and noun.head.pos_ in _NOUNS else None
        noun = noun.head
    return noun


def _free(verb: Token) -> None:
    """Take a verb out of the list of nouns it was read into: "A bombed B and C bombed D"."""
    noun, thing = _joined_noun(verb.doc, verb.i - 1), verb.head
    governor = noun.head.head if noun is not None else verb
    if noun is None or governor.pos_ != "VERB" or thing.dep_ != "conj" or thing.i < verb.i:
        return
    _join(verb, noun, governor)
    thing.head, thing.dep_ = verb, "dobj"


def _free_infinitive(word: Token) -> None:
    """Take an infinitive without "to" out of the nouns beside it: "A helped B attack C"."""
    thing, helper = word.head, word.head.head
    noun = word.nbor(-1) if word.i else word
    named = noun.pos_ == "PROPN" and noun.dep_ in ("compound", "nsubj") and noun.head.i in (word.i, thing.i)
    if not named or word.lower_ not in event_verbs() or word.i > thing.i or noun.left_edge.i <= helper.i:
        return
    word.head, word.dep_, word.tag_, word.pos_, word.lemma_ = helper, "xcomp", "VB", "VERB", word.lower_
    noun.head, noun.dep_ = helper, "dobj"
    thing.head, thing.dep_ = word, "dobj"
    for child in list(thing.lefts):
        if child.i < word.i:
            child.head = noun


def _read_unwelcome(word: Token) -> None:
    """Read "declared the envoy persona non grata" as a verb with an object and its complement."""
    status = word.nbor(-2) if word.i > 2 else word
    verb = status.head
    if not status.lower_.startswith("persona") or verb.pos_ != "VERB" or verb.i > status.i:
        return
    status.dep_, status.pos_, status.lemma_ = "oprd", "NOUN", "persona"
    for child in list(status.children):
        if child.dep_ == "nsubj":
            child.head, child.dep_ = verb, "dobj"
        elif child.lower_ == "by":
            child.head, child.dep_ = verb, "agent"


def _split_object(verb: Token) -> None:
    """Separate the object of one verb from the subject of the next: "A visited B and C bombed D"."""
    head = verb.head
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or subject.left_edge.i != head.i + 1 or head.lemma_.lower() not in _transitive():
        return
    noun = next((child for child in subject.rights if child.dep_ == "conj" and child.pos_ in _NOUNS), None)
    if noun is None or _takes_object(head) or any(child.dep_ == "mark" for child in verb.lefts):
        return
    subject.head, subject.dep_ = head, "dobj"
    _join(verb, noun, head)


def _join(verb: Token, noun: Token, head: Token) -> None:
    for child in noun.head.children:
        if child.dep_ == "cc" and noun.head.i < child.i < noun.i:
            child.head = head
    noun.head, noun.dep_ = verb, "nsubj"
    verb.head, verb.dep_ = head, "conj"


def _joined_noun(doc: Doc, last: int) -> Token | None:
    """Return the noun joined by "and" to another one whose phrase ends with the token `last`."""
    token = doc[last] if last >= 0 else None
    for _ in range(_DEEPEST):
        if token is None or token.right_edge.i != last:
            return None
        if token.dep_ == "conj" and token.pos_ in _NOUNS and token.head.dep_ in ("dobj", "pobj", "attr"):
            start = token.left_edge.i
            return token if start and doc[start - 1].lower_ == "and" and token.head.i < start else None
        token = token.head if token.head.i < token.i and token.pos_ not in ("VERB", "AUX") else None
    return None


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _takes_object(verb: Token) -> bool:
    return any(child.dep_ == "dobj" for child in verb.rights)


def _is_finite(verb: Token) -> bool:
    return verb.tag_ in _FINITE or _is_finite_phrase(verb)


def _is_finite_phrase(verb: Token) -> bool:
    return any(child.tag_ in _FINITE for child in verb.lefts if child.dep_ in ("aux", "auxpass"))


@cache
def _transitive() -> frozenset[str]:
    """Return the verbs of events, except those that often introduce a clause without "that"."""
    return event_verbs() - (saying() - _WITHOUT_CLAUSE)
