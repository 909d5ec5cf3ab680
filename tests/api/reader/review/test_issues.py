"""Pages that merge and split issues: the previews and their results."""

import pytest

from ontology.enums import Stance
from store import queries
from tests.api.reader.review.conftest import said, section
from tests.factories import create_actor, create_article, create_issue, create_position


@pytest.fixture
def iraq(session):
    return create_actor(session, name="Iraq")


@pytest.fixture
def withdrawal(session, iraq):
    """An issue of two articles, with three positions of two holders."""
    issue = create_issue(session, label="Withdrawal of US troops from Iraq")
    first, second = (create_article(session, title=title) for title in ("First", "Second"))
    create_position(session, first, issue=issue, holder=iraq)
    create_position(session, first, issue=issue, holder=create_actor(session, name="Iran"))
    create_position(session, second, issue=issue, holder=iraq, own_label="Pull-out of US troops")
    return issue.id


@pytest.fixture
def presence(session, iraq):
    """Another issue, of the first of three articles."""
    issue = create_issue(session, label="Withdrawal of the troops of the US")
    create_position(session, create_article(session, title="Third"), issue=issue, holder=iraq, stance=Stance.OPPOSES)
    return issue.id


def stored(session, issue_id):
    (issue,) = queries.list_issues_by_id_or_slug(session, [issue_id], [])
    return issue


def test_merge_has_a_preview_and_can_be_undone(browse, merge_and_undo, withdrawal, presence):
    page = browse(f"/review/issues/{withdrawal}").page
    assert "Withdrawal of the troops of the US" in section(page, "candidates")
    assert "likeness" in section(page, "candidates")
    (link,) = page.xpath(f"//a[contains(@href, 'into={presence}')]/@href")
    preview = browse(link).page
    assert section(preview, "moves").startswith(
        "What moves to Withdrawal of the troops of the US 2 articles 3 positions 2 holders Names: "
    )
    assert "Pull-out of US troops" in section(preview, "moves")
    assert "1 article 1 position 1 holder" in section(preview, "there")
    merged, undone = merge_and_undo(withdrawal, presence, note="One matter.")
    assert sum(merged["stances"].values()) == 4
    assert sum(undone["stances"].values()) == 3


def test_article_of_both_is_named(session, browse, iraq, withdrawal, presence):
    article = create_article(session)
    for issue_id in (withdrawal, presence):
        create_position(session, article, holder=iraq, issue=stored(session, issue_id))
    preview = browse(f"/review/issues/{withdrawal}/merge?into={presence}").page
    assert "1 article has both" in section(preview, "moves")


def test_split_has_a_preview(browse, client, send, withdrawal):
    page = browse(f"/review/issues/{withdrawal}").page
    assert "Second No publisher · no date · as “ Pull-out of US troops ” · 1 position" in section(page, "split")
    (chosen,) = page.xpath("//li[contains(., 'Second')]//input[@name='appearances']/@value")
    preview = browse(f"/review/issues/{withdrawal}/split?appearances={chosen}").page
    assert section(preview, "moves").startswith("What moves to a new issue 1 article 1 position 1 holder")
    assert "First" in section(preview, "stays")
    assert send(withdrawal, act="split", appearances=chosen).status_code == 303
    assert sum(client.get(f"/v1/issues/{withdrawal}").json["stances"].values()) == 2
    assert "was split; the other one is Pull-out" in section(browse(f"/review/issues/{withdrawal}").page, "judgements")


def test_different_is_no_candidate_any_more(browse, send, withdrawal, presence):
    assert send(withdrawal, act="different", other=presence).status_code == 303
    assert "of the troops" not in section(browse(f"/review/issues/{withdrawal}").page, "candidates")
    answer = send(withdrawal, act="merge", other=presence)
    assert answer.status_code == 409
    assert "says that they are different; revoke it first" in said(answer.page.xpath("//*[@role='alert']")[0])


def test_another_issue_is_found_by_its_name(browse, session, iraq, withdrawal):
    create_position(session, holder=iraq, issue=create_issue(session, label="Price of bread"))
    assert "Price of bread" in section(browse(f"/review/issues/{withdrawal}?name=BREAD").page, "candidates")
    assert "No other issue has “ tea ”" in section(browse(f"/review/issues/{withdrawal}?name=tea").page, "candidates")


@pytest.mark.parametrize("path", ["", "/merge?into=iss_aaaaaaaaaaaaaaaa", "/split?appearances=art_aaaaaaaaaaaaaaaa"])
def test_unknown_issue(browse, path):
    assert browse(f"/review/issues/iss_aaaaaaaaaaaaaaaa{path}").status_code == 404


@pytest.mark.parametrize(
    "given", [{"act": "split"}, {"act": "merge", "other": "act_aaaaaaaaaaaaaaaa"}, {"act": "x"}, {}]
)
def test_form_that_no_page_sends(send, withdrawal, given):
    assert send(withdrawal, **given).status_code == 422


def test_query_count_does_not_grow(browse, session, queries_sent, iraq, withdrawal, presence):
    counts = []
    for _ in range(3):  # the first request fills the caches of the next ones
        with queries_sent:
            browse(f"/review/issues/{withdrawal}")
        with queries_sent:
            browse(f"/review/issues/{withdrawal}/merge?into={presence}")
        counts.append(len(queries_sent))
        for _ in range(5):
            create_position(session, holder=iraq, issue=stored(session, withdrawal))
    assert counts[1] == counts[2]


def test_issue_page_leads_there(browse, withdrawal):
    assert browse(f"/issues/{withdrawal}").page.xpath(f"//a[@href='/review/issues/{withdrawal}']")
