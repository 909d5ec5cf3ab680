import re

import pytest
from click.testing import CliRunner

from api.cli import main


@pytest.fixture
def run(monkeypatch, database_url):
    """Runs a command on a migrated database of the test's own."""
    monkeypatch.setenv("DATABASE_URL", database_url)
    return lambda *arguments: CliRunner().invoke(main, arguments)


def create(run, *arguments):
    result = run("keys", "create", "--label", "A reader", *arguments)
    assert result.exit_code == 0, result.output
    return result


def test_key_is_printed_alone_and_listed_without_it(run):
    result = create(run, "--scope", "write", "--scope", "read", "--days", "3")
    assert re.fullmatch(r"cmq_[a-z2-7]{16}_[A-Za-z0-9_-]{43}\n", result.stdout)
    key_id = "key_" + result.stdout[4:20]
    assert key_id in result.stderr
    assert result.stdout.strip() not in result.stderr
    listed = run("keys", "list").stdout
    assert result.stdout[21:].strip() not in listed
    found_id, label, scopes, made, expires, revoked = listed.rstrip("\n").split("\t")
    assert (found_id, label, scopes, revoked) == (key_id, "A reader", "read,write", "-")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", made)
    assert expires > made


def test_revoked_key_is_listed_as_such(run):
    key_id = "key_" + create(run, "--scope", "read").stdout[4:20]
    assert run("keys", "revoke", key_id).stdout == f"Revoked {key_id}: A reader\n"
    assert re.search(r"\t-\t\d{4}-", run("keys", "list").stdout)


def test_no_keys_no_lines(run):
    assert run("keys", "list").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("create", "--label", "A", "--scope", "all"), 2, "'all' is not one of 'read', 'write', 'review', 'admin'"),
        (("create", "--label", "A"), 2, "Missing option '--scope'"),
        (("create", "--scope", "read"), 2, "Missing option '--label'"),
        (("create", "--label", " ", "--scope", "read"), 1, "label: Must be 1 to 100 printable characters."),
        (("create", "--label", "A", "--scope", "read", "--days", "0"), 2, "0 is not in the range"),
        (("revoke", "key_none"), 1, "There is no key key_none."),
    ],
)
def test_mistakes_are_told(run, arguments, status, message):
    result = run("keys", *arguments)
    assert result.exit_code == status
    assert message in result.stderr
    assert run("keys", "list").stdout == ""


@pytest.mark.parametrize("command", [("list",), ("create", "--label", "A", "--scope", "read"), ("revoke", "key_a")])
def test_database_without_migrations_is_told(run, tmp_path, monkeypatch, command):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/new.sqlite3")
    result = run("keys", *command)
    assert result.exit_code == 1
    assert "communique migrate" in result.stderr


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])  # noqa: S104
def test_without_a_key_no_other_machine_is_served(run, host):
    result = run("serve", "--host", host, "--port", "58431")
    assert result.exit_code == 1
    assert "communique keys create --label NAME --scope read --scope write" in result.stderr
    assert "Seeded" not in result.stdout


def test_with_a_key_other_machines_are_served(run, monkeypatch):
    served = []
    monkeypatch.setattr("api.server.serve", lambda _app, host, port, _settings: served.append(f"{host}:{port}"))
    monkeypatch.setattr("api.logs.configure", lambda _stream: None)
    create(run, "--scope", "read")
    assert run("serve", "--host", "0.0.0.0", "--port", "58431").exit_code == 0  # noqa: S104
    assert served == ["0.0.0.0:58431"]


def test_wrong_setting_is_told(run, monkeypatch):
    monkeypatch.setenv("COMMUNIQUE_RATE_LIMIT", "many")
    result = run("keys", "list")
    assert result.exit_code == 1
    assert "COMMUNIQUE_RATE_LIMIT is 'many'" in result.stderr
