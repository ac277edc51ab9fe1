"""
A server on loopback that misbehaves as told, byte by byte, and keeps a ledger.

Each request takes the next play of the script; the last play serves all that follow. A
play is what happens after a request has been read: bytes to send, and acts. After a play
that closes nothing, the connection waits for its next request.
"""

from __future__ import annotations

import hashlib
import json
import socket
import ssl
import struct
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from urllib.parse import parse_qsl, urlsplit

from attrs import field, frozen
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@frozen
class Arrival:
    """A request as it arrived."""

    connection: int
    """On which connection, counted from 1."""
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str] = field(repr=False)
    """Names in lower case."""
    body: bytes = field(repr=False)
    whole: bool
    """Whether the body was as long as announced."""
    at: float

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    @property
    def token(self) -> str | None:
        return self.headers.get("x-tts-access-token")


class _Over(Exception):  # noqa: N818 - not an error: the connection is done with
    """Ends a connection."""


class Act:
    """Something other than sending bytes."""

    def __init__(self, run) -> None:
        self.run = run


def _reset(link) -> None:
    link.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    raise _Over


def _close(link) -> None:
    raise _Over


def _hang(link) -> None:
    link.wait_for_hangup()
    raise _Over


def _hello(link) -> None:
    link.sock.recv(65_536)


HELLO = Act(_hello)
"""
Wait for the beginning of a handshake.

Python leaves a socket that was reset before its handshake to the garbage collector.
"""
RESET = Act(_reset)
"""Drop the connection with a TCP reset."""
CLOSE = Act(_close)
"""Close the connection."""
HANG = Act(_hang)
"""Stay silent until the client hangs up."""


def drip(data: bytes, every: float = 0.02) -> Act:
    """Send *data* a byte at a time."""

    def run(link) -> None:
        for n in range(len(data)):
            if link.over.wait(every):
                raise _Over
            link.sock.sendall(data[n : n + 1])

    return Act(run)


def pause(seconds: float) -> Act:
    """Send nothing for a while."""
    return Act(lambda link: link.over.wait(seconds))


def upgrade(tls) -> Act:
    """Speak TLS from here on, as what stands behind a proxy does."""

    def run(link) -> None:
        link.sock = tls.wrap_socket(link.sock, server_side=True)

    return Act(run)


def http(body=b"{}", *headers: str, status="200 OK", length=None) -> bytes:
    """Write an answer by hand; a body that is not bytes goes as JSON."""
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    length = len(body) if length is None else length
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {length}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def ok(data=None) -> bytes:
    """Write a success of TikTok Shop's."""
    return http({"code": 0, "message": "Success", "request_id": "R1", "data": data})


def no(code, message="no", *headers: str, status="200 OK") -> bytes:
    """Write a refusal of TikTok Shop's."""
    body = {"code": code, "message": message, "request_id": "R1", "data": None}
    return http(body, *headers, status=status)


