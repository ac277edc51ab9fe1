"""Real Redis and PostgreSQL servers for tests, on loopback, with nothing kept."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_PATIENCE = 30.0
"""Seconds until a server must answer."""


def redis_server() -> str | None:
    """Where the program is."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


def postgres_programs() -> Path | None:
    """Where PostgreSQL's programs are; Debian does not put them in the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    initdb = found[-1] if found else shutil.which("initdb")
    return Path(initdb).resolve().parent if initdb else None


@contextmanager
def redis(*options: str) -> Iterator[RedisServer]:
    """Run a Redis server that keeps nothing."""
    server = RedisServer(free_port(), options)
    server.start()
    try:
        yield server
    finally:
        server.stop()


class RedisServer:
    """A Redis server that can be stopped and started again, empty."""

    def __init__(self, port: int, options: Sequence[str] = ()) -> None:
        self.port = port
        self.options = options
        self.url = f"redis://127.0.0.1:{port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [redis_server(), "--port", str(self.port), "--bind", "127.0.0.1"]
        command += ["--save", "", "--appendonly", "no", *self.options]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _until_open(self.port, self._process)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@contextmanager
def postgres() -> Iterator[str]:
    """Run a PostgreSQL server with an empty database; give its URL for SQLAlchemy."""
    programs, port = postgres_programs(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    user: str | None = None
    if os.getuid() == 0:  # it refuses to run as root
        user = "postgres"
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    data = folder / "data"
    quick = ["-h", "127.0.0.1", "-c", "fsync=off", "-c", "full_page_writes=off"]
    quick += ["-c", f"unix_socket_directories={folder}", "-c", "max_connections=200"]
    try:
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "toko", "-A", "trust", "-N"],
            check=True,
            stdout=subprocess.DEVNULL,
            user=user,
            cwd=folder,
        )
        process = subprocess.Popen(
            [programs / "postgres", "-D", data, "-p", str(port), *quick],
            stderr=subprocess.DEVNULL,
            user=user,
            cwd=folder,
        )
        try:
            _until_open(port, process)
            ready = [programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
            while subprocess.run(ready, check=False).returncode == 1:  # starting up
                time.sleep(0.02)
            yield f"postgresql+psycopg://toko@127.0.0.1:{port}/postgres"
        finally:
            process.terminate()  # it waits for sessions; then at once
            with suppress(subprocess.TimeoutExpired):
                process.wait(1)
            process.kill()
            process.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port() -> int:
    """Find a port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def _until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            msg = f"the server ended with {process.returncode}"
            raise RuntimeError(msg)
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    msg = f"no server answered on port {port}"
    raise RuntimeError(msg)
