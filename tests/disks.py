"""Disks of a test's own, which can be filled and made read-only, and files that another process has locked."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

_LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print(flush=True)
sys.stdin.read()
"""


class Disk:
    """A small file system: what a real one does when it is full, no setting of SQLite does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database = folder / "communique.sqlite3"

    @property
    def url(self) -> str:
        return f"sqlite:///{self.database}"

    @contextmanager
    def full(self, *, leaving: int = 0) -> Iterator[None]:
        """Without room for more than so many bytes."""
        filler, reserve = self.folder / "filler", self.folder / "reserve"
        reserve.write_bytes(bytes(leaving))
        with filler.open("wb", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))
        reserve.unlink()
        yield
        filler.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """Of the whole disk nothing can be written; nobody may have a file open."""
        mount("-o", "remount,ro", self.folder)
        yield
        mount("-o", "remount,rw", self.folder)

    @contextmanager
    def read_only_database(self) -> Iterator[None]:
        """What is opened from now on can be written, but for the database."""
        mount("--bind", self.database, self.database)
        mount("-o", "remount,bind,ro", self.database)
        yield
        subprocess.run(["umount", "--lazy", self.database], check=True)


def mount(*arguments: str | Path) -> None:
    """Run mount, which takes the rights of root; raises CalledProcessError."""
    subprocess.run(["mount", *arguments], check=True, capture_output=True)


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another process writes to the database, without an end."""
    command = [sys.executable, "-S", "-c", _LOCK, str(database)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        yield
        holder.communicate()


def is_whole(database: Path) -> bool:
    """Whether SQLite finds nothing wrong in the file."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
