"""How the pages are built."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

HERE = Path(__file__).parent
gc.set_threshold(200_000, 50, 50)  # trees of nodes, all of which are kept
sys.path.insert(0, str(HERE))

from pages import write_reference  # noqa: E402 - found by the path above
from quick import QuickPythonDomain, quick_menu  # noqa: E402 - likewise

import tokotiktok  # noqa: E402 - sorted after those

project = "tokotiktok"
author = "tokotiktok contributors"
release = version = tokotiktok.__version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "diagrams",
]
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = f"tokotiktok {release}"

autodoc_member_order = "bysource"
autodoc_class_signature = "separated"  # no 50-argument headline on a model ...
autodoc_default_options = {
    "members": True,
    "undoc-members": True,
    "exclude-members": "__init__, __new__",  # ... nor below it
}
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
maximum_signature_line_length = 79
default_role = "code"
nitpicky = True
nitpick_ignore_regex = [
    # the standard library's inventory is not there without a network
    (
        "py:class",
        r"(collections|concurrent|contextlib|datetime|decimal|os|threading|types)\..*|datetime|timedelta",
    ),
    # of dlt
    ("py:class", r"DltSource|Pipeline"),
    # how values travel: a datetime, a Decimal or a str to whoever reads the page
    ("py:class", r"Id|IntId|Unix\w+|Wib\w+|Day|Decimal\w+|Rfc3339"),
    # facts of the made-up shop: to be read in the code
    ("py:class", r"tokotiktok\.sandbox\.(sale|catalogue|changes|world)\..*|Archive"),
    # a type variable
    ("py:class", r"tokotiktok\.webhooks\.handlers\.E"),
    # not public
    ("py:class", r"tokotiktok\._\w+\..*|tokotiktok\.sandbox\.server\.Served|Served"),
]
suppress_warnings = ["ref.python"]  # the same model name in several resources

# each page runs as pasted, in an empty folder with the files that pages show
doctest_global_setup = f"""
import os as _os, shutil as _shutil, tempfile as _tempfile
_begun = _os.getcwd()
_os.chdir(_tempfile.mkdtemp())
for _file in ("ours.toml", "fleet.toml"):
    _shutil.copy(_os.path.join({str(HERE)!r}, "guide", _file), _file)
"""
doctest_global_cleanup = "_os.chdir(_begun)"

write_reference(HERE / "reference")


def setup(app):
    """
    Keep napoleon off the docstrings of attributes.

    It takes what stands before their first colon for a type.
    """
    kept = {}

    def keep(app, what, name, obj, options, lines):
        if what in ("attribute", "data", "property"):
            kept[name] = list(lines)

    def restore(app, what, name, obj, options, lines):
        if name in kept:
            lines[:] = kept.pop(name)

    app.connect("autodoc-process-docstring", keep, priority=100)
    app.connect("autodoc-process-docstring", restore, priority=900)
    app.add_domain(QuickPythonDomain, override=True)
    app.connect("html-page-context", quick_menu, priority=100)
