"""Reading an article: with the pointer, with the keyboard, and when it is meant to do harm."""

import pytest

from bench.browser import SEED
from tests.browser import wire

HOSTILE = """<script>alert(1)</script><img src=x onerror=alert(2)> President Joe Biden met \
<a href="javascript:alert(3)">Prime Minister Mustafa al-Kazemi</a> in Washington.
</p></article></main><style>body { display: none }</style><!-- {{ 7 * 7 }}
President Joe Biden said \u202e"Iraq wants peace\u2067" on Monday.
The prime minister said "so do we"."""

FOCUSED = "document.activeElement"


@pytest.fixture
def article(page):
    page.goto(SEED)
    return page


@pytest.fixture
def pinned(article):
    return article.locator("#pinned")


@pytest.fixture
def tip(article):
    return article.get_by_role("tooltip")


def test_paste_and_read(paste):
    page = paste("Iraq wants peace.\nPrime Minister Mustafa al-Kazemi said: “We want an end to the war.”")
    assert "Not stored" in page.locator(".headline").inner_text()
    assert page.locator("#text").inner_text().split() == (
        "Iraq wants peace. Prime Minister Mustafa al-Kazemi said: “We want an end to the war.”".split()
    )
    assert page.locator(".q").first.inner_text() == "We want an end to the war"


def test_pointing_at_a_mark_shows_its_facts(article, tip):
    assert tip.is_hidden()
    mark = article.locator("#text a.e").first
    mark.hover()
    assert tip.inner_text().lower().startswith("event")
    assert mark.get_attribute("aria-describedby") == "tip"
    assert "lit" in mark.get_attribute("class")
    article.get_by_role("heading", level=1).hover()
    tip.wait_for(state="hidden")


def test_mark_in_several_facts_shows_all_of_them(article, tip):
    article.locator("#text a.e.p:not(.q)").first.hover()
    assert tip.locator(".kicker").all_inner_texts() == ["EVENT", "POSITION"]


def test_click_pins_and_a_second_one_unpins(article, pinned):
    mark = article.locator("#text a.q").first
    mark.click()
    assert pinned.locator(".card.quote").first.is_visible()
    assert pinned.locator(".trust").first.inner_text().startswith("Not reviewed")
    mark.click()
    assert pinned.is_hidden()


def test_fact_leads_to_its_place_and_back(article, pinned):
    card = article.locator(".group .card.event").first
    card.locator("summary").click()
    place = card.locator(".places a").first
    place.click()
    assert article.evaluate(f"'#' + {FOCUSED}.id") == place.get_attribute("href")
    article.keyboard.press("Enter")
    assert pinned.locator(f"[data-n='{card.get_attribute('data-n')}']").is_visible()
    pinned.get_by_role("button", name="Unpin").click()
    assert article.evaluate(f"'#' + {FOCUSED}.id") == place.get_attribute("href")


def test_address_of_a_fact_shows_it_in_its_place(article, pinned):
    fact = article.locator(".group .card.actor").first.get_attribute("id")
    article.goto(f"{SEED}#{fact}")
    assert pinned.locator(".card.actor").first.is_visible()
    assert "held" in article.evaluate(f"{FOCUSED}.className")


@pytest.mark.parametrize("kind", ["actor", "quote", "event", "position"])
def test_legend_turns_a_kind_off_and_on(article, kind):
    button = article.locator(f".legend [data-kind='{kind}']")
    mark = article.locator(
        {"actor": "#text a.a", "quote": "#text a.q", "event": "#text a.e", "position": "#text a.p"}[kind]
    ).first
    drawn = mark.evaluate("mark => getComputedStyle(mark).backgroundImage")
    group = article.locator(f".group[data-kind='{kind}']")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert mark.evaluate("mark => getComputedStyle(mark).backgroundImage") != drawn
    assert group.is_hidden()
    button.click()
    assert mark.evaluate("mark => getComputedStyle(mark).backgroundImage") == drawn
    assert group.is_visible()


