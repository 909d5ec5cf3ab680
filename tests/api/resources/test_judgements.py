"""Merging, splitting, comparing and correcting actors and issues over HTTP."""

import pytest

from ontology.enums import ActorType, Stance
from services import articles
from store import queries
from tests.factories import TEXT, make_actor, make_event, make_extraction, make_position, make_quote, make_span

WORDS = [word.strip(",.") for word in TEXT.split()]
LISTS = ("articles", "actors", "quotes", "events", "occurrences", "positions", "issues")


@pytest.fixture
def tell(session, monkeypatch):
    """Stores an article of some people, who each want, do and say something; returns its id and theirs."""
    number = iter(range(100))

    def tell(*people, text=None, issue="Peace in Iraq"):
        found = [
            make_actor(name, type=ActorType.PERSON, country=country, role=role, mentions=(make_span(word),))
            for word, (name, country, role) in zip(WORDS, people, strict=False)
        ]
        some = range(len(found))
        extraction = make_extraction(
            actors=tuple(found),
            quotes=tuple(make_quote(speaker=None, content=(make_span(WORDS[i]),)) for i in some),
            events=(make_event(actors=tuple(some), recipients=(0,)),),
            positions=tuple(make_position(holder=i, issue=issue, quote=None) for i in some),
        )
        monkeypatch.setattr("extraction.extract", lambda _text, _published_at: extraction)
        article, _ = articles.ingest(session, text=text or f"{TEXT} {next(number)}", published_at="2021-07")
        session.rollback()
        return article.id, *(appearance.actor.id for appearance in article.appearances)

    return tell


@pytest.fixture
def post(client):
    def send(path, given=None, status=201):
        answer = client.post(path, json=given or {})
        assert answer.status_code == status, answer.json
        return answer.json

    return send


@pytest.fixture
def everything(client, session):
    """Returns all that is served, by path."""

    def read():
        found = {path: client.get(path).data for path in (f"/v1/{name}.ndjson" for name in LISTS)}
        ids = [row.id for row in queries.list_articles(session, limit=100).items]
        session.rollback()
        actors = [item["id"] for item in client.get("/v1/actors?limit=100").json["items"]]
        issues = [item["id"] for item in client.get("/v1/issues?limit=100").json["items"]]
        paths = ["/matrix", "/v1/network.graphml", "/v1/network.gexf", "/v1/search?q=ortega"]
        paths += [f"/v1/articles/{each}/brief{suffix}" for each in ids for suffix in ("", ".md", ".jsonld", ".csv")]
        paths += [f"/v1/actors/{each}{part}" for each in actors for part in ("", "/appearances", "/quotes", "/events")]
        paths += [f"/v1/brief.md?actor={each}" for each in actors]
        paths += [f"/v1/issues/{each}" for each in issues]
        for path in paths:
            answer = client.get(path)
            assert answer.status_code == 200, (path, answer.data)
            found[path] = answer.data
        return found

    return read


def names(client, path="/v1/actors"):
    return sorted(item["name"] for item in client.get(path).json["items"])


def test_merged_actors_are_one_everywhere_and_two_again_when_it_is_revoked(client, tell, post, everything):
    _, luz = tell(("Luz Ortega", "ES", "president"))
    article, maria, other = tell(("Maria Ortega", None, "senator"), ("Juan Perez", "PE", None))
    before = everything()

    made = post(f"/v1/actors/{maria}/merge", {"into": luz, "note": "Her second name."})

    assert (made["kind"], made["one"], made["other"], made["revoked_at"]) == ("same", maria, luz, None)
    assert client.get(f"/v1/judgements/{made['id']}").json == made
    assert names(client) == ["Juan Perez", "Luz Ortega"]
    shown = client.get(f"/v1/actors/{luz}").json
    assert (shown["articles"], shown["aliases"], shown["role"]) == (2, ["Maria Ortega"], "senator")
    brief = client.get(f"/v1/articles/{article}/brief").json
    assert [each["id"] for each in brief["actors"]] == [luz, other]
    assert brief["events"][0]["actors"] == [luz, other]
    assert {each["holder"] for each in brief["positions"]} == {luz, other}
    assert client.get(f"/v1/positions?holder={luz}").json["items"][0]["holder"] == luz

    revoked = post(f"/v1/judgements/{made['id']}/revoke", status=200)

    assert revoked["revoked_at"]
    assert everything() == before
    assert client.post(f"/v1/judgements/{made['id']}/revoke").status_code == 409


