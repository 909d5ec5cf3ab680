"""A whole store as a folder of files, to move it to another database: all rows of all tables, with their keys.

Each table has a file with one row a line, and a manifest says what the files must contain. The API keys are among the
rows: without any, the other store would be open to everybody. Only their hashes are exported, and a secret is too
random to be guessed. The secrets of webhooks are exported as they are, because they sign.
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

from services import migrate
from services.errors import DamagedExport, NotEmpty
from services.jobs import jobs
from services.transaction import transactional
from services.webhooks import webhooks
from store import queries
from store.queries import TABLES, Row

FORMAT_VERSION = 1
MANIFEST_FILE = "manifest.json"
_BATCH_SIZE = 1000  # rows
_WRONG_ROW_ERRORS = (IntegrityError, DataError, ProgrammingError)

Progress = Callable[[int], object]
"""Called with the number of rows that were moved since the last call."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """The contents of a file."""

    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Export:
    """The contents of an export: the version of its format, the migration of its tables, and their files."""

    format: int
    schema: str | None
    tables: dict[str, TableFile]

    @property
    def rows(self) -> int:
        return sum(file.rows for file in self.tables.values())


def export(session: Session, folder: Path, progress: Progress) -> Export:
    """Write the store, as it is at one moment, into a new folder, which exists once it is complete; raises OSError."""
    if folder.exists():
        raise FileExistsError(f"{folder} exists already; an export makes a new folder.")
    unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        schema = migrate.revision(session.connection())
        tables = {name: _write(unfinished / _file(name), queries.list_rows(session, name), progress) for name in TABLES}
        exported = Export(FORMAT_VERSION, schema, tables)
        _save(unfinished / MANIFEST_FILE, [orjson.dumps(asdict(exported), option=orjson.OPT_INDENT_2)])
        unfinished.rename(folder)
    except BaseException:
        shutil.rmtree(unfinished)
        raise
    finally:
        session.rollback()
    return exported


def read_manifest(folder: Path) -> Export:
    """Read what an export must contain; raises DamagedExport."""
    try:
        manifest = orjson.loads((folder / MANIFEST_FILE).read_bytes())
        tables = {name: TableFile(**contents) for name, contents in manifest["tables"].items()}
        exported = Export(manifest["format"], manifest["schema"], tables)
        if not all(type(file.rows) is int for file in tables.values()):
            raise TypeError("rows must be whole numbers")
    except FileNotFoundError as error:
        raise DamagedExport(f"{folder} is not an export: it has no {MANIFEST_FILE}.") from error
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise DamagedExport(f"{folder / MANIFEST_FILE} is not a manifest: {error!r}.") from error
    return exported


@transactional
def load(session: Session, folder: Path, exported: Export, progress: Progress) -> None:
    """Fill an empty store with an export, all of it or nothing; raises NotEmpty or DamagedExport."""
    filled = queries.list_filled_tables(session)
    if filled:
        raise NotEmpty(filled)
    _check(session, folder, exported)
    for name in TABLES:
        try:
            with (folder / _file(name)).open("rb") as file:
                while lines := list(islice(file, _BATCH_SIZE)):
                    queries.add_rows(session, name, [orjson.loads(line) for line in lines])
                    progress(len(lines))
        except (*_WRONG_ROW_ERRORS, ValueError, TypeError, OverflowError) as error:
            reason = error.orig if isinstance(error, _WRONG_ROW_ERRORS) else error
            raise DamagedExport(f"{folder / _file(name)} has a row that does not fit its table: {reason}.") from error
    jobs.enqueue_unfinished(session)
    webhooks.pause_all(session)


def _check(session: Session, folder: Path, exported: Export) -> None:
    schema = migrate.revision(session.connection())
    if (exported.format, exported.schema) != (FORMAT_VERSION, schema):
        raise DamagedExport(
            f"The export has format {exported.format} and schema {exported.schema}; this version reads format "
            f"{FORMAT_VERSION} and schema {schema}. Run communique migrate and export with the version that imports."
        )
    if exported.tables.keys() != set(TABLES):
        raise DamagedExport(f"{folder / MANIFEST_FILE} lists other tables than {', '.join(TABLES)}.")
    for name, expected in exported.tables.items():
        path = folder / _file(name)
        try:
            with path.open("rb") as file:
                counted = _Counted(file)
                deque(counted, maxlen=0)
        except FileNotFoundError as error:
            raise DamagedExport(f"{path} is missing.") from error
        if counted.contents() != expected:
            raise DamagedExport(
                f"{path} is cut short or changed: it has {_in_words(counted.contents())}, "
                f"the manifest says {_in_words(expected)}."
            )


def _in_words(file: TableFile) -> str:
    return f"{file.rows} rows, {file.bytes} bytes, SHA-256 {file.sha256}"


def _file(table: str) -> str:
    return f"{table}.jsonl"


def _write(path: Path, rows: Iterator[Row], progress: Progress) -> TableFile:
    def lines() -> Iterator[bytes]:
        for row in rows:
            # Postgres does not keep the order of names.
            yield orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_SORT_KEYS)
            progress(1)

    counted = _Counted(lines())
    _save(path, counted)
    return counted.contents()


def _save(path: Path, lines: Iterable[bytes]) -> None:
    """Write a new file and flush it to the disk."""
    with path.open("xb") as file:
        file.writelines(lines)
        file.flush()
        os.fsync(file.fileno())


class _Counted:
    """Lines that are counted as they are read."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines
        self._rows, self._bytes, self._digest = 0, 0, hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for line in self._lines:
            self._rows += 1
            self._bytes += len(line)
            self._digest.update(line)
            yield line

    def contents(self) -> TableFile:
        """Return the contents that were read."""
        return TableFile(self._rows, self._bytes, self._digest.hexdigest())
