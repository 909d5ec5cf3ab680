import struct
from datetime import UTC, datetime

import pytest

from ontology.enums import ActorType, HitKind, Topic
from ontology.searching import parse
from store import queries
from store.models import Article
from tests.factories import (
    create_actor,
    create_appearance,
    create_article,
    create_brief,
    create_event,
    create_issue,
    create_occurrence,
    create_position,
    create_quote,
    make_span,
)


@pytest.fixture
def found(reader):
    """The kinds and ids of what a query finds."""

    def find(query, **filters):
        page = queries.list_hits(reader, q=parse(query), limit=50, **filters)
        return [(hit.kind, hit.id) for hit in page.items]

    return find


@pytest.fixture
def hit(reader):
    """The one thing that a query finds."""

    def find(query, **filters):
        (found,) = queries.list_hits(reader, q=parse(query), limit=50, **filters).items
        return found

    return find


def test_article_is_found_by_its_title_and_its_text(session, hit):
    article = create_article(session, title="Talks in Vienna")

    for query in ("vienna", "minister"):
        found = hit(query)
        assert (found.kind, found.id, found.article_id) == (HitKind.ARTICLE, article.id, article.id)
        assert found.title == "Talks in Vienna"


def test_quote_is_found_by_its_words_and_shows_its_speaker(session, hit):
    quote = create_quote(session, text="No sanctions", speaker=create_actor(session, name="Maria Ortega"))

    found = hit("sanctions")

    assert (found.kind, found.id, found.article_id) == (HitKind.QUOTE, quote.id, quote.article.id)
    assert found.title == "Maria Ortega"


def test_quote_without_speaker_has_no_title(session, hit):
    create_quote(session, text="No sanctions", speaker=None)

    assert hit("sanctions").title is None


def test_event_is_found_by_its_title_and_its_place(session, hit):
    event = create_event(session, title="Envoys confer", place="Vienna")

    for query in ("envoys", "vienna"):
        found = hit(query)
        assert (found.kind, found.id, found.article_id) == (HitKind.EVENT, event.id, event.article.id)
        assert found.title == "Envoys confer"


def test_position_is_found_by_its_evidence_and_its_issue(session, hit):
    evidence = make_span("sanctions must go", "The sanctions must go now")
    position = create_position(session, evidence=evidence, issue=create_issue(session, "Embargo on Iraq"))

    for query in ("sanctions", "embargo"):
        found = hit(query, kind=[HitKind.POSITION])
        assert (found.kind, found.id, found.article_id) == (HitKind.POSITION, position.id, position.article.id)
        assert found.title == "Embargo on Iraq"


def test_issue_is_found_by_its_label(session, hit):
    issue = create_issue(session, "Embargo on Iraq")
    create_position(session, issue=issue)

    found = hit("embargo", kind=[HitKind.ISSUE])

    assert (found.id, found.article_id, found.title, found.snippet.text) == (issue.id, None, issue.label, issue.label)


def test_issue_without_positions_is_not_found(session, found):
    issue = create_issue(session, "Embargo on Iraq")
    assert found("embargo") == []
    create_position(session, issue=issue, status="rejected")
    assert found("embargo") == []


def test_occurrence_is_found_once_by_any_of_its_reports(session, reader, found):
    surest = create_event(session, title="Talks", place="Vienna", when_edtf="2021-07-26")
    other = create_event(session, title="Envoys confer in Vienna")
    occurrence = create_occurrence(session, surest, other)

    for query in ("vienna", "confer"):
        assert found(query, kind=[HitKind.OCCURRENCE]) == [(HitKind.OCCURRENCE, occurrence.id)]
    (hit,) = queries.list_hits(reader, q=parse("confer"), kind=[HitKind.OCCURRENCE], limit=5, count=True).items
    assert (hit.title, hit.article_id, hit.snippet.text) == ("Talks", None, "Envoys confer in Vienna")
    assert found("vienna talks confer", kind=[HitKind.OCCURRENCE]) == []