def test_two_actors_of_one_article_are_merged_and_come_apart(client, tell, post, everything):
    article, maria, senator, juan = tell(
        ("Maria Ortega", None, None), ("Ortega K.", "ES", "senator"), ("Juan Perez", "PE", None)
    )
    before = everything()

    made = post(f"/v1/actors/{senator}/merge", {"into": maria})

    brief = client.get(f"/v1/articles/{article}/brief").json
    assert [each["id"] for each in brief["actors"]] == [maria, juan]
    (shown, _) = brief["actors"]
    assert (shown["aliases"], shown["country"], shown["role"]) == (["Ortega K."], "ES", "senator")
    assert [span["exact"] for span in shown["mentions"]] == ["Iraq", "wants"]
    assert brief["events"][0]["actors"] == [maria, juan]
    assert client.get(f"/v1/articles/{article}/actors/{senator}").status_code == 308
    post(f"/v1/judgements/{made['id']}/revoke", status=200)
    assert everything() == before


def test_three_of_one_article_in_any_order(client, tell, post, everything):
    _, one, two, three = tell(("Ann Lee", None, None), ("Bo Lee", "GB", None), ("Cy Lee", None, "poet"))
    before = everything()
    first = post(f"/v1/actors/{one}/merge", {"into": two})
    between = everything()
    second = post(f"/v1/actors/{two}/merge", {"into": three})
    assert names(client) == ["Cy Lee"]
    assert client.get(f"/v1/actors/{one}").headers["Location"] == f"/v1/actors/{three}"
    post(f"/v1/judgements/{first['id']}/revoke", status=200)
    assert names(client) == ["Ann Lee", "Cy Lee"]
    post(f"/v1/judgements/{second['id']}/revoke", status=200)
    assert everything() == before
    post(f"/v1/actors/{one}/merge", {"into": two})
    assert everything() == between


def test_an_id_that_was_merged_away_leads_to_the_one_that_stands(client, tell, post):
    article, maria = tell(("Maria Ortega", None, None))
    _, luz = tell(("Luz Ortega", None, None))
    post(f"/v1/actors/{maria}/merge", {"into": luz})

    for path in (
        "/v1/actors/{}", "/v1/actors/{}/appearances", "/v1/actors/{}/quotes?limit=5", "/v1/actors/{}/candidates",
        f"/v1/articles/{article}/actors/{{}}", "/v1/positions?holder={}&limit=5", "/v1/quotes.csv?speaker={}",
        f"/v1/events?participant={luz}&participant={{}}", "/v1/brief.md?actor={}", "/actors/{}",
    ):  # fmt: skip
        answer = client.get(path.format(maria))
        assert (answer.status_code, answer.headers["Location"]) == (308, path.format(luz))
        assert client.get(answer.headers["Location"]).status_code == 200
    for path in (f"/v1/actors/{maria}/merge", f"/v1/actors/{maria}/split"):
        assert client.post(path, json={}).headers["Location"] == path.replace(maria, luz)
    assert client.patch(f"/v1/actors/{maria}", json={}).status_code == 308
    assert [each["one"] for each in client.get(f"/v1/judgements?actor={maria}").json["items"]] == [maria]


def test_later_articles_are_linked_as_if_they_were_one(client, tell, post, session):
    tell(("Maria K. Ortega", None, None), ("Maria T. Ortega", None, None))
    one, other = [item["id"] for item in client.get("/v1/actors").json["items"]]
    post(f"/v1/actors/{other}/merge", {"into": one})

    _, doubtful = tell(("Maria Ortega", None, None))
    both, *found = tell(("Maria K. Ortega", None, None), ("Maria T. Ortega", "ES", None))

    assert doubtful == one
    assert found == [one]
    assert client.get(f"/v1/actors/{one}").json["articles"] == 3
    articles.delete(session, both)
    assert client.get(f"/v1/actors/{one}").json["country"] is None


