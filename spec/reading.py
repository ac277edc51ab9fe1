"""The spec as values: operations and shapes of one platform, and the taste for them."""

from __future__ import annotations

import json
import re
import sys
from functools import cached_property
from pathlib import Path
from typing import Any

from attrs import frozen

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HERE = Path(__file__).parent
VERIFIED = (
    *("exact", "exact-with-differences"),
    *("docs-only", "oas-only", "other-version"),
)
"""How the reference and the OpenAPI files agree on an operation of TikTok Shop's."""
CONFIDENCE = ("high", "medium", "low")
"""How sure an operation of Tokopedia's is."""


def known(raw: dict[str, Any], key: str, words: tuple[str, ...]) -> str:
    """Give what *raw* says under *key*, which must be one of *words*: typos are none."""
    word: str = raw.get(key, "")
    if word not in words:
        name = raw.get("id", raw.get("name"))
        msg = f"{name}: {key} is {word!r}, and not one of {', '.join(words)}"
        raise ValueError(msg)
    return word


@frozen
class Field:
    """A field of a shape, or a parameter."""

    name: str
    type: str
    required: bool = False
    enum: tuple[Any, ...] = ()
    note: str = ""
    unit: str = ""
    default: Any = None
    array: bool = False
    maximum: int | None = None

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Field:
        """Read one from JSON."""
        return cls(
            raw["name"],
            raw["type"],
            raw.get("required", False),
            tuple(raw.get("enum", ())),
            raw.get("note", ""),
            raw.get("unit", ""),
            raw.get("default"),
            raw.get("array", False),
            raw.get("maximum"),
        )


@frozen
class Endpoint:
    """An operation of the vendor's."""

    id: str
    title: str
    summary: str
    method: str
    path: str
    version: str | None
    resource: str
    verb: str
    verified: str
    shop: str
    scopes: tuple[str, ...]
    path_params: tuple[Field, ...]
    query_params: tuple[Field, ...]
    body: str | None
    body_required: bool
    response: str | None
    page: dict[str, Any] | None
    repeatable: bool
    idempotency: dict[str, Any] | None
    failures: str | None
    multipart: bool
    uploads: tuple[str, ...]
    """The files among the fields of a multipart body."""
    envelope: str
    group: str


@frozen(slots=False)
class Spec:
    """Everything known of one platform."""

    platform: str
    endpoints: tuple[Endpoint, ...]
    models: dict[str, tuple[Field, ...]]
    taste: dict[str, Any]

    @cached_property
    def resources(self) -> dict[str, tuple[Endpoint, ...]]:
        """The endpoints of each resource, in the spec's order."""
        found: dict[str, list[Endpoint]] = {}
        for endpoint in self.endpoints:
            found.setdefault(endpoint.resource, []).append(endpoint)
        return {name: tuple(ones) for name, ones in sorted(found.items())}

    def is_model(self, kind: str) -> bool:
        """Whether *kind* names a shape."""
        return kind in self.models


def read(platform: str) -> Spec:
    """Read the spec of *platform*."""
    taste = tomllib.loads((HERE / "names.toml").read_text("utf-8"))[platform]
    endpoints: list[Endpoint] = []
    models: dict[str, tuple[Field, ...]] = {}
    for path in sorted((HERE / platform).glob("*.json")):
        raw = json.loads(path.read_text("utf-8"))
        if isinstance(raw, list):  # what is left out
            continue
        for name, fields in raw["models"].items():
            models[name] = tuple(Field.of(one) for one in fields)
        for one in raw["operations"]:
            if platform == "tiktokshop":
                endpoints.append(_tiktokshop(one, path, taste))
            else:
                endpoints.append(_tokopedia(one, path, taste["operations"][one["id"]]))
    return Spec(platform, tuple(endpoints), models, taste)


def _params(raw: dict[str, Any], key: str, *, without: tuple[str, ...] = ()) -> Any:
    return tuple(
        Field.of(one)
        for one in raw.get(key, ())
        if not one.get("protocol") and one["name"] not in without
    )


def _tiktokshop(raw: dict[str, Any], path: Path, taste: dict[str, Any]) -> Endpoint:
    places = [raw.get("batch_errors_field", ""), *raw.get("batch_errors_also", ())]
    batch = ",".join(filter(None, places)) or taste["failures"].get(raw["id"])
    return Endpoint(
        id=raw["id"],
        title=f"{raw['title']}, {raw['version']}",
        summary=raw["summary"],
        method=raw["method"],
        path=raw["path"],
        version=raw["version"],
        resource=raw["resource"],
        verb=raw["method_name"],
        verified=known(raw, "verified", VERIFIED),
        shop="query" if raw.get("requires_shop_cipher") else "none",
        scopes=tuple(raw.get("scopes", ())),
        path_params=_params(raw, "path_params"),
        query_params=_params(raw, "query_params"),
        body=raw.get("body_model"),
        body_required=raw.get("body_required", False),
        response=raw.get("response_model"),
        page=raw.get("page"),
        repeatable=raw.get("repeatable", False),
        idempotency=raw.get("idempotency_key"),
        failures=batch,
        multipart=raw.get("multipart", False),
        uploads=(),
        envelope="standard",
        group=path.name,
    )


def _tokopedia(raw: dict[str, Any], path: Path, taste: dict[str, Any]) -> Endpoint:
    resource, _, verb = taste["call"].partition(".")
    names = {
        one["name"]
        for key in ("path_params", "query_params")
        for one in raw.get(key, ())
    }
    in_path = "shop_id" in re.findall(r"\{(\w+)\}", raw["path"])
    where = "path" if in_path else "query" if "shop_id" in names else "none"
    hidden = ("fs_id",)
    return Endpoint(
        id=raw["id"],
        title=taste.get("title", raw["id"]),
        summary=taste["summary"],
        method=raw["method"],
        path=raw["path"],
        version=None,
        resource=resource,
        verb=verb,
        verified=known(raw, "confidence", CONFIDENCE),
        shop=taste.get("shop", where),
        scopes=(),
        path_params=_params(raw, "path_params", without=hidden),
        query_params=_params(raw, "query_params", without=hidden),
        body=raw.get("body"),
        body_required=bool(raw.get("body")),
        response=taste.get("response", raw.get("response")),
        page=taste.get("page"),
        repeatable=raw["method"] == "GET"
        or taste.get("repeatable", "idempotency" in taste),
        idempotency=taste.get("idempotency"),
        failures=taste.get("failures"),
        multipart="uploads" in taste,
        uploads=tuple(taste.get("uploads", ())),
        envelope={"header_data": "standard"}.get(raw["envelope"], raw["envelope"]),
        group=path.name,
    )
