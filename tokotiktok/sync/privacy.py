"""
What becomes of buyers' personal data where records are kept.

Indonesia's law on it (Law 27 of 2022, UU PDP) asks that it is kept for a purpose, and no
longer than that takes. Here it is left out, masked, or kept apart until a day on which it
is deleted.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from functools import partial
from typing import Any, Literal, get_args

from attrs import Factory, field, frozen

from .._redaction import (
    HIDE,
    NOTHING,
    STAY,
    Fields,
    Hide,
    Masker,
    Plan,
    parted,
    plan_of,
    stretched,
)
from ..errors import ValidationError
from .records import Kind, Part, Record
from .schema import has_field, model_of, table

Personal = Literal["omit", "mask", "expire"]

PERSONAL: Mapping[str, tuple[str, ...]] = {
    "orders": ("buyer.name", "buyer.phone", "buyer.email", "buyer.address"),
    "products": (),
    "returns": (),
    "cancellations": (),
    "platform_orders": (
        *("buyer_message", "buyer_email", "buyer_nickname", "buyer_avatar"),
        *("seller_note", "cpf", "cpf_name", "payment_auth_code"),
        *(
            f"recipient_address.{name}"
            for name in (
                *("full_address", "phone_number", "name", "first_name", "last_name"),
                *("first_name_local_script", "last_name_local_script"),
                *("address_detail", "address_line1", "address_line2"),
                *("address_line3", "address_line4", "district_info"),
                *("delivery_preferences.drop_off_location", "postal_code"),
                "post_town",
            )
        ),
    ),
    "platform_products": (),
    "platform_returns": ("return_warehouse_address.full_address",),
    "platform_cancellations": (),
}
"""
The personal fields of each table.