def test_split_actor_is_another_one_and_is_not_joined_again(client, tell, post, everything, session):
    first, ortega = tell(("Maria Ortega", "ES", "senator"))
    text = f"{TEXT} Second."
    second, again = tell(("Maria Ortega", "ES", "poet"), text=text)
    assert again == ortega
    before = everything()

    made = post(f"/v1/actors/{ortega}/split", {"appearances": [second], "note": "Namesakes."})

    other = made["other"]
    assert (made["kind"], made["one"], made["appearances"]) == ("different", ortega, [second])
    assert client.get(f"/v1/actors/{other}").json["role"] == "poet"
    assert client.get(f"/v1/actors/{ortega}").json["role"] == "senator"
    assert [each["id"] for each in client.get(f"/v1/articles/{second}/brief").json["actors"]] == [other]
    conflict = post(f"/v1/actors/{other}/merge", {"into": ortega}, 409)
    assert made["id"] in conflict["detail"]
    third, further = tell(("Maria Ortega", "ES", None))
    assert further == ortega
    articles.delete(session, third)
    articles.delete(session, second)
    assert client.get(f"/v1/actors/{other}").status_code == 410
    assert tell(("Maria Ortega", "ES", "poet"), text=text)[1] == other
    articles.delete(session, first)
    articles.delete(session, second)
    assert tell(("Maria Ortega", "ES", "poet"), text=text)[1] == other
    assert names(client) == ["Maria Ortega"]
    assert tell(("Maria Ortega", "ES", "senator"))[1] == ortega
    assert len(names(client)) == 2

    post(f"/v1/judgements/{made['id']}/revoke", status=200)

    assert client.get(f"/v1/actors/{other}").status_code == 410
    assert client.get(f"/v1/actors/{ortega}").json["articles"] == 2
    assert before.keys()


def test_revoked_split_leaves_all_as_before(tell, post, everything):
    _, ortega = tell(("Maria Ortega", "ES", "senator"))
    second, _ = tell(("Maria Luz Ortega", "ES", "poet"))
    before = everything()
    made = post(f"/v1/actors/{ortega}/split", {"appearances": [second]})
    assert everything() != before
    post(f"/v1/judgements/{made['id']}/revoke", status=200)
    assert everything() == before


def test_issues_are_merged_split_and_come_back(client, tell, post, everything):
    first, _ = tell(("Maria Ortega", None, None), issue="Ceasefire in Gaza")
    second, _ = tell(("Juan Perez", None, None), issue="Ceasefire in Gaza")
    tell(("Li Wei", None, None), issue="Songs of Peru")
    songs, gaza = [item["id"] for item in client.get("/v1/issues").json["items"]]
    before = everything()

    merged = post(f"/v1/issues/{gaza}/merge", {"into": songs})
    assert client.get(f"/v1/positions?issue={gaza}").headers["Location"] == f"/v1/positions?issue={songs}"
    assert len(client.get(f"/v1/positions?issue={songs}").json["items"]) == 3
    for path in ("/v1/positions?issue={}&limit=5", "/v1/brief?stance=supports&issue={}", "/v1/contradictions?issue={}"):
        by_slug = client.get(path.format("ceasefire-in-gaza"))
        assert (by_slug.status_code, by_slug.headers["Location"]) == (308, path.format(songs))
    assert client.get("/v1/positions?issue=songs-of-peru&issue=no-such-slug").status_code == 200
    assert client.get("/v1/positions?issue=%00").status_code == 400
    split = post(f"/v1/issues/{songs}/split", {"appearances": [first]})
    assert [each["article_id"] for each in client.get(f"/v1/positions?issue={split['other']}").json["items"]] == [first]
    assert client.get(f"/v1/issues/{split['other']}").json["label"] == "Ceasefire in Gaza"
    post(f"/v1/judgements/{merged['id']}/revoke", status=200)
    assert [each["article_id"] for each in client.get(f"/v1/positions?issue={gaza}").json["items"]] == [second]
    post(f"/v1/judgements/{split['id']}/revoke", status=200)
    assert everything() == before


