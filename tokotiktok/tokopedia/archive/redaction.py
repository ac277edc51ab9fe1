"""
Taking personal data out of rows.

What stays is what this version knows and `HIDDEN` does not list: ids, codes, times,
amounts, SKUs and product names. What it does not know is left out, since nobody can say
whose data that is. A hidden text becomes ``***`` or, with a key, a pseudonym.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from ..._model import IntId, Model
from ..._redaction import HIDE, STAY, Masker, Plan, plan_of, stretched
from ...errors import ValidationError
from ..api import chats, orders, products, saldo, shops, tickets

HIDDEN: Mapping[str, tuple[str, ...]] = {
    "shop": (
        "reason",
        *(
            f"warehouses.{name}"
            for name in (
                *("address_detail", "email", "phone", "postal_code"),
                *("latlon", "latitude", "longitude", "district_id", "district_name"),
            )
        ),
    ),
    "products": (),
    "orders": (
        *("buyer.name", "buyer.phone", "buyer.email"),
        *("recipient.name", "recipient.phone"),
        *("recipient.address.address_full", "recipient.address.geo"),
        *("recipient.address.district", "recipient.address.district_id"),
        "recipient.address.postal_code",
        *("dropshipper_info.name", "dropshipper_info.phone"),
        *("logistics.geo", "logistics.district_id"),
        "products.notes",
        "bundle_detail.bundle.order_detail.notes",
        "bundle_detail.bundle.order_detail.oms_detail_data",
        "bundle_detail.non_bundle.notes",
        "bundle_detail.non_bundle.oms_detail_data",
        *("encryption.secret", "encryption.content"),
    ),
    "order_details": (
        *("comment", "info", "invoice_pdf", "invoice_url"),
        "buyer_info.buyer_fullname",
        *("buyer_info.buyer_email", "buyer_info.buyer_phone"),
        *("shop_info.shop_owner_email", "shop_info.shop_owner_phone"),
        *(
            f"order_warehouse.meta_data.{name}"
            for name in (
                *("address_detail", "email", "postal_code"),
                *("latlon", "latitude", "longitude", "district_id", "district_name"),
            )
        ),
        "order_info.order_detail.snapshot_url",
        *(
            f"order_info.order_history.{name}"
            for name in ("comment", "message", "update_by")
        ),
        *(
            f"order_info.destination.{name}"
            for name in (
                *("receiver_name", "receiver_phone", "address_street"),
                *("address_district", "address_postal", "district_id"),
                "customer_address_id",
            )
        ),
        *(
            f"origin_info.{name}"
            for name in (
                *("sender_name", "origin_address", "origin_geo"),
                *("origin_district", "origin_district_name", "origin_postal_code"),
                *("receiver_name", "destination_address", "destination_geo"),
                *("destination_district", "destination_postal_code"),
                *("destination_loc.lat", "destination_loc.lon"),
            )
        ),
        "payment_info.payment_ref_num",
        "cancel_request_info.reason",
        *("encryption.secret", "encryption.content"),
    ),
    "tickets": (),
    "saldo": ("note",),
    "chats": (
        "attributes.contact.attributes.name",
        "attributes.contact.attributes.thumbnail",
        "attributes.last_reply_msg",
    ),
    "messages": ("msg", "sender_name"),
    "failures": (),
}
"""
The fields of each part that are personal.

Cities and provinces stay, streets, districts, postal codes and coordinates go. Of the
text of a movement of the balance the invoice stays. Sealed data goes altogether.
"""

_EMPTY, _INVOICES = "empty", "invoices"
_SPECIAL = {
    "encryption.secret": _EMPTY,
    "encryption.content": _EMPTY,
    "note": _INVOICES,
}
_INVOICE = re.compile(r"INV/[0-9A-Z/]{8,40}")


@frozen(kw_only=True)
class Failed(Model):
    """A record that the platform did not give."""

    part: str
    id: IntId | None = None
    error: str | None = None
    code: str | None = None


KINDS: Mapping[str, type[Model]] = {
    "shop": shops.Shop,
    "products": products.Product,
    "orders": orders.Order,
    "order_details": orders.OrderDetail,
    "tickets": tickets.Ticket,
    "saldo": saldo.SaldoHistory,
    "chats": chats.Chat,
    "messages": chats.ListRepliesChat,
    "failures": Failed,
}
"""What each part's rows are read as."""

_SALT = b"tokotiktok.tokopedia.archive"


def _plan(part: str) -> Plan:
    hidden = {path: _SPECIAL.get(path, HIDE) for path in HIDDEN[part]}
    return plan_of(KINDS[part], hidden)


@frozen
class Redactor(Masker):
    """Takes personal data out of rows."""

    _plans: dict[str, Plan] = field(factory=dict, init=False, repr=False)

    def redacted(self, part: str, row: Any) -> Any:
        """Give *row* without personal data."""
        plan = self._plans.get(part)
        if plan is None:
            plan = self._plans[part] = _plan(part)
        return self._follow(plan, row)

    def _follow(self, plan: Plan, value: Any) -> Any:
        if isinstance(plan, dict):
            if not isinstance(value, dict):
                return None
            return {
                name: self._follow(plan[name], one)
                for name, one in value.items()
                if name in plan
            }
        if isinstance(plan, list):
            if not isinstance(value, list):
                return None
            return [self._follow(plan[0], one) for one in value]
        if isinstance(value, (dict, list)):
            return None
        return value if plan == STAY else self._hidden(plan, value)

    def _hidden(self, plan: str, value: Any) -> Any:
        if not isinstance(value, str):
            return None
        if plan == _EMPTY or not value:
            return ""
        invoices = _INVOICE.findall(value) if plan == _INVOICES else []
        return " ".join([self.over(value), *invoices])


def redactor_of(redact: bool | str) -> Redactor | None:  # noqa: FBT001 - the user's word
    """
    Give what *redact* asks for.

    Raises:
        ValidationError: it is an empty text.
    """
    if isinstance(redact, str):
        if not redact:
            raise ValidationError("redact: an empty text is no key; give True for ***")
        return Redactor(stretched(redact, _SALT))
    return Redactor() if redact else None
