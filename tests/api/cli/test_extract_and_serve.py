import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
from click.testing import CliRunner

from api.cli import main

TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington. “We will help,” Biden said."


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Runs a command in a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return lambda *arguments, **options: CliRunner().invoke(main, arguments, **options)


@pytest.mark.parametrize("command", ["serve", "migrate", "seed", "extract"])
def test_every_command_explains_itself(run, command):
    assert command in run("--help").output
    assert run(command, "--help").exit_code == 0


def test_migrate_and_seed_make_the_database_in_the_working_folder(run, tmp_path):
    refused = run("seed")
    assert refused.exit_code == 1
    assert "communique migrate" in refused.output
    assert run("migrate").exit_code == 0
    assert (tmp_path / "communique.sqlite3").exists()
    assert "Iraq's stability" in run("seed").output
    assert "Seeded" not in run("seed").output


def test_database_is_named_without_its_password(run):
    environment = {"DATABASE_URL": "postgres://me:secret@127.0.0.1:1/news"}
    result = run("migrate", env=environment)
    assert result.exit_code == 1
    assert "postgresql+psycopg://me:***@127.0.0.1:1/news" in result.output
    assert "secret" not in result.output


def test_malformed_database_url_is_told(run):
    result = run("migrate", env={"DATABASE_URL": "nonsense"})
    assert result.exit_code == 1
    assert "Error: " in result.output


def test_extract_prints_the_brief_of_a_file(run, tmp_path):
    (tmp_path / "article.txt").write_text(TEXT, encoding="utf-8")
    result = run("extract", "article.txt", "--published-at", "2021-07")
    assert result.exit_code == 0
    brief = json.loads(result.stdout)
    assert brief["article"]["published_at"] == "2021-07"
    assert brief["quotes"][0]["content"][0]["exact"] == "We will help,"
    assert not (tmp_path / "communique.sqlite3").exists()


@pytest.mark.parametrize("name", ["page.html", "PAGE.HTM"])
def test_extract_reads_a_web_page(run, tmp_path, name):
    page = f'<html><head><meta name="date" content="2021-07-26"></head><body><p>{TEXT}</p></body></html>'
    (tmp_path / name).write_text(page, encoding="utf-8")
    stated = json.loads(run("extract", name).stdout)["article"]
    assert stated["text_sha256"] == sha256(TEXT.encode()).hexdigest()
    assert stated["published_at"] == "2021-07-26"
    given = json.loads(run("extract", name, "--published-at", "2021").stdout)["article"]
    assert given["published_at"] == "2021"


def test_extract_says_that_a_page_has_no_text(run, tmp_path):
    (tmp_path / "page.html").write_text("<html></html>")
    result = run("extract", "page.html")
    assert result.exit_code == 1
    assert "There is no main text in the page." in result.stderr


def test_extract_reads_the_standard_input(run):
    from_input = run("extract", "-", input=("\ufeff" + TEXT).encode())
    assert json.loads(from_input.stdout)["article"]["text_sha256"] == sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"caf\xe9", "codec can't decode byte 0xe9 in position 3"),
        (b" ", "The text is blank."),
        ("Le président a déclaré hier que la France soutiendra l’accord.".encode(), "The language is fr"),
    ],
)
def test_extract_says_what_is_wrong(run, body, message):
    result = run("extract", "-", input=body)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert message in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("-", "--batch", "a", "b"),
        ("--batch", "a"),
        ("--batch", "a", "b", "--published-at", "2021"),
        ("nothing.txt",),
    ],
)
def test_extract_says_how_it_is_used(run, tmp_path, arguments):
    (tmp_path / "a").touch()
    assert run("extract", *arguments).exit_code == 2


