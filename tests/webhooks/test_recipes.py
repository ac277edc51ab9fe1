"""The recipes for web frameworks, as they stand in the docs, answer as they should."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path

import pytest
from webhooks_data import APPS, order

EXAMPLES = Path(__file__).parents[2] / "examples"
URL = "/webhooks/tiktokshop"


@pytest.fixture
def recipe(tmp_path, monkeypatch):
    """Load an example as its framework would."""
    app_key, app_secret = list(APPS.items())[1]
    monkeypatch.setenv("APP_KEY", app_key)
    monkeypatch.setenv("APP_SECRET", app_secret)
    monkeypatch.setenv("INBOX", str(tmp_path / "inbox.db"))
    loaded = []

    def load(name):
        spec = importlib.util.spec_from_file_location(name, EXAMPLES / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        loaded.append(module)
        return module

    yield load
    for module in loaded:
        module.receiver.stop()


def flask(module):
    client = module.app.test_client()
    return lambda headers, body: (
        client.post(URL, data=body, headers=headers).status_code
    )


def fastapi(module):
    from fastapi.testclient import TestClient

    client = TestClient(module.app)
    return lambda headers, body: (
        client.post(URL, content=body, headers=headers).status_code
    )


def django(module):
    from django.test import RequestFactory

    factory = RequestFactory()

    def post(headers, body):
        request = factory.post(
            URL, body, content_type="application/json", headers=headers
        )
        return module.tiktokshop(request).status_code

    return post


@pytest.mark.parametrize("make", [flask, django, fastapi], ids=lambda one: one.__name__)
def test_recipe(make, recipe, capsys):
    """It answers 200 for what is genuine, 401 for what is not, and handles it once."""
    if make is django:
        from django.conf import settings

        if not settings.configured:
            settings.configure()
    module = recipe(f"webhooks_{make.__name__}")
    post = make(module)
    headers, body = order(77)
    statuses = [
        post(headers, body),
        post(headers, body),
        post({}, body),
        post(headers, body + b" "),
    ]
    handled = ""
    deadline = time.monotonic() + 30
    while not handled and time.monotonic() < deadline:
        handled += capsys.readouterr().out
        time.sleep(0.01)
    module.receiver.stop()
    handled += capsys.readouterr().out

    assert [200, 200, 401, 401] == statuses
    assert "order 77: look at it again\n" == handled
