"""Reviewing in place: with the pointer, with the keyboard, without scripts, and two at once."""

import json
import urllib.request

import pytest
from playwright.sync_api import expect

from bench import server as servers
from bench.browser import SEED
from ontology.enums import Scope
from services import api_keys, migrate
from store.engine import make_engine, make_sessions
from tests.browser.accessible import check_accessible

FOCUSED = "document.activeElement"
SELECT = """words => {
    const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
        const at = node.data.indexOf(words);
        if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
    }
    throw new Error("not in the text");
}"""


@pytest.fixture(scope="module")
def service(browser, tmp_path_factory):  # noqa: ARG001 - skip first
    """The URL of a service with the seed and keys, and the keys of Ada and Ben, who review, and of Cleo, who reads."""
    url = f"sqlite:///{tmp_path_factory.mktemp('review')}/review.sqlite3"
    engine = make_engine(url)
    migrate.upgrade(engine)
    with make_sessions(engine)() as session:
        keys = {
            label: api_keys.create(session, label=label, scopes=[Scope.READ, *more])[1]
            for label, more in (("Ada", [Scope.REVIEW]), ("Ben", [Scope.REVIEW]), ("Cleo", []))
        }
    engine.dispose()
    with servers.running(url) as there:
        yield f"http://127.0.0.1:{there.port}", keys


@pytest.fixture
def open_as(browser, service):
    """Opens pages as the holder of a key; nothing on them may go wrong."""
    contexts = []
    wrong = []

    def open_as(label, path=SEED, **options):
        url, keys = service
        context = browser.new_context(base_url=url, **{"viewport": {"width": 1440, "height": 900}} | options)
        context.set_default_timeout(10_000)
        context.add_cookies([{"name": "communique_key", "value": keys[label], "url": url}])
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        context.on("console", lambda message: wrong.append(message.text) if is_wrong(message) else None)
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert wrong == []


def is_wrong(message):
    # Chromium reports an answer such as 412 as an error, too.
    return message.type in ("error", "warning") and "the server responded with a status of 4" not in message.text


@pytest.fixture
def api(service):
    """Sends JSON to the API as the holder of a key, and returns the answer."""

    def api(path, given=None, label="Ben", method=None, **headers):
        url, keys = service
        headers = {"Authorization": f"Bearer {keys[label]}", "Content-Type": "application/json"} | headers
        body = None if given is None else json.dumps(given).encode()
        request = urllib.request.Request(f"{url}{path}", body, headers, method=method)  # noqa: S310 - of this test
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return json.load(answer)

    return api


@pytest.fixture
def fresh(api):
    """Gives facts of a kind that nobody has reviewed, another one each time."""

    def fresh(kind):
        facts = api(f"/v1/{kind}s?status=machine&limit=1")["items"]
        assert facts
        return facts[0]

    return fresh


def card_of(page, fact):
    page.evaluate("for (const group of document.querySelectorAll('.group')) group.open = true")
    return page.locator(f".group .card[data-fact='{fact['id']}']")


def status_of(card):
    return card.locator("summary .status")


def said(page):
    return page.get_by_role("status")


def test_keys_decide_and_undo(open_as, api):
    page = open_as("Ada")
    page.keyboard.press("j")
    card = page.locator(".group .card:has(> summary:focus)")
    kind, fact_id = (card.get_attribute(name) for name in ("data-kind", "data-fact"))
    card = page.locator(f".group .card[data-fact='{fact_id}']")
    for key, status in (("c", "confirmed"), ("r", "rejected"), ("u", "confirmed")):
        page.keyboard.press(key)
        expect(status_of(card)).to_have_text(status)
        expect(said(page)).to_contain_text(f"{status.capitalize()} by Ada")
        assert api(f"/v1/{kind}s/{fact_id}")["status"] == status
    expect(card.locator("summary")).to_be_focused()
    page.keyboard.press("u")
    expect(status_of(card)).to_have_count(0)
    page.keyboard.press("k")
    expect(said(page)).to_have_text("This is the first fact.")
    page.keyboard.press("j")
    assert page.evaluate(f"{FOCUSED}.closest('.card').dataset.fact") != fact_id


def test_buttons_do_the_same_and_what_was_rejected_can_be_found(open_as, fresh):
    fact = fresh("event")
    page = open_as("Ada")
    card = card_of(page, fact)
    card.locator("summary").click()
    card.get_by_role("button", name="Reject").click()
    expect(status_of(card)).to_have_text("rejected")
    page.reload()
    group = page.locator(".group", has=page.get_by_role("heading", name="Rejected"))
    group.locator("summary").first.click()
    rejected = group.locator(f".card[data-fact='{fact['id']}']")
    rejected.locator("summary").click()
    rejected.get_by_role("button", name="Undo").click()
    expect(card_of(page, fact)).to_have_count(1)  # the page was made again
    expect(status_of(card_of(page, fact))).to_have_count(0)


