"""A whole store as a folder of files, on its way to another database: all rows of all tables, with their keys.

A file a table, a row a line, and a manifest that tells what must be in them. Keys of callers are among the rows: with
none, the other store would be open to everybody. Only their hashes are, and a secret is too random to be guessed.
"""

import hashlib
import os
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

import orjson
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError
from sqlalchemy.orm import Session

from services import migrate, transaction
from services.errors import Damaged, NotEmpty
from services.jobs import jobs
from store import queries
from store.queries import TABLES, Row

FORMAT = 1
MANIFEST = "manifest.json"
_AT_ONCE = 1000  # rows
_WRONG_ROW = (IntegrityError, DataError, ProgrammingError)

Moved = Callable[[int], object]
"""Is told of so many rows more."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file has."""

    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export has: the version of its form, the migration of its tables, and their files."""

    format: int
    schema: str | None
    tables: dict[str, Contents]

    @property
    def rows(self) -> int:
        return sum(contents.rows for contents in self.tables.values())


def export(session: Session, folder: Path, moved: Moved) -> Manifest:
    """Write the store, as it is at one moment, into a new folder, which is there when it is whole; raises OSError."""
    if folder.exists():
        raise FileExistsError(f"{folder} is there already; an export makes a new folder.")
    unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        schema = migrate.revision(session.connection())
        tables = {name: _write(unfinished / _file(name), queries.read_table(session, name), moved) for name in TABLES}
        manifest = Manifest(FORMAT, schema, tables)
        _save(unfinished / MANIFEST, [orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2)])
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished)
        raise
    finally:
        session.rollback()
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """What is in an export; raises Damaged."""
    try:
        told = orjson.loads((folder / MANIFEST).read_bytes())
        tables = {name: Contents(**contents) for name, contents in told["tables"].items()}
        manifest = Manifest(told["format"], told["schema"], tables)
        if not all(type(contents.rows) is int for contents in tables.values()):
            raise TypeError("rows must be whole numbers")
    except FileNotFoundError as error:
        raise Damaged(f"{folder} is no export: there is no {MANIFEST} in it.") from error
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(f"{folder / MANIFEST} is no manifest: {error!r}.") from error
    return manifest


def load(session: Session, folder: Path, manifest: Manifest, moved: Moved) -> None:
    """Fill an empty store with an export, all of it or nothing; raises NotEmpty or Damaged."""
    transaction.commit(session, lambda: _load(session, folder, manifest, moved))


def _load(session: Session, folder: Path, manifest: Manifest, moved: Moved) -> None:
    filled = queries.filled_tables(session)
    if filled:
        raise NotEmpty(filled)
    _check(session, folder, manifest)
    for name in TABLES:
        try:
            with (folder / _file(name)).open("rb") as file:
                while lines := list(islice(file, _AT_ONCE)):
                    queries.fill_table(session, name, [orjson.loads(line) for line in lines])
                    moved(len(lines))
        except (*_WRONG_ROW, ValueError, TypeError, OverflowError) as error:
            reason = error.orig if isinstance(error, _WRONG_ROW) else error
            raise Damaged(f"{folder / _file(name)} has a row that its table does not take: {reason}.") from error
    queries.restart_counters(session)
    jobs.enqueue_again(session)


def _check(session: Session, folder: Path, manifest: Manifest) -> None:
    schema = migrate.revision(session.connection())
    if (manifest.format, manifest.schema) != (FORMAT, schema):
        raise Damaged(
            f"The export has format {manifest.format} and schema {manifest.schema}, this version reads format {FORMAT} "
            f"and schema {schema}. Export with the version that imports, after communique migrate."
        )
    if manifest.tables.keys() != set(TABLES):
        raise Damaged(f"{folder / MANIFEST} lists other tables than {', '.join(TABLES)}.")
    for name, told in manifest.tables.items():
        path = folder / _file(name)
        try:
            with path.open("rb") as file:
                counted = _Counted(file)
                deque(counted, maxlen=0)
        except FileNotFoundError as error:
            raise Damaged(f"{path} is missing.") from error
        if counted.contents() != told:
            found = _told(counted.contents())
            raise Damaged(f"{path} is cut short or changed: it has {found}, the manifest says {_told(told)}.")


def _told(contents: Contents) -> str:
    return f"{contents.rows} rows, {contents.bytes} bytes, SHA-256 {contents.sha256}"


def _file(table: str) -> str:
    return f"{table}.jsonl"


def _write(path: Path, rows: Iterator[Row], moved: Moved) -> Contents:
    def lines() -> Iterator[bytes]:
        for row in rows:
            # Postgres keeps no order of names.
            yield orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS)
            moved(1)

    counted = _Counted(lines())
    _save(path, counted)
    return counted.contents()


def _save(path: Path, lines: Iterable[bytes]) -> None:
    """Write a new file, and wait until it is on the disk."""
    with path.open("xb") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


class _Counted:
    """Lines that are counted as they pass."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self._rows, self._bytes, self._digest = 0, 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for line in self._lines:
            self._rows += 1
            self._bytes += len(line)
            self._digest.update(line)
            yield line

    def contents(self) -> Contents:
        """Of what has passed."""
        return Contents(self._rows, self._bytes, self._digest.hexdigest())