def test_actor_is_found_by_its_name_and_by_those_of_its_articles(session, hit):
    actor = create_actor(session, name="Maria Luz Ortega", type=ActorType.PERSON)
    create_appearance(session, create_article(session), actor, name="M. Ortega", aliases=("the Iron Envoy",))
    create_appearance(session, create_article(session), actor, name="Ortega", aliases=("Luzita",))

    for query in ("luz", '"m ortega"', '"iron envoy"', "luzita"):
        found = hit(query)
        assert (found.kind, found.id, found.article_id) == (HitKind.ACTOR, actor.id, None)
        assert found.title == "Maria Luz Ortega"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("envoys vienna", True),
        ("envoys paris", False),
        ('"met in vienna"', True),
        ('"vienna in met"', False),
        ("envoys -paris", True),
        ("envoys -vienna", False),
        ('envoys -"met in vienna"', False),
        ("paris OR vienna", True),
        ("paris OR envoys -vienna", False),
        ("envoys -vienna OR iran", True),
        ("ENVOYS", True),
        ("envoy", True),
        ('"envoy"', False),
        ("meeting", True),
        ("env*", True),
        ('"met in vie*"', True),
        ("envoys -vie*", False),
    ],
)
def test_words_phrases_exclusions_and_alternatives(session, found, query, expected):
    event = create_event(session, create_article(session, text="…"), title="Envoys of Iran met in Vienna")
    assert found(query) == [(HitKind.EVENT, event.id)] * expected


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("Mustafa al-Kāzemi", "kazemi"),
        ("Mustafa al-Kazemi", "KĀZEMI"),
        ("Ka\u0304zemi", "kazemi"),
        ("Škvorecký", "skvorecky"),
        ("ÉLYSÉE", "élysée"),
        ("Νίκη", "ΝΊΚΗ"),
        ("Путин", "путин"),
        ("Trần", "tran"),
    ],
)
def test_case_and_accents_make_no_difference(session, hit, name, query):
    actor = create_actor(session, name=name)
    create_appearance(session, create_article(session, text="Iraq"), actor)
    assert hit(query).id == actor.id


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '""""',
        "'; DROP TABLE articles; --",
        "iraq*",
        "iraq NEAR peace",
        "NEAR(iraq peace, 5)",
        "iraq AND",
        "NOT iraq",
        "iraq AND NOT (peace",
        "name : iraq",
        "{name body} : iraq",
        "- name : iraq",
        "^iraq",
        "iraq + peace",
        "(((iraq",
        "\\",
        "%",
        "_",
        "iraq\u202epeace",
        "\ue000 iraq",
        "\U0001e900 iraq",
        "\U0010ffff iraq",
        "iraq " * 2000,
        "iraq OR " * 1000 + "peace",
        "iraq " + "-peace " * 1000,
        "(" * 5000 + "iraq",
        '"iraq" ' * 1000,
        "x" * 10_000,
    ],
)
def test_any_query_is_safe(session, found, query):
    create_brief(session)
    try:
        parse(query)
    except ValueError:
        return
    found(query)


def test_operators_of_fts5_are_words(session, found):
    event = create_event(session, create_article(session, text="…"), title="NEAR misses AND hits")

    assert found("near and") == [(HitKind.EVENT, event.id)]
    assert found("hits NOT misses") == []
    assert found("name:hits") == []
    assert found("hits NEAR AND misses nothing") == []


def test_text_that_is_too_large_for_an_index_is_found_by_its_beginning(session, hit):
    text = " ".join(f"{number:07x}" for number in range(2**17))
    article = create_article(session, text=text)

    assert hit("0000000 000000a").id == article.id


