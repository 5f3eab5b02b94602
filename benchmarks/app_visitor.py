"""A visitor of the app without a browser: Solara's own protocol over a real websocket.

It opens a page, keeps the state of every widget that the server sends, fires the events that
a page's components fire, and waits until the server says that it is done with each.
"""

from __future__ import annotations

import asyncio
import http.client
import itertools
import json
import struct
import time
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 120.0
"""Seconds to wait for an answer."""


class Visitor:
    """One connection, and what the server has told it."""

    def __init__(self, address: str, number: int) -> None:
        self.address, self.number = address, number
        self.kernel = f"load-kernel-{number}-{time.time_ns()}"
        self.session = f"load-session-{number}"
        self.widgets: dict[str, dict[str, Any]] = {}
        """The state of each widget by id."""
        self.received = 0
        """Bytes."""
        self._idle: dict[str, asyncio.Event] = {}
        self._count = itertools.count()
        self._socket: ClientConnection | None = None
        self._cookie = ""

    async def open(self, path: str) -> float:
        """Open a page; return the seconds until the server has sent all of it."""
        begun = time.perf_counter()
        self._cookie = await asyncio.to_thread(self._get, path)
        place = urlsplit(self.address).netloc
        channel = f"/jupyter/api/kernels/{self.kernel}/channels?session_id={self.session}"
        self._socket = await connect(
            f"ws://{place}{channel}", additional_headers={"Cookie": self._cookie}, max_size=None
        )
        self._reader = asyncio.create_task(self._read())
        control = f"control-{self.number}"
        await self._say(
            "comm_open", {"comm_id": control, "target_name": "solara.control", "data": {}}
        )
        themes = {"light": {}, "dark": {}}
        run = {"method": "run", "args": {"path": path, "themes": themes, "dark": False}}
        await self._say("comm_msg", {"comm_id": control, "data": run})
        return time.perf_counter() - begun

    def _get(self, path: str) -> str:
        """Fetch the page's document; return the cookie that names the visitor."""
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        cookies = [v for k, v in answer.getheaders() if k.lower() == "set-cookie"]
        connection.close()
        return "; ".join(cookie.partition(";")[0] for cookie in cookies)

    async def fire(self, event: str, data: Any) -> float:
        """Fire an event of whatever component has it; return the seconds until all is sent."""
        content = {"method": "custom", "content": {"event": event, "data": data}}
        begun = time.perf_counter()
        await self._say("comm_msg", {"comm_id": self.having(event), "data": content})
        return time.perf_counter() - begun

    def having(self, event: str) -> str:
        """Return the id of the latest component that has an event."""
        return [key for key, state in self.widgets.items() if event in (state.get("events") or ())][
            -1
        ]

    def state(self, event: str) -> dict[str, Any]:
        """Return the state of the component that has an event."""
        return self.widgets[self.having(event)]

    async def leave(self, *, politely: bool) -> None:
        """Close the page as a browser does, or just vanish."""
        if politely:
            await asyncio.to_thread(self._beacon)
        self._reader.cancel()
        if self._socket is not None:
            await self._socket.close()

    def _beacon(self) -> None:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)
        path = f"/_solara/api/close/{self.kernel}?session_id={self.session}"
        connection.request("POST", path, headers={"Cookie": self._cookie})
        connection.getresponse().read()
        connection.close()

    async def _say(self, kind: str, content: dict[str, Any]) -> None:
        """Send a message and wait until the server has done all that it asks for."""
        assert self._socket is not None
        name = f"{self.session}-{next(self._count)}"
        header = {
            "msg_id": name, "msg_type": kind, "session": self.session, "username": "", "version":
            "5.3", "date": "2025-01-01T00:00:00Z",
        }  # fmt: skip
        message = {
            "header": header, "parent_header": {}, "metadata": {}, "content": content,
            "buffers": [], "channel": "shell",
        }  # fmt: skip
        done = self._idle[name] = asyncio.Event()
        await self._socket.send(json.dumps(message))
        try:
            await asyncio.wait_for(done.wait(), PATIENCE)
        finally:
            del self._idle[name]

    async def _read(self) -> None:
        assert self._socket is not None
        async for raw in self._socket:
            self.received += len(raw)
            self._take(_decoded(raw))

    def _take(self, message: dict[str, Any]) -> None:
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "comm_open":
            self.widgets[content["comm_id"]] = dict(content["data"].get("state", {}))
        elif kind == "comm_msg" and content["data"].get("method") == "update":
            self.widgets.setdefault(content["comm_id"], {}).update(content["data"]["state"])
        elif kind == "comm_close":
            self.widgets.pop(content["comm_id"], None)
        elif kind == "status" and content["execution_state"] == "idle":
            waits = self._idle.get(message.get("parent_header", {}).get("msg_id", ""))
            if waits is not None:
                waits.set()


def _decoded(raw: str | bytes) -> dict[str, Any]:
    """Return a message; of one with buffers the JSON part, which comes first."""
    if isinstance(raw, bytes):
        count = struct.unpack("!i", raw[:4])[0]
        ends = [*struct.unpack("!" + "I" * count, raw[4 : 4 * (count + 1)]), len(raw)]
        raw = raw[ends[0] : ends[1]].decode()
    found: dict[str, Any] = json.loads(raw)
    return found