def test_what_is_turned_off_is_neither_shown_nor_pinned(article, tip):
    article.locator(".legend [data-kind='event']").click()
    article.locator("#text a.e.p:not(.q)").first.hover()
    assert tip.locator(".kicker").all_inner_texts() == ["POSITION"]


def test_keyboard_all_the_way(article, tip, pinned):
    press = article.keyboard.press
    press("Tab")
    press("Enter")  # skips to the content
    for _ in range(50):
        press("Tab")
        if article.evaluate(f"{FOCUSED}.closest('#text') !== null"):
            break
    first = article.evaluate(f"{FOCUSED}.id")
    assert tip.is_visible()
    press("ArrowRight")
    press("ArrowRight")
    press("ArrowLeft")
    second = article.evaluate(f"{FOCUSED}.id")
    assert [first, second] == article.locator("#text a").evaluate_all("marks => marks.slice(0, 2).map(mark => mark.id)")
    press("Enter")
    assert pinned.is_visible()
    press("End")
    assert article.evaluate(f"{FOCUSED}.id") == article.locator("#text a").last.get_attribute("id")
    press("Escape")
    assert tip.is_hidden()
    press("Escape")
    assert pinned.is_hidden()
    assert article.evaluate(f"{FOCUSED}.id") == second
    press("Tab")  # on to the facts: the text is one stop
    assert article.evaluate(f"{FOCUSED}.closest('.facts') !== null")


def test_hostile_article_does_nothing(paste):
    page = paste(HOSTILE)
    shown = page.locator("#text p").evaluate_all("lines => lines.map(line => line.textContent).join('\\n')")
    assert shown == HOSTILE
    assert page.locator("main img, main script, main style, [href^='javascript:']").count() == 0
    page.locator("#text a.q").last.click()
    assert page.locator("#pinned").is_visible()


def test_overrides_end_with_their_line(paste):
    page = paste(HOSTILE)
    left = """line => {
        const range = document.createRange();
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        range.selectNodeContents(walker.nextNode());
        return range.getBoundingClientRect().left - line.getBoundingClientRect().left;
    }"""
    assert page.locator("#text p").last.evaluate(left) < 2
    directions = "lines => lines.map(line => getComputedStyle(line).unicodeBidi)"
    assert set(page.locator("#text p").evaluate_all(directions)) == {"isolate"}


def test_text_from_right_to_left_is_set_so(paste):
    page = paste("President Joe Biden said “we want peace”.\nשלום said President Joe Biden.")
    directions = page.locator("#text p").evaluate_all("lines => lines.map(line => getComputedStyle(line).direction)")
    assert directions == ["ltr", "rtl"]


def test_first_screen_has_headline_summary_text_and_positions(page, story):
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(story)
    for shown in ("h1", ".brief", "#text p:nth-child(3)", ".group[data-kind='position'] .card:nth-of-type(5)"):
        box = page.locator(shown).first.bounding_box()
        assert box["y"] + box["height"] <= 900, shown
    assert page.locator(".brief > div").count() == 5


def test_story_is_short_on_a_phone_and_facts_open_from_below(page, story):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(story)
    page.evaluate("for (const part of document.querySelectorAll('p, .card')) part.style.contentVisibility = 'visible'")
    assert len(wire.TEXT.split()) == 346
    assert page.evaluate("document.documentElement.scrollHeight") <= 3500
    assert page.locator("#text").inner_text().split() == wire.TEXT.split()
    page.locator("#text a.p").first.click()
    box = page.locator("#pinned").bounding_box()
    assert box["y"] > 300
    assert box["y"] + box["height"] <= 844


def test_line_of_the_summary_leads_into_the_text(page, story):
    page.goto(story)
    link = page.locator(".brief a").last
    link.click()
    target = page.locator("#text a:target")
    assert f"#{target.get_attribute('id')}" == link.get_attribute("href")
    assert target.is_visible()


