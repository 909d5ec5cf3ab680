import contextlib
import json
import re
import socket
from functools import partial
from pathlib import Path

import dask
import pyarrow
import pyarrow.parquet
import pytest
from click.testing import CliRunner
from distributed import Client, LocalCluster

import api.cli.backfill
from api.cli import main
from schemas.briefs.previews import mark
from services.backfill import backfill, shards
from services.errors import ServiceError
from tests.api.failures import dying

RECORDS = [
    {
        "text": f"President Joe Biden met {number} ministers in Washington. “We will help,” he said.",
        "title": f"Number {number}",
        "published_at": "2021-07",
    }
    for number in range(6)
]


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Runs the command in a folder of the test's own, with threads of this process as workers."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    here = partial(Client, processes=False, n_workers=1, threads_per_worker=1, dashboard_address="127.0.0.1:0")
    monkeypatch.setattr(api.cli.backfill, "_client", lambda _scheduler: here())
    return lambda *options: CliRunner().invoke(main, ["backfill", "in", "out", *options])


@pytest.fixture
def silent():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield f"127.0.0.1:{listener.getsockname()[1]}"


def jsonl(path, records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records))


def test_line_has_the_article_as_given_and_its_brief_as_served(client):
    given = {"text": RECORDS[0]["text"], "title": "“One”", "url": None, "external_id": "1"}
    line = json.loads(api.cli.backfill.line(b"\xef\xbb\xbf" + json.dumps(given).encode()))
    assert line["article"] == {"text": given["text"], "title": "“One”", "external_id": "1"}
    assert mark(line["brief"], ()) == client.post("/v1/extractions", json=given).json
    assert line["brief"]["quotes"]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (b"{", "The line is not JSON: "),
        (b"\xff", "The line is not UTF-8: byte 0xff at offset 0"),
        (b"[]", "line: Must be a JSON object."),
        (b'{"text": "A text.", "text": "Another."}', "The line has the name 'text' more than once in an object"),
        (b'{"title": "A"}', "text: Missing data for required field."),
        (b'{"text": "A text.", "txt": 1}', "txt: Unknown name."),
        (b'{"text": " "}', "text: The text is blank."),
    ],
)
def test_record_that_is_refused_is_told_why(record, message):
    with pytest.raises(ServiceError, match=message):
        api.cli.backfill.line(record)


def test_jsonl_and_parquet_give_the_same_lines(run, tmp_path):
    jsonl(tmp_path / "in" / "a.jsonl", RECORDS)
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(RECORDS), tmp_path / "in" / "b.parquet")
    (tmp_path / "in" / "README").touch()
    result = run()
    assert result.exit_code == 0, result.output
    assert "Ignored, because they are not shards: README" in result.stderr
    assert "2 shards done, 0 done before, 0 failed\n12 records in out, 0 of them refused\n" in result.stdout
    lines = (tmp_path / "out" / "a.jsonl").read_text().splitlines()
    assert [json.loads(line)["article"] for line in lines] == RECORDS
    assert (tmp_path / "out" / "b.jsonl").read_text().splitlines() == lines


def test_what_was_left_out_is_told_every_time(run, tmp_path):
    jsonl(tmp_path / "in" / "a.jsonl", [RECORDS[0], {"text": ""}])
    (tmp_path / "in" / "b.parquet").touch()
    first = run()
    assert first.exit_code == 1
    assert "b.parquet failed: It cannot be read from record 1 on" in first.stderr
    assert (
        "1 shards done, 0 done before, 1 failed\n2 records in out, 1 of them refused (see out/refused)" in first.stdout
    )
    (tmp_path / "in" / "b.parquet").unlink()
    second = run()
    assert second.exit_code == 1
    assert (
        "0 shards done, 1 done before, 0 failed\n2 records in out, 1 of them refused (see out/refused)" in second.stdout
    )