class FaultServer:
    """
    Plays a script to its clients.

    Args:
        plays: what to do with each request: bytes, an act, a sequence of both, or a
            function of the arrival that gives one of these.
        greetings: acts for the first connections, before anything is read; ``None``
            greets normally, as all later ones.
        tls: a context, to speak TLS.
        reads: whether bodies are read; if not, uploads get stuck.
        swallows: read bodies in pieces of so many bytes, 10 ms apart.
    """

    def __init__(
        self, *plays, greetings=(), tls=None, reads=True, swallows=None
    ) -> None:
        self.plays = list(plays)
        self.greetings = list(greetings)
        self.ledger: list[Arrival] = []
        self.connections = 0
        self.handshakes = 0
        self.hangups = threading.Semaphore(0)
        """Released each time a connection has ended."""
        self.over = threading.Event()
        self.reads = reads
        self.swallows = swallows
        self._tls = tls
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._links: set[_Link] = set()
        self._listening = socket.socket()  # bound, it refuses until it listens
        if swallows or not reads:
            self._listening.setsockopt(
                socket.SOL_SOCKET, socket.SO_RCVBUF, swallows or 4096
            )
        self._listening.bind(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]

    @property
    def url(self) -> str:
        """Where it is, once started; till then a port that refuses connections."""
        return f"{'http' if self._tls is None else 'https'}://127.0.0.1:{self.port}"

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error) -> None:
        self.stop()

    def start(self) -> None:
        """Begin to listen."""
        self._listening.listen(128)
        self._spawn(self._accept)

    def stop(self) -> None:
        """End all connections and wait for them."""
        self.over.set()
        _wake(self._listening)
        for thread in self._threads[:1]:  # who accepts
            thread.join()
        for link in list(self._links):
            _wake(link.sock)
        for thread in self._threads:
            thread.join()
        self._listening.close()

    def paths(self) -> list[str]:
        """List the paths of the requests, in order of arrival."""
        return [one.path for one in self.ledger]

    def _spawn(self, run, *args) -> None:
        thread = threading.Thread(target=run, args=args, name="faultserver")
        self._threads = [one for one in self._threads if one.is_alive()]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self.over.is_set():
            try:
                sock, _ = self._listening.accept()
            except OSError:  # woken
                return
            self.connections += 1
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            link = _Link(sock, self.over)
            self._links.add(link)
            greeting = self.greetings.pop(0) if self.greetings else None
            self._spawn(self._serve, link, self.connections, greeting)

    def _serve(self, link, number, greeting) -> None:
        try:
            if greeting is not None:
                self._play(link, greeting)
            if self._tls is not None:
                link.sock.settimeout(5)
                link.sock = self._tls.wrap_socket(link.sock, server_side=True)
                link.sock.settimeout(None)
                self.handshakes += 1
            while True:
                arrival = link.request(number, reads=self.reads, swallows=self.swallows)
                with self._lock:
                    self.ledger.append(arrival)
                    play = self.plays.pop(0) if len(self.plays) > 1 else self.plays[0]
                self._play(link, play(arrival) if callable(play) else play)
        except (_Over, OSError):  # we, or the client, had enough
            pass
        finally:
            self._links.discard(link)
            link.sock.close()
            self.hangups.release()

    def _play(self, link, play) -> None:
        for step in play if isinstance(play, (list, tuple)) else [play]:
            if isinstance(step, Act):
                step.run(link)
            elif isinstance(step, (list, tuple)):
                self._play(link, step)
            else:
                link.sock.sendall(step)


class _Link:
    """One connection, from the server's side."""

    def __init__(self, sock, over) -> None:
        self.sock = sock
        self.over = over
        self._rest = b""

    def request(self, number: int, *, reads: bool, swallows: int | None) -> Arrival:
        """Read one request."""
        while b"\r\n\r\n" not in self._rest:
            self._rest += self._more()
        head, _, self._rest = self._rest.partition(b"\r\n\r\n")
        at = time.monotonic()
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        pairs = (line.split(":", 1) for line in lines)
        headers = {name.strip().lower(): value.strip() for name, value in pairs}
        length = int(headers.get("content-length", 0)) if reads else 0
        while len(self._rest) < length:
            try:
                self._rest += self._more(swallows or 65_536)
            except (_Over, OSError):
                break
            if swallows:
                self.over.wait(0.01)
        body, self._rest = self._rest[:length], self._rest[length:]
        parts = urlsplit(target)
        return Arrival(
            number,
            method,
            parts.path,
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            headers,
            body,
            len(body) == length,
            at,
        )

    def wait_for_hangup(self) -> None:
        """Return when the client has closed the connection, or all is over."""
        while self._more():
            pass

    def _more(self, most: int = 65_536) -> bytes:
        data = self.sock.recv(most)
        if not data:
            raise _Over
        return data


def _wake(sock) -> None:
    """Let whoever waits for a socket go on."""
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


class Authority:
    """Makes certificates: a root, and what it signs."""

    def __init__(self, folder) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Fiktif Root")])
        self._name = name
        root = self._certificate(name, self._key, days=1, ca=True)
        self.path = folder / "root.pem"
        self.path.write_bytes(root.public_bytes(serialization.Encoding.PEM))

    def context(self, *, host="127.0.0.1", days=1) -> ssl.SSLContext:
        """Give a server's context; with *days* below 0 its certificate has expired."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Fiktif Leaf")])
        leaf = self._certificate(subject, key, days=days, host=host)
        pem = self._folder / f"leaf-{host}-{days}.pem"
        pem.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + leaf.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        return context

    def _certificate(self, subject, key, *, days, ca=False, host=None):
        now = datetime.now(timezone.utc)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=30))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(
                    self._key.public_key()
                ),
                False,
            )
            .add_extension(
                x509.KeyUsage(True, False, False, False, False, ca, ca, False, False),
                True,
            )
        )
        if host is not None:
            name = (
                x509.IPAddress(ip_address(host))
                if host[0].isdigit()
                else x509.DNSName(host)
            )
            builder = builder.add_extension(x509.SubjectAlternativeName([name]), False)
        return builder.sign(self._key, hashes.SHA256())
