"""From the spec of the webhooks to a module of typed events."""

from __future__ import annotations

import json
from typing import Any

from attrs import evolve, frozen
from reading import CONFIDENCE, HERE, Field, Spec, known
from rendering import TEMPLATES, Module, Shape


@frozen
class Kind:
    """A kind of event."""

    name: str
    key: str
    """How it is told from others: a number on TikTok Shop, a topic on Tokopedia."""
    also: tuple[str, ...]
    """Under which other keys it was sent at other times."""
    data: str
    doc: str

    @classmethod
    def of(cls, raw: dict[str, Any]) -> Kind:
        """Read one from JSON."""
        key = raw.get("type", raw.get("topic"))
        if "verified" in raw:
            sure = _UNSURE[known(raw, "verified", tuple(_UNSURE))]
        else:
            sure = known(raw, "confidence", CONFIDENCE)
        doc = [f"Sent when {raw['when']}."]
        if sure and sure != "high":
            doc += ["", f"Confidence: {sure}."]
        doc += ["", f"Source: {_SOURCES['topic' in raw].format(raw['title'])}."]
        return cls(
            raw["name"],
            repr(key),
            tuple(map(repr, raw.get("also", ()))),
            raw["data"],
            "\n".join(doc),
        )


_UNSURE = {"oas-only": "only in TikTok's OpenAPI files", "docs": ""}
_SOURCES = (
    "TikTok Shop Partner Center, webhook {}, 2026-05",
    "Tokopedia Open Platform guide, webhook {}",
)


@frozen
class Events:
    """The events of a platform."""

    platform: str
    kinds: tuple[Kind, ...]
    models: dict[str, tuple[Field, ...]]

    @property
    def has_envelope(self) -> bool:
        """Whether what happened is in ``data``, and the rest is the same for all."""
        return self.platform == "tiktokshop"


def read(platform: str) -> Events:
    """Read the events of *platform*."""
    raw = json.loads((HERE / "webhooks" / f"{platform}.json").read_text("utf-8"))
    return Events(
        platform,
        tuple(Kind.of(one) for one in raw["events"]),
        {
            name: tuple(Field.of(one) for one in fields)
            for name, fields in raw["models"].items()
        },
    )


def render(spec: Spec, events: Events) -> str:
    """Write the module."""
    tail = "Data" if events.has_envelope else ""
    taste = {
        **spec.taste,
        "models": {one.data: f"{one.name}{tail}" for one in events.kinds},
        "docs": {},
        "identity": {},
        "resources": {"events": ""},
        "clock": {},
    }
    named = {f"{one.name}{tail}": one for one in events.kinds}
    module = Module(evolve(spec, models=events.models, taste=taste), "events")
    module.shapes.reserved.add("Event")
    for one in events.kinds:
        module.shapes.reserve(one.data)
    for one in events.kinds:
        module.shapes.add(
            one.data, sent=False, wish=f"{one.name}{tail}", owner=one.name
        )
    classes: list[Shape] = []
    for name in module.sorted():
        shape = module.shape(name)
        kind = named.get(name)
        if kind is None:
            classes.append(shape)
        elif events.has_envelope:
            classes.append(evolve(shape, doc=f"What `{kind.name}` tells."))
            data = module.field(
                Field("data", kind.data), kind.name, sent=False, required=False
            )
            classes.append(Shape(kind.name, kind.doc, [data], "Event"))
        else:
            classes.append(evolve(shape, doc=kind.doc, base="Event"))
    body = TEMPLATES.get_template("events.py.jinja").render(
        platform=events.platform,
        aliases=sorted(module.kinds.aliases.items()),
        classes=classes,
        kinds=events.kinds,
        key_type="int" if events.has_envelope else "str",
    )
    head, _, rest = body.partition("#imports\n")
    return head + module.imports(rest) + rest
