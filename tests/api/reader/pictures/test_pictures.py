"""The common parts of all pages with pictures."""

import pytest

from store import queries
from tests.factories import (
    create_article,
    create_brief,
    create_event,
    create_position,
    make_publication,
    make_when,
)


@pytest.mark.parametrize(
    ("path", "most"), [("/matrix", 5), ("/timeline", 4), ("/map", 3), ("/compare", 2), ("/compare?a={a}&b={b}", 16)]
)
@pytest.mark.parametrize("size", [2, 5])
def test_views_take_few_queries(browse, session, reader, queries_sent, path, most, size):
    brief = queries.get_brief(reader, create_brief(session, size).id)
    a, b = (position.holder.id for position in brief.positions[:2])
    with queries_sent:
        assert browse(path.format(a=a, b=b)).status_code == 200
    assert len(queries_sent) == most


@pytest.mark.parametrize(
    "path", ["/matrix", "/timeline", "/matrix?country=IQ&published_to=2022", "/compare?a={a}&b={b}", "/map?actor={a}"]
)
def test_page_has_its_data_in_all_formats(browse, client, session, iraq, iran, path):
    article = create_article(session, **make_publication("2021"))
    for holder in (iraq, iran):
        create_position(session, article, holder=holder)
    create_event(session, article, actors=(iraq,), **make_when("2021"))
    links = browse(path.format(a=iraq.id, b=iran.id)).page.xpath("//footer/p/a")
    assert [link.text for link in links][:4] == ["JSON", "Markdown", "JSON-LD", "CSV"]
    answers = [client.get(link.get("href")) for link in links]
    assert {answer.status_code for answer in answers} == {200}
    assert answers[0].json["positions"]["total"] == (1 if "country" in path or "map" in path else 2)
