"""
Telling personal data from the rest of a record, by its model.

A plan says of each field whether it stays. What a plan does not know counts as personal,
since nobody can say whose data that is.
"""

from __future__ import annotations

import hashlib
import hmac
import typing
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, Union, get_args, get_origin

import attrs
from attrs import field, frozen

from ._reading import bare

MASK = "***"
STAY, HIDE = "stay", "hide"

Plan = Union[str, list["Plan"], dict[str, "Plan"]]
"""What becomes of a single value, of each one of a list, of each field of an object."""


class Fields(dict[str, Plan]):
    """The plan of an object."""

    def __init__(self, plans: Iterable[tuple[str, Plan]]) -> None:
        super().__init__(plans)
        self.simple = frozenset(name for name in self if self[name] == STAY)
        """The fields of which nothing is to be asked."""


_ROUNDS = 200_000
"""Guessing a short key from the pseudonyms is made slow."""


def plan_of(kind: Any, hidden: Mapping[str, str], path: str = "") -> Plan:
    """
    Plan what becomes of a model's values.

    Args:
        kind: the model, or what a field is annotated with.
        hidden: what does not stay, by its path (``buyer.name``), and what becomes of it.
        path: where *kind* is.
    """
    kind = bare(kind)
    if get_origin(kind) is tuple:
        return [plan_of(get_args(kind)[0], hidden, path)]
    if path in hidden:
        return hidden[path]
    if not attrs.has(kind):
        return STAY
    found = typing.get_type_hints(kind, include_extras=True)
    return Fields(
        (name, plan_of(found[one.name], hidden, f"{path}.{name}" if path else name))
        for one in attrs.fields(kind)
        if one.init and found[one.name] is not Any
        for name in [one.name.rstrip("_")]
    )


@frozen
class Masker:
    """Writes ``***`` over texts or, with a key, a pseudonym: the same for the same text."""

    key: bytes | None = field(default=None, repr=False)

    @property
    def fingerprint(self) -> str | None:
        """What the key is recognised by."""
        return None if self.key is None else self._digest("tokotiktok", 16)

    def over(self, text: str) -> str:
        """Give what stands for *text*."""
        return MASK if self.key is None else "*" + self._digest(text, 12)

    def _digest(self, text: str, length: int) -> str:
        data = text.encode("utf-8", "surrogatepass")
        return hmac.new(self.key or b"", data, hashlib.sha256).hexdigest()[:length]


@lru_cache(maxsize=16)
def stretched(key: str, salt: bytes) -> bytes:
    """Make the key of pseudonyms of a secret that people can type."""
    return hashlib.pbkdf2_hmac("sha256", key.encode(), salt, _ROUNDS)


_NESTED = frozenset((dict, list))
NOTHING: Any = object()
"""No value at all, where ``None`` is one."""

Hide = Callable[[Any], tuple[Any, Any]]
"""Gives what stays of a value and what goes; either may be `NOTHING`."""


def parted(plan: Plan, value: Any, hide: Mapping[str, Hide]) -> tuple[Any, Any]:
    """
    Give what stays of *value*, and what goes; `NOTHING` if there is none.

    What goes has the shape of the whole, so that it is known where it was.

    Args:
        plan: what becomes of it.
        value: of plain JSON.
        hide: for rules after which not all of a hidden value goes.
    """
    if isinstance(plan, Fields) and isinstance(value, dict):
        return _parted_object(plan, value, hide)
    if isinstance(value, list) and not isinstance(plan, str):
        one = plan[0] if isinstance(plan, list) else plan
        parts = [parted(one, each, hide) for each in value]
        goes = [{} if left is NOTHING else left for _, left in parts]
        stays = [kept for kept, _ in parts if kept is not NOTHING]
        return stays, goes if any(goes) else NOTHING
    if isinstance(plan, list) and isinstance(value, dict):  # one that came alone
        return parted(plan[0], value, hide)
    if value is None or (plan == STAY and type(value) not in _NESTED):
        return value, NOTHING
    if isinstance(plan, str) and plan in hide:
        return hide[plan](value)
    return NOTHING, value


def _parted_object(
    plan: Fields, value: dict[str, Any], hide: Mapping[str, Hide]
) -> tuple[Any, Any]:
    simple = plan.simple
    stays = {name: one for name, one in value.items() if name in simple}
    if not _NESTED.isdisjoint(map(type, stays.values())):
        stays = {n: one for n, one in stays.items() if type(one) not in _NESTED}
    if len(stays) == len(value):
        return value, NOTHING
    goes: dict[str, Any] = {}
    for name, one in value.items():
        if name in stays:
            continue
        rule = plan.get(name, HIDE)
        if rule.__class__ is str and rule not in hide:
            goes[name] = one
            continue
        kept, left = parted(rule, one, hide)
        if kept is not NOTHING:
            stays[name] = kept
        if left is not NOTHING:
            goes[name] = left
    return stays, goes or NOTHING
