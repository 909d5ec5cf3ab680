"""Pictures as files."""

import struct

import pytest
from lxml import etree

from ontology.enums import Stance
from tests.factories import (
    create_actor,
    create_article,
    create_event,
    create_issue,
    create_position,
    make_publication,
    make_when,
)

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def stored(session, iraq, iran):
    """Add content to each picture, with names that are not well-formed XML."""
    name = create_actor(session, name='Ministry <of> \x0b & "peace"', country="IQ")
    for holder in (iraq, name):
        create_position(session, holder=holder, issue=create_issue(session, "Peace & <war>"), stance=Stance.OPPOSES)
    create_event(
        session, actors=(iraq,), recipients=(iran,), title="Visit & \x01 <b>", country="IQ", **make_when("2021")
    )
    return iraq


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("path", ["/timeline", "/map", "/matrix"])
def test_picture_is_a_file(client, path):
    answer = client.get(f"{path}.svg")
    assert answer.status_code == 200
    assert answer.content_type == "image/svg+xml; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{path[1:]}.svg"'
    root = etree.fromstring(answer.data)
    assert root.tag == f"{SVG}svg"
    assert not root.xpath("//*[@style] | //*[local-name()='style'] | //*[local-name()='script']")

    png = client.get(f"{path}.png")
    assert png.content_type == "image/png"
    assert png.headers["Content-Disposition"] == f'attachment; filename="{path[1:]}.png"'
    width, height = struct.unpack(">II", png.data[16:24])
    assert (width, height) == (2 * int(root.get("width")), 2 * int(root.get("height")))
    assert client.get(f"{path}.png").data == png.data


@pytest.mark.usefixtures("stored")
def test_picture_shows_the_content_of_its_page(client, browse):
    links = browse("/timeline?country=IQ").page.xpath("//a[@download]/@href")
    assert links == ["/timeline.svg?country=IQ", "/timeline.png?country=IQ"]
    text = "".join(etree.fromstring(client.get(links[0]).data).itertext())
    assert "Timeline: Iraq" in text
    assert "Visit & \ufffd <b>" in text
    assert "Visit" not in client.get("/timeline.svg?country=IR").text


@pytest.mark.usefixtures("stored")
def test_matrix_is_drawn_with_its_signs(client):
    root = etree.fromstring(client.get("/matrix.svg").data)
    text = "".join(root.itertext())
    assert "Peace & <war>" in text
    assert 'Ministry <of> \ufffd & "peace"' in text
    legend, cells = 1, 2
    assert len(root.xpath("//*[local-name()='path'][@d='M6 11 1 1h10z']")) == legend + cells


@pytest.mark.usefixtures("stored")
def test_map_is_drawn_with_its_circles(client):
    root = etree.fromstring(client.get("/map.svg").data)
    (circle,) = root.findall(f".//{SVG}circle")
    assert "".join(circle.itertext()) == "Iraq: 1"


def test_pictures_of_an_actor_and_of_an_issue(client, browse, session, iraq, iran):
    create_event(session, actors=(iraq,), recipients=(iran,), **make_when("2021"))
    position = create_position(session, create_article(session, **make_publication("2021")), holder=iraq)
    issue = position.issue
    names = {
        "network": "Iraq: who acts on whom",
        "timeline": "Timeline: Iraq",
        "stances": f"{issue.label}: who stands where",
    }
    links = [
        *browse(f"/actors/{iraq.id}").page.xpath("//a[@download]/@href"),
        *browse(f"/issues/{issue.id}").page.xpath("//a[@download]/@href"),
    ]
    assert len(links) == 6
    for link in links:
        answer = client.get(link)
        assert answer.status_code == 200
        if ".svg" in link:
            name = answer.headers["Content-Disposition"].partition('"')[2].removesuffix('.svg"')
            assert etree.fromstring(answer.data).findtext(f"{SVG}title") == names[name]
    assert client.get(f"/issues/{issue.id}/stances.svg").text.count("M6 1 11 11H1z") == 2  # one is in the legend
    assert client.get("/actors/act_aaaaaaaaaaaaaaaa/network.svg").status_code == 404


@pytest.mark.parametrize("path", ["/timeline", "/map", "/matrix"])
def test_nothing_to_draw_is_a_picture_too(client, path):
    assert client.get(f"{path}.png").status_code == 200


@pytest.mark.parametrize(("path", "status"), [("/timeline.gif", 404), ("/timeline.svg?colour=red", 400)])
def test_wrong_picture(client, path, status):
    assert client.get(path).status_code == status
