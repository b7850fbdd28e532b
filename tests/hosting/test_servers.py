"""The sample site on the servers that hosts use: nginx and Apache, as Debian packages them, hardly configured."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import need

NGINX = """\
daemon off;
pid {work}/nginx.pid;
error_log stderr;
{user}
events {{}}
http {{
  access_log off;
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  client_body_temp_path {work}/body;
  proxy_temp_path {work}/proxy;
  fastcgi_temp_path {work}/fastcgi;
  uwsgi_temp_path {work}/uwsgi;
  scgi_temp_path {work}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root "{site}";
    error_page 404 /404.html;
    location /hereora/ {{ error_page 404 /hereora/404.html; }}
  }}
}}
"""
APACHE = """\
ServerRoot "{work}"
ServerName localhost
Listen 127.0.0.1:{port}
PidFile "{work}/apache.pid"
ErrorLog /dev/stderr
{user}
LoadModule mpm_event_module {modules}/mod_mpm_event.so
LoadModule authz_core_module {modules}/mod_authz_core.so
LoadModule dir_module {modules}/mod_dir.so
LoadModule mime_module {modules}/mod_mime.so
TypesConfig /etc/mime.types
DocumentRoot "{site}"
DirectoryIndex index.html
ErrorDocument 404 /404.html
<Directory "{site}">
  Require all granted
</Directory>
<Location "/hereora/">
  ErrorDocument 404 /hereora/404.html
</Location>
"""


@dataclass(frozen=True)
class Answer:
    """A server's answer, redirects not followed."""

    status: int
    headers: dict[str, str]
    body: bytes


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: object, **kwargs: object) -> None:
        return None


def _get(url: str, **headers: str) -> Answer:
    opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))
    try:
        answer = opener.open(urllib.request.Request(url, headers=headers), timeout=20)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        return Answer(answer.status, {name.lower(): value for name, value in answer.headers.items()}, answer.read())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _nginx(work: Path, site: Path, port: int) -> list[str]:
    program = need("nginx", package="nginx-light")
    user = "user www-data;" if os.geteuid() == 0 else ""
    (work / "nginx.conf").write_text(NGINX.format(work=work, site=site, port=port, user=user), encoding="utf-8")
    return [program, "-e", "stderr", "-p", str(work), "-c", str(work / "nginx.conf")]


def _apache(work: Path, site: Path, port: int) -> list[str]:
    program = need("apache2", "httpd", package="apache2")
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    text = APACHE.format(work=work, site=site, port=port, user=user, modules="/usr/lib/apache2/modules")
    (work / "apache.conf").write_text(text, encoding="utf-8")
    return [program, "-f", str(work / "apache.conf"), "-DFOREGROUND"]


@pytest.fixture(scope="module")
def public_site(sample_site: Path) -> Iterator[Path]:
    """The sample site, with a captions file and a film, in a folder that the servers' own users may read."""
    with tempfile.TemporaryDirectory(prefix="portal-hosting-") as folder:
        Path(folder).chmod(0o755)
        site = Path(folder) / "site"
        shutil.copytree(sample_site, site)
        (site / "film.mp4").write_bytes(bytes(range(256)) * 8)
        (site / "film.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nKia ora\n", encoding="utf-8")
        for path in [site, *site.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        yield site


@pytest.fixture(scope="module", params=[_nginx, _apache], ids=["nginx", "apache"])
def server(request: pytest.FixtureRequest, public_site: Path) -> Iterator[str]:
    """A running server's address; the server is ended with the module."""
    command: Callable[[Path, Path, int], list[str]] = request.param
    with tempfile.TemporaryDirectory(prefix="portal-server-") as folder:
        Path(folder).chmod(0o755)
        port = _free_port()
        errors = Path(folder) / "errors.txt"
        with errors.open("wb") as log:
            process = subprocess.Popen(command(Path(folder), public_site, port), stdout=log, stderr=log, cwd=folder)
        try:
            _wait(process, port, errors)
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()
            process.wait(timeout=30)


def _wait(process: subprocess.Popen[bytes], port: int, errors: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"The server stopped at once:\n{errors.read_text(encoding='utf-8')}", pytrace=False)
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("The server does not answer.", pytrace=False)


def test_pages_are_served_as_pages(server: str, public_site: Path) -> None:
    for name in ("", "hereora/", "hereora/videos/becoming-a-truly-collaborative-cluster/"):
        answer = _get(server + name)
        assert (answer.status, answer.headers["content-type"].split(";")[0]) == (200, "text/html")
        assert answer.body == (public_site / name / "index.html").read_bytes()


def test_pages_are_read_as_utf_8(server: str) -> None:
    answer = _get(f"{server}hereora/")
    assert answer.headers["content-type"].partition("charset=")[2].lower() in {"", "utf-8"}
    assert b'charset="utf-8"' in answer.body[:1024].lower()


def test_a_folder_without_its_slash_is_redirected(server: str) -> None:
    answer = _get(f"{server}hereora/videos")
    assert answer.status == 301
    assert answer.headers["location"].endswith("/hereora/videos/")


@pytest.mark.parametrize("name", ["404.html", "hereora/404.html"])
def test_a_missing_page_answers_with_the_sites_own(server: str, public_site: Path, name: str) -> None:
    answer = _get(f"{server}{name.removesuffix('404.html')}nothing/here/")
    assert answer.status == 404
    assert answer.body == (public_site / name).read_bytes()


def test_a_part_of_a_film_is_served(server: str) -> None:
    answer = _get(f"{server}film.mp4", Range="bytes=100-109")
    assert (answer.status, answer.headers["content-range"]) == (206, "bytes 100-109/2048")
    assert answer.body == bytes(range(100, 110))


def test_captions_are_served(server: str) -> None:
    answer = _get(f"{server}film.vtt")
    assert answer.status == 200
    assert answer.headers["content-type"].split(";")[0] in {"text/vtt", "application/octet-stream"}


def test_every_file_is_served_with_a_type_that_browsers_take(server: str, public_site: Path) -> None:
    wanted = {
        ".css": {"text/css"},
        ".js": {"text/javascript", "application/javascript", "application/x-javascript"},
        ".svg": {"image/svg+xml"},
        ".jpg": {"image/jpeg"},
        ".png": {"image/png"},
    }
    seen = set()
    for path in sorted(public_site.rglob("*")):
        if path.suffix in wanted and path.suffix not in seen and ".portal" not in path.parts:
            seen.add(path.suffix)
            answer = _get(server + path.relative_to(public_site).as_posix())
            assert answer.status == 200
            assert answer.headers["content-type"].split(";")[0] in wanted[path.suffix]
    assert {".css", ".jpg", ".png"} <= seen
