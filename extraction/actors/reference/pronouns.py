"""Pronouns resolved to actors, where one reading stands out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from extraction import syntax
from extraction.actors.candidates import clauses
from extraction.actors.found import ActorMention, FoundActor, MentionKind
from extraction.actors.gender import of_name, of_words
from extraction.document import Document
from ontology.enums import ActorType

_MALE = frozenset("he him his himself".split())
_FEMALE = frozenset("she her hers herself".split())
_NEUTER = frozenset("it its itself".split())
_PLURAL = frozenset("they them their theirs themselves".split())
_PRONOUNS = _MALE | _FEMALE | _NEUTER | _PLURAL

_BODIES = frozenset(
    (
        ActorType.STATE, ActorType.GOVERNMENT, ActorType.INTERGOVERNMENTAL, ActorType.PARTY, ActorType.MILITARY,
        ActorType.ARMED_GROUP, ActorType.ORGANIZATION, ActorType.MEDIA,
    )
)  # fmt: skip
_CROWDS = _BODIES - {ActorType.STATE, ActorType.INTERGOVERNMENTAL} | {ActorType.GROUP}
_COLLECTIVES = frozenset("police people staff crew crowd family public media".split())
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
# What is approved or turned down is mostly somebody else's: "the parliament approved its bid".
_OF_OTHERS = frozenset(
    "approve reject accept back endorse veto block grant deny praise condemn criticise criticize".split()
)
# Who asks somebody to do one of these to "its" thing may mean either of the two.
_TOWARDS = frozenset(
    "respect recognise recognize support back accept approve endorse consider heed answer meet honour honor share join"
    " defend protect release return free use enter cross transit access visit overfly".split()
)
# "Wants NATO to station troops on its soil": either of the two.
_PLACING = ("on", "in", "at", "near", "inside", "within", "across", "over", "against", "into")
_APPEALS = ("on", "upon", "to", "with")
_JUDGING = frozenset(
    "criticise criticize condemn denounce blast slam rebuke chide blame fault attack mock thank praise applaud laud"
    " commend punish penalise penalize sanction admire respect reward honour honor congratulate".split()
)
_CUTTING = frozenset(
    "cut halt suspend sever freeze stop end break cancel impose recall withdraw downgrade close".split()
)
_AT_WHOM = ("with", "against", "on", "from", "to")
_SUBJECT_CONTROL = frozenset("promise vow pledge swear threaten use".split())
# "It turned out that"
_HAPPENING = frozenset(
    "turn happen follow emerge transpire occur strike matter help mean please worry surprise".split()
)
# "It was agreed to"
_SETTLING = frozenset("agree decide resolve propose suggest recommend plan".split())
# The number of sentences to look back for an antecedent.
_REACH = 3


@dataclass(slots=True)
class _Mention:
    token: int
    actor: int
    subject: bool
    plural: bool
    in_passing: bool = False


def resolve_pronouns(document: Document, actors: list[FoundActor]) -> list[FoundActor]:
    """Return the actors with the pronouns that stand for them added to their mentions."""
    doc = document.doc
    heads = sorted(
        (
            _Mention(
                m.head,
                index,
                doc[m.head].dep_ in _SUBJECTS,
                _is_plural(doc[m.head]),
                _is_in_passing(doc[m.head], actor, m),
            )
            for index, actor in enumerate(actors)
            for m in actor.mentions
        ),
        key=lambda mention: mention.token,
    )
    gender = {index: _gender(document, actor) for index, actor in enumerate(actors)}
    added: dict[int, list[int]] = {}
    past: list[list[_Mention]] = []
    cursor = 0
    for sentence in document.sentences:
        current: list[_Mention] = []
        quoted: frozenset[int] | None = None
        for token in sentence:
            while cursor < len(heads) and heads[cursor].token < token.i:
                current.append(heads[cursor])
                cursor += 1
            if token.lower_ not in _PRONOUNS or _is_expletive(token):
                continue
            quoted = _quoted(sentence) if quoted is None else quoted
            found = _antecedent(token, current, past, actors, gender, quoted)
            if found is None:
                continue
            added.setdefault(found, []).append(token.i)
            if actors[found].type is ActorType.PERSON and not gender[found] and token.lower_ in _MALE | _FEMALE:
                gender[found] = "f" if token.lower_ in _FEMALE else "m"
            current.append(_Mention(token.i, found, token.dep_ in _SUBJECTS, token.lower_ in _PLURAL))
        while cursor < len(heads) and heads[cursor].token < sentence.end:
            current.append(heads[cursor])
            cursor += 1
        if current:
            past = [current, *past[: _REACH - 1]]
    return with_pronouns(actors, added)


def with_pronouns(actors: Sequence[FoundActor], pronouns: dict[int, list[int]]) -> list[FoundActor]:
    """Return the actors with pronouns added; `pronouns` maps the index of an actor to tokens."""
    return [_with(actor, pronouns[index]) if index in pronouns else actor for index, actor in enumerate(actors)]


def _with(actor: FoundActor, tokens: list[int]) -> FoundActor:
    more = (ActorMention(i, i + 1, i, MentionKind.PRONOUN) for i in tokens)
    return replace(actor, mentions=tuple(sorted((*actor.mentions, *more), key=lambda m: (m.start, m.end))))


def _gender(document: Document, actor: FoundActor) -> str:
    if actor.type is not ActorType.PERSON:
        return ""
    around = (actor.role or "").lower().split()
    for mention in actor.mentions:
        around += [token.lower_.rstrip(".") for token in document.doc[max(mention.start - 1, 0) : mention.end]]
    return of_words(around) or of_name(actor.name)


def _is_in_passing(head: Token, actor: FoundActor, mention: ActorMention) -> bool:
    """Return whether a crowd without a name is a mere object: in "spoke of the hostages. They" it is not "they"."""
    crowd = actor.type is ActorType.GROUP and mention.kind is MentionKind.NOMINAL
    return crowd and clauses.part_of(head)[0] in ("object", "prep")


def _is_plural(token: Token) -> bool:
    if token.pos_ == "PROPN" and token.text.endswith("s") and token.i and token.nbor(-1).lower_ == "the":
        return True  # "the Houthis"
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in _COLLECTIVES


def _is_expletive(token: Token) -> bool:
    """Return whether an "it" has no referent: "it is clear that", "it rains"."""
    if token.lower_ != "it" or token.dep_ not in _SUBJECTS:
        return token.dep_ == "expl"
    verb = token.head
    # "make it clear", "when it comes to"
    if verb.pos_ == "ADJ" or verb.lemma_ in ("be", "seem", "appear", "remain", "become", "come"):
        return True
    if token.dep_ == "nsubjpass" and verb.lemma_ in _SETTLING and any(c.dep_ == "xcomp" for c in verb.children):
        return True
    clause = any(c.dep_ in ("ccomp", "csubj") for c in verb.children)
    return clause and (token.dep_ == "nsubjpass" or verb.lemma_ in _HAPPENING)


def _antecedent(
    token: Token,
    current: list[_Mention],
    past: Iterable[list[_Mention]],
    actors: list[FoundActor],
    gender: dict[int, str],
    quoted: frozenset[int],
) -> int | None:
    word, subject = token.lower_, token.dep_ in _SUBJECTS

    def fits(mention: _Mention) -> bool:
        actor = actors[mention.actor]
        if mention.in_passing:
            return False
        if word in _NEUTER:
            return actor.type in _BODIES and not mention.plural
        if word in _PLURAL:
            return actor.type in _CROWDS and mention.plural
        wanted = "f" if word in _FEMALE else "m"
        return actor.type is ActorType.PERSON and gender[mention.actor] in ("", wanted)

    reflexive = word.endswith(("self", "selves"))
    object_of = token.head if token.dep_ in ("dobj", "dative", "pobj") and not reflexive else None
    here = [m for m in current if fits(m) and (token.i in quoted or m.token not in quoted)]
    if (
        word in _PLURAL
        and not here
        and (any(m.in_passing and m.plural for m in current) or _may_be_things(token, current))
    ):
        return None
    if word in _PLURAL and subject and not here and _follows_others(token, past):
        return None
    clause = None
    if object_of is not None:
        # In "X said Y attacked him", "him" is not Y.
        clause = object_of if object_of.pos_ in ("VERB", "AUX") else object_of.head
    elif token.dep_ == "poss" and token.head.dep_ == "dobj" and token.head.head.lemma_ in _OF_OTHERS:
        clause = token.head.head
    if clause is not None:
        own = {child.i for child in clause.children if child.dep_ in _SUBJECTS}
        here = [m for m in here if m.token not in own]
    before = [[m for m in sentence if fits(m)] for sentence in past]
    if word == "it":
        # An "it" is mostly a thing, but hardly ever where it continues from a body that acts.
        near = here or (before[0] if before and not _is_after_thing(token) else [])
        return next((m.actor for m in reversed(near) if m.subject), None) if subject else None
    if token.dep_ == "poss" and (act := _asked_act(token)) is not None:
        verb, asked = act
        found = next((m.actor for m in here if m.token == asked.i), None)
        if found is not None:
            return None if verb.lemma_ in _TOWARDS or token.head.head.lower_ in _PLACING else found
    if token.dep_ == "poss" and (judged := _judged(token)) is not None:
        found = next((m.actor for m in here if m.token == judged.i), None)
        if found is not None:
            return found
    for mentions, everybody in zip((here, *before), (current, *past), strict=True):
        subjects = [m.actor for m in mentions if m.subject]
        if subjects:
            return subjects[-1] if mentions is here else subjects[0]
        if word in _PLURAL and (joined := _joined(token, everybody)):
            # "Mr Ek and Mr Berg spoke of the rebels. They ...": the two; "Mr Ek and his colleagues": the colleagues
            return next((m.actor for m in mentions if m.token in joined), None)
        if mentions:
            return mentions[-1].actor
    return None


def _may_be_things(pronoun: Token, actors: list[_Mention]) -> bool:
    """Return whether a "them" may be things named before it in its sentence: "release the funds ... blocked them"."""
    if pronoun.dep_ not in ("dobj", "pobj", "nsubjpass"):
        return False
    before, named = pronoun.doc[pronoun.sent.start : pronoun.i], {mention.token for mention in actors}
    return any(t.tag_ == "NNS" and t.dep_ in ("dobj", *_SUBJECTS) and t.i not in named for t in before)


def _is_after_thing(pronoun: Token) -> bool:
    """Return whether an "it" may be an object before it in its sentence: "ended the contract, and it will not be"."""
    return any(t.tag_ == "NN" and t.dep_ == "dobj" for t in pronoun.doc[pronoun.sent.start : pronoun.i])


def _follows_others(pronoun: Token, past: Iterable[list[_Mention]]) -> bool:
    """Return whether the sentence before is about several that no one actor is: "The ministers met. They"."""
    last = pronoun.sent.start - 1
    while last >= 0 and not any(token.is_alpha for token in pronoun.doc[last].sent):
        last = pronoun.doc[last].sent.start - 1  # the number of a paragraph
    if last < 0:
        return False
    lead = syntax.child(pronoun.doc[last].sent.root, *_SUBJECTS)
    if lead is None or lead.tag_ not in ("NNS", "NNPS"):
        return False
    return lead.i not in {mention.token for sentence in past for mention in sentence}


def _joined(pronoun: Token, mentions: Iterable[_Mention]) -> set[int]:
    """Return the tokens of the first subject that consists of several."""
    doc = pronoun.doc
    rows = ([m.token, *(one.i for one in doc[m.token].conjuncts)] for m in mentions if m.subject)
    return set(next((row for row in rows if len(row) > 1), ()))


def _quoted(sentence: Tokens) -> frozenset[int]:
    """Return the tokens inside quotation marks: who is named there is not the "she" who says it."""
    inside, open_ = set(), False
    for token in sentence:
        if token.tag_ in ("``", "''"):
            # The tag of a straight mark seldom says whether it opens or closes.
            open_ = not open_ if token.text in ("'", '"') else token.text in ("“", "‘", "«", "„", "``")
        elif open_:
            inside.add(token.i)
    return frozenset(inside)


def _asked_act(possessive: Token) -> tuple[Token, Token] | None:
    """Return the act with a possessive in it, and who is asked to do it: "urged Chile to lift its tariffs"."""
    act = possessive.head
    while act.pos_ != "VERB" and act.dep_ in ("dobj", "pobj", "prep", "conj"):
        act = act.head
    governor = act.head
    if not syntax.is_infinitive(act) or act.dep_ not in ("xcomp", "ccomp", "advcl") or governor.pos_ != "VERB":
        return None
    if governor.lemma_ in _SUBJECT_CONTROL:
        return None
    asked = syntax.child(governor, "dobj") or next(syntax.prepositional(governor, _APPEALS), None)
    return (act, asked) if asked is not None and asked.i < act.i else None


def _judged(possessive: Token) -> Token | None:
    """Return who suffers for something of their own: "criticised Chile for its tariffs", "halted trade over them"."""
    reason = possessive.head.head
    verb = reason.head
    if possessive.head.dep_ != "pobj" or reason.lower_ not in ("for", "over"):
        return None
    if verb.lemma_ in _JUDGING:
        return syntax.child(verb, "dobj")
    if verb.lemma_ not in _CUTTING and verb.head.lemma_ not in _CUTTING:
        return None
    cut = verb if verb.lemma_ in _CUTTING else verb.head
    things = [cut, *(c for c in cut.children if c.dep_ == "dobj")]
    return next((who for thing in things for who in syntax.prepositional(thing, _AT_WHOM)), None)
