"""The preview server's answers: the built pages with live reload, and nothing to anybody but this machine's browser."""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections.abc import AsyncIterator, Callable
from html import escape
from pathlib import Path, PurePosixPath
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from generator.core.diagnostics import Diagnostic
from generator.serve.live import Live
from generator.serve.session import Session, State

HOSTS = ("127.0.0.1", "localhost")
# The server's own files, below an address that no site can have.
OWN = "/.portal/"
_HERE = Path(__file__).parent
_ERRORS = "The content has errors. This page shows the site once they are mended."
_TRIES = 3  # to make a page of sites that are replaced meanwhile
_KEEP_ALIVE = 15  # seconds between signs of life to an idle browser
# What this machine's own table of types may not know or may have wrong.
_TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mp4": "video/mp4",
    ".opus": "audio/ogg",
    ".svg": "image/svg+xml",
    ".vtt": "text/vtt",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".xml": "application/xml",
}
_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'"


class Preview:
    """Serves the files of the sites, as ``session`` has them; ``failed`` is told of faults of ours in a page."""

    def __init__(self, session: Session, failed: Callable[[Exception], None] | None = None) -> None:
        self._session = session
        self._failed = failed

    def app(self) -> ASGIApp:
        """Return the ASGI application."""
        return Starlette(
            routes=[
                Route(OWN + "events", self._events),
                Route(OWN + "reload.js", _own_file),
                Route(OWN + "reload.css", _own_file),
                Route("/{path:path}", self._page),
            ],
            middleware=[
                # Another site must not reach these drafts by a name of its own that leads to this machine.
                Middleware(TrustedHostMiddleware, allowed_hosts=list(HOSTS), www_redirect=False),
                Middleware(_Headers),
            ],
        )

    def _page(self, request: Request) -> Response:
        """Answer for one address of the sites; runs in a thread, since it may make a page or read the disk."""
        # The state is read before the files: a page may be newer than its version says, which only loads it again.
        # An older one would stay; so what was made while its site was replaced is made again.
        for _ in range(_TRIES):
            state, live = self._session.state, self._session.live
            answer = self._answer_for(request, state, live)
            if self._session.live is live:
                break
        return answer

    def _answer_for(self, request: Request, state: State, live: Live | None) -> Response:
        if live is None:
            return _problems(state, state.text)
        path = str(request.path_params["path"])
        try:
            return self._find(request, state, live, path)
        except Exception as fault:
            if self._failed is None:
                raise
            self._failed(fault)
            text = f"This is a fault of cluster-portal, not yours: {type(fault).__name__}"
            return _problems(state, text, title="This page cannot be shown.", status=500)

    def _find(self, request: Request, state: State, live: Live, path: str) -> Response:
        file = f"{path}index.html" if path == "" or path.endswith("/") else path
        if file not in live:
            if path in live.folders:
                query = f"?{request.url.query}" if request.url.query else ""
                return RedirectResponse(f"/{quote(path)}/{query}", status_code=302)
            return self._missing(state, live, path)
        return self._answer(state, live, file, 200)

    def _answer(self, state: State, live: Live, path: str, status: int) -> Response:
        found = live.get(path)
        if isinstance(found, Diagnostic):
            return _problems(state, self._session.describe((found,)))
        if found is None:
            return self._missing(state, live, path)
        if isinstance(found.content, bytes):
            if path.endswith(".html"):
                return HTMLResponse(_with_reload(state, found.content), status_code=status)
            return Response(found.content, media_type=_media_type(path))
        try:
            return FileResponse(found.content, media_type=_media_type(path), stat_result=found.content.stat())
        except OSError:
            return self._missing(state, live, path)

    def _missing(self, state: State, live: Live, path: str) -> Response:
        """Answer with the 404 page of the site that the address is in."""
        parts = path.split("/")
        for depth in range(len(parts) - 1, -1, -1):
            file = "/".join([*parts[:depth], "404.html"])
            if file in live:
                return self._answer(state, live, file, 404)
        return HTMLResponse(_with_reload(state, _plain_page("There is no such page.", "")), status_code=404)

    async def _events(self, request: Request) -> Response:
        return StreamingResponse(self._states(), media_type="text/event-stream")

    async def _states(self) -> AsyncIterator[str]:
        """Send the state now and after each build, as Server-Sent Events."""
        loop = asyncio.get_running_loop()
        woken = asyncio.Event()

        def wake() -> None:
            loop.call_soon_threadsafe(woken.set)

        with self._session.listening(wake):
            while not self._session.closed:
                woken.clear()
                yield _event(self._session.state)
                while not woken.is_set():
                    try:
                        await asyncio.wait_for(woken.wait(), _KEEP_ALIVE)
                    except TimeoutError:
                        yield ": still here\n\n"


class _Headers:
    """Adds to every answer what keeps a preview private and fresh."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["cache-control"] = "no-cache"
                headers["x-content-type-options"] = "nosniff"
                headers["cross-origin-resource-policy"] = "same-origin"
                headers["referrer-policy"] = "strict-origin-when-cross-origin"
                headers["x-frame-options"] = "SAMEORIGIN"
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _problems(state: State, text: str, *, title: str = _ERRORS, status: int = 503) -> Response:
    """Answer for any page while there are no pages to show, or for one that cannot be made."""
    page = _with_reload(state, _plain_page(title, text))
    return HTMLResponse(page, status_code=status, headers={"content-security-policy": _POLICY})


def _with_reload(state: State, page: bytes) -> bytes:
    script = f'<script src="{OWN}reload.js?{state.version}" defer></script>'.encode()
    end = page.rfind(b"</body>")
    return page + script if end < 0 else page[:end] + script + page[end:]


def _own_file(request: Request) -> Response:
    file = _HERE / request.url.path.removeprefix(OWN)
    return FileResponse(file, media_type=_media_type(file.name))


def _event(state: State) -> str:
    data = json.dumps({"version": state.version, "ok": state.ok, "text": state.text})
    return f"event: state\ndata: {data}\n\n"


def _media_type(path: str) -> str:
    return _TYPES.get(PurePosixPath(path).suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"


def _plain_page(title: str, text: str) -> bytes:
    return (
        f'<!doctype html><html lang="en-NZ"><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<link rel="stylesheet" href="{OWN}reload.css">'
        f"<body><main><h1>{escape(title)}</h1><pre>{escape(text)}</pre></main></body></html>"
    ).encode("utf-8", "replace")
