"""The timeline, the map, the matrix and comparisons in a browser."""

import json
import struct
import urllib.request
from pathlib import Path

import pytest

PAGES = ("/timeline", "/map", "/matrix", "/compare")


@pytest.fixture(scope="module")
def stored(server):
    """Store two more articles, with dates and places, about actors of the seed."""
    for text, date in (
        ("Iraq met with Turkey in Ankara on March 3, 2020. Turkey attacked Basra on March 5, 2020.", "2020-03-06"),
        ("The United States opposes the presence of combat troops in Iraq, the White House said.", "2021-07-28"),
    ):
        body = json.dumps({"text": text, "published_at": date}).encode()
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        request = urllib.request.Request(f"{server}/v1/articles", body, headers)  # noqa: S310 - ours
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            assert answer.status in (200, 201)


@pytest.fixture
def without_script(browser, server):
    """A page in a browser without JavaScript."""
    context = browser.new_context(base_url=server, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.usefixtures("stored")
def test_timeline_zooms_by_its_bars_and_back(page):
    page.goto("/timeline?date_from=2020&date_to=2020")
    zoom = page.get_by_role("navigation", name="Zoom")
    zoom.get_by_role("link", name="in March 2020").click()
    zoom.get_by_role("link", name="in 5 March 2020").click()
    assert zoom.locator("[aria-current]").inner_text() == "5 March 2020"
    assert page.locator("tbody th").first.inner_text() == "5 March 2020"
    zoom.get_by_role("link", name="March 2020", exact=True).click()
    page.wait_for_url("**/timeline?date_from=2020-03&date_to=2020-03")
    zoom.get_by_role("link", name="All years").click()
    page.wait_for_url("**/timeline")


@pytest.mark.usefixtures("stored")
def test_box_completes_an_actor_and_sends_its_id(page):
    page.goto("/timeline")
    box = page.get_by_label("Actor", exact=True)
    box.press_sequentially("turk")
    page.locator(".suggestions").get_by_role("option", name="Turkey").wait_for()
    box.press("ArrowDown")
    box.press("Enter")
    assert box.input_value() == "Turkey"
    page.get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**actor=act_*")
    assert page.locator(".chosen b").inner_text() == "Turkey"
    assert page.locator("tbody tr").count() > 0
    page.get_by_role("link", name="Drop Turkey").click()
    assert page.get_by_label("Actor", exact=True).input_value() == ""


@pytest.mark.usefixtures("story")
def test_box_completes_an_article_by_the_beginning_of_a_word(page):
    page.goto("/compare")
    form = page.locator("section", has=page.get_by_role("heading", name="Two articles")).locator("form")
    for label, letters in (("First", "Norland susp"), ("Second", "kazem")):
        form.get_by_label(label).press_sequentially(letters)
        # Until the last letter, the list may have others.
        page.locator(".suggestions:not([hidden]) li").filter(has_text=letters).first.click()
        assert page.locator(".suggestions:not([hidden])").count() == 0
    form.get_by_role("button").click()
    page.wait_for_url("**/compare?**a=art_*b=art_*")
    assert page.get_by_role("heading", level=1).inner_text() == "Compare two articles"


@pytest.mark.usefixtures("stored")
def test_boxes_work_without_script(without_script):
    page = without_script
    page.goto("/compare")
    boxes = page.locator("form.filters").first
    boxes.get_by_label("First").fill("turkey")
    boxes.get_by_label("Second").fill("ira")
    boxes.get_by_role("button").click()
    question = page.locator(".question")
    assert "Several actors match “ira”" in question.inner_text()
    question.get_by_role("link", name="Iraq", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Turkey and Iraq"


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("path", PAGES)
def test_pages_are_whole_without_script(without_script, path):
    without_script.goto(path)
    assert without_script.locator("h1").is_visible()
    assert without_script.locator("form.filters button").first.is_visible()


@pytest.mark.usefixtures("stored")
def test_map_is_walked_by_the_keyboard_and_leads_to_the_events_of_a_country(page):
    page.goto("/map")
    page.get_by_role("region", name="Map").focus()
    page.keyboard.press("Tab")
    label = page.evaluate("document.activeElement.getAttribute('aria-label')")
    country, _, number = label.partition(": ")
    assert page.locator(".countries tbody th").first.inner_text() == country
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline?country=*")
    shown = page.locator("tbody tr").count() + page.locator("#undated li").count()
    assert shown == int(number.split()[0])


@pytest.mark.usefixtures("stored")
def test_evidence_opens_beside_its_cell(page):
    page.goto("/matrix")
    for cell in (page.locator(".cell").first, page.locator(".cell").last):
        cell.click()
        opened = page.locator("[popover]:popover-open")
        place, evidence = cell.bounding_box(), opened.bounding_box()
        below = evidence["y"] - (place["y"] + place["height"])
        above = place["y"] - (evidence["y"] + evidence["height"])
        assert 0 <= max(below, above) < 12
        assert evidence["x"] < place["x"] + place["width"]
        assert evidence["x"] + evidence["width"] > place["x"]
        page.keyboard.press("Escape")


@pytest.mark.usefixtures("stored")
def test_matrix_is_searched_and_sorted(page):
    page.goto("/matrix")
    page.get_by_label("Issue", exact=True).fill("troops")
    page.get_by_label("Sort issues by").select_option("name")
    page.get_by_role("button", name="Show", exact=True).click()
    rows = page.locator(".matrix th[scope=row]").all_inner_texts()
    assert rows
    assert all("troops" in row.lower() for row in rows)
    assert rows == sorted(rows, key=str.casefold)


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize("path", ["/timeline", "/map", "/matrix"])
def test_picture_is_downloaded(page, path):
    page.goto(path)
    for name in ("SVG", "PNG"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name, exact=True).click()
        assert download.value.suggested_filename == f"{path[1:]}.{name.lower()}"
        data = Path(download.value.path()).read_bytes()
        if name == "PNG":
            assert struct.unpack(">II", data[16:24])[0] > 1000
        else:
            assert b"<title>" in data


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(
    ("path", "shapes"),
    [("/timeline", ".bars rect"), ("/timeline", ".when circle"), ("/map", ".world circle"), ("/matrix", ".cell path")],
)
def test_shapes_are_seen_in_forced_colours_and_nothing_moves(browser, server, path, shapes):
    context = browser.new_context(base_url=server, forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    page.goto(path)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    fills = page.locator(shapes).evaluate_all("found => found.map(shape => getComputedStyle(shape).fill)")
    assert fills
    assert ground not in fills
    assert page.evaluate("document.getAnimations().length") == 0
    context.close()
