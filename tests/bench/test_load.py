import click
import pytest

from bench.api import load

SAID = '{"requests": 300, "microseconds": 2000000, "median": 1500, "most": 9000, "lost": 1, "statuses": {"200": 299}}'


def fake_wrk(folder, monkeypatch, said):
    """A program of that name, which prints its arguments and what it is told to."""
    program = folder / "wrk"
    program.write_text(f"#!/bin/sh\necho \"$@\" >{folder}/arguments\necho Running\necho '{said}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_what_wrk_prints_is_read(tmp_path, monkeypatch):
    fake_wrk(tmp_path, monkeypatch, SAID)
    found = load.load(8000, ["/a", "/b"], connections=4, seconds=2)
    assert found == load.Load(per_second=150.0, median=1.5, most=9.0, statuses={200: 299}, lost=1)
    arguments = (tmp_path / "arguments").read_text()
    assert arguments.strip().endswith("http://127.0.0.1:8000 -- /a /b")
    assert "If-None-Match" not in arguments


def test_a_tag_is_sent(tmp_path, monkeypatch):
    fake_wrk(tmp_path, monkeypatch, SAID)
    load.load(8000, ["/a"], connections=4, seconds=2, tag='W/"1"')
    assert '--header If-None-Match: W/"1"' in (tmp_path / "arguments").read_text()


def test_without_wrk_it_says_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(click.ClickException, match="apt-get install wrk"):
        load.load(8000, ["/a"], connections=4, seconds=2)
