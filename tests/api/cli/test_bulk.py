import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import orjson
import pytest
from click.testing import CliRunner
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from api.cli import main
from schemas.briefs.brief import BriefOut
from services import articles
from store.engine import make_engine
from store.models import Base
from tests.factories import create_brief, create_issue, create_position

TEXT = "President Joe Biden met Prime Minister Mustafa al-Kazemi in Washington. “We will help,” Biden said."


@pytest.fixture
def run(monkeypatch, tmp_path, database_url):
    """Runs a command on a migrated database of the test's own, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", database_url)
    return lambda *arguments, **options: CliRunner().invoke(main, arguments, **options)


@pytest.fixture
def other_url(sqlite, tmp_path):
    """The URL of a second empty migrated database."""
    return f"sqlite:///{shutil.copy(sqlite.template, tmp_path / 'other.sqlite3')}"


def ready(article):
    """The line of an article with its brief."""
    brief = BriefOut().dump(articles.preview(None, **article))
    return orjson.dumps({"article": article, "brief": brief}, option=orjson.OPT_APPEND_NEWLINE)


def contents(url):
    """Return all rows of all tables except the changes, without times."""
    engine = make_engine(url)
    with engine.connect() as connection:
        found = {}
        for table in Base.metadata.sorted_tables:
            if table.name == "changes":
                continue  # imports in batches have other cursors
            columns = [column for column in table.columns if column.name not in ("created_at", "updated_at")]
            found[table.name] = connection.execute(select(*columns).order_by(*table.primary_key)).all()
    engine.dispose()
    return found


def test_lines_are_stored_and_the_refused_ones_told(run, tmp_path, session):
    lines = [
        ready({"text": TEXT}),
        b"{\n",
        b"\n",
        json.dumps({"text": f"{TEXT} Again."}).encode() + b"\n",
        b'{"text": " "}',
    ]
    (tmp_path / "in.jsonl").write_bytes(b"".join(lines))

    result = run("import", "in.jsonl")

    assert result.exit_code == 1
    assert result.stdout == "2 stored, 0 already stored, 2 refused\n"
    told = result.stderr.splitlines()[1:]  # the first one names the database
    assert [line.partition(" is not JSON")[0] for line in told] == [
        "line 2: The line",
        "line 5: text: The text is blank.",
    ]
    assert session.scalar(text("SELECT count(*) FROM articles")) == 2


def test_import_that_is_run_again_finds_everything_there(run, database_url):
    line = ready({"text": TEXT})
    assert run("import", "-", input=line).stdout == "1 stored, 0 already stored, 0 refused\n"
    before = contents(database_url)

    result = run("import", "-", input=line * 2)

    assert (result.exit_code, result.stdout) == (0, "0 stored, 2 already stored, 0 refused\n")
    assert contents(database_url) == before


def test_import_needs_a_migrated_database_and_a_source(run, tmp_path, monkeypatch):
    assert run("import", "nothing.jsonl").exit_code == 2
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'empty.sqlite3'}")
    result = run("import", "-", input=b"")
    assert result.exit_code == 1
    assert "communique migrate" in result.stderr


def test_store_moves_to_another_database(run, session, database_url, other_url):
    create_brief(session)
    exported = run("export", "store")
    imported = run("import", "store", env={"DATABASE_URL": other_url})

    assert (exported.exit_code, imported.exit_code) == (0, 0)
    (rows,) = {re.match(r"(\d+) rows (ex|im)ported\n", each.stdout)[1] for each in (exported, imported)}
    assert contents(other_url) == contents(database_url)
    # The counts are not exported: they are kept by triggers.
    assert int(rows) == sum(len(some) for name, some in contents(other_url).items() if not name.endswith("_counts"))


def test_export_and_import_say_what_is_wrong(run, session, tmp_path):
    create_brief(session)
    (tmp_path / "folder").mkdir()
    for arguments, message in [
        (("export", "folder"), "folder exists already; an export makes a new folder."),
        (("export", "no/folder"), "No such file or directory"),
        (("import", "folder"), "folder is not an export: it has no manifest.json."),
    ]:
        result = run(*arguments)
        assert (result.exit_code, result.stdout) == (1, "")
        assert message in result.stderr
    assert run("export", "store").exit_code == 0
    assert "The database is not empty: actors, articles" in run("import", "store").stderr
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["folder", "store"]


@pytest.mark.slow
def test_import_that_was_killed_goes_on(run, tmp_path, database_url, other_url):
    lines = [ready({"text": f"{TEXT} Number {n}."}) for n in range(100)]
    (tmp_path / "in.jsonl").write_bytes(b"".join(lines))
    assert run("import", "in.jsonl", env={"DATABASE_URL": other_url}).exit_code == 0
    command = [sys.executable, "-c", "from api.cli import main; main()", "import", tmp_path / "in.jsonl"]
    engine = make_engine(database_url)

    with subprocess.Popen(command, env=os.environ | {"DATABASE_URL": database_url}) as process:
        while not stored(engine):
            assert process.poll() is None
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)

    kept = stored(engine)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    engine.dispose()
    assert 0 < kept < len(lines)
    assert run("import", "in.jsonl").stdout == f"{len(lines) - kept} stored, {kept} already stored, 0 refused\n"
    assert contents(database_url) == contents(other_url)


def stored(engine):
    with engine.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM articles"))


def test_relink_joins_what_is_stored(run, database_url):
    with Session(make_engine(database_url)) as session:
        for label in ("Truce in Gaza", "Gaza ceasefire"):
            create_position(session, issue=create_issue(session, label))

    assert run("relink").output.endswith("2 positions moved to another issue\n")
    assert run("relink").output.endswith("0 positions moved to another issue\n")
    refused = run("relink", "--after", "art_aaaaaaaaaaaaaaaa")
    assert (refused.exit_code, "art_aaaaaaaaaaaaaaaa" in refused.output) == (1, True)
