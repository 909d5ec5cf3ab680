import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from services import pages
from services.errors import Unreadable

WORDS = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington on Monday. “We will help,” Biden said."
PAGE = f"<html><body><p>{WORDS}</p></body></html>".encode()


@pytest.fixture(autouse=True)
def _own_readers(monkeypatch):
    idle = []
    monkeypatch.setattr(pages, "_idle", idle)
    yield
    for reader in idle:
        with reader.process as process:
            process.kill()


def only_reader():
    (reader,) = pages._idle
    return reader.process


def test_page_is_read_by_a_process_that_goes_on():
    assert pages.read(PAGE)["text"] == WORDS
    first = only_reader()
    assert pages.read(PAGE)["text"] == WORDS
    assert only_reader() is first


def test_pages_wait_for_a_reader(monkeypatch):
    monkeypatch.setattr(pages, "_at_once", threading.Semaphore(1))
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(pages.read, [PAGE] * 3))
    assert [page["text"] for page in found] == [WORDS] * 3
    assert len(pages._idle) == 1


def test_charset_of_the_request_goes_first():
    assert pages.read(PAGE.decode().encode("cp1252"), "text/html; charset=windows-1252")["text"] == WORDS


@pytest.mark.parametrize("page", [b"", b"<html></html>", b"<!--"])
def test_page_without_a_text_is_refused(page):
    with pytest.raises(Unreadable, match="no main text"):
        pages.read(page)
    assert len(pages._idle) == 1


@pytest.mark.parametrize(
    ("end", "message"), [(signal.SIGPROF, "takes too long to read"), (signal.SIGSEGV, "cannot be read")]
)
def test_page_that_ends_its_reader_is_refused(end, message):
    reader = pages._Reader()
    reader.process.send_signal(end)
    with pytest.raises(Unreadable, match=message):
        reader.read(PAGE, "")


def test_reader_that_has_ended_is_replaced():
    pages.read(PAGE)
    ended = only_reader()
    ended.kill()
    ended.wait()
    assert pages.read(PAGE)["text"] == WORDS
    ended.stdin.close()
    ended.stdout.close()


def test_reader_that_cannot_start_is_no_fault_of_the_page(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(RuntimeError):
        pages.read(PAGE)
