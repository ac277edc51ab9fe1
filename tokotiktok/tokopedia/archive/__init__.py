"""
What was saved of a Tokopedia shop before the API ended.

`write` saves a shop, `import_dumps` takes over dumps that people made themselves, and
`Archive` reads both: a `TokopediaClient` that answers from files.
"""

from __future__ import annotations

from .client import Archive
from .files import Problem
from .importing import ImportReport, import_dumps
from .manifest import Manifest, PartState
from .parts import PARTS as _PARTS
from .verifying import Damage
from .walking import Progress
from .writing import write

__all__ = [
    "PARTS",
    "Archive",
    "Damage",
    "ImportReport",
    "Manifest",
    "PartState",
    "Problem",
    "Progress",
    "import_dumps",
    "write",
]

PARTS = tuple(_PARTS)
"""The names of the parts, in the order in which they are written."""
