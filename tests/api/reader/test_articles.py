"""The page of an article."""

import pytest

from ontology.enums import FigureKind, Scope
from services import api_keys
from tests.factories import TEXT, create_article, create_brief, create_event, make_figure, make_span


def text_of(page):
    return "\n".join(line.text_content() for line in page.xpath("//article[@id='text']/p"))


def test_text_is_there_as_it_was_written(browse, session):
    assert text_of(browse(f"/articles/{create_brief(session).id}").page) == TEXT


def test_each_fact_has_a_card_and_leads_to_its_place_and_back(browse, session):
    page = browse(f"/articles/{create_brief(session).id}").page
    cards = page.xpath("//details[contains(@class, 'card')]")
    assert [card.get("class").split()[1] for card in cards] == ["position", "event", "quote", "actor"]
    for card in cards:
        (place,) = card.xpath(".//p[@class='places']/a/@href")
        (mark,) = page.xpath(f"//article//a[@id='{place[1:]}']")
        assert card.get("data-n") in mark.get("data-f").split()
        assert mark.get("href") in {f"#{each.get('id')}" for each in cards}


def test_figures_stand_beside_their_event_and_lead_to_their_words(browse, session):
    money = make_figure(FigureKind.MONEY, 5, 5, "USD", span=make_span("said"))
    event = create_event(session, figures=(make_figure(span=make_span("peace")), money))
    page = browse(f"/articles/{event.article.id}").page
    (card,) = page.xpath("//details[contains(@class, 'card')]")
    about = " ".join(card.xpath("./p[@class='by']")[0].text_content().split())
    assert about == "request · peace killed · said"
    for place in card.xpath("./p[@class='by'][1]/a/@href"):
        (mark,) = page.xpath(f"//article//a[@id='{place[1:]}']")
        assert mark.get("class") == "f"


def test_confidence_and_status_are_visible(browse, session):
    page = browse(f"/articles/{create_brief(session).id}").page
    trust = [" ".join(each.text_content().split()) for each in page.xpath("//p[contains(@class, 'trust')]")]
    assert trust == ["Not reviewed · 50% confidence"] * 4
    assert not page.xpath("//*[contains(@class, 'status')]")  # nobody has judged them
    assert {each.get("title") for each in page.xpath("//summary/span[@class='sure']")} == {
        "Confidence 50%: the estimated probability that the machine has read this correctly"
    }
    (explained,) = page.xpath("//a[text()='confidence']/@href")
    assert "It does not say whether the article is true" in browse(explained).page.text_content()


def test_links_to_the_brief_in_all_its_formats(client, browse, session):
    links = browse(f"/articles/{create_brief(session).id}").page.xpath("//footer/p/a")
    assert [link.text for link in links] == ["JSON", "Markdown", "JSON-LD", "CSV", "Word", "PDF"]
    for link in links:
        assert client.get(link.get("href")).status_code == 200


@pytest.mark.parametrize("size", [1, 5])
def test_page_takes_as_many_queries_as_the_brief(browse, session, queries_sent, size):
    article = create_brief(session, size)
    with queries_sent:
        browse(f"/articles/{article.id}")
    assert len(queries_sent) == 12  # for a reviewer, whose page also reads the rejected facts
    key = api_keys.create(session, label="Reader", scopes=[Scope.READ])[1]
    browse("/sign-in", method="POST", data={"key": key})
    browse("/")
    with queries_sent:
        browse(f"/articles/{article.id}")
    assert len(queries_sent) == 7


def test_unknown_article(browse):
    assert browse(f"/articles/art_{'a' * 16}").status_code == 404
    assert browse("/articles/art_x").status_code == 404


def test_article_takes_no_query(browse, session):
    assert browse(f"/articles/{create_article(session).id}?x=1").status_code == 400


def test_address_that_is_no_link_of_the_web_is_none(browse, session):
    page = browse(f"/articles/{create_article(session, url='javascript:alert(1)').id}").page
    assert not page.xpath("//a[starts-with(@href, 'javascript:')]")


def cited(response):
    return response.page.get_element_by_id("cited").text_content()


def test_facts_are_cited_with_their_words_and_their_address(browse, client, session):
    article = create_brief(session)
    brief = client.get(f"/v1/articles/{article.id}/brief").json
    page = browse(f"/articles/{article.id}").page
    links = page.xpath("//a[@data-act='copy']/@href")
    assert len(links) == 3  # a position, an event and a quote
    notes = [cited(browse(link)) for link in links]
    (position,), (event,), (quote,) = brief["positions"], brief["events"], brief["quotes"]
    for fact, note in zip((position, event, quote), notes, strict=True):
        assert note.endswith(f"http://localhost/articles/{article.id}#{fact['id']}")
    first = [note.splitlines()[0] for note in notes]
    assert first[0] == f"Iraq {position['stance']} {position['issue']['label']}: “{position['evidence']['exact']}”"
    assert first[1] == f"{event['title']}: “{event['triggers'][0]['exact']}”"
    assert first[2] == f"“{quote['content'][0]['exact']}”"


def test_article_is_cited_in_all_formats(browse, client, session):
    article = create_article(session, title="Talks", publisher="News", published_at="2021-07", url=None)
    page = browse(f"/articles/{article.id}/citation").page
    assert page.get_element_by_id("cited").text_content() == "“Talks,” News, July 2021."
    links = page.xpath("//footer/p/a/@href")
    assert [link.rpartition(".")[2] for link in links[:3]] == ["json", "bib", "txt"]
    for link in links:
        assert client.get(link).status_code == 200


@pytest.mark.parametrize("fact", [f"quo_{'a' * 16}", "x", "<script>"])
def test_fact_that_the_article_does_not_have_is_not_cited(browse, session, fact):
    article = create_brief(session)
    assert browse(f"/articles/{article.id}/citation", query_string={"fact": fact}).status_code == 404
