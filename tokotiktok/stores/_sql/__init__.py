"""
A SQL database that several stores, threads, processes and machines share. The only folder
that knows sqlalchemy (extra ``sql``).

Each step is one statement that commits itself: no transaction outlasts it, so nothing is
locked while a platform is called. What ends, ends by the database's clock, which is the
one that all machines share.
"""

from importlib import import_module

try:
    import_module("sqlalchemy")
except ImportError as error:  # pragma: no cover - run in another process
    msg = "stores in SQL databases need SQLAlchemy: pip install 'tokotiktok[sql]'"
    raise ImportError(msg) from error
