"""Check of a page by the rules of WCAG 2.2 AA."""

from axe_playwright_python.sync_playwright import Axe

_WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def check_accessible(page):
    """Fail where a page breaks a rule that a program can check; return what axe found."""
    found = Axe().run(page, options=_WCAG)
    assert found.violations_count == 0, found.generate_report()
    return found
