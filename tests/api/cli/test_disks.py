"""Commands on a database that cannot be written."""

import json
import shutil

import pytest
from click.testing import CliRunner

import store.engine
from api.cli import main
from tests.disks import is_whole, locked

TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington. “We will help,” Biden said."


@pytest.fixture
def run(monkeypatch, tmp_path, disk):
    """Runs a command in a folder of the test's own, on a database that is on a disk of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", disk.url)
    return lambda *arguments: CliRunner().invoke(main, arguments)


def assert_told(result, reason):
    assert result.exit_code == 1
    assert result.stderr.endswith(f"Error: {reason} The command stored nothing more.\n")


def test_import_onto_a_full_disk_goes_on_when_there_is_room(run, disk, sqlite, tmp_path):
    shutil.copy(sqlite.template, disk.database)
    lines = [json.dumps({"text": f"{TEXT} For the {number}th time."}) for number in range(300)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    with disk.full(leaving=2**20):
        assert_told(run("import", "in.jsonl"), "The disk of the database is full.")
    assert is_whole(disk.database)
    result = run("import", "in.jsonl")
    stored, there = (int(count.split()[0]) for count in result.stdout.split(", ")[:2])
    assert there > 0
    assert stored + there == 300
    assert is_whole(disk.database)


def test_database_that_does_not_fit_on_the_disk(run, disk):
    with disk.full(leaving=2**17):
        assert_told(run("migrate"), "The disk of the database is full.")
    assert run("migrate").exit_code == 0
    assert is_whole(disk.database)


@pytest.mark.parametrize("command", ["serve", "seed"])
def test_database_that_is_read_only(run, disk, sqlite, command):
    shutil.copy(sqlite.template, disk.database)
    with disk.read_only_database():
        assert_told(run(command), "The database is read-only.")


@pytest.mark.parametrize("command", [("migrate",), ("serve",), ("import", "in.jsonl")])
def test_database_that_is_locked(run, disk, sqlite, tmp_path, monkeypatch, command):
    monkeypatch.setattr(store.engine, "_PRAGMAS", ("PRAGMA busy_timeout = 50", *store.engine._PRAGMAS[1:]))
    shutil.copy(sqlite.template, disk.database)
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": TEXT}))
    with locked(disk.database):
        assert_told(run(*command), "The database is locked by another process.")