@pytest.mark.parametrize(
    ("given", "field", "reason"),
    [
        ({}, "#/into", "Missing data"),
        ({"into": "iss_aaaaaaaaaaaaaaaa"}, "#/into", "Must be the id of an actor"),
        ({"into": "act_aaaaaaaaaaaaaaaa"}, "#/into", "There is no actor act_aaaaaaaaaaaaaaaa"),
        ({"into": 1}, "#/into", "Not a valid string"),
        ({"into": "itself"}, "#/into", "already"),
    ],
)
def test_wrong_merge(client, tell, post, given, field, reason):
    _, maria = tell(("Maria Ortega", None, None))
    if given.get("into") == "itself":
        given = {"into": maria}
    problem = post(f"/v1/actors/{maria}/merge", given, 422)
    assert problem["errors"][0]["pointer"] == field
    assert reason in problem["errors"][0]["detail"]
    assert client.get("/v1/judgements").json["items"] == []


def test_wrong_split(tell, post):
    first, maria = tell(("Maria Ortega", None, None))
    other, _ = tell(("Juan Perez", None, None))
    path = f"/v1/actors/{maria}/split"
    assert "all the articles" in post(path, {"appearances": [first]}, 422)["errors"][0]["detail"]
    assert post(path, {"appearances": [first, other]}, 422)["errors"][0]["pointer"] == "#/appearances/1"
    post(path, {"appearances": []}, 422)
    post("/v1/actors/act_aaaaaaaaaaaaaaaa/split", {"appearances": [first]}, 404)


def test_record_is_corrected_and_stays_so(client, tell, post):
    _, maria = tell(("Maria Ortega", None, None))
    path = f"/v1/actors/{maria}"
    served = client.get(path)
    assert client.patch(path, json={"name": "M. Ortega"}).status_code == 428
    assert client.patch(path, json={"name": "M. Ortega"}, headers={"If-Match": '"old"'}).status_code == 412
    tag = {"If-Match": served.headers["ETag"]}
    answer = client.patch(path, json={"name": "M. Ortega", "country": "MX", "note": "Her passport."}, headers=tag)
    assert (answer.status_code, answer.json["name"], answer.json["country"]) == (200, "M. Ortega", "MX")
    assert client.get(path).headers["ETag"] == answer.headers["ETag"]
    tell(("Maria Luz Ortega", None, "senator"))
    assert [client.get(path).json[name] for name in ("name", "country", "role")] == ["M. Ortega", "MX", "senator"]
    (made,) = client.get("/v1/judgements?kind=corrected").json["items"]
    assert (made["value"], made["note"]) == ({"name": "M. Ortega", "country": "MX"}, "Her passport.")
    post(f"/v1/judgements/{made['id']}/revoke", status=200)
    assert [client.get(path).json[name] for name in ("name", "country")] == ["Maria Luz Ortega", None]
    assert client.patch(path, json={}, headers={"If-Match": "*"}).status_code == 200
    assert client.patch(path, json={"note": "Why?"}, headers={"If-Match": "*"}).status_code == 422
    assert client.patch(path, json={"country": "Mexico"}, headers={"If-Match": "*"}).status_code == 422
    assert len(client.get("/v1/judgements").json["items"]) == 1


def test_issue_is_corrected(client, tell, post):
    tell(("Maria Ortega", None, None))
    (before,) = client.get("/v1/issues").json["items"]
    path = f"/v1/issues/{before['id']}"
    given = {"label": "Peace talks on Iraq", "topic": "peace"}
    answer = client.patch(path, json=given, headers={"If-Match": client.get(path).headers["ETag"]})
    assert (answer.status_code, answer.json["label"], answer.json["topic"]) == (200, "Peace talks on Iraq", "peace")
    assert names_of(client, "/v1/issues?label=talks") == ["Peace talks on Iraq"]
    (made,) = client.get(f"/v1/judgements?issue={before['id']}").json["items"]
    post(f"/v1/judgements/{made['id']}/revoke", status=200)
    assert client.get("/v1/issues").json["items"] == [before]


