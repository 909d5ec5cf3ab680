"""Generates clients of the service in Python and TypeScript, compiles both, and has them read and review the seed.

Run by `make contract`, which installs the generators.
"""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from bench import server
from ontology.enums import Scope
from services import api_keys, migrate
from store.engine import make_engine, make_sessions

HERE = Path(__file__).parent
NODE = HERE / "node_modules" / ".bin"
BIN = HERE.parents[1] / ".venv-contract" / "bin"


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database_url = f"sqlite:///{folder / 'contract.sqlite3'}"
        os.environ["COMMUNIQUE_KEY"] = key_for(database_url)  # where the clients find it
        with server.running(database_url) as running:
            status, document = server.request(running.connect(), "GET", "/openapi.json")
            assert status == 200
            (folder / "openapi.json").write_bytes(document)
            url = f"http://127.0.0.1:{running.port}"
            python(folder, url)
            typescript(folder, url)


def key_for(database_url: str) -> str:
    """A new key of a new database."""
    engine = make_engine(database_url)
    migrate.upgrade(engine)
    with make_sessions(engine)() as session:
        _, key = api_keys.create(session, label="contract", scopes=[Scope.READ, Scope.REVIEW])
    engine.dispose()
    return key


def python(folder: Path, url: str) -> None:
    """By openapi-python-client and mypy."""
    generate = [BIN / "openapi-python-client", "generate", "--path", "openapi.json", "--meta", "none"]
    run(folder, *generate, "--output-path", "client")
    shutil.copy(HERE / "review_seed.py", folder)
    run(folder, BIN / "mypy", "--strict", "review_seed.py")
    run(folder, BIN / "python", "review_seed.py", url)


def typescript(folder: Path, url: str) -> None:
    """By openapi-typescript and tsc."""
    run(folder, NODE / "openapi-typescript", "openapi.json", "--output", "schema.ts")
    for file in ("review_seed.ts", "package.json"):
        shutil.copy(HERE / file, folder)
    run(folder, NODE / "tsc", "--strict", "--target", "es2022", "--module", "nodenext", "review_seed.ts")
    run(folder, "node", "review_seed.js", url)


def run(folder: Path, *command: str | Path) -> None:
    shown = [part.name if isinstance(part, Path) else part for part in command]
    print("+", *shown, flush=True)
    subprocess.run(command, cwd=folder, check=True)


if __name__ == "__main__":
    main()
