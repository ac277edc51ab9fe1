"""What the package offers, and what importing it costs."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import tokotiktok
from tokotiktok import unified

ROOT = Path(tokotiktok.__file__).parent


def loaded(code: str) -> set[str]:
    """Run *code* in a fresh interpreter and list the modules it loaded."""
    tail = "; import sys, json; print(json.dumps(sorted(sys.modules)))"
    out = subprocess.run(
        [sys.executable, "-c", code + tail], capture_output=True, check=True, text=True
    )
    return set(json.loads(out.stdout.splitlines()[-1]))


LAZY = (tokotiktok, unified)
"""The packages whose names are imported on first use."""


class TestExports:
    @pytest.mark.parametrize("package", LAZY)
    def test_all_is_sorted(self, package):
        """Names are listed once, in order."""
        names = package.__all__

        assert sorted(set(names)) == sorted(names)

    @pytest.mark.parametrize(
        ("package", "name"),
        [(package, name) for package in LAZY for name in package.__all__],
    )
    def test_each_name_is_there(self, package, name):
        """Every public name can be imported and is documented."""
        assert getattr(package, name).__doc__

    @pytest.mark.parametrize("package", LAZY)
    def test_an_unknown_name_says_so(self, package):
        """A name that is not there is an AttributeError, as of any module."""
        with pytest.raises(AttributeError, match="Tokopedai"):
            package.Tokopedai  # noqa: B018 - it raises

    @pytest.mark.parametrize("package", LAZY)
    def test_dir_lists_what_is_not_loaded_yet(self, package):
        """Editors see all names before any was used."""
        assert set(package.__all__) <= set(dir(package))

    @pytest.mark.parametrize(
        ("kind", "method", "given"),
        [
            (unified.UnifiedOrders, "list", "Order"),
            (unified.UnifiedProducts, "list", "Product"),
            (unified.UnifiedReturns, "list", "Return"),
            (unified.UnifiedFinance, "list", "Entry"),
            (unified.UnifiedFinance, "payouts", "Payout"),
            (unified.UnifiedFinance, "accounts", "OrderAccount"),
            (unified.UnifiedFinance, "totals", "Total"),
            (unified.UnifiedFinance, "reconcile", "Finding"),
            (unified.UnifiedConversations, "list", "Conversation"),
            (unified.UnifiedConversations, "messages", "Message"),
        ],
    )
    def test_what_a_shop_gives_has_a_name(self, kind, method, given):
        """What a shop's lists give is imported from one place, to annotate with."""
        assert f"Walk[{given}]" == getattr(kind, method).__annotations__["return"]
        assert given in unified.__all__

    def test_every_module_says_what_it_is(self):
        """Each module has a docstring."""
        silent = [
            module.name
            for module in ROOT.rglob("*.py")
            if not ast.get_docstring(ast.parse(module.read_text("utf-8")))
        ]

        assert [] == silent


class TestCost:
    @pytest.mark.parametrize("package", ["tokotiktok", "tokotiktok.unified"])
    def test_importing_loads_nothing(self, package):
        """Importing the package loads no library and no platform."""
        mine = {name for name in loaded(f"import {package}") if "tokotiktok" in name}

        assert {"tokotiktok", package} == mine

    def test_first_call_loads_only_its_resource(self):
        """The first orders call loads one resource module, and not the other platform."""
        mine = loaded(
            "from tokotiktok import TikTokShopClient, Token;"
            "from datetime import datetime, timezone;"
            "from tokotiktok.wire import Response;"
            "T = type('T', (), {'send': lambda *a: Response(200, {}, "
            'b\'{"code": 0, "data": {"orders": []}}\')});'
            "end = datetime(2999, 1, 1, tzinfo=timezone.utc);"
            "c = TikTokShopClient(app_key='k', app_secret='s', shop_cipher='c',"
            " token=Token(access='a', expires_at=end), transport=T());"
            "assert len(c.orders.search()) == 0"
        )
        api = {name for name in mine if name.startswith("tokotiktok.tiktokshop.api.")}

        assert {"tokotiktok.tiktokshop.api.orders"} == api
        assert not [name for name in mine if name.startswith("tokotiktok.tokopedia")]
        assert not [name for name in mine if name.startswith("requests")]
