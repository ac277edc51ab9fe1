"""The house stands as drawn: imports point down, and each library has one door."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

pytestmark = pytest.mark.uncovered

ROOT = Path(__file__).parent.parent / "tokotiktok"
LAYER = {
    **dict.fromkeys(
        ("errors", "wire", "platforms", "money", "_model", "_json", "_explain"), 0
    ),
    **dict.fromkeys(("auth", "retry", "ratelimit", "telemetry", "transport"), 1),
    **dict.fromkeys(("_session", "_convert", "_resource", "_client"), 1),
    **dict.fromkeys(
        (
            "_request",
            "_answer",
            "_reading",
            "_redaction",
            "_attempts",
            "_download",
            "otel",
        ),
        1,
    ),
    **dict.fromkeys(
        ("_turns", "_crypto", "_events", "_memory", "_threads", "renewal"), 1
    ),
    **dict.fromkeys(("tiktokshop", "tokopedia"), 2),
    **dict.fromkeys(
        ("unified", "stores", "binding", "migration", "webhooks", "sync"), 3
    ),
    "sandbox": 4,
    **dict.fromkeys(("cli", "__main__"), 5),
}
DOORS = {
    "requests": "transport/_adapter.py",
    "urllib3": "transport/_adapter.py",
    "tenacity": "retry.py",
    "cattrs": "_convert.py",
    "orjson": "_json.py",
    "sqlite3": "stores/_database.py",
    "redis": "stores/_redis.py",
    "sqlalchemy": "stores/_sql/",
    "dlt": "sync/warehouse.py",
    "pypdf": "unified/acting/_pdf.py",
    "pyarrow": "unified/finance/parquet.py",
    "cryptography": "_crypto.py",
    "opentelemetry": "otel.py",
    "tomllib": "binding/files.py",
    "tomli": "binding/files.py",
    "click": "cli/",
    "rich": "cli/",
    "jinja2": "migration/page.py",
}
MODULES = sorted(ROOT.rglob("*.py"))


def imports(source: str, where: tuple[str, ...]) -> list[str]:
    """List what a module imports, its own package's modules as ``.name``."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = where[: len(where) - node.level + 1]
            parts = [*base, *(node.module or "").split(".")]
            parts = [part for part in parts if part]
            names = [alias.name for alias in node.names] if not parts else [""]
            found += ["." + (parts[0] if parts else name) for name in names]
        elif isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
    return found


def wrong(path: str, source: str) -> list[str]:
    """Say what a module imports that it may not."""
    where = tuple(path.split("/"))[:-1]
    own = where[0] if where else path.removesuffix(".py")
    problems = []
    for name in imports(source, where):
        top = name.removeprefix(".").partition(".")[0]
        if name.startswith("."):
            if own == "__init__" or top == "__version__":
                continue
            if LAYER[top] > LAYER[own]:
                problems.append(f"{path} imports {top} from above")
            if {own, top} == {"tiktokshop", "tokopedia"}:
                problems.append(f"{path} imports the other platform")
        elif top in DOORS and not path.startswith(DOORS[top]):
            problems.append(f"{path} imports {top}")
    return problems


class TestLayers:
    @pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
    def test_imports_point_down_and_through_doors(self, module):
        """No module imports from above, nor an outside library past its door."""
        path = module.relative_to(ROOT).as_posix()

        assert [] == wrong(path, module.read_text("utf-8"))

    @pytest.mark.parametrize(
        ("path", "source"),
        [
            ("auth.py", "from .unified.shop import UnifiedShop"),
            ("tiktokshop/client.py", "from ..tokopedia.client import TokopediaClient"),
            ("auth.py", "import requests"),
            ("unified/shop.py", "from ..sandbox import Sandbox"),
            ("money.py", "from . import retry"),
        ],
    )
    def test_would_notice(self, path, source):
        """The rules find what breaks them."""
        assert 1 == len(wrong(path, source))

    def test_prints_nowhere_but_on_the_command_line(self):
        """A library does not print."""
        printing = [
            module.name
            for module in MODULES
            for node in ast.walk(ast.parse(module.read_text("utf-8")))
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
        ]

        assert [] == printing

    def test_modules_are_small(self):
        """What a person wrote stays within 400 lines a module."""
        long = [
            module.name
            for module in MODULES
            if "api" not in module.parts
            and len(module.read_text("utf-8").splitlines()) > 400
        ]

        assert [] == long
