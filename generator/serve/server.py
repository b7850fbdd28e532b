"""Runs a preview: the server in this thread, the builds in another, until Ctrl-C."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from generator.build.run import BuildResult, UsageProblem
from generator.serve.session import Session
from generator.serve.watch import Changes

HOST = "127.0.0.1"
FIRST_PORT = 8000
_PORTS_TRIED = 100
_RESCAN = 2.0  # seconds without an event, after which the disk is looked at, in case that one was lost
_REST = 20.0  # times as long as that took


def listen(port: int | None) -> socket.socket | None:
    """Return a socket on ``port`` of this machine alone, or ``None`` if it is taken.

    Without a port it is 8000, or the next one that is free.
    """
    ports = range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED) if port is None else (port,)
    for candidate in ports:
        # The protocol is named, since asyncio sends small answers without delay only where it sees that it is TCP.
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if os.name == "posix":  # elsewhere it would let two servers share a port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind((HOST, candidate))
            listener.listen()
        except (OSError, OverflowError):
            listener.close()
            continue
        return listener
    return None


def serve(
    session: Session,
    changes: Changes,
    app: ASGIApp,
    listener: socket.socket,
    *,
    ready: Callable[[], None],
    built: Callable[[BuildResult], None],
    failed: Callable[[Exception], None],
) -> None:
    """Serve until the process is interrupted, which raises ``KeyboardInterrupt``; each burst of changes is built.

    ``ready`` is called once browsers are answered, ``built`` with the result of each build, and ``failed`` with the
    exception of one that broke off.
    """
    config = uvicorn.Config(
        app,
        log_level="error",
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    threading.Thread(target=_build_changes, args=(session, changes, built, failed), name="builder", daemon=True).start()
    _Server(config, session, ready).run(sockets=[listener])


def _build_changes(
    session: Session, changes: Changes, built: Callable[[BuildResult], None], failed: Callable[[Exception], None]
) -> None:
    pause = _RESCAN
    while (paths := changes.wait(pause)) is not None:
        try:
            if paths:
                session.update(paths, built)
            else:
                began = time.monotonic()
                if session.rescan():
                    session.update((), built)
                # A large portal takes a while to be walked through: that is to be a small part of the time.
                pause = max(_RESCAN, _REST * (time.monotonic() - began))
        except UsageProblem as problem:
            failed(problem)
        except Exception as fault:
            # The preview lives on: the next edit may well build, and the fault has been told.
            failed(fault)


class _Server(uvicorn.Server):
    """Tells when it answers, and ends the browsers' open event streams when it is to stop."""

    def __init__(self, config: uvicorn.Config, session: Session, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._session = session
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self._session.close()
        super().handle_exit(sig, frame)