def test_snippet_marks_the_words(session, hit):
    text = "Many words. " * 50 + "😀 The Élysée wants peace, and peace it will get. " + "Many more words. " * 50
    create_article(session, text=text)

    snippet = hit("elysee peace").snippet

    assert 60 < len(snippet.text) < 300
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    assert [span.exact for span in snippet.matches] == ["Élysée", "peace", "peace"]
    for span in snippet.matches:
        assert snippet.text[span.start : span.end] == span.exact
        units = snippet.text.encode("utf-16-le")[2 * span.utf16_start : 2 * span.utf16_end]
        assert units.decode("utf-16-le") == span.exact


def test_snippet_is_the_text_as_it_is(session, hit):
    create_event(session, create_article(session, text="…"), title="<b>Peace</b> & \x02quiet\x03")

    snippet = hit("peace").snippet

    assert snippet.text == "<b>Peace</b> & \x02quiet\x03"
    assert [span.exact for span in snippet.matches] == ["Peace"]


def test_marks_in_the_text_do_no_harm(session, hit):
    create_event(session, create_article(session, text="…"), title="\ufdd1 peace \ufdd0 and \ufdd0 peace \ufdd0")

    snippet = hit("peace").snippet

    assert snippet.text.split() == ["peace", "and", "peace"]
    assert snippet.matches
    for span in snippet.matches:
        assert snippet.text[span.start : span.end] == span.exact


def test_the_title_counts_more_than_the_text(session, found):
    for _ in range(5):
        create_article(session, text="Nothing at all")
    told = create_article(session, title="Some news", text="They talk of peace")
    titled = create_article(session, title="News of peace", text="They talk a lot")

    assert found("peace") == [(HitKind.ARTICLE, titled.id), (HitKind.ARTICLE, told.id)]


def test_more_about_it_counts_more(session, reader):
    for _ in range(5):
        create_article(session, text="Nothing at all")
    once = create_article(session, text="Peace is far away, they say, and will be for years")
    often = create_article(session, text="Peace at last: peace with all, and all for peace")

    first, second = queries.list_hits(reader, q=parse("peace"), limit=10).items

    assert (first.id, second.id) == (often.id, once.id)
    assert first.score > second.score > 0


def test_kinds(session, found):
    article = create_article(session, text="Peace")
    quote = create_quote(session, article, text="Peace")
    event = create_event(session, article, title="Peace")

    assert found("peace", kind=[HitKind.QUOTE]) == [(HitKind.QUOTE, quote.id)]
    both = found("peace", kind=[HitKind.EVENT, HitKind.ARTICLE])
    assert set(both) == {(HitKind.EVENT, event.id), (HitKind.ARTICLE, article.id)}
    assert found("peace", kind=[HitKind.ACTOR]) == []


def test_of_one_article(session, found):
    article = create_brief(session)
    create_brief(session)

    hits = found("iraq", article=article.id)

    assert sorted(kind for kind, _ in hits) == sorted(HitKind)
    assert (HitKind.ARTICLE, article.id) in hits
    assert found("iraq", article="art_none") == []
    assert found("iraq", article=article.id, kind=[HitKind.ARTICLE]) == [(HitKind.ARTICLE, article.id)]


def test_topic_keeps_its_issues_and_positions_on_them(session, found):
    peace, trade = (create_issue(session, f"{name} in Iraq", topic=topic) for name, topic in (
        ("Ceasefire", Topic.PEACE), ("Tariffs", Topic.TRADE),
    ))  # fmt: skip
    one, other = (create_position(session, issue=issue) for issue in (peace, trade))

    assert set(found("iraq", topic=[Topic.PEACE])) == {(HitKind.POSITION, one.id), (HitKind.ISSUE, peace.id)}
    both = {hit for _, hit in found("iraq", topic=[Topic.PEACE, Topic.TRADE])}
    assert both == {one.id, other.id, peace.id, trade.id}
    assert found("iraq", topic=[Topic.PEACE], kind=[HitKind.ARTICLE]) == []


