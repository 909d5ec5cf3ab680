import pytest

from services.backfill import manifest
from services.backfill.manifest import DamagedManifest, Entry, InUse

ENTRY = Entry("a.jsonl", "engine", "1" * 64, records=3, refused=1, output_sha256="2" * 64, output_bytes=5)


def test_entries_are_kept(tmp_path):
    with manifest.opened(tmp_path) as done:
        assert done.entries == {}
        done.add(ENTRY)
    with manifest.opened(tmp_path) as done:
        assert done.entries == {"a.jsonl": ENTRY}


def test_last_entry_of_a_shard_counts(tmp_path):
    later = Entry("a.jsonl", "newer", "1" * 64, records=3, refused=0, output_sha256="3" * 64, output_bytes=6)
    with manifest.opened(tmp_path) as done:
        done.add(ENTRY)
        done.add(later)
    with manifest.opened(tmp_path) as done:
        assert done.entries == {"a.jsonl": later}


def test_half_a_line_at_the_end_is_dropped(tmp_path):
    with manifest.opened(tmp_path) as done:
        done.add(ENTRY)
    path = tmp_path / "manifest.jsonl"
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:20])
    with manifest.opened(tmp_path) as done:
        assert done.entries == {"a.jsonl": ENTRY}
        done.add(ENTRY)
    assert path.read_bytes() == whole * 2


@pytest.mark.parametrize("line", ["nonsense", "[]", '{"shard": "a.jsonl"}'])
def test_line_that_is_no_entry_is_told(tmp_path, line):
    (tmp_path / "manifest.jsonl").write_text(line + "\n")
    with pytest.raises(DamagedManifest, match=r"Line 1 of manifest\.jsonl"), manifest.opened(tmp_path):
        pass


def test_second_backfill_is_refused(tmp_path):
    with manifest.opened(tmp_path), pytest.raises(InUse, match="Another backfill"), manifest.opened(tmp_path):
        pass