def test_shard_that_is_done_again_is_told_with_the_reason(run, tmp_path):
    jsonl(tmp_path / "in" / "a.jsonl", RECORDS[:1])
    run()
    jsonl(tmp_path / "in" / "a.jsonl", RECORDS[:2])
    assert "a.jsonl is read again: it has changed" in run().stderr


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("nonsense", "No scheduler answers at nonsense .*missing port number"),
        ("http://127.0.0.1:80", "unknown address scheme 'http'"),
        ("127.0.0.1:1", "No scheduler answers at 127.0.0.1:1 .*Timed out"),
        (None, "no answer"),
    ],
)
def test_address_without_a_scheduler_is_told(tmp_path, monkeypatch, silent, address, message):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(api.cli.backfill, "_SCHEDULER_TIMEOUT_S", 0.1)
    (tmp_path / "in").mkdir()
    jsonl(tmp_path / "in" / "a.jsonl", RECORDS)
    result = CliRunner().invoke(main, ["backfill", "in", "out", "--scheduler", address or silent])
    assert result.exit_code == 1
    assert re.search(message, result.stderr), result.stderr


def test_scheduler_without_workers_and_a_worker_are_told(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    jsonl(tmp_path / "in" / "a.jsonl", RECORDS)
    options = {"processes": False, "host": "127.0.0.1", "protocol": "tcp", "dashboard_address": "127.0.0.1:0"}

    def told(address):
        result = CliRunner().invoke(main, ["backfill", "in", "out", "--scheduler", address])
        assert result.exit_code == 1
        return result.stderr

    with LocalCluster(n_workers=0, **options) as cluster:
        assert "has no workers; start some" in told(cluster.scheduler_address)
    with LocalCluster(n_workers=1, threads_per_worker=1, **options) as cluster:
        address = cluster.workers[0].address
        assert f"{address} is not a Dask scheduler but a worker" in told(address)


@pytest.mark.parametrize("arguments", [("in", "in"), ("in", "./in/../in"), ("gone", "out"), ("out/refused", "out")])
@pytest.mark.usefixtures("run")
def test_folders_that_cannot_be_are_told(arguments):
    Path("out/refused").mkdir(parents=True)
    assert CliRunner().invoke(main, ["backfill", *arguments]).exit_code == 2


def test_folder_without_shards_is_told(run):
    result = run()
    assert result.exit_code == 1
    assert "in has no file that ends in .jsonl, .jsonl.gz, .parquet" in result.stderr


def test_missing_packages_are_told(run, monkeypatch):
    monkeypatch.setattr(api.cli.backfill, "find_spec", lambda name: None if name == "pyarrow" else name)
    result = run()
    assert result.exit_code == 1
    assert "This needs pyarrow: pip install 'communique[backfill]'" in result.stderr


@pytest.mark.slow
def test_killed_workers_lose_nothing_but_the_record_that_kills(tmp_path):
    source, target = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    lines = [b'{"text": "%d"}\n' % number for number in range(48)]
    (source / "a.jsonl").write_bytes(b"".join([*lines[:20], b'{"text": "poison"}\n', *lines[20:]]))
    with api.cli.backfill.local(2) as client:
        client.run_on_scheduler(lambda dask_scheduler: setattr(dask_scheduler, "allowed_failures", 0))
        shard = shards.find(source)[0]
        steps = list(backfill.run(lambda: contextlib.nullcontext(client), shard, target, dying.line))
    assert (target / "a.jsonl").read_bytes() == b"".join(lines).upper()
    assert steps[-1].done.refused == 1
    (refusal,) = (target / "refused" / "a.jsonl").read_text().splitlines()
    assert json.loads(refusal) == {"line": 21, "reason": "Every process that read it died (1)."}


@pytest.mark.slow
def test_worker_that_is_not_started_again_is_replaced():
    with dask.config.set({"distributed.deploy.lost-worker-timeout": 0.1}), api.cli.backfill.local(1) as client:
        (before,) = client.nthreads()
        client.cluster.sync(client.cluster.workers[0].close)  # as one that has died as it started
        client.wait_for_workers(1, timeout=30)
        assert before not in client.nthreads()
