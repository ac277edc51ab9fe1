"""What the package offers, and what importing it costs."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

import tokotiktok

ROOT = Path(tokotiktok.__file__).parent


def loaded(code: str) -> set[str]:
    """Run *code* in a fresh interpreter and list the modules it loaded."""
    tail = "; import sys, json; print(json.dumps(sorted(sys.modules)))"
    out = subprocess.run(
        [sys.executable, "-c", code + tail], capture_output=True, check=True, text=True
    )
    return set(json.loads(out.stdout.splitlines()[-1]))


class TestExports:
    def test_all_is_sorted(self):
        """Names are listed once, in order."""
        names = tokotiktok.__all__

        assert sorted(set(names)) == sorted(names)

    @pytest.mark.parametrize("name", tokotiktok.__all__)
    def test_each_name_is_there(self, name):
        """Every public name can be imported and is documented."""
        assert getattr(tokotiktok, name).__doc__

    def test_an_unknown_name_says_so(self):
        """A name that is not there is an AttributeError, as of any module."""
        with pytest.raises(AttributeError, match="Tokopedai"):
            tokotiktok.Tokopedai  # noqa: B018 - it raises

    def test_dir_lists_what_is_not_loaded_yet(self):
        """Editors see all names before any was used."""
        assert set(tokotiktok.__all__) <= set(dir(tokotiktok))

    def test_every_module_says_what_it_is(self):
        """Each module has a docstring."""
        silent = [
            module.name
            for module in ROOT.rglob("*.py")
            if not ast.get_docstring(ast.parse(module.read_text("utf-8")))
        ]

        assert [] == silent


class TestCost:
    def test_importing_loads_nothing(self):
        """Importing the package loads no library and no platform."""
        mine = {name for name in loaded("import tokotiktok") if "tokotiktok" in name}

        assert {"tokotiktok"} == mine

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
