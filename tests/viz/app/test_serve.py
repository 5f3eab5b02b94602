"""The server: settings that are safe, and one clear line where it cannot listen."""

from __future__ import annotations

import os
import socket

import pytest

from model.errors import InputError
from tests.goodwill.commands import here
from viz.app import serve


def test_a_taken_port_is_told() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(InputError, match=f"--port: {port}: is taken"):
            serve.listen("127.0.0.1", port)


def test_a_wrong_address_is_told() -> None:
    for host in ("203.0.113.7", "no.such.host"):
        with pytest.raises(InputError, match="cannot be listened on"):
            serve.listen(host, 0)


def test_a_free_port_is_found() -> None:
    with serve.listen("127.0.0.1", 0) as found:
        assert found.getsockname()[1] > 0


def test_settings_keep_what_the_user_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in serve.SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SOLARA_KERNEL_CULL_TIMEOUT", "1m")
    serve.prepare()
    assert os.environ["SOLARA_KERNEL_CULL_TIMEOUT"] == "1m"
    assert os.environ["SOLARA_TELEMETRY_MIXPANEL_ENABLE"] == "False"
    assert os.environ["SOLARA_APP"] == "viz.app.pages"
    for name in serve.SETTINGS:
        os.environ.pop(name, None)


def test_the_command_listens_on_this_machine_unless_told() -> None:
    done = here("app", "--help")
    assert done.exit_code == 0
    assert "127.0.0.1" in done.output
    assert here("app", "--port", "70000").exit_code == 2
    assert here("app", "--strategies", "nowhere.py").exit_code == 2