def test_selected_words_and_an_actor_correct_a_fact(open_as, api, fresh):
    fact = fresh("position")
    page = open_as("Ada")
    card = card_of(page, fact)
    card.locator("summary").focus()
    page.keyboard.press("e")
    form = card.locator(".correct")
    expect(form.get_by_label("Holder")).to_be_focused()
    page.keyboard.press("c")  # typed into the form, and no decision
    form.get_by_label("Holder").select_option(label="Ramzy Mardini")
    form.get_by_label("Stance").select_option("doubts")
    page.evaluate(SELECT, "superficial announcements")
    form.get_by_role("button", name="Use the selected words").click()
    expect(form.get_by_label("Evidence")).to_have_value("superficial announcements")
    form.get_by_label("Note").fill("He said it.")
    form.get_by_role("button", name="Save").click()
    expect(status_of(card)).to_have_text("corrected")
    expect(said(page)).to_contain_text("Corrected by Ada: Ramzy Mardini doubts")
    now = api(f"/v1/positions/{fact['id']}")
    assert (now["stance"], now["evidence"]["exact"]) == ("doubts", "superficial announcements")
    marks = page.locator("#text .p.doubts.held").all_inner_texts()
    assert "superficial announcements" in "".join(marks)

    card.locator("summary").focus()
    page.keyboard.press("h")
    history = card.locator(".history")
    expect(history).to_contain_text("Ada corrected it")
    expect(history).to_contain_text("He said it.")
    history.get_by_role("button", name="Restore this state").last.click()
    expect(status_of(card)).to_have_count(0)
    assert api(f"/v1/positions/{fact['id']}")["stance"] == fact["stance"]


def test_two_at_once_and_nothing_typed_is_lost(open_as, api, fresh):
    fact = fresh("quote")
    page = open_as("Ada")
    card = card_of(page, fact)
    card.locator("summary").focus()
    page.keyboard.press("e")
    card.get_by_label("Note").fill("As I see it.")
    card.get_by_label("Kind").select_option("direct")
    given = {"cue": None, "note": "No verb."}
    api(f"/v1/quotes/{fact['id']}", given, method="PATCH", **{"If-Match": "*"})
    card.get_by_role("button", name="Save").click()
    notice = card.get_by_role("alert")
    expect(notice).to_be_focused()
    expect(notice).to_contain_text("Your input is not lost")
    expect(notice).to_contain_text("Ben corrected it")
    expect(notice).to_contain_text("No verb.")
    expect(card.get_by_label("Note")).to_have_value("As I see it.")
    expect(card.get_by_label("Kind")).to_have_value("direct")
    expect(card.get_by_label("Verb")).to_have_value("")
    card.get_by_role("button", name="Save").click()
    expect(said(page)).to_contain_text("Corrected by Ada")
    now = api(f"/v1/quotes/{fact['id']}")
    assert (now["kind"], now["cue"], now["reviewed_by"]) == ("direct", None, "Ada")


def test_wrong_words_are_named_in_the_form(open_as, fresh):
    fact = fresh("position")
    page = open_as("Ada")
    card = card_of(page, fact)
    card.locator("summary").focus()
    page.keyboard.press("e")
    card.get_by_label("Evidence").fill("what nobody wrote")
    card.get_by_role("button", name="Save").click()
    expect(card.get_by_role("alert")).to_contain_text("The text does not have these words: what nobody wrote")
    expect(card.get_by_label("Evidence")).to_have_value("what nobody wrote")
    card.locator(".correct").get_by_text("Cancel").click()
    expect(card.locator(".correct")).to_have_count(0)


def test_help_lists_the_keys_and_turns_them_off(open_as, fresh):
    fact = fresh("event")
    page = open_as("Ada")
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keyboard")
    expect(help_).to_contain_text("confirm")
    help_.get_by_label("Use single-character keys").uncheck()
    page.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    page.reload()
    card = card_of(page, fact)
    card.locator("summary").focus()
    page.keyboard.press("c")
    page.wait_for_timeout(300)
    expect(status_of(card)).to_have_count(0)


