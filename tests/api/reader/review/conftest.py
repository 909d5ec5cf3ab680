"""Forms of the pages that merge and split records, and the words of their sections."""

import pytest

_PAGES = {"act": "actors", "iss": "issues"}


@pytest.fixture
def send(browse):
    """Send a form of the page of an actor or an issue."""

    def send(record_id, **given):
        return browse(f"/review/{_PAGES[record_id[:3]]}/{record_id}", method="POST", data=given)

    return send


@pytest.fixture
def merge_and_undo(browse, client, send):
    """Merge a record into another one, and undo that; return the other one merged, and the first one undone."""

    def merge_and_undo(one, other, note):
        path = f"/review/{_PAGES[other[:3]]}/{other}"
        api = f"/v1/{_PAGES[other[:3]]}"
        assert client.get(f"{api}/{one}").status_code == 200  # nothing has moved yet

        assert send(one, act="merge", other=other, note=note).location == path

        assert client.get(f"{api}/{one}").status_code == 308
        merged = client.get(f"{api}/{other}").json
        page = browse(path).page
        assert f"“ {note} ”" in section(page, "judgements")
        (judgement,) = page.xpath("//input[@name='judgement']/@value")
        assert send(other, act="revoke", judgement=judgement).status_code == 303
        assert "Undone" in section(browse(path).page, "judgements")
        return merged, client.get(f"{api}/{one}").json

    return merge_and_undo


def said(element):
    return " ".join(" ".join(element.itertext()).split())


def section(page, name):
    return said(page.xpath(f"//section[@aria-labelledby='{name}']")[0])