def names_of(client, path):
    return [item["label"] for item in client.get(path).json["items"]]


def test_candidates_are_offered_until_they_are_judged(client, tell, post):
    _, maria = tell(("Maria Ortega", "ES", None))
    _, other = tell(("Ortega", "ES", "president"))
    tell(("Juan Perez", "ES", None))
    (found,) = client.get(f"/v1/actors/{maria}/candidates").json["items"]
    assert (found["actor"]["id"], found["score"]) == (other, 0.7)
    assert found["reasons"] == ["part", "country", "type"]
    made = post("/v1/judgements", {"kind": "unsure", "one": other, "other": maria})
    assert client.get(f"/v1/actors/{maria}/candidates").json["items"] == []
    post("/v1/judgements", {"kind": "unsure", "one": maria, "other": other}, 409)
    post(f"/v1/judgements/{made['id']}/revoke", status=200)
    assert len(client.get(f"/v1/actors/{maria}/candidates").json["items"]) == 1
    post("/v1/judgements", {"kind": "different", "one": other, "other": maria})
    post(f"/v1/actors/{maria}/merge", {"into": other}, 409)
    assert [each["kind"] for each in client.get("/v1/judgements").json["items"]] == ["different", "unsure"]
    assert len(client.get("/v1/judgements?kind=unsure").json["items"]) == 1


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "same", "one": "act_aaaaaaaaaaaaaaaa", "other": "act_baaaaaaaaaaaaaaa"},
        {"kind": "different", "one": "act_aaaaaaaaaaaaaaaa", "other": "act_baaaaaaaaaaaaaaa"},
        {"kind": "different", "one": "x", "other": "act_baaaaaaaaaaaaaaa"},
        {"kind": "different", "one": "act_aaaaaaaaaaaaaaaa"},
    ],
)
def test_wrong_judgements(client, post, given):
    post("/v1/judgements", given, 422)
    assert client.get("/v1/judgements").json["items"] == []


def test_a_fact_goes_with_its_actor_when_it_is_restored(client, tell, post):
    article, maria = tell(("Maria Ortega", None, None))
    _, luz = tell(("Luz Ortega", None, None))
    (position,) = client.get(f"/v1/positions?article={article}").json["items"]
    path = f"/v1/positions/{position['id']}"
    client.patch(path, json={"stance": Stance.OPPOSES}, headers={"If-Match": "*"})
    post(f"/v1/actors/{maria}/merge", {"into": luz})
    assert client.post(f"{path}/revisions/0/restore").json["holder"] == luz
    assert client.patch(path, json={"status": "machine"}, headers={"If-Match": "*"}).json["stance"] == "supports"


@pytest.mark.parametrize(("remembered", "queries"), [(1, 0), (0, 1)])
def test_redirects_cost_a_query_only_where_many_records_were_merged(
    client, tell, post, queries_sent, monkeypatch, remembered, queries
):
    monkeypatch.setattr("api.http.merged._REMEMBERED", remembered)
    tell(("Ann Lee", None, None), ("Bo Lee", None, None), ("Cy Lee", None, None))
    one, two, three = [item["id"] for item in client.get("/v1/actors").json["items"]]

    def sent(path):
        client.get("/v1/quotes?speaker=act_aaaaaaaaaaaaaaaa")  # the first one after a change looks for merges
        with queries_sent:
            answer = client.get(path)
        return answer.status_code, sum("judgements" in statement for statement in queries_sent.statements)

    assert sent(f"/v1/quotes?speaker={three}") == (200, 0)
    made = post(f"/v1/actors/{one}/merge", {"into": two})
    assert sent(f"/v1/quotes?speaker={three}") == (200, queries)
    assert sent(f"/v1/quotes?speaker={one}")[0] == 308
    post(f"/v1/judgements/{made['id']}/revoke", status=200)
    assert sent(f"/v1/quotes?speaker={one}") == (200, 0)
