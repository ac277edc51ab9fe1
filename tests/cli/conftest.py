"""What tests of commands run them with."""

from __future__ import annotations

import os

import pytest
from click.testing import CliRunner

from tokotiktok.cli import main
from tokotiktok.sandbox.server import serve


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """An empty folder to work in, nobody's settings, and a home that is the folder."""
    for name in list(os.environ):
        if name.startswith("TOKOTIKTOK_") and name != "TOKOTIKTOK_ALL":
            monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(box):
    """Run a command; ``--sandbox`` is the test's own."""

    def ran(*arguments, code=0, **more):
        done = CliRunner().invoke(main, arguments, obj=box, **more)
        assert code == done.exit_code, (done.output, done.exception)
        return done

    return ran


@pytest.fixture
def facts(box):
    """Serve the sandbox as the platforms are, and say with what it is called."""
    with serve(box) as served:
        yield served.describe()


@pytest.fixture
def served(facts, home):
    """A file of profiles in which ``toko`` is the served shop; give its lines."""
    new, old = facts["tiktokshop"], facts["tokopedia"]
    lines = [
        "[toko]",
        *(
            f'{name} = "{new[name]}"'
            for name in ("app_key", "app_secret", "service_id", "base_url", "auth_url")
        ),
        f'tokens = "memory:{home.name}"',
        f'tokopedia_client_id = "{old["client_id"]}"',
        f'tokopedia_client_secret = "{old["client_secret"]}"',
        f"tokopedia_fs_id = {old['fs_id']}",
        f"tokopedia_shop_id = {old['shop_id']}",
        f'tokopedia_base_url = "{old["base_url"]}"',
        f'tokopedia_auth_url = "{old["auth_url"]}"',
        "",
    ]
    path = home / ".config" / "tokotiktok" / "profiles.toml"
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(lines), "utf-8")
    path.chmod(0o600)
    return path
