"""Load by wrk, which uses little of the machine itself."""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import orjson

_SCRIPT = Path(__file__).with_name("load.lua")


@dataclass(frozen=True, slots=True)
class Load:
    """The result of one round of requests; times in milliseconds."""

    per_second: float
    median: float
    most: float
    """The 99th percentile."""
    statuses: dict[int, int]
    lost: int
    """Failed connections and missing answers."""


def load(port: int, paths: Sequence[str], connections: int, seconds: int, *, tag: str | None = None) -> Load:
    """GET the paths in turn, over keep-alive connections that each wait for their answer; `tag` for If-None-Match."""
    wrk = shutil.which("wrk")
    if wrk is None:
        raise click.ClickException("The load comes from wrk, which is not here; on Debian: apt-get install wrk")
    options = ["--threads", "1", "--connections", str(connections), "--duration", f"{seconds}s", "--timeout", "30s"]
    headers = [] if tag is None else ["--header", f"If-None-Match: {tag}"]
    command = [wrk, *options, *headers, "--script", str(_SCRIPT), f"http://127.0.0.1:{port}", "--", *paths]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = orjson.loads(said.splitlines()[-1])
    return Load(
        per_second=found["requests"] / found["microseconds"] * 1e6,
        median=found["median"] / 1000,
        most=found["most"] / 1000,
        statuses={int(status): count for status, count in found["statuses"].items()},
        lost=found["lost"],
    )