def test_reader_has_no_controls_and_no_keys(open_as, fresh):
    fact = fresh("event")
    page = open_as("Cleo")
    card = card_of(page, fact)
    card.locator("summary").click()
    assert page.locator(".judge, .correct").count() == 0
    assert "confirm" not in page.locator("#help").text_content()
    page.keyboard.press("c")
    page.wait_for_timeout(300)
    expect(status_of(card)).to_have_count(0)


def test_without_scripts_the_forms_are_pages(open_as, api, fresh):
    fact = fresh("quote")
    page = open_as("Ada", java_script_enabled=False)
    page.goto(f"/review/{fact['id']}")
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator(".card summary .status")).to_have_text("confirmed")
    page.get_by_label("Kind").select_option("direct")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".card summary .status")).to_have_text("corrected")
    page.get_by_role("button", name="Restore this state").last.click()
    assert api(f"/v1/quotes/{fact['id']}")["status"] == "machine"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_where_all_is_open(open_as, fresh, scheme):
    fact = fresh("event")
    page = open_as("Ada", color_scheme=scheme)
    card = card_of(page, fact)
    card.locator("summary").focus()
    for key, opened in (("h", ".history"), ("e", ".correct")):
        page.keyboard.press(key)
        card.locator(opened).wait_for()
        card.locator("summary").focus()
    check_accessible(page)
    page.keyboard.press("?")
    check_accessible(page)
    page.goto(f"/review/{fact['id']}")
    check_accessible(page)


def test_on_a_phone_and_in_forced_colours(open_as, fresh):
    fact = fresh("event")
    page = open_as("Ada", viewport={"width": 390, "height": 844}, forced_colors="active", reduced_motion="reduce")
    mark = page.locator("#text a.e").first
    mark.click()
    pinned = page.locator("#pinned")
    pinned.get_by_text("Correct", exact=True).first.click()
    form = pinned.locator(".correct")
    form.get_by_role("button", name="Save").scroll_into_view_if_needed()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert form.evaluate("form => getComputedStyle(form).borderTopWidth") == "2px"
    page.goto(f"/review/{fact['id']}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_queue_leads_from_fact_to_fact(open_as):
    page = open_as("Ada", "/review")
    page.keyboard.press("j")
    first, second = (page.locator(".card").nth(i).get_attribute("data-fact") for i in (0, 1))
    page.keyboard.press("c")
    expect(page.locator(f".card[data-fact='{second}'] summary")).to_be_focused()
    expect(status_of(page.locator(f".card[data-fact='{first}']"))).to_have_text("confirmed")
    page.keyboard.press("k")
    page.keyboard.press("u")
    expect(status_of(page.locator(f".card[data-fact='{first}']"))).to_have_count(0)
    expect(page.locator(f".card[data-fact='{first}'] summary")).to_be_focused()
    page.keyboard.press("e")
    page.locator(".correct select, .correct textarea").first.wait_for()
    check_accessible(page)
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def open_found(open_as, kind, record_id, name):
    """Open the page that merges a record, from its own, and find another one there by its name."""
    page = open_as("Ada", f"/{kind}s/{record_id}")
    page.get_by_role("link", name="merge or split").click()
    page.get_by_label(f"Another {kind}").fill(name)
    page.get_by_role("button", name="Find").click()
    return page


def test_actors_are_merged_after_a_preview_and_come_apart(open_as, api):
    one, other = api("/v1/actors?limit=2&type=person")["items"]
    page = open_found(open_as, "actor", one["id"], other["name"])
    page.get_by_role("link", name=f"Merge… {one['name']} into {other['name']}").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Merge {one['name']} into {other['name']}?")
    expect(page.locator(".moves").first).to_contain_text("1 article")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        check_accessible(page)
    page.get_by_label("Note").fill("The same man.")
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(other["name"])
    expect(page.locator("#judgements + ul")).to_contain_text("The same man.")
    check_accessible(page)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#judgements + ul")).to_contain_text("Undone by Ada")
    assert api(f"/v1/actors/{one['id']}")["name"] == one["name"]


def test_issues_are_merged_after_a_preview_and_come_apart(open_as, api):
    one, other = api("/v1/issues?limit=2")["items"]
    page = open_found(open_as, "issue", one["id"], other["label"])
    page.get_by_role("link", name=f"Merge… {one['label']} into {other['label']}").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Merge {one['label']} into {other['label']}?")
    expect(page.locator(".moves").first).to_contain_text("holder")
    check_accessible(page)
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(other["label"])
    assert api(f"/v1/issues/{other['id']}")["stances"] != other["stances"]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#judgements + ul")).to_contain_text("Undone by Ada")
    assert api(f"/v1/issues/{one['id']}")["stances"] == one["stances"]
