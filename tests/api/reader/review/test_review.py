"""Pages on which facts are reviewed: what they take, what they show, and who may use them."""

import pytest

from ontology.enums import FactStatus, Scope, Stance, Subject
from services import api_keys, articles
from services.review import review
from services.review.review import FactRef
from store import queries
from tests.factories import TEXT, create_brief, make_extraction


@pytest.fixture
def article(session, monkeypatch):
    monkeypatch.setattr("extraction.extract", lambda _text, _published_at: make_extraction())
    return articles.ingest(session, text=TEXT)[0]


@pytest.fixture
def position(article):
    return FactRef(Subject.POSITION, article.positions[0].id)


@pytest.fixture
def paths(article):
    """The review of a fact of each kind."""
    facts = {"quote": article.quotes[0].id, "event": article.events[0].id, "position": article.positions[0].id}
    paths = {kind: f"/review/{fact_id}" for kind, fact_id in facts.items()}
    return paths | {"actor": f"/review/{article.id}/{article.appearances[1].actor.id}"}


@pytest.fixture
def act(browse):
    """Sends the form of a page, with the fields of its `form` and others in their place."""

    def act(path, page=None, **given):
        page = browse(path).page if page is None else page
        (form,) = page.xpath("//form[@id='correct']")
        sent = {name: form.fields[name] for name in form.fields if form.fields[name] is not None}
        sent = {name: list(value) if isinstance(value, set) else value for name, value in sent.items()}
        lists = {box.name: [] for box in form.xpath(".//input[@type='checkbox']")}
        for box in form.xpath(".//input[@type='checkbox'][@checked]"):
            lists[box.name].append(box.get("value"))
        for name in ("content", "content.at", "triggers", "triggers.at"):
            if name in sent:
                lists[name] = [each.value or "" for each in form.xpath(f".//*[@name='{name}']")]
        return browse(path, method="POST", data=sent | lists | {name.replace("_at", ".at"): value
                                                               for name, value in given.items()})  # fmt: skip

    return act


def state(session, ref):
    session.rollback()
    fact = queries.get_fact(session, ref.subject, ref.id, ref.article_id)
    session.refresh(fact)
    return fact


def said(element):
    return " ".join(" ".join(element.itertext()).split())


@pytest.mark.parametrize("kind", ["quote", "event", "position", "actor"])
def test_decisions_are_taken_and_undone(act, browse, paths, kind):
    path = paths[kind]
    status = lambda: browse(path).page.xpath("//details/summary//*[contains(@class, 'status')]/text()")  # noqa: E731
    assert act(path, act="confirm").status_code == 303
    assert status() == ["confirmed"]
    if kind != "actor":  # to whom facts refer
        assert act(path, act="reject").location == path
        assert status() == ["rejected"]
        act(path, act="undo")
        assert status() == ["confirmed"]
    act(path, act="undo")
    assert status() == []
    answer = act(path, act="undo")
    assert answer.status_code == 409
    assert "There is nothing to undo." in said(answer.page.xpath("//*[@role='alert']")[0])


def test_returns_to_the_page_that_it_was_sent_from(act, article, paths):
    to = f"/articles/{article.id}#{article.positions[0].id}"
    assert act(paths["position"], act="confirm", to=to).location == to
    assert act(paths["position"], act="reject", to="https://evil.example").location == "/"


CORRECTIONS = {
    "quote": ({"kind": "direct", "cue": "", "mention": "", "speaker": ""}, ["Kind", "Speaker", "Verb"]),
    "event": (
        {"modality": "denied", "date": "2021", "date_words": "peace", "country": "IR", "place": "Tehran"},
        ["Did it happen?", "When", "Where", "Country"],
    ),
    "position": ({"stance": "opposes", "issue": "War in Iraq", "evidence": "wants\n peace"}, ["Stance", "Issue"]),
    "actor": ({"name": "Fuad Hussein", "aliases": "Hussein\r\n Fuad ", "type": "person"}, ["Name", "Other names"]),
}  # fmt: skip


@pytest.mark.parametrize("kind", CORRECTIONS)
def test_correction_holds_and_is_in_the_history(act, browse, paths, kind):
    given, labels = CORRECTIONS[kind]
    answer = act(paths[kind], note="As it says.", **given)
    assert answer.status_code == 303, said(answer.page)
    page = browse(paths[kind]).page
    assert page.xpath("//details/summary//*[contains(@class, 'status')]/text()") == ["corrected"]
    newest = page.xpath("//section[@id='history']//li[contains(@class, 'item')]")[0]
    assert "corrected it" in said(newest)
    assert "“ As it says. ”" in said(newest)
    assert {each.text for each in newest.xpath(".//li/b")} >= set(labels)


