import gzip
import os
from datetime import UTC, date, datetime

import orjson
import pyarrow
import pyarrow.parquet
import pytest

from services.backfill import shards
from services.backfill.shards import Shard, ShardError

RECORDS = [{"text": f"Text {number}.", "title": "A title"} for number in range(40)]


def records(path):
    return [record for batch in shards.batches(Shard(path)) for record in batch.records]


def written(path, lines=RECORDS):
    data = b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines)
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


def test_shards_of_a_folder_are_found_by_name(tmp_path):
    for name in ("b.jsonl", "a.parquet", "c.jsonl.gz", "README.txt"):
        (tmp_path / name).touch()
    (tmp_path / "older.jsonl").mkdir()
    found, others = shards.find(tmp_path)
    assert [(shard.name, shard.stem) for shard in found] == [("a.parquet", "a"), ("b.jsonl", "b"), ("c.jsonl.gz", "c")]
    assert others == ["README.txt", "older.jsonl"]


def test_two_shards_with_one_output_are_refused(tmp_path):
    for name in ("a.jsonl", "a.parquet"):
        (tmp_path / name).touch()
    with pytest.raises(ShardError, match=r"a\.jsonl and a\.parquet have the same output, a\.jsonl"):
        shards.find(tmp_path)


@pytest.mark.parametrize("name", ["manifest.jsonl", "manifest.parquet", os.fsdecode(b"b\xff.jsonl")])
def test_shard_that_can_have_no_output_is_refused(tmp_path, name):
    (tmp_path / name).touch()
    with pytest.raises(ShardError, match="rename it"):
        shards.find(tmp_path)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_records_are_the_lines_in_batches(tmp_path, name):
    shard = Shard(written(tmp_path / name))
    batches = list(shards.batches(shard))
    assert [(batch.number, len(batch.records)) for batch in batches] == [(1, 16), (17, 16), (33, 8)]
    assert [orjson.loads(record) for batch in batches for record in batch.records] == RECORDS
    assert batches[-1].position == shard.size


def test_batch_has_bounded_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(shards, "_BATCH_BYTES", 100)
    batches = list(shards.batches(Shard(written(tmp_path / "a.jsonl"))))
    assert {len(batch.records) for batch in batches[:-1]} == {3}
    assert sum(len(batch.records) for batch in batches) == len(RECORDS)


def test_of_a_line_that_is_too_long_only_the_start_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(shards, "MAX_RECORD_BYTES", 10)
    (tmp_path / "a.jsonl").write_bytes(b"x" * 100 + b"\nshort\n" + b"y" * 10 + b"\n" + b"z" * 11)
    assert records(tmp_path / "a.jsonl") == [b"x" * 11, b"short\n", b"y" * 10 + b"\n", b"z" * 11]


def test_rows_of_parquet_are_records_without_nulls(tmp_path):
    published = {"day": date(2021, 7, 26), "time": datetime(2021, 7, 26, 12, tzinfo=UTC)}
    rows = [*RECORDS, {"text": "Last.", "title": None, **published}]
    pyarrow.parquet.write_table(
        pyarrow.Table.from_pylist(
            rows,
            pyarrow.schema(
                [
                    ("text", pyarrow.string()),
                    ("title", pyarrow.string()),
                    ("day", pyarrow.date32()),
                    ("time", pyarrow.timestamp("s", "UTC")),
                ]
            ),
        ),
        tmp_path / "a.parquet",
        row_group_size=30,
    )
    read = [orjson.loads(record) for record in records(tmp_path / "a.parquet")]
    assert read == [*RECORDS, {"text": "Last.", "day": "2021-07-26", "time": "2021-07-26T12:00:00Z"}]


def test_empty_shard_has_no_batch(tmp_path):
    (tmp_path / "a.jsonl").touch()
    assert records(tmp_path / "a.jsonl") == []


def test_shard_that_is_cut_short_gives_what_is_whole_and_then_fails(tmp_path):
    path = written(tmp_path / "a.jsonl.gz", RECORDS * 2000)
    path.write_bytes(path.read_bytes()[:-1000])
    batches = shards.batches(Shard(path))
    assert orjson.loads(next(batches).records[0]) == RECORDS[0]
    with pytest.raises(ShardError, match=r"It cannot be read from record \d+ on: Compressed file ended"):
        list(batches)


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.parquet", "gone.jsonl"])
def test_shard_that_is_something_else_fails(tmp_path, name):
    if not name.startswith("gone"):
        (tmp_path / name).write_bytes(b"something else, long enough to look at")
    with pytest.raises(ShardError, match="It cannot be read from record 1 on: "):
        records(tmp_path / name)


def test_parquet_with_bytes_for_text_fails(tmp_path):
    pyarrow.parquet.write_table(pyarrow.table({"text": [b"bytes"]}), tmp_path / "a.parquet")
    with pytest.raises(ShardError, match="not JSON serializable: bytes"):
        records(tmp_path / "a.parquet")