Country, province and city stay, what is finer goes. Ids stay, the buyer's among them: it
names nobody by itself, and tells who buys again. Reasons of returns and cancellations
stay, since they are picked from a list.
"""

_LEVEL = ("address_level", "address_level_name")
_COARSE = ("L0", "L1", "L2")
"""Country, province and city in ``district_info``."""
_DISTRICTS = "districts"
_UNREAD = "_unread"
"""What the tables of records end with that could not be read."""
_WHOLE = "whole"
_SALT = b"tokotiktok.sync"
_CENTURY = 36_500


@frozen(kw_only=True)
class Expiring:
    """The personal part of a record, and the day on which it goes."""

    record: Record
    expires_on: date


def _checked(_: Any, __: Any, also: Mapping[str, Sequence[str]]) -> None:
    for name, paths in also.items():
        if name not in PERSONAL or isinstance(paths, str):
            msg = f"also={{{name!r}: {paths!r}}}: give lists of fields for any of {', '.join(PERSONAL)}"
            raise ValidationError(msg)
        for path in paths:
            if not has_field(_model(name), path):
                msg = f"also={{{name!r}: {path!r}}}: {name} have no such field"
                raise ValidationError(msg)


def _encodable(key: str | None) -> str | None:
    try:
        return key if key is None else key.encode().decode()
    except (AttributeError, UnicodeError):  # which would show the key
        raise ValidationError("key: give a text, in UTF-8") from None


def _model(name: str) -> type | None:
    kind: Kind = "platform" if name.startswith("platform_") else "unified"
    return model_of(name.removeprefix("platform_"), kind)


def _hidden(privacy: Privacy) -> dict[str, Hide]:
    """Give what becomes of what does not simply go."""
    if privacy.personal != "mask":
        return {_DISTRICTS: _district}
    key = privacy.key
    masker = Masker(stretched(key, _SALT) if key else None)
    return {
        _DISTRICTS: _district,
        HIDE: partial(_masked, masker),
        _WHOLE: partial(_masked_whole, masker),
    }


def _masked(masker: Masker, value: Any) -> tuple[Any, Any]:
    if not isinstance(value, str):
        return NOTHING, value
    return value and masker.over(value), value


def _masked_whole(masker: Masker, value: Any) -> tuple[Any, Any]:
    """Mask each text of a value, wherever it is, and leave out what is none."""
    if value is None:
        return value, NOTHING
    if isinstance(value, dict):
        fields = {name: _masked_whole(masker, one)[0] for name, one in value.items()}
        return {n: one for n, one in fields.items() if one is not NOTHING}, value
    if isinstance(value, list):
        items = [_masked_whole(masker, one)[0] for one in value]
        return [one for one in items if one is not NOTHING], value
    return _masked(masker, value)


def _district(value: Any) -> tuple[Any, Any]:
    """Keep a country, a province or a city; of what is finer only how fine it is."""
    if not isinstance(value, dict):
        return NOTHING, value
    if value.get("address_level") in _COARSE:
        return value, NOTHING
    kept = {name: one for name, one in value.items() if name in _LEVEL}
    return kept, {name: one for name, one in value.items() if name not in _LEVEL}


@frozen
class Privacy:
    """
    What a sink does with personal data: without one, it keeps everything.

    Fields that this version does not know count as personal, and so does all of a record
    that could not be read.

    Raises:
        ValidationError: something is missing, or cannot be meant.
    """

    personal: Personal
    """
    *omit* leaves it out. *mask* writes ``***`` over texts. *expire* keeps it apart, in
    ``orders_personal`` beside ``orders``, until *days* after the record last changed or,
    if that is not known, after it was last read; the sink's ``purge`` deletes what is due.
    """
    days: int | None = field(default=None, kw_only=True)
    """For *expire*: for how long, at most, it is kept."""
    key: str | None = field(
        default=None, converter=_encodable, kw_only=True, repr=False
    )
    """
    For *mask*: a secret. A text becomes a pseudonym instead, the same for the same text,
    so that one can still count buyers. Who has the key can test a guess.
    """
    also: Mapping[str, Sequence[str]] = field(
        factory=dict, kw_only=True, validator=_checked
    )
    """Further fields that are personal: ``{"orders": ["buyer.id"]}``."""
    clock: Callable[[], float] = field(
        default=time.time, kw_only=True, repr=False, eq=False
    )
    """Seconds."""
    _plans: dict[str, Plan] = field(factory=dict, init=False, repr=False, eq=False)
    _hide: dict[str, Hide] = field(
        default=Factory(_hidden, takes_self=True),
        init=False,
        repr=False,
        eq=False,
    )

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if self.personal not in get_args(Personal):
            msg = f"personal={self.personal!r}: give one of {', '.join(get_args(Personal))}"
            raise ValidationError(msg)
        if (self.personal == "expire") != _is_count(self.days):
            msg = f"personal={self.personal!r}, days={self.days!r}: *days*, 1 or more, goes with 'expire' and nothing else"
            raise ValidationError(msg)
        if self.key is not None and (self.personal != "mask" or not self.key):
            msg = f"personal={self.personal!r}: a *key*, not empty, goes with 'mask' and nothing else"
            raise ValidationError(msg)

    def split(self, part: Part, record: Record) -> tuple[Record, Expiring | None]:
        """
        Give what may be kept of a record for good, and what may be kept for a while.

        Raises:
            ValidationError: this version does not know what is personal in *part*.
        """
        plan = self._plan(part)
        if plan == STAY:
            return record, None
        kept, personal = parted(plan, {**record.body}, self._hide)
        left = Record(record.id, record.changed_at, kept)
        if self.personal != "expire":
            return left, None
        return left, self._expiring(record, {} if personal is NOTHING else personal)

    def _expiring(self, record: Record, personal: Mapping[str, Any]) -> Expiring | None:
        now = datetime.fromtimestamp(self.clock(), timezone.utc)
        begun = min(record.changed_at or now, now)  # a clock may be wrong
        ends = (begun + timedelta(days=self.days or 0)).astimezone(timezone.utc).date()
        if ends <= now.date():
            return None
        body = {"expires_on": ends.isoformat(), **personal}
        return Expiring(
            record=Record(record.id, record.changed_at, body), expires_on=ends
        )

    def _plan(self, part: Part) -> Plan:
        name = table(part.resource, part.kind)
        plan = self._plans.get(name)
        if plan is None:
            plan = self._plans[name] = self._planned(name)
        return plan

    def _planned(self, name: str) -> Plan:
        if name.endswith(_UNREAD) and name.removesuffix(_UNREAD) in PERSONAL:
            return Fields([("reason", STAY), ("raw", _WHOLE)])
        model = _model(name)
        if model is None:
            msg = f"{name}: which of it is personal is not known to this version, so no privacy can be kept; known are {', '.join(PERSONAL)}"
            raise ValidationError(msg)
        paths = (*PERSONAL[name], *self.also.get(name, ()))
        if not paths:
            return STAY  # the seller's own
        hidden = dict.fromkeys(paths, HIDE)
        if name == "platform_orders":
            hidden["recipient_address.district_info"] = _DISTRICTS
        return plan_of(model, hidden)


def _is_count(days: object) -> bool:
    return type(days) is int and 0 < days <= _CENTURY
