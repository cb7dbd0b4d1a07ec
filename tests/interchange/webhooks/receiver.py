"""A receiver of webhooks as a process: `python -m tests.interchange.webhooks.receiver FOLDER [CERTIFICATE]`.

What it is sent is kept in FOLDER, a file each; its ports are in `ports`, the one with TLS last. What it does
depends on the path, which is one of the methods below; `/holds` answers once the file `hold` is gone.
"""

import json
import ssl
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from typing import Any

FOLDER = Path(sys.argv[1])
NUMBERS = count(1)


class Receiver(BaseHTTPRequestHandler):
    """Keeps what comes, and answers as the path asks."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        kept = {"path": self.path, "headers": dict(self.headers), "body": body, "sni": SNI[-1:]}
        written = FOLDER / "writing"
        number = next(NUMBERS)
        written.with_suffix(f".{number}").write_text(json.dumps(kept))
        written.with_suffix(f".{number}").rename(FOLDER / f"{number:03}.json")
        name = self.path.strip("/").partition("?")[0].replace("-", "_")
        getattr(self, name, self.ok)()

    def answer(self, status: int, text: str = "", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def ok(self) -> None:
        self.answer(200, "Tack!\0")

    def fails_once(self) -> None:
        seen = FOLDER / "failed"
        self.answer(200 if seen.exists() else 500, "" if seen.exists() else "Trasig")
        seen.touch()

    def refuses(self) -> None:
        self.answer(400, "Nej")

    def hangs(self) -> None:
        time.sleep(600)

    def drips(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for place in range(6000):
            self.wfile.write(b"X-%d: y\r\n" % place)
            time.sleep(0.05)

    def redirects(self) -> None:
        inside = f"http://127.0.0.1:{self.server.server_address[1]}/inside"
        self.answer(307, "", Location=inside)

    def floods(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100_000):
            self.wfile.write(b"x" * 65536)

    def garbles(self) -> None:
        self.wfile.write(b"220 mail.example ESMTP\r\n")
        self.close_connection = True

    def holds(self) -> None:
        (FOLDER / "held").touch()
        while (FOLDER / "hold").exists():
            time.sleep(0.02)
        self.answer(200)

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


SNI: list[str | None] = []


class Server(ThreadingHTTPServer):
    """Who hangs up is nothing to be told of."""

    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Says nothing."""


def main() -> None:
    servers = [Server(("127.0.0.1", 0), Receiver)]
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2])
        context.sni_callback = lambda _socket, name, _context: SNI.append(name)
        secure = Server(("127.0.0.1", 0), Receiver)
        secure.socket = context.wrap_socket(secure.socket, server_side=True, do_handshake_on_connect=False)
        servers.append(secure)
    for server in servers:
        threading.Thread(target=server.serve_forever).start()
    (FOLDER / "writing").write_text(" ".join(str(server.server_address[1]) for server in servers))
    (FOLDER / "writing").rename(FOLDER / "ports")


if __name__ == "__main__":
    main()