def test_publisher_and_dates_keep_articles_with_their_facts_and_actors(session, found):
    def everything(publisher, year):
        article = create_article(
            session, publisher=publisher, published_from=datetime(year, 1, 1, tzinfo=UTC),
            published_to=datetime(year + 1, 1, 1, tzinfo=UTC), text="Iraq",
        )  # fmt: skip
        actor = create_actor(session, name="Envoy of Iraq")
        create_appearance(session, article, actor)
        facts = (
            create_quote(session, article, text="Iraq"),
            create_event(session, article, title="Iraq"),
            position := create_position(session, article, holder=actor),
        )
        told = create_occurrence(session, facts[1])
        return sorted(each.id for each in (article, actor, *facts, position.issue, told))

    early, late, other = everything("Wire", 2020), everything("Wire", 2022), everything("Herald", 2022)

    def ids(**filters):
        return sorted(hit for _, hit in found("iraq", **filters))

    assert ids(publisher=["Herald"]) == other
    assert ids(publisher=["Herald", "Wire"]) == sorted(early + late + other)
    assert ids(published_to=datetime(2021, 6, 1, tzinfo=UTC)) == early
    assert ids(published_from=datetime(2021, 6, 1, tzinfo=UTC)) == sorted(late + other)
    assert ids(published_from=datetime(2021, 6, 1, tzinfo=UTC), publisher=["Wire"]) == late
    assert ids(publisher=["Nobody"]) == []


def test_publisher_and_dates_are_those_of_one_article(session, found):
    actor = create_actor(session, name="Envoy of Iraq")
    for publisher, year in (("Wire", 2020), ("Herald", 2022)):
        day = datetime(year, 1, 1, tzinfo=UTC)
        article = create_article(session, publisher=publisher, published_from=day, published_to=day)
        create_appearance(session, article, actor)
    create_appearance(session, create_article(session, publisher="Gazette"), actor, status="rejected")

    since = datetime(2021, 1, 1, tzinfo=UTC)
    assert found("envoy", publisher=["Herald"], published_from=since) == [(HitKind.ACTOR, actor.id)]
    assert found("envoy", publisher=["Wire"], published_from=since) == []
    assert found("envoy", publisher=["Gazette"]) == []


def test_country_keeps_its_actors_what_they_say_and_what_happens_there(session, found):
    kept, left = set(), set()
    for country, ids in (("IQ", kept), ("IR", left)):
        article = create_article(session)
        actor = create_actor(session, name="Envoy to Iraq", country=country)
        create_appearance(session, article, actor)
        facts = (
            create_quote(session, article, speaker=actor),
            create_event(session, article, title="Talks on Iraq", country=country),
            position := create_position(session, article, holder=actor),
        )
        told = create_occurrence(session, facts[1])
        ids.update(each.id for each in (article, actor, *facts, position.issue, told))

    assert {hit for _, hit in found("iraq", country=["IQ"])} == kept
    assert {hit for _, hit in found("iraq", country=["IQ", "IR"])} == kept | left
    assert found("iraq", country=["FR"]) == []


def test_only_the_newest_matches_of_a_kind_are_ranked(session, reader, monkeypatch):
    monkeypatch.setattr("store.queries.search.matching.MAX_RANKED", 3)
    article = create_article(session, text="…")
    quotes = [create_quote(session, article, text="Peace " * n) for n in range(5, 0, -1)]
    events = [create_event(session, article, title="Peace talks") for _ in range(3)]

    page = queries.list_hits(reader, q=parse("peace"), limit=2, count=True)
    rest = queries.list_hits(reader, q=parse("peace"), limit=10, after=page.next)

    assert {hit.id for hit in (*page.items, *rest.items)} == {each.id for each in (*quotes[2:], *events)}
    assert (page.total, page.capped) == (6, (HitKind.QUOTE,))
    assert queries.list_hits(reader, q=parse("peace"), kind=[HitKind.EVENT], limit=2).capped == ()


