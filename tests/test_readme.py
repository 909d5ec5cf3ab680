"""The commands of README.md, run in their order beside a server, give the output that stands under them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench import server

ROOT = Path(__file__).parents[1]
BLOCKS = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
COMMANDS = [part.partition("\n") for block in BLOCKS for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]
# What no two runs have in common: times, keys, the ids of requests, and cursors, which have times in them.
CHANGES = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+Z|cursor=\w+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def of_program(*programs: str) -> list[tuple[str, str]]:
    return [(command, output) for command, _, output in COMMANDS if command.split()[0] in programs]


def test_every_command_is_of_a_program_that_is_tested_here():
    programs = {command.split()[0] for command, _, _ in COMMANDS}
    # make and docker are run by CI and by those who deploy; tests/deploy runs what is in the files for Docker.
    assert programs == {"make", "curl", "communique", "docker", "echo"}


@pytest.mark.parametrize("command", [command for command, _ in of_program("make")])
def test_targets_of_make_are_there(command):
    subprocess.run(["make", "--dry-run", command.split()[1]], cwd=ROOT, capture_output=True, check=True)


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    if shutil.which("curl") is None or shutil.which("jq") is None:
        assert "CI" not in os.environ, "curl or jq is missing"
        pytest.skip("needs curl and jq")
    with server.running(f"sqlite:///{tmp_path_factory.mktemp('readme')}/communique.sqlite3") as running:
        yield running.port


@pytest.mark.slow
def test_requests_give_what_is_shown(port):
    for command, shown in of_program("curl"):
        asked = command.replace("localhost:8000", f"127.0.0.1:{port}")
        done = subprocess.run(["bash", "-euo", "pipefail", "-c", asked], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, command + done.stderr
        assert CHANGES.sub("", done.stdout).strip() == CHANGES.sub("", shown).strip(), command


@pytest.mark.slow
def test_commands_succeed(tmp_path):
    (tmp_path / "docs").symlink_to(ROOT / "docs")
    communique = f'communique() {{ "{sys.executable}" -c "from api.cli import main; main()" "$@"; }}'
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/communique.sqlite3", "PYTHONPATH": str(ROOT)}
    subprocess.run(
        ["bash", "-euo", "pipefail", "-c", "\n".join([communique, *(c for c, _ in of_program("communique"))])],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert (tmp_path / "briefs.jsonl").is_file()
    assert (tmp_path / "briefs" / "2024-03.jsonl").is_file()
    assert (tmp_path / "store").is_dir()