def test_words_are_found_next_to_where_they_were(session, act, position):
    act(f"/review/{position.id}", evidence="peace", evidence_at="30")
    assert state(session, position).evidence.exact == "peace"
    answer = act(f"/review/{position.id}", evidence="war and peace")
    assert answer.status_code == 422
    assert "Evidence : The text does not have these words: war and peace" in said(
        answer.page.xpath("//*[@role='alert']")[0]
    )
    assert answer.page.xpath("//textarea[@name='evidence']")[0].value.strip() == "war and peace"


def test_nothing_different_is_not_stored(session, act, position):
    answer = act(f"/review/{position.id}", note="So it is.")
    assert answer.status_code == 422
    assert "Nothing is different." in said(answer.page.xpath("//*[@role='alert']")[0])
    assert state(session, position).status is FactStatus.MACHINE


@pytest.mark.parametrize(
    ("kind", "given", "wrong"),
    [
        ("position", {"issue": " "}, "Issue"),
        ("position", {"stance": "wants"}, "Stance"),
        ("position", {"holder": "act_aaaaaaaaaaaaaaaa"}, "Holder"),
        ("event", {"date": "soon", "date_words": "peace"}, "When"),
        ("quote", {"speaker": "act_aaaaaaaaaaaaaaaa"}, "Speaker"),
        ("quote", {"content": ""}, "Words"),
        ("quote", {"mention": ""}, "Speaker in the text"),
        ("actor", {"name": ""}, "Name"),
    ],
)
def test_wrong_field_is_named_and_nothing_is_lost(act, paths, kind, given, wrong):
    answer = act(paths[kind], note="Kept.", **given)
    assert answer.status_code == 422
    assert wrong in answer.page.xpath("//*[@role='alert']//b/text()")
    assert answer.page.xpath("//input[@name='note']/@value") == ["Kept."]


def test_conflict_shows_the_other_change_and_keeps_what_was_typed(session, browse, act, position):
    path = f"/review/{position.id}"
    mine = browse(path).page
    ben, _ = api_keys.create(session, label="Ben", scopes=[Scope.READ])
    review.correct(session, position, {"stance": Stance.OPPOSES, "note": "No."}, key_id=ben.id)
    key = api_keys.create(session, label="Ada", scopes=[Scope.READ, Scope.REVIEW])[1]
    browse("/sign-in", method="POST", data={"key": key})

    answer = act(path, mine, evidence="peace", note="Shorter.")

    assert answer.status_code == 412
    alert = said(answer.page.xpath("//*[@role='alert']")[0])
    assert "Your input is not lost" in alert
    assert "Ben corrected it" in alert
    assert "Stance : supports → is now opposes" in alert
    (form,) = answer.page.xpath("//form[@id='correct']")
    assert form.fields["evidence"].strip() == "peace"
    assert form.fields["note"] == "Shorter."
    assert form.fields["stance"] == "opposes"  # not touched by Ada: as it is now
    assert state(session, position).evidence.exact == "wants peace"

    assert act(path, answer.page).status_code == 303
    both = state(session, position)
    assert (both.stance, both.evidence.exact, both.reviewed_by) == (Stance.OPPOSES, "peace", "Ada")


def test_stale_decision_is_not_taken(session, browse, act, position):
    path = f"/review/{position.id}"
    page = browse(path).page
    review.correct(session, position, {"status": FactStatus.REJECTED}, key_id=None)
    answer = act(path, page, act="confirm")
    assert answer.status_code == 412
    assert "Your decision was not saved." in said(answer.page.xpath("//*[@role='alert']")[0])
    assert state(session, position).status is FactStatus.REJECTED


def test_any_state_can_be_restored(browse, act, session, position):
    path = f"/review/{position.id}"
    for stance in ("opposes", "mixed"):
        act(path, stance=stance)
    forms = browse(path).page.xpath("//section[@id='history']//form")
    assert [form.fields["number"] for form in forms] == ["1", "0"]
    act(path, act="restore", number="0")
    assert state(session, position).stance is Stance.SUPPORTS
    act(path, act="undo")
    assert state(session, position).stance is Stance.MIXED
    act(path, act="restore", number="1")
    assert state(session, position).stance is Stance.OPPOSES


@pytest.mark.parametrize("given", [{"act": "sing"}, {"act": "restore", "number": "x"}, {"act": "restore"}])
def test_unknown_act_is_refused(act, paths, given):
    assert act(paths["quote"], **given).status_code == 422


@pytest.mark.parametrize(
    "path",
    [
        "/review/quo_aaaaaaaaaaaaaaaa",
        "/review/art_aaaaaaaaaaaaaaaa/act_aaaaaaaaaaaaaaaa",
        "/review/act_aaaaaaaaaaaaaaaa",
    ],
)
def test_unknown_fact(browse, path):
    assert browse(path).status_code == 404


def test_large_form_is_refused(client, paths):
    assert client.post(paths["quote"], data={"note": "x" * 300_000}).status_code == 413
    assert client.post(paths["quote"], data={"note": [""] * 5001}).status_code == 400