def test_batch_writes_a_brief_a_line(run, tmp_path):
    lines = [{"id": "a", "text": TEXT, "published_at": "2021-07"}, {"id": 2, "text": TEXT, "source": "left alone"}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    result = run("extract", "--batch", "in.jsonl", "out.jsonl")
    assert result.exit_code == 0, result.output
    assert result.output == ""
    first, second = map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert first["id"] == "a"
    assert second["id"] == 2
    assert first["brief"]["article"]["published_at"] == "2021-07"
    assert second["brief"]["article"]["published_at"] is None
    assert [actor["id"] for actor in first["brief"]["actors"]] == [actor["id"] for actor in second["brief"]["actors"]]


def test_batch_goes_on_after_bad_lines(run, tmp_path):
    good = json.dumps({"id": "good", "text": TEXT}).encode()
    bad = [b"{", b"[]", b'{"id": 1}', b"\xff", b'{"id": 1, "text": " "}', b'{"id": 1, "text": "a\\ud800"}', b""]
    (tmp_path / "in.jsonl").write_bytes(b"\n".join([*bad, good, b'{"text": "no id"}']))
    result = run("extract", "--batch", "in.jsonl", "out.jsonl")
    assert result.exit_code == 1
    assert re.findall(r"^line (\d+): ", result.stderr, re.M) == ["1", "2", "3", "4", "5", "6", "9"]
    (line,) = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["id"] == "good"


def test_batch_is_read_as_strictly_as_an_import(run, tmp_path):
    twice = b'{"id": 1, "text": "a", "text": "b"}\n'
    (tmp_path / "in.jsonl").write_bytes(b"\n \n" + twice)
    result = run("extract", "--batch", "in.jsonl", "out.jsonl")
    assert result.exit_code == 1
    assert result.stderr == "line 3: The line has the name 'text' more than once in an object.\n"


@pytest.mark.parametrize(("source", "target"), [("nothing", "out"), ("folder", "out"), ("in", "nothing/out")])
def test_batch_without_its_file_or_folder_is_an_error(run, tmp_path, source, target):
    (tmp_path / "folder").mkdir()
    (tmp_path / "in").touch()
    result = run("extract", "--batch", source, target)
    assert result.exit_code in (1, 2)
    assert "Error: " in result.stderr
    assert "Traceback" not in result.stderr


def test_batch_does_not_overwrite_its_input(run, tmp_path):
    (tmp_path / "a").write_text("kept")
    assert run("extract", "--batch", "a", "./a").exit_code == 2
    assert (tmp_path / "a").read_text() == "kept"


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def server(port, tmp_path):
    """A server in processes of its own, on an empty database; killed at the end, whatever happens."""
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve", "--port", str(port)]
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/served.sqlite3"}
    with subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        while process.poll() is None and not listens(port):
            time.sleep(0.1)
        assert process.poll() is None, process.stdout.read()
        yield process
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def ask(url, data=None):
    request = urllib.request.Request(url, data, {"Content-Type": "text/plain"})  # noqa: S310
    try:
        response = urllib.request.urlopen(request, timeout=60)  # noqa: S310
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return json.load(response)


def ctrl_c(server):
    os.killpg(server.pid, signal.SIGINT)  # a terminal sends it to all processes


def terminate(server):
    server.terminate()


@pytest.mark.parametrize("stop", [ctrl_c, terminate])
def test_serve_migrates_seeds_and_ends_what_is_under_way(server, port, stop):
    url = f"http://127.0.0.1:{port}"
    assert ask(f"{url}/readyz") == {"status": "ok"}
    (article,) = ask(f"{url}/v1/articles")["items"]
    assert article["published_at_basis"] == "inferred"
    # Who sends too much gets an answer, not a broken connection.
    assert ask(f"{url}/v1/articles", b"x" * 20_000_000)["status"] == 413
    text = ask(f"{url}/v1/articles/{article['id']}")["text"]
    with ThreadPoolExecutor() as pool:
        under_way = pool.submit(ask, f"{url}/v1/extractions", (text * 5).encode())
        time.sleep(0.3)
        assert not under_way.done()
        stop(server)
        assert "actors" in under_way.result()
    output, _ = server.communicate(timeout=30)
    assert server.returncode == 0
    assert f"Serving on {url}" in output
    assert "Traceback" not in output
    log = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    assert ("POST", "/v1/extractions", 200) in {(line["method"], line["route"], line["status"]) for line in log}
    assert text[200:250] not in output


def test_taken_port_is_told_at_once(run, port):
    with socket.create_server(("127.0.0.1", port)):
        result = run("serve", "--port", str(port))
    assert result.exit_code == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in result.output
    assert "--port" in result.output


def test_address_of_another_machine_is_told(run):
    result = run("serve", "--host", "192.0.2.1")
    assert result.exit_code == 1
    assert "Cannot listen on 192.0.2.1:8000" in result.output
