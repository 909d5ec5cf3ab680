"""The page of an article, stored or pasted."""

import pytest

from ontology.enums import FigureKind, Scope
from services import api_keys
from tests.factories import TEXT, create_article, create_brief, create_event, make_figure, make_span

HOSTILE = (
    "<script>alert(1)</script> Iraq “wants <b>peace” & </p></article><img src=x onerror=alert(2)>,\n"
    "President Joe Biden said \u202e in Washington \u2067 on Monday. <!-- "
)


@pytest.fixture
def paste(browse):
    def paste(text, **fields):
        return browse("/read", method="POST", data={"text": text} | fields)

    return paste


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
    assert {each.get("title") for each in page.xpath("//summary/span[@class='sure']")} == {"Confidence 50%"}
    (explained,) = page.xpath("//a[text()='confidence']/@href")
    assert "It says nothing about whether" in browse(explained).page.text_content()


def test_links_to_the_brief_in_all_its_formats(client, browse, session):
    links = browse(f"/articles/{create_brief(session).id}").page.xpath("//footer/p/a")
    assert [link.text for link in links] == ["JSON", "Markdown", "JSON-LD", "CSV"]
    for link in links:
        assert client.get(link.get("href")).status_code == 200


@pytest.mark.parametrize("size", [1, 5])
def test_page_takes_as_many_queries_as_the_brief(browse, session, queries_sent, size):
    article = create_brief(session, size)
    with queries_sent:
        browse(f"/articles/{article.id}")
    assert len(queries_sent) == 11  # of a reviewer, for whom what was rejected is read, too
    key = api_keys.create(session, label="Reader", scopes=[Scope.READ])[1]
    browse("/sign-in", method="POST", data={"key": key})
    browse("/")
    with queries_sent:
        browse(f"/articles/{article.id}")
    assert len(queries_sent) == 6


def test_unknown_article(browse):
    assert browse(f"/articles/art_{'a' * 16}").status_code == 404
    assert browse("/articles/art_x").status_code == 404


def test_article_takes_no_query(browse, session):
    assert browse(f"/articles/{create_article(session).id}?x=1").status_code == 400


def test_address_that_is_no_link_of_the_web_is_none(browse, session):
    page = browse(f"/articles/{create_article(session, url='javascript:alert(1)').id}").page
    assert not page.xpath("//a[starts-with(@href, 'javascript:')]")


def test_pasted_text_is_shown_and_not_stored(browse, paste, seed_text):
    response = paste(seed_text, title="Pasted", published_at="2021-07")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert len(response.page.xpath("//details[contains(@class, 'card')]")) > 20
    assert "Not stored" in response.page.text_content()
    assert "July 2021" in response.page.text_content()
    links = set(response.page.xpath("//main//a/@href[starts-with(., '/')]"))
    assert links == {"/confidence"}  # there is nothing else that they could lead to
    assert "None yet." in browse("/").page.text_content()


def test_pasted_text_comes_in_all_formats_too(client, paste):
    text = "Iraq wants peace, the minister said.\nSo “does” Iran."
    form = paste(text, title='"Pasted"').page.xpath("//footer/form")[0]
    sent = {each.get("name"): each.get("value") for each in form.xpath("input")}
    assert sent == {"text": text, "title": '"Pasted"'}
    for button in form.xpath("button"):
        answer = client.post(button.get("formaction"), data=sent)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert [button.text for button in form.xpath("button")] == ["JSON", "Markdown", "JSON-LD", "CSV"]
    assert client.post("/read.md", data=sent).text.startswith('# "Pasted"')


def test_ends_of_lines_are_those_that_were_pasted(paste):
    response = paste("Iraq wants peace.\r\nSo does Iran.")
    assert text_of(response.page) == "Iraq wants peace.\nSo does Iran."


def test_hostile_text_is_text(paste):
    page = paste(HOSTILE, title="</title><script>alert(3)</script>").page
    assert text_of(page) == HOSTILE
    assert not page.xpath("//script[not(@src)] | //img | //*[@onerror]")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "text: Paste a text."),
        ({"text": ""}, "text: Paste a text."),
        ({"text": " \n"}, "text: The text is blank."),
        ({"text": TEXT, "published_at": "soon"}, "published_at"),
        ({"text": TEXT, "title": "x" * 501}, "title"),
        ({"text": TEXT, "colour": "red"}, "colour: Unknown name."),
        ({"text": "Der Irak will Frieden, sagte der Minister gestern in Bagdad."}, "only English"),
    ],
)
def test_wrong_input_is_a_page_that_says_what(browse, fields, told):
    response = browse("/read", method="POST", data=fields)
    assert response.status_code == 422
    assert told in response.page.text_content()


def test_longest_text_is_taken_and_a_longer_one_refused(paste):
    assert paste("a " * (512 * 1024) + "b").status_code == 413
    assert paste("é" * 100_000).status_code == 200  # more than Flask takes from a form by itself
