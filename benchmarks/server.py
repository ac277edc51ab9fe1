"""
A keep-alive server on loopback that answers every request with the same orders.

With a certificate's file as its argument it speaks TLS. A path with *close* in it is
answered and hung up on.
"""

from __future__ import annotations

import asyncio
import ssl
import sys

from payload import body

HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
)
LARGE = body()
SMALL = b'{"code":0,"message":"Success","request_id":"x","data":{"orders":[]}}'


class Answers(asyncio.Protocol):
    """Reads whole requests, writes whole answers."""

    def connection_made(self, transport):
        self.transport = transport
        self.data = b""
        transport.set_write_buffer_limits(1 << 22)

    def data_received(self, data):
        self.data += data
        while (end := self.data.find(b"\r\n\r\n")) >= 0:
            head = self.data[:end].lower()
            at = head.find(b"content-length:")
            length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self.data) < end + 4 + length:
                return
            self.data = self.data[end + 4 + length :]
            answer = SMALL if b"small" in head else LARGE
            if b"close" in head:
                closing = b"Connection: close\r\n\r\n"
                self.transport.write(HEAD[:-2] % len(answer) + closing + answer)
                self.transport.close()
                return
            self.transport.write(HEAD % len(answer) + answer)


async def main() -> None:
    """Serve until ended."""
    loop = asyncio.get_running_loop()
    tls = None
    if sys.argv[1:]:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(sys.argv[1])
    server = await loop.create_server(Answers, "127.0.0.1", 0, ssl=tls)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
