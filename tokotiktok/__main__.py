"""``python -m tokotiktok``."""

from __future__ import annotations

import sys

try:
    from .cli import main
except ModuleNotFoundError as error:
    if (error.name or "").partition(".")[0] not in ("click", "rich"):
        raise
    sys.exit("The command line needs click and rich: pip install 'tokotiktok[cli]'")

if __name__ == "__main__":
    main()