def test_list_by_relevance(session, reader):
    article = create_article(session, text="…")
    texts = ("Peace is far away, they say, and will be for years", "War", "Peace at last, and all for peace")
    far, _, near = (create_quote(session, article, text=text) for text in texts)
    create_quote(session, article, text="Peace", status="rejected")
    create_quote(session, text="Peace")
    asked = {"q": parse("peace"), "article": [article.id], "sort": "relevance"}

    page = queries.list_quotes(reader, **asked, limit=1, count=True)
    rest = queries.list_quotes(reader, **asked, limit=1, after=page.next)

    assert [row.id for row in (*page.items, *rest.items)] == [near.id, far.id]
    assert (page.total, page.capped, rest.next) == (2, (), None)


def test_lists_of_records_are_searched(session, reader):
    create_brief(session)
    told = create_event(session, title="Envoys confer", place="Vienna")
    occurrence = create_occurrence(session, told)
    issue = create_issue(session, "Embargo on Iraq")
    create_position(session, issue=issue)
    actor = create_actor(session, name="Maria Ortega")
    create_appearance(session, create_article(session), actor, aliases=("the Iron Envoy",))

    assert [row.id for row in queries.list_occurrences(reader, q=parse("vienna"), limit=5).items] == [occurrence.id]
    for sort in ("-created_at", "relevance"):
        found = (
            *queries.list_issues(reader, q=parse("embargo"), sort=sort, limit=5).items,
            *queries.list_actors(reader, q=parse('"iron envoy"'), sort=sort, limit=5).items,
        )
        assert [row.id for row in found] == [issue.id, actor.id]


def test_pages_hold_every_hit_once(session, reader, found):
    for _ in range(4):
        create_brief(session)
    seen, after = [], None
    for _ in range(7):
        page = queries.list_hits(reader, q=parse("iraq"), after=after, limit=4)
        seen += [(hit.kind, hit.id) for hit in page.items]
        after = page.next

    assert len(seen) == 28
    assert seen == found("iraq")
    assert after is None


def test_pages_go_on_where_they_were_when_articles_come_and_go(session, reader, found):
    articles = [create_article(session, text="War " * n + "peace " * (9 - n)) for n in range(1, 7)]
    assert found("war") == [(HitKind.ARTICLE, article.id) for article in reversed(articles)]
    page = queries.list_hits(reader, q=parse("war"), limit=3)
    reader.rollback()
    for _ in range(20):  # all ranks move
        create_article(session, text="Peace and " * 30)
    session.delete(articles[0])
    session.commit()
    rest = queries.list_hits(reader, q=parse("war"), after=page.next, limit=50)

    seen = [hit.id for hit in (*page.items, *rest.items)]
    assert seen == [article.id for article in reversed(articles[1:])]


def test_pages_go_on_behind_a_hit_that_is_gone(session, reader, found):
    create_article(session, text="Nothing")
    for n in range(1, 5):
        create_article(session, text="War " * n + "peace " * 9)
    before = found("war")
    page = queries.list_hits(reader, q=parse("war"), limit=2)
    reader.rollback()
    session.delete(session.query(Article).filter_by(id=page.items[-1].id).one())
    session.commit()

    rest = queries.list_hits(reader, q=parse("war"), after=page.next, limit=50)

    assert [hit.id for hit in rest.items] == [later for _, later in before[2:]]


@pytest.mark.parametrize("rank", [float("nan"), float("inf")])
def test_key_without_a_rank_is_refused(reader, rank):
    (bits,) = struct.unpack(">q", struct.pack(">d", rank))
    with pytest.raises(queries.WrongCursorError):
        queries.list_hits(reader, q=parse("iraq"), after=(bits, 1), limit=1)


@pytest.mark.parametrize("size", [1, 5])
def test_search_takes_the_same_statements_however_much_is_found(session, reader, queries_sent, size):
    create_brief(session, size)

    with queries_sent:
        hits = queries.list_hits(reader, q=parse("iraq"), limit=50).items

    assert len(hits) == 6 * size + 1
    # Postgres first looks up rare words.
    assert len(queries_sent) == (3 if reader.get_bind().dialect.name == "sqlite" else 4)
