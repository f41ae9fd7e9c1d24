"""The server of the dashboard: the secretariat's page, and behind it the Temporal UI."""

import shutil
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from typing_extensions import override

from adapters.local.ports import free_port
from gateway.dashboard import VIEWS
from tests.needed import do_without

ROOT = Path(__file__).parents[2]
MAIN = """
daemon off;
master_process off;
pid {place}/nginx.pid;
error_log {place}/error.log;
events {{}}
http {{
    access_log off;
    types {{ text/html html; }}
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
    include {place}/dashboard.conf;
}}
"""


class Ui(BaseHTTPRequestHandler):
    """Stands in for the Temporal UI: says what it was asked."""

    def do_GET(self) -> None:
        body = f"{self.headers['Host']} {self.path}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    @override
    def log_message(self, *_: object) -> None:
        """Keep silent."""


@pytest.fixture
def ui() -> Iterator[str]:
    """Run what stands in for the UI; return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Ui)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def server(tmp_path: Path, ui: str) -> Iterator[str]:
    """Run nginx as the compose file does, on other ports."""
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        do_without("nginx")
    port = free_port()
    (tmp_path / "dashboard.conf").write_text(moved(f"127.0.0.1:{port}", ui), encoding="utf-8")
    main = tmp_path / "nginx.conf"
    main.write_text(MAIN.format(place=tmp_path), encoding="utf-8")
    process = subprocess.Popen([nginx, "-e", str(tmp_path / "error.log"), "-c", str(main)])  # noqa: S603 - found above
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait()


def moved(listen: str, ui: str) -> str:
    """Return the configuration with the places of this machine in it."""
    conf = (ROOT / "deploy" / "dashboard.conf").read_text(encoding="utf-8")
    places = {
        "listen 8080": f"listen {listen}",
        "temporal-ui:8080": ui,
        "/srv/dashboard/": f"{ROOT}/deploy/dashboard/",
    }
    for there, here in places.items():
        assert there in conf
        conf = conf.replace(there, here)
    return conf


def read(url: str) -> str:
    """Read a page, once the server is up."""
    for _ in range(200):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own
                return str(answer.read().decode())
        except urllib.error.HTTPError:
            raise
        except OSError:
            threading.Event().wait(0.05)
    raise TimeoutError(url)


def test_the_page_and_the_ui_have_one_address(server: str) -> None:
    page = read(f"{server}/akkoord/")
    assert all(view.name in page for view in VIEWS)
    assert read(f"{server}/akkoord") == page

    host = server.removeprefix("http://")
    assert read(f"{server}/namespaces/akkoord/workflows?query=a%20b") == (
        f"{host} /namespaces/akkoord/workflows?query=a%20b"
    )


def test_a_cases_page_may_travel_in_an_address(server: str) -> None:
    long = "x" * 30_000

    assert read(f"{server}/render?content={long}").endswith(long)
