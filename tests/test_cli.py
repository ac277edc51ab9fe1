"""The command line."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from tokotiktok.cli import main
from tokotiktok.sandbox.server import Served


def run(*arguments, code=0):
    """Run the command."""
    done = CliRunner().invoke(main, arguments)
    assert code == done.exit_code, done.output
    return done.stdout


class TestDemo:
    def test_shows_all(self):
        """It shows orders, products and returns, with origin and API, and totals."""
        said = run("demo")

        for word in ("Orders", "Products", "Returns", "Origin", "API"):
            assert word in said
        orders = re.findall(
            r"^2025-\S+ \S+ +(\d+) +(TikTok Shop|Tokopedia) +(TikTok Shop|Tokopedia)",
            said,
            re.MULTILINE,
        )
        assert 30 == len({order for order, _, _ in orders}) == len(orders)
        assert {
            ("Tokopedia", "Tokopedia"),
            ("Tokopedia", "TikTok Shop"),
            ("TikTok Shop", "TikTok Shop"),
        } == {pair[1:] for pair in orders}
        assert re.search(r"^Tokopedia +\d+ orders, IDR [\d.]+", said, re.MULTILINE)

    def test_fits(self):
        """It reads well in a terminal of 100 columns: nothing is cut off."""
        said = run("demo")

        assert max(map(len, said.splitlines())) <= 100
        assert "…" not in said


class TestOperations:
    def test_json(self):
        """The table of operations is complete, as JSON."""
        rows = json.loads(run("operations", "--json"))
        (search,) = [one for one in rows if one["id"] == "getOrderList"]

        assert 425 == len(rows)
        assert {
            "platform": "tiktokshop",
            "method": "POST",
            "path": "/order/202309/orders/search",
            "version": "202309",
            "attribute": "orders.search",
            "scope": ["seller.order.info"],
        }.items() <= search.items()

    def test_table(self):
        """It is a table for people, too."""
        assert "orders.search" in run("operations")


class TestExplain:
    def test_text(self):
        """A code is explained in words, a line each."""
        said = run("explain", "12052332")

        assert re.search(r"^code +12052332$", said, re.MULTILINE)
        assert re.search(r"^who +seller$", said, re.MULTILINE)
        assert re.search(r"^operations +activateProducts, ", said, re.MULTILINE)
        assert re.search(r"^reason$", said, re.MULTILINE)

    def test_json(self):
        """It is there as JSON, too."""
        assert {
            "code": "ORD_API_009",
            "platform": "Tokopedia",
            "cause": "the interval holds too many orders",
            "who": "developer",
            "error": "ValidationError",
            "kind": "too_much",
            "remedy": "none",
            "reason": None,
            "evidence": "documented",
            "operations": [],
        }.items() <= json.loads(run("explain", "ord_api_009", "--json")).items()

    def test_unknown(self):
        """A code that is in no table is said to be so, with an exit code of 1."""
        assert "in no table" in run("explain", "12052777", code=1)


@pytest.fixture
def interruptible():
    """Whoever ignores SIGINT, as jobs in the background do, has children who do too."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class TestSandbox:
    @pytest.mark.usefixtures("interruptible")
    def test_text(self):
        """It says where it serves in words, and ends in peace when interrupted."""
        command = [sys.executable, "-m", "tokotiktok", "sandbox", "--port", "0"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            lines = []
            for line in process.stdout:
                lines.append(line)
                if line.startswith("Serving"):
                    break
            process.send_signal(signal.SIGINT)

        assert 0 == process.returncode
        assert {"tiktokshop\n", "tokopedia\n"} < set(lines)
        assert 2 == sum(line.startswith("  base_url") for line in lines)

    def test_json(self, monkeypatch):
        """Programs are told as JSON."""
        monkeypatch.setattr(Served, "wait", lambda _: None)
        found = json.loads(run("sandbox", "--port", "0", "--json"))

        assert {"tiktokshop", "tokopedia"} == set(found)
        assert "shop_cipher" in found["tiktokshop"]


class TestWithoutExtras:
    @pytest.mark.parametrize("missing", ["click", "rich"])
    def test_says_how_to_get_them(self, missing):
        """Without click or rich one sentence says how to get them."""
        code = (
            f"import sys, runpy; sys.modules[{missing!r}] = None; sys.argv = ['x'];"
            "runpy.run_module('tokotiktok', run_name='__main__')"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )

        assert 1 == done.returncode
        assert "pip install 'tokotiktok[cli]'" in done.stderr

    def test_another_module_that_lacks(self):
        """What lacks for another reason is not said to be click."""
        code = (
            "import sys, runpy; sys.modules['tokotiktok.cli.running'] = None;"
            "runpy.run_module('tokotiktok', run_name='__main__')"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )

        assert 1 == done.returncode
        assert "pip install" not in done.stderr
        assert "ModuleNotFoundError: import of tokotiktok.cli.running" in done.stderr