def test_marks_of_what_is_not_so_differ_from_what_is(page, story):
    page.goto(story)
    style = "mark => [getComputedStyle(mark).backgroundImage, getComputedStyle(mark).textDecorationLine].join()"
    modalities = ("occurred", "planned", "denied")
    looks = {page.locator(f"#text .e.{modality}:not(.p, .q)").first.evaluate(style) for modality in modalities}
    assert len(looks) == len(modalities)
    direct, indirect = (page.locator(f"#text .q.{kind}").first.evaluate(style) for kind in ("direct", "reported"))
    assert direct != indirect
    page.get_by_text("What the marks mean").click()
    assert page.get_by_text("event that is planned").is_visible()


def test_brief_is_downloaded_as_a_document(article):
    for name, suffix, start in (("PDF", "pdf", b"%PDF"), ("Word", "docx", b"PK")):
        with article.expect_download() as download:
            article.get_by_role("contentinfo").get_by_role("link", name=name).click()
        title = "Iraq's stability is the focus of the meeting between Biden and Al-Kazemi"
        assert download.value.suggested_filename.replace("_", "'") == f"{title}.{suffix}"
        with open(download.value.path(), "rb") as file:
            assert file.read().startswith(start)


def test_fact_is_copied_with_its_citation(context, article):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    article.locator(".group[data-kind='quote'] > summary").click()
    card = article.locator(".group .card.quote").first
    card.locator("summary").click()
    card.get_by_role("link", name="Copy with citation").click()
    article.get_by_text("Copied with its citation.").wait_for()
    copied = article.evaluate("navigator.clipboard.readText()")
    words, source, address = copied.splitlines()
    assert words.removeprefix("“")[:20] in card.locator("q").inner_text().replace('"', "‘")
    assert " in “Iraq's stability is the focus of the meeting between Biden and Al-Kazemi,” July 2021." in source
    assert address.endswith(f"{SEED}#{card.get_attribute('id')}")
    article.goto(address)
    assert article.locator("#pinned .card.quote").first.is_visible()


def test_citation_is_a_page_without_scripts(browser, server):
    page = browser.new_page(base_url=server, java_script_enabled=False)
    page.goto(SEED)
    page.get_by_role("link", name="cite", exact=True).click()
    assert page.locator("#cited").inner_text().startswith("“Iraq's stability")
    page.goto(SEED)
    page.locator(".group[data-kind='position'] .card summary").first.click()
    page.locator(".group[data-kind='position']").get_by_role("link", name="Copy with citation").first.click()
    assert page.locator("#cited").inner_text().count("\n") == 2
    page.close()


def test_panel_goes_with_the_text(article):
    on_screen = "line => line.getBoundingClientRect().top < innerHeight && line.getBoundingClientRect().bottom > 64"
    article.mouse.move(0, 400)
    first = article.locator(".group .card.near").all()
    assert first
    article.locator("#text p").last.scroll_into_view_if_needed()
    article.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    last = article.locator("#text p").last.locator("[data-f]").last.get_attribute("data-f").split()[0]
    article.locator(f".group .card.near[data-n='{last}']").wait_for(state="attached")
    shown = article.locator(".facts").evaluate(
        """panel => {
            const { top, bottom } = panel.getBoundingClientRect();
            const boxes = [...panel.querySelectorAll(".card.near")].map(card => card.getBoundingClientRect());
            return panel.scrollTop > 0 && boxes.some(box => box.top >= top && box.bottom <= bottom);
        }"""
    )
    assert shown
    near = article.locator(".group .card.near").evaluate_all("cards => cards.map(card => card.dataset.n)")
    lines = [line for line in article.locator("#text p").all() if line.evaluate(on_screen)]
    marked = {n for line in lines for n in line.evaluate(
        "line => [...line.querySelectorAll('a')].flatMap(mark => mark.dataset.f.split(' '))"
    )}  # fmt: skip
    assert set(near) == marked