# --- who may ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def sign_in(session, browse):
    def sign_in(*scopes):
        key = api_keys.create(session, label="Me", scopes=scopes)[1]
        browse("/sign-in", method="POST", data={"key": key})
        return key

    return sign_in


def test_reader_sees_no_controls_and_may_not(browse, client, sign_in, article, paths):
    sign_in(Scope.READ)
    page = browse(f"/articles/{article.id}").page
    assert page.xpath("//details[contains(@class, 'card')]")
    assert not page.xpath(
        "//form[@class='judge'] | //script[contains(@src, 'review')] | //a[contains(@href, 'review')]"
    )
    assert browse(paths["quote"]).status_code == 403
    assert client.post(paths["quote"], data={"act": "confirm"}).status_code == 403


def test_reviewer_sees_controls_and_may(session, browse, sign_in, article, act, position):
    sign_in(Scope.READ, Scope.REVIEW)
    page = browse(f"/articles/{article.id}").page
    assert len(page.xpath("//form[@class='judge']")) == len(page.xpath("//details[contains(@class, 'card')]"))
    assert act(f"/review/{position.id}", act="confirm").status_code == 303
    assert state(session, position).reviewed_by == "Me"


def test_nobody_knows_who(browse, session, paths):
    api_keys.create(session, label="Me", scopes=[Scope.READ])
    response = browse(paths["quote"])
    assert response.status_code == 401
    assert "A key with the scope review" in said(response.page)


def test_cookie_of_a_reviewer_does_not_open_the_api(client, sign_in, position):
    sign_in(Scope.READ, Scope.REVIEW, Scope.WRITE)
    answer = client.patch(f"/v1/positions/{position.id}", json={"status": "confirmed"}, headers={"If-Match": "*"})
    assert answer.status_code == 401


@pytest.mark.parametrize("is_signed_in", [True, False])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "http://localhost"}, 303),
    ],
)
def test_no_other_site_reviews(browse, client, session, sign_in, position, is_signed_in, headers, status):
    if is_signed_in:
        sign_in(Scope.READ, Scope.REVIEW)
    seen = browse(f"/review/{position.id}").page.xpath("//form[@class='judge']//input[@name='seen']/@value")[0]
    answer = client.post(f"/review/{position.id}", data={"act": "confirm", "seen": seen}, headers=headers)
    assert answer.status_code == status
    assert (state(session, position).status is FactStatus.CONFIRMED) == (status == 303)


# --- the queue --------------------------------------------------------------------------------------------------------


def test_queue_has_what_nobody_has_judged(browse, act, position, paths):
    page = browse("/review").page
    cards = page.xpath("//section[@class='sentence']//details")
    assert {card.get("data-kind") for card in cards} == {"quote", "event", "position"}
    assert len({card.get("id") for card in cards}) == len(cards) == 3
    assert said(page.xpath("//header[@class='headline']")[0]).startswith("To review 3 facts that nobody has reviewed")
    (sentence,) = page.xpath("//section[@class='sentence']")
    assert sentence.xpath("./div/p/@data-start") == ["0"]
    assert sentence.xpath("./div")[0].text_content().strip() == TEXT
    act(f"/review/{position.id}", act="confirm")
    for kind in ("quote", "event"):
        act(paths[kind], act="reject")
    assert "Nothing is left to review." in said(browse("/review").page)
    assert "100% of 1 position" in said(browse("/review").page)


@pytest.mark.usefixtures("article")
def test_queue_filters_and_pages(browse):
    cards = browse("/review?kind=event&publisher=").page.xpath("//details")
    assert cards[0].get("data-kind") == "event"  # the others are of its sentence
    assert "with these filters" in said(browse("/review?max_confidence=0.01").page)
    page = browse("/review?limit=1").page
    assert len(page.xpath("//details")) == 3  # all of the sentence
    (link,) = page.xpath("//a[@rel='next']/@href")
    assert browse(link).page.xpath("//details")
    assert browse("/review?cursor=x").status_code == 400
    assert browse("/review?colour=red").status_code == 400


@pytest.mark.parametrize("size", [1, 5])
def test_queue_takes_few_queries(browse, session, queries_sent, size):
    create_brief(session, size)
    browse("/review")
    with queries_sent:
        browse("/review")
    assert len(queries_sent) == 20


def test_form_that_no_page_sends(act, position):
    path = f"/review/{position.id}"
    act(path, act="confirm")
    assert act(path, act="reject", seen="2021-07-26").status_code == 412  # without an offset
    for note in ("a\0b", "a" * 501):
        for action in ("reject", "undo"):
            assert act(path, act=action, note=note).status_code == 422


@pytest.mark.parametrize(("kind", "field"), [("quote", "speaker"), ("event", "actors"), ("position", "issue")])
def test_nul_is_refused(act, paths, kind, field):
    assert act(paths[kind], act="correct", **{field: "a\0b"}).status_code == 422
