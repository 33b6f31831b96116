"""A PostgreSQL server of the tests' own: a new cluster in a temporary folder, on a free port, gone afterwards."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tertial.domain.extracts import Database

OWNER, READER = "agare", "lasare"
DATABASE = "journal"


@dataclass(frozen=True)
class Server:
    """`owner` and `reader` are the passwords of the one who may all and of the one who may read some."""

    programs: Path
    folder: Path
    port: int
    owner: str
    reader: str

    def database(self) -> Database:
        return Database("journal", str(self.folder), DATABASE, READER, "JOURNAL_LOSENORD", self.port, tls="prefer")

    def run(self, *statements: str, name: str = DATABASE) -> list[tuple[object, ...]]:
        """Run statements as the owner, outside any transaction; the rows of the last one, if it gives some."""
        with psycopg.connect(
            host=str(self.folder), port=self.port, dbname=name, user=OWNER, password=self.owner, autocommit=True
        ) as connection:
            cursors = [connection.execute(statement.encode()) for statement in statements]
            return cursors[-1].fetchall() if cursors[-1].description else []

    def log(self) -> str:
        return (self.folder / "log").read_text("utf-8", "replace")


def programs() -> Path | None:
    """Where PostgreSQL's programs lie; Debian keeps them off the path."""
    if found := shutil.which("pg_ctl"):
        return Path(found).parent
    every = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    return every[-1].parent if every else None


@contextmanager
def running() -> Iterator[Server]:
    """A server with an empty database. Raises CalledProcessError where it does not start."""
    found = programs()
    assert found is not None
    # Not pytest's own folder: the server's user must get there, and a socket's path must be short.
    folder = Path(tempfile.mkdtemp(prefix="tertial-pg-"))
    try:
        server = Server(found, folder, _free_port(), secrets.token_hex(12), secrets.token_hex(12))
        (folder / "password").write_text(server.owner, "utf-8")
        if os.geteuid() == 0:
            # The server refuses to run as root.
            for path in (folder, folder / "password"):
                shutil.chown(path, "postgres")
        _as_server(
            server, "initdb", "--username", OWNER, "--pwfile", str(folder / "password"), "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", "C", "--no-sync", "--pgdata", str(folder / "data"),
        )  # fmt: skip
        options = f"-k {folder} -p {server.port} -c listen_addresses=127.0.0.1 -c fsync=off"
        control = ("--pgdata", str(folder / "data"), "--wait", "--silent")
        _as_server(server, "pg_ctl", "start", *control, "--log", str(folder / "log"), "--options", options)
        try:
            server.run(f"CREATE DATABASE {DATABASE}", name="postgres")
            yield server
        finally:
            _as_server(server, "pg_ctl", "stop", *control, "--mode", "immediate")
    finally:
        shutil.rmtree(folder)


def _as_server(server: Server, program: str, *arguments: str) -> None:
    user = "postgres" if os.geteuid() == 0 else None
    subprocess.run(
        [server.programs / program, *arguments],
        user=user,
        group=user,
        extra_groups=None if user is None else [],
        cwd=server.folder,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
    return port
