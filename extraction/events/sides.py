"""Subjects, objects and prepositional phrases of a clause, including those shared between verbs."""

from collections.abc import Iterator

from spacy.tokens import Token

from extraction.syntax import RELATIVES, has_nationality, is_negated, is_passive

_SUBJECTS = ("nsubj", "nsubjpass")
# "called on China to ...": the object of the preposition is the subject of the infinitive.
_APPEALING = frozenset("call appeal plead".split())
# "promised Oslo to leave", "used drones to attack": the subject, not the object, does the infinitive.
_SUBJECT_CONTROL = frozenset("promise vow pledge swear guarantee threaten offer use employ take spend need".split())
# "condemned bombing towns", "warned against bombing towns": the doer is not named.
_OF_OTHERS = frozenset(
    "condemn oppose support welcome criticise criticize denounce deplore urge recommend advocate suggest propose warn "
    "caution advise argue campaign prohibit ban allow permit require encourage reject applaud favour favor".split()
)
# Prepositions after which the object is the doer: "accused Oslo of", "warned Oslo against", "helped Oslo in".
_OBJECT_CONTROL = frozenset("of for from into against".split())
_HELPING = frozenset("help assist aid support back join accompany train".split())
_DEEPEST = 8


def coordinated(token: Token | None) -> list[Token]:
    """Return a noun and those coordinated with it."""
    found: list[Token] = []
    waiting = [token] if token is not None else []
    while waiting and len(found) < 12:
        noun = waiting.pop(0)
        found.append(noun)
        waiting += [child for child in noun.rights if child.dep_ == "conj" and child.pos_ != "VERB"]
    return found


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the grammatical subject of a verb: its own, a shared one, or that of its controlling verb."""
    for child in verb.children:
        if child.dep_ in _SUBJECTS:
            return _antecedent(child, verb)
    if depth > _DEEPEST:
        return None
    head = verb.head
    if verb.dep_ == "conj":
        return subject(head, depth + 1) if head.pos_ in ("VERB", "AUX") else None
    if (verb.dep_ in ("xcomp", "ccomp") or (verb.dep_ == "advcl" and head.lemma_ in _APPEALING)) and head.pos_ in (
        "VERB",
        "AUX",
        "ADJ",
        "NOUN",
    ):
        controller = next((child for child in head.children if child.dep_ in ("dobj", "dative")), None)
        if head.lemma_.lower() in _SUBJECT_CONTROL:
            controller = None
        if verb.tag_ == "VBG" and head.lemma_.lower() in _OF_OTHERS:
            return controller if is_passive(head) else None
        if controller is None and head.lemma_ in _APPEALING:
            controller = next((noun for word in ("on", "upon", "to", "with") for noun in behind(head, word)), None)
        return controller if controller is not None and head.pos_ == "VERB" else subject(head, depth + 1)
    if verb.dep_ in ("advcl", "prep", "dep", "acomp"):
        return subject(head, depth + 1) if head.pos_ in ("VERB", "AUX") else None
    if verb.dep_ in ("acl", "relcl"):
        return _subject_of_modifier(verb, depth)
    if verb.dep_ == "pcomp":
        governor = head.head
        if governor.pos_ in ("NOUN", "PROPN"):
            return possessor(governor) or (subject(governor.head, depth + 1) if governor.dep_ == "dobj" else None)
        dobj = next((child for child in governor.children if child.dep_ == "dobj"), None)
        lemma = governor.lemma_.lower()
        if dobj is not None and (head.lower_ in _OBJECT_CONTROL or (head.lower_ == "in" and lemma in _HELPING)):
            return dobj
        if head.lower_ == "against" and lemma in _OF_OTHERS and not is_passive(governor):
            return None
        return subject(governor, depth + 1)
    return None


def _subject_of_modifier(verb: Token, depth: int) -> Token | None:
    noun = verb.head
    if verb.tag_ in ("VBG", "VBN", "VBD", "VBZ", "VBP"):
        return noun
    # "its plan to deploy", "announced a plan to deploy"
    owner = possessor(noun) or next((whose for word in ("by", "of") for whose in behind(noun, word)), None)
    if owner is not None:
        return owner
    # "signed the Norwegian plan to deploy", "did not join a plan to deploy", "condemned plans to deploy"
    if has_nationality(noun) or is_negated(noun.head) or noun.head.lemma_.lower() in _OF_OTHERS:
        return None
    return subject(noun.head, depth + 1) if noun.dep_ in ("dobj", "attr") else None


def _antecedent(child: Token, verb: Token) -> Token:
    if child.lower_ in RELATIVES and verb.dep_ == "relcl":
        return verb.head
    return child


def possessor(noun: Token) -> Token | None:
    """Return the possessive of a noun: "Iran" in "Iran's attack"."""
    return next((child for child in noun.lefts if child.dep_ == "poss"), None)


def doers(verb: Token) -> list[Token]:
    """Return the doers of a verb: its subject, or the noun after "by" in the passive."""
    if is_passive(verb):
        agents = [noun for child in verb.children if child.dep_ == "agent" for noun in prepositional(child)]
        if not agents:
            agents = [noun for child in verb.children if child.lower_ == "by" for noun in prepositional(child)]
        return agents
    return coordinated(subject(verb))


def objects(verb: Token) -> list[Token]:
    """Return the nouns affected by a verb: its object, or its subject in the passive."""
    if is_passive(verb):
        return coordinated(subject(verb))
    found = [child for child in verb.children if child.dep_ in ("dobj", "dative") and child.pos_ != "ADP"]
    if not found and verb.dep_ == "relcl":
        subjects = [child for child in verb.children if child.dep_ in _SUBJECTS]
        if subjects and subjects[0].lower_ not in RELATIVES:
            found = [verb.head]
    if not found and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        # "praised and armed the rebels": the object is attached to the last verb or the first
        found = [child for child in verb.head.children if child.dep_ == "dobj" and child.i > verb.i]
    if not found and not any(child.dep_ == "ccomp" for child in verb.rights):
        found = [
            child for other in verb.rights if other.dep_ == "conj" for child in other.children if child.dep_ == "dobj"
        ][:1]
    relatives = [_antecedent(child, verb) for child in found]
    return [noun for child in relatives for noun in coordinated(child)]


def prepositional(preposition: Token) -> list[Token]:
    """Return the nouns after a preposition."""
    return [noun for child in preposition.children if child.dep_ == "pobj" for noun in coordinated(child)]


def behind(token: Token, word: str) -> list[Token]:
    """Return the nouns that a preposition links to a verb or noun, also through its particle."""
    found: list[Token] = []
    for child in token.rights:
        if child.dep_ in ("prep", "dative", "agent") and child.lower_ == word:
            found += prepositional(child)
        elif child.dep_ in ("prt", "prep", "advmod") and not found:
            for grandchild in child.rights:
                if grandchild.dep_ == "prep" and grandchild.lower_ == word:
                    found += prepositional(grandchild)
    return found


def complements(verb: Token) -> Iterator[Token]:
    """Yield the clauses that a verb or noun governs."""
    for child in verb.rights:
        if child.dep_ in ("xcomp", "ccomp", "acl") and child.pos_ in ("VERB", "AUX"):
            yield child


def is_finite_past(verb: Token) -> bool:
    """Return whether a verb, or its auxiliary, is in the past tense."""
    return verb.tag_ == "VBD" or any(child.tag_ == "VBD" for child in verb.lefts if child.dep_ in ("aux", "auxpass"))
