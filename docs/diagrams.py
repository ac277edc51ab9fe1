"""
Diagrams are texts for Graphviz, drawn where its ``dot`` is installed.

Where it is not, the page has the text itself: it says the same, and nobody need install
anything to build the pages.
"""

from __future__ import annotations

import shutil
from typing import ClassVar

from docutils.parsers.rst import directives
from sphinx.directives.code import LiteralInclude

STYLE = [
    "-Gbgcolor=white",  # the pages may be dark, the lines are not
    *(f"-{part}fontname=Helvetica" for part in "GNE"),
    *(f"-{part}fontsize=11" for part in "GNE"),
]


class AsText(LiteralInclude):
    """The directive ``graphviz`` where there is no ``dot``: shows the file."""

    option_spec: ClassVar = {**LiteralInclude.option_spec, "alt": directives.unchanged}


def setup(app):
    if shutil.which("dot"):
        app.setup_extension("sphinx.ext.graphviz")
        app.config.graphviz_output_format = "svg"
        app.config.graphviz_dot_args = STYLE
    else:
        app.add_directive("graphviz", AsText)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
