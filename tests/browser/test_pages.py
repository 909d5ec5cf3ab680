"""Every page: nobody is kept out, nothing goes wrong, and it fits."""

import pytest

from bench.browser import SEED
from tests.browser.accessible import check_accessible


@pytest.fixture(scope="module")
def paths(browser, server):
    """A page of each kind."""
    page = browser.new_page(base_url=server)
    page.goto("/")
    links = page.locator("main a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    page.close()
    actors, issues = ([link for link in links if link.startswith(start)] for start in ("/actors/", "/issues/"))
    ids = [actor.rpartition("/")[2] for actor in dict.fromkeys(actors)]
    article = SEED.rpartition("/")[2]
    fact = next(link.rpartition("#")[2] for link in links if "#pos_" in link)
    compared = f"/compare?a={ids[0]}&b={ids[1]}"
    return {
        "front": "/", "search": "/search?q=iraq", "list": "/positions?stance=supports", "topics": "/topics",
        "article": SEED, "actor": actors[0], "issue": issues[0],
        "matrix": "/matrix", "timeline": "/timeline", "map": "/map", "compare": compared, "choose": "/compare",
        "citation": f"{SEED}/citation", "occurrences": "/occurrences", "key": "/sign-in", "confidence": "/confidence",
        "queue": "/review", "fact": f"/review/{fact}", "seen actor": f"/review/{article}/{ids[0]}",
        "actor's record": f"/review{actors[0]}", "issue's record": f"/review{issues[0]}",
        "merge": f"/review{actors[0]}/merge?into={ids[1]}",
        "split": f"/review{actors[0]}/split?appearances={article}",
    }  # fmt: skip


KINDS = (
    "front",
    "search",
    "list",
    "topics",
    "article",
    "actor",
    "issue",
    "matrix",
    "timeline",
    "map",
    "compare",
    "choose",
    "citation",
    "occurrences",
    "key",
    "confidence",
    "queue",
    "fact",
    "seen actor",
    "actor's record",
    "issue's record",
    "merge",
    "split",
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(page, paths, kind, scheme):
    page.emulate_media(color_scheme=scheme)
    assert page.goto(paths[kind]).ok
    found = check_accessible(page)
    assert len(found.response["passes"]) > 10


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_no_wider_than_the_screen_and_no_8000_pixels_long(page, paths, kind):
    page.goto(paths[kind])
    page.evaluate("for (const part of document.querySelectorAll('p, .card')) part.style.contentVisibility = 'visible'")
    for width in (2560, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width >= 390:
            assert page.evaluate("document.documentElement.scrollHeight") < 8000


@pytest.mark.parametrize("kind", KINDS)
def test_page_prints_on_a4(page, paths, kind):
    page.goto(paths[kind])
    document = page.pdf(prefer_css_page_size=True)
    assert document.startswith(b"%PDF")
    assert b"/MediaBox [0 0 594.95996 841.91998]" in document


def test_printed_article_has_its_facts_and_no_controls(page):
    page.goto(SEED)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".facts .card").first.is_visible()
    assert all(card.is_visible() for card in page.locator(".facts .card.actor").all())
    assert not page.locator("header.site").is_visible()
    assert not page.locator(".places").first.is_visible()


def test_no_script_of_a_page_runs(browser, server):
    page = browser.new_page(base_url=server)  # where the console may say that it was blocked
    page.goto("/")
    blocked = page.evaluate(
        """() => new Promise(resolve => {
            addEventListener("securitypolicyviolation", event => resolve(event.effectiveDirective));
            const hostile = document.createElement("div");
            hostile.setAttribute("onclick", "window.evil = true");
            document.body.append(hostile);
            hostile.click();
        })"""
    )
    assert blocked == "script-src-attr"
    assert page.evaluate("window.evil") is None
    page.close()


def test_front_page_leads_through_the_search_box_to_an_actor(page):
    page.goto("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("kazemi")
    page.get_by_role("option", name="Mustafa al-Kazemi").wait_for()
    box.press("ArrowDown")
    assert page.get_by_role("option", selected=True).inner_text().startswith("Mustafa al-Kazemi")
    box.press("Enter")
    page.wait_for_url("**/actors/act_*")
    assert page.get_by_role("heading", level=1).inner_text() == "Mustafa al-Kazemi"


@pytest.mark.usefixtures("story")  # a second article about the United States
def test_search_box_offers_first_what_most_articles_have_and_searches_everything(page):
    page.goto("/")
    box = page.get_by_role("combobox")
    box.press_sequentially("uni")
    assert page.get_by_role("option").first.inner_text().startswith("United States")
    box.fill("troops")
    box.press("Enter")
    page.wait_for_url("**/search?q=troops")
    assert page.locator("mark").first.inner_text().lower() == "troops"


def test_figure_of_the_front_page_leads_to_its_list(page):
    page.goto("/")
    figure = page.locator(".counts div", has_text="positions")
    number = int(figure.locator("dd").inner_text())
    figure.get_by_role("link").click()
    page.wait_for_url("**/positions")
    assert page.locator(".rows > li").count() == number
    page.get_by_label("Stance").select_option("opposes")
    page.get_by_role("button", name="Show").click()
    assert 0 < page.locator(".rows > li").count() < number
    page.locator(".rows .place").first.click()
    page.wait_for_url("**/articles/art_*#pos_*")
    assert page.locator("#pinned .card.position").is_visible()


def test_search_box_closes_on_escape(page):
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("iraq")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Escape")
    assert page.get_by_role("listbox").is_hidden()
    assert page.get_by_role("combobox").get_attribute("aria-expanded") == "false"


def test_matrix_leads_to_the_evidence_in_the_text(page):
    page.goto("/matrix")
    cell = page.locator(".cell").first
    cell.focus()
    page.keyboard.press("Enter")
    evidence = page.locator("[popover]:popover-open")
    words = evidence.locator("blockquote").first.inner_text()
    evidence.get_by_role("link", name="in the text").first.click()
    page.wait_for_url("**/articles/art_*#pos_*")
    assert page.locator("#pinned .card.position").is_visible()
    held = page.locator("#text .held").evaluate_all("marks => marks.map(mark => mark.textContent).join('')")
    assert words.rstrip("…")[:40] in held


def test_evidence_closes_and_gives_the_focus_back(page):
    page.goto("/matrix")
    page.locator(".cell").first.click()
    page.keyboard.press("Escape")
    assert page.locator("[popover]:popover-open").count() == 0
    assert page.evaluate("document.activeElement.className").startswith("cell")


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_theme_changes_at_once_and_is_there_before_anything_is_shown(page):
    page.goto("/")
    page.get_by_label("An article or a statement").fill("What is typed stays.")
    light = background(page)
    with page.expect_response("**/theme"):
        page.get_by_role("button", name="Dark").click()
    dark = background(page)
    assert dark != light
    assert page.get_by_role("button", name="Dark").get_attribute("aria-pressed") == "true"
    assert page.get_by_label("An article or a statement").input_value() == "What is typed stays."
    page.goto("/matrix")
    assert page.content().startswith('<!DOCTYPE html><html lang="en" data-theme="dark">')  # made by the server
    assert background(page) == dark
    page.emulate_media(color_scheme="dark")
    with page.expect_response("**/theme"):
        page.get_by_role("button", name="Light").click()
    assert background(page) == light
    with page.expect_response("**/theme"):
        page.get_by_role("button", name="System").click()
    assert background(page) == dark
    page.reload()
    assert background(page) == dark
    assert page.context.cookies() == []


def test_page_that_comes_back_has_the_theme_of_now(page):
    page.goto("/timeline")
    light = background(page)
    page.goto("/matrix")
    with page.expect_response("**/theme"):
        page.get_by_role("button", name="Dark").click()
    page.go_back()
    assert background(page) != light


def test_theme_without_scripts(browser, server):
    page = browser.new_page(base_url=server, java_script_enabled=False)
    page.goto("/matrix?country=US")
    page.get_by_role("button", name="Dark").click()
    assert page.url == f"{server}/matrix?country=US"
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_the_documentation(browser, server, scheme):
    page = browser.new_page(base_url=server, color_scheme=scheme)  # axe fetches style sheets, which the policy refuses
    page.set_default_timeout(60_000)  # the document is long
    page.goto("/docs")
    page.locator(".opblock-tag").first.wait_for()
    check_accessible(page)
    page.close()


def test_documentation_has_the_frame_and_the_theme(page):
    page.goto("/docs")
    page.locator(".opblock-tag").first.wait_for()
    assert "dark-mode" not in (page.locator("html").get_attribute("class") or "")
    page.get_by_role("button", name="Dark").click()
    assert "dark-mode" in page.locator("html").get_attribute("class")
    page.get_by_role("link", name="Browse").click()
    page.wait_for_url("**/articles")


def test_keys_search_help_and_can_be_turned_off(page):
    page.goto("/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox")
    assert box.evaluate("box => box === document.activeElement")
    page.keyboard.type("/?")
    assert box.input_value() == "/?"
    page.locator("h1").focus()
    page.keyboard.press("Tab")
    box.evaluate("box => box.blur()")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard")
    assert dialog.is_visible()
    dialog.get_by_label("Use single-character keys").uncheck()
    page.keyboard.press("Escape")
    assert dialog.is_hidden()
    page.keyboard.press("?")
    assert dialog.is_hidden()
    page.get_by_role("button", name="Keyboard").click()
    assert dialog.is_visible()


@pytest.mark.parametrize("kind", KINDS)
def test_zoomed_to_400_percent_nothing_covers_what_has_the_focus(page, paths, kind):
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024
    page.goto(paths[kind])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    covered = """() => {
        const box = document.activeElement.getBoundingClientRect();
        const top = document.elementFromPoint(Math.max(1, box.left) + 1, Math.max(1, box.top) + box.height / 2);
        return document.activeElement !== document.body && top !== null
            && !document.activeElement.contains(top) && !top.contains(document.activeElement);
    }"""
    for _ in range(30):
        page.keyboard.press("Tab")
        assert not page.evaluate(covered), page.evaluate("document.activeElement.outerHTML")


def test_kinds_of_marks_differ_in_forced_colours(page):
    page.emulate_media(forced_colors="active")
    page.goto(SEED)
    style = """mark => {
        const { borderTopStyle, borderBottomStyle, textDecorationLine } = getComputedStyle(mark);
        return [borderTopStyle, borderBottomStyle, textDecorationLine].join();
    }"""
    kinds = ("actor", "quote", "event", "position")
    looks = {page.locator(f".legend .sample.{kind}").first.evaluate(style) for kind in kinds}
    assert len(looks) == len(kinds)
    page.get_by_text("What the marks mean").click()
    modalities = ("occurred", "planned", "hypothetical", "denied")
    assert len({page.locator(f".signs .{each}").evaluate(style) for each in modalities}) == len(modalities)
    strokes = page.locator(".sure circle").evaluate_all("all => all.map(each => getComputedStyle(each).stroke)")
    assert {stroke == "none" for stroke in strokes[::2]} == {True}  # or each ring looks full
    assert {stroke == "none" for stroke in strokes[1::2]} == {False}
    check_accessible(page)


def test_each_stance_has_a_sign_in_the_text_that_is_not_part_of_it(page):
    page.goto(SEED)
    sign = "mark => getComputedStyle(mark, '::before').content"
    position = page.locator("#text [data-stance='supports']").first
    words = position.inner_text()
    assert position.evaluate(sign).startswith('"▲"')
    assert "▲" not in words
    page.get_by_text("What the marks mean").click()
    signs = page.locator(".signs [data-stance]").evaluate_all(f"all => all.map({sign})")
    assert len(set(signs)) == len(signs) == 5
    page.locator(".legend [data-kind='position']").click()
    assert position.evaluate(sign) == "none"


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves_where_motion_is_to_be_reduced(page, paths, kind):
    page.emulate_media(reduced_motion="reduce")
    page.goto(paths[kind])
    moving = """() => [...document.querySelectorAll("*")].filter(each => {
        const { scrollBehavior, transitionDuration } = getComputedStyle(each);
        return scrollBehavior === "smooth" || !/^0s(, 0s)*$/.test(transitionDuration);
    }).length + document.getAnimations().length"""
    assert page.evaluate(moving) == 0
