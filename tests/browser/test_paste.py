"""Pasting or dropping a text, reading it, and keeping it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.accessible import check_accessible
from tests.waiting import until

TEXT = "Iraq wants peace.\nPrime Minister Mustafa al-Kazemi said: “We want an end to the war in {}.”"
DROP = """(form, [name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    for (const type of ["dragover", "drop"]) {
        form.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
}"""


def test_pasted_text_is_kept_as_an_article(paste):
    page = paste(TEXT.format("Mosul"))
    keep = page.locator("#pasted")
    keep.get_by_label("Title").fill("Peace in Mosul")
    keep.get_by_label("Publisher").fill("Example News")
    keep.get_by_label("Published").fill("2021-07-26")
    keep.get_by_role("button", name="Store this article").click()
    page.wait_for_url("**/articles/art_*")
    assert page.get_by_role("heading", level=1).inner_text() == "Peace in Mosul"
    assert "Example News · 26 July 2021" in page.locator(".headline .by").inner_text()


@pytest.mark.parametrize(
    ("name", "content"),
    [("said.txt", TEXT.format("Basra")), ("page.html", f"<html><body><p>{TEXT.format('Basra')}</p></body></html>")],
)
def test_dropped_file_is_read(page, name, content):
    page.goto("/")
    form = page.locator("#paste-form")
    form.evaluate(DROP, [name, content])
    assert page.locator("#file").evaluate("file => file.files[0].name") == name
    assert form.get_by_label("An article or a statement").is_disabled()
    form.get_by_role("button", name="Show the brief").click()
    expect(page.locator("#text")).to_contain_text("an end to the war in Basra")


def test_saved_page_with_large_pictures_is_sent_without_them(page):
    page.goto("/")
    parts = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="cut"\r\n\r\n',
        "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        f"<html><body><p>{TEXT.format('Fallujah')}</p></body></html>\r\n",
        f"\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n{'QUJD' * 300_000}\r\n",
        "--\r\n",
    )
    form = page.locator("#paste-form")
    form.evaluate(DROP, ["page.mhtml", "--cut".join(parts)])
    until(lambda: page.locator("#file").evaluate("input => input.files[0]?.size") in range(1, 1000))
    form.get_by_role("button", name="Show the brief").click()
    expect(page.locator("#text")).to_contain_text("“We want an end to the war in Fallujah.”")


def test_progress_is_shown_while_a_text_is_read(page):
    page.goto("/read")
    page.get_by_label("An article or a statement").fill(TEXT.format("Kirkuk"))
    # Keep the page open: the browser answers no queries about a page that it is leaving.
    page.evaluate("document.getElementById('paste-form').addEventListener('submit', event => event.preventDefault())")
    page.get_by_role("button", name="Show the brief").click()
    status = page.locator("#paste-form .reads")
    expect(status).to_contain_text("Reading 17 words")
    expect(status).to_have_attribute("data-seconds", re.compile(r" \d+ s"))
    expect(page.get_by_role("progressbar")).to_be_visible()
    page.emulate_media(reduced_motion="reduce")
    expect(page.get_by_role("progressbar")).to_be_hidden()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    expect(status).to_have_text("")


def test_address_of_a_result_opens_the_form_with_the_text(paste):
    page = paste(TEXT.format("Najaf"))
    assert page.url.endswith("/read")
    page.goto(page.url)
    assert page.get_by_label("An article or a statement").input_value() == TEXT.format("Najaf")
    assert page.get_by_text("the last text read in this window").is_visible()
    page.get_by_role("button", name="Show the brief").click()
    expect(page.locator("#text")).to_contain_text("Najaf")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_before_or_after_reading(page, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto("/read")
    for _ in range(2):
        check_accessible(page)
        if page.locator("#paste-form").count():
            page.get_by_label("An article or a statement").fill(TEXT.format("Erbil"))
            page.get_by_role("button", name="Show the brief").click()
            page.locator("#text p").first.wait_for()
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_brief_of_a_pasted_text_as_a_file(paste):
    page = paste(TEXT.format("Tikrit"))
    page.locator("#pasted").get_by_label("Title").fill("Peace in Tikrit")
    page.get_by_role("button", name="Markdown").click()
    page.wait_for_url("**/read.md")
    assert page.locator("body").inner_text().startswith("# Peace in Tikrit")
