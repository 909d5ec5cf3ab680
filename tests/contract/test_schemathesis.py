"""schemathesis asks a running server, seeded and guarded by a key, for all that the OpenAPI document says it takes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bench import server
from ontology.enums import Scope
from services import api_keys

CONFIG = Path(__file__).with_name("schemathesis.toml")
# Its command, of the environment that runs the tests, from wherever.
COMMAND = [sys.executable, "-c", "from schemathesis.cli import schemathesis; schemathesis()"]


@pytest.mark.database("sqlite")
def test_schemathesis_finds_nothing(database_url, session):
    _, key = api_keys.create(session, label="schemathesis", scopes=Scope)
    # The hosts of webhooks are made up: where no name server answers, each of them would take ten seconds.
    with server.running(database_url, RES_OPTIONS="timeout:1 attempts:1") as running:
        url = f"http://127.0.0.1:{running.port}/openapi.json"
        done = subprocess.run(
            [*COMMAND, "--config-file", CONFIG, "run", url],
            cwd=CONFIG.parents[2],
            env=os.environ | {"COMMUNIQUE_KEY": key},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r" (\d{2,}) selected / \1 total", done.stdout)
