import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.errors import Unreadable
from services.webpages import processes

WORDS = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington on Monday. “We will help,” Biden said."
PAGE = f"<html><body><p>{WORDS}</p></body></html>".encode()


@pytest.fixture(autouse=True)
def _own_readers(monkeypatch):
    idle = []
    monkeypatch.setattr(processes, "_idle", idle)
    yield
    for reader in idle:
        with reader.process as process:
            process.kill()


def only_reader():
    (reader,) = processes._idle
    return reader.process


def test_page_is_read_by_a_process_that_goes_on():
    assert processes.read(PAGE)["text"] == WORDS
    first = only_reader()
    assert processes.read(PAGE)["text"] == WORDS
    assert only_reader() is first


def test_pages_wait_for_a_reader(monkeypatch):
    monkeypatch.setattr(processes, "_at_once", threading.Semaphore(1))
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(processes.read, [PAGE] * 3))
    assert [page["text"] for page in found] == [WORDS] * 3
    assert len(processes._idle) == 1


def test_charset_of_the_request_goes_first():
    assert processes.read(PAGE.decode().encode("cp1252"), "text/html; charset=windows-1252")["text"] == WORDS


@pytest.mark.parametrize("page", [b"", b"<html></html>", b"<!--"])
def test_page_without_a_text_is_refused(page):
    with pytest.raises(Unreadable, match="no main text"):
        processes.read(page)
    assert len(processes._idle) == 1


@pytest.mark.parametrize(
    ("end", "message"), [(signal.SIGPROF, "takes too long to read"), (signal.SIGSEGV, "cannot be read")]
)
def test_page_that_ends_its_reader_is_refused(end, message):
    reader = processes._Reader()
    reader.process.send_signal(end)
    with pytest.raises(Unreadable, match=message):
        reader.read(PAGE, "")


def test_reader_that_ends_before_it_takes_the_page_refuses_it():
    reader = processes._Reader()
    reader.process.kill()
    reader.process.wait()
    with pytest.raises(Unreadable, match="cannot be read"):
        reader.read(PAGE * 2000, "")


def test_reader_that_ends_while_it_answers_refuses_the_page(monkeypatch):
    half = "import sys; print(); print('{\"te', end='', flush=True); sys.stdin.readline()"
    popen = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _, **pipes: popen([sys.executable, "-c", half], **pipes))
    with pytest.raises(Unreadable, match="cannot be read"):
        processes._Reader().read(PAGE, "")


def test_reader_that_has_ended_is_replaced():
    processes.read(PAGE)
    ended = only_reader()
    ended.kill()
    ended.wait()
    assert processes.read(PAGE)["text"] == WORDS
    ended.stdin.close()
    ended.stdout.close()


def test_reader_that_cannot_start_is_no_fault_of_the_page(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(RuntimeError):
        processes.read(PAGE)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Please enable JavaScript to view this page. It is needed.", "enable JavaScript"),
        ("Sorry. The page could not be found. Try the search instead.", "page could not be found"),
        ("Access denied. Your address is blocked for reasons of safety.", "Access denied"),
        ("Subscribe to read the whole of this story. It costs a euro.", "Subscribe to read"),
        ("News Sport Weather Travel Culture Video Podcasts Newsletters Business Science", "no sentence"),
    ],
)
def test_page_without_an_article_is_refused_with_the_reason(text, reason):
    with pytest.raises(Unreadable, match=reason):
        processes.read(f"<html><body><article><p>{text}</p></article></body></html>".encode())


@pytest.mark.parametrize(
    "text",
    [
        "The ministry was denied access to the file. “Access denied,” it said. " + WORDS * 6,
        "Lawmakers want sites to ask before they enable cookies. " + WORDS * 6,
        "Nobody was found.",
    ],
)
def test_article_about_such_pages_is_read(text):
    assert processes.read(f"<html><body><article><p>{text}</p></article></body></html>".encode())["text"]
