"""From the spec to the text of a resource module."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2
from attrs import define, field, frozen
from kinds import PLAIN, Kinds, note_of
from naming import (
    Shapes,
    camel,
    identifier,
    inner,
    root_name,
    singular,
    spoken,
)
from operations import constant, doc, is_upload, operation
from reading import Endpoint, Field, Spec

TEMPLATES = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=jinja2.StrictUndefined,
    autoescape=False,
)

_HOMES = {
    "_model": (
        *("Day", "DecimalNumber", "DecimalText", "Id", "IntId", "Model", "Rfc3339"),
        *("UnixMillis", "UnixMillisText", "UnixSeconds", "UnixText"),
        *("day", "decimal", "milliseconds", "model", "named", "number", "numbers"),
        *("rfc3339", "seconds", "text", "texts"),
    ),
    "_resource": ("BatchResult", "Page", "Resource"),
    "money": ("Money",),
    "wire": ("Document", "Operation", "Paging", "Upload"),
    "webhooks": ("Event",),
    "clock": ("WibSeconds", "WibText", "WibTime", "wib_seconds", "wib_text"),
}
_NAMES = ("product_id", "id", "sku", "name")
"""By which of its fields Tokopedia names an item that failed, the surest first."""
_STANDARD = {
    "Sequence": "collections.abc",
    "Mapping": "collections.abc",
    "date": "datetime",
    "datetime": "datetime",
    "Decimal": "decimal",
    "Any": "typing",
    "Literal": "typing",
    "TypeAliasType": "typing_extensions",
}


@frozen
class Line:
    """A field or parameter, rendered."""

    name: str
    annotation: str
    default: str | None
    note: str = ""


@frozen
class Shape:
    """A model, rendered."""

    name: str
    doc: str
    fields: list[Line]
    base: str = "Model"


@frozen
class Method:
    """A method, rendered."""

    name: str
    operation: str
    params: list[Line]
    returns: str
    doc: list[str]
    call: str


@define
class Module:
    """One resource module in the making."""

    spec: Spec
    resource: str
    shapes: Shapes = field(init=False)
    kinds: Kinds = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.shapes = Shapes(self.spec, self.resource)
        self.kinds = Kinds(self.spec, self.resource, self.shapes)

    @property
    def endpoints(self) -> tuple[Endpoint, ...]:
        """The resource's operations."""
        return self.spec.resources[self.resource]

    def render(self) -> str:
        """Write the module."""
        for endpoint in self.endpoints:
            for raw in filter(None, (endpoint.body, endpoint.response)):
                self.shapes.reserve(inner(raw))
        for endpoint in self.endpoints:
            self._collect(endpoint)
        # arguments first: their literals are closed, those of answers may borrow them
        methods = [self._method(endpoint) for endpoint in self.endpoints]
        classes = [self.shape(name) for name in self.sorted()]
        groups = sorted(
            {f"spec/{self.spec.platform}/{e.group}" for e in self.endpoints}
        )
        body = TEMPLATES.get_template("module.py.jinja").render(
            doc=self.spec.taste["resources"][self.resource],
            group=groups[0] if len(groups) == 1 else f"spec/{self.spec.platform}",
            aliases=sorted(self.kinds.aliases.items()),
            classes=classes,
            resource=camel(self.resource),
            methods=methods,
        )
        head, _, rest = body.partition("#imports\n")
        return head + self.imports(rest) + rest

    # shapes

    def _collect(self, endpoint: Endpoint) -> None:
        """Name every shape that the operation sends or receives."""
        if endpoint.body and self.spec.is_model(inner(endpoint.body)):
            if endpoint.body.startswith("array<"):
                wish = camel(singular(self.resource))
                self.shapes.add(
                    inner(endpoint.body),
                    sent=True,
                    wish=wish,
                    owner=camel(endpoint.verb),
                )
            else:
                self._collect_fields(endpoint.body, endpoint, sent=True)
        root = endpoint.response
        if not root:
            return
        if root.startswith("array<") and self.spec.is_model(inner(root)):
            wish = camel(singular(self.resource))
            self.shapes.add(
                inner(root), sent=False, wish=wish, owner=camel(endpoint.verb)
            )
        elif self._unwrapped(endpoint) is not None:
            self._collect_fields(root, endpoint, sent=False)
        elif self.spec.is_model(root) and self.spec.models[root]:
            self.shapes.add(
                root, sent=False, wish=root_name(endpoint), owner=camel(endpoint.verb)
            )

    def _collect_fields(self, raw: str, endpoint: Endpoint, *, sent: bool) -> None:
        for one in self.spec.models[raw]:
            kind = inner(one.type)
            if self.spec.is_model(kind):
                many = one.type.startswith("array<")
                wish = camel(singular(one.name) if many else one.name)
                if wish == "Data":
                    wish = root_name(endpoint)
                self.shapes.add(kind, sent=sent, wish=wish, owner=camel(endpoint.verb))

    def _unwrapped(self, endpoint: Endpoint) -> Field | None:
        """Give the one field that the answer is unwrapped to, if it is."""
        root = endpoint.response
        if not root or not self.spec.is_model(root) or endpoint.failures:
            return None
        if endpoint.page:
            return self._dig(root, endpoint.page.get("items_field"))
        fields = self.spec.models[root]
        return fields[0] if len(fields) == 1 and fields[0].type != "any" else None

    def _dig(self, root: str, path: str | None) -> Field | None:
        found = None
        for name in (path or "").split("."):
            fields = {one.name: one for one in self.spec.models.get(root, ())}
            found = fields.get(name)
            if found is None:
                return None
            root = inner(found.type)
        return found

    def sorted(self) -> list[str]:
        """Order the classes so that each stands below what it holds."""
        done: list[str] = []

        def visit(name: str, path: tuple[str, ...]) -> None:
            if name in done or name in path:
                return
            use = self.shapes.origin[name]
            for one in self.shapes.fields[name]:
                kind = inner(one.type)
                if self.spec.is_model(kind):
                    held = self.shapes.name(kind, sent=use.sent)
                    if held != "Money":
                        visit(held, (*path, name))
            done.append(name)

        for name in self.shapes.fields:
            visit(name, ())
        return done

    def shape(self, name: str) -> Shape:
        """Render a class."""
        use = self.shapes.origin[name]
        identity = None if use.sent else self._identity(name)
        lines = []
        for one in self.shapes.fields[name]:
            required = one.required if use.sent else one.name == identity
            lines.append(self.field(one, name, sent=use.sent, required=required))
        lines.sort(key=lambda line: line.default is not None)
        owner = spoken(self.shapes.owners[name])
        doc = self.spec.taste["docs"].get(name)
        if doc is None:
            doc = f"{spoken(name.removesuffix('Input'))}, in {owner}."
            doc = doc[:1].upper() + doc[1:]
        return Shape(name, doc, lines)

    def _identity(self, name: str) -> str | None:
        """Give the field without which a record is of no use."""
        wanted = self.spec.taste["identity"].get(f"{self.resource}.{name}")
        return wanted or None

    def field(self, one: Field, owner: str, *, sent: bool, required: bool) -> Line:
        """Render a field of a class."""
        kind = self.kinds.in_model(one, owner, sent=sent)
        note = note_of(one)
        if required:
            return Line(identifier(one.name), kind, None, note)
        if one.type.startswith("array<"):
            return Line(identifier(one.name), kind, "()", note)
        return Line(identifier(one.name), f"{kind} | None", "None", note)

    # methods

    def _method(self, endpoint: Endpoint) -> Method:
        thing = camel(singular(self.resource))
        own_key = (endpoint.idempotency or {}).get("name")
        shop = "shop_id" if self.spec.platform == "tokopedia" else "shop_cipher"
        page = endpoint.page or {}
        params: dict[str, Line] = {}
        query: list[str] = []
        body: list[str] = []
        files: list[str] = []
        path: list[str] = []

        def param(one: Field, where: list[str], *, may_omit: bool = True) -> str:
            required = one.required and one.name not in (own_key, shop)
            line = self._param(one, thing, page, required=required or not may_omit)
            if is_upload(one, endpoint):
                line = Line(
                    line.name, "Upload" + ("" if required else " | None"), line.default
                )
            params.setdefault(line.name, line)
            if where is not None:
                where.append(
                    f"{one.name!r}: {self.kinds.encoded(one, line.name, in_body=where is body)}"
                )
            return line.name

        for one in endpoint.path_params:
            if one.name == "shop_id" and endpoint.shop == "path":
                param(one, path)
            else:
                param(one, path, may_omit=False)
        for one in endpoint.query_params:
            param(one, query)
        raw_body = ""
        if endpoint.body and endpoint.body.startswith("array<"):
            kind = self.shapes.name(inner(endpoint.body), sent=True)
            name = self.spec.taste["operations"][endpoint.id].get("body", "items")
            params[name] = Line(name, f"Sequence[{kind}]", None)
            raw_body = name
        elif endpoint.body and self.spec.is_model(endpoint.body):
            for one in self.spec.models[endpoint.body]:
                if one.name == "fs_id":
                    body.append("'fs_id': None")  # the dialect knows it
                    continue
                param(one, files if is_upload(one, endpoint) else body)
        elif endpoint.body:
            raw_body = self.spec.taste["operations"][endpoint.id]["body"]
            kind = self.kinds.argument(Field(raw_body, endpoint.body), thing)
            params[raw_body] = Line(raw_body, kind, None)
        ordered = sorted(
            params.values(),
            key=lambda line: (
                line.default is not None,
                line.name in ("page_size", "page_token", "page", "per_page"),
            ),
        )
        returns, verb, first = self._returns(endpoint)
        arguments = [f"self.{constant(endpoint)}", *first]
        for name, parts in (
            ("path", path),
            ("query", query),
            ("body", body),
            ("files", files),
        ):
            if parts:
                arguments.append(f"{name}={{{', '.join(parts)}}}")
        if raw_body:
            arguments.append(f"body={raw_body}")
        if endpoint.multipart and not files:
            raise ValueError(f"{endpoint.id}: multipart without a file")
        call = f"self.{verb}({', '.join(arguments)})"
        return Method(
            identifier(endpoint.verb),
            f"{constant(endpoint)} = {operation(endpoint, self._unwrapped(endpoint), self.spec)}",
            ordered,
            returns,
            doc(endpoint, self.spec),
            call if returns == "None" else f"return {call}",
        )

    def _param(
        self, one: Field, owner: str, page: dict[str, Any], *, required: bool
    ) -> Line:
        kind = self.kinds.argument(one, owner)
        name = identifier(one.name)
        size = (page.get("size_param") or "").rpartition(".")[2]
        if one.name == size and one.type in ("integer", "string"):
            most = page.get("max_size") or page.get("default_size") or 50
            return Line(name, "int", str(min(50, int(most))))
        if page.get("style", "").startswith("number") and one.name == page.get(
            "number_param"
        ):
            return Line(name, "int", "1")
        if required:
            return Line(name, kind, None)
        return Line(name, f"{kind} | None", "None")

    def _returns(self, endpoint: Endpoint) -> tuple[str, str, list[str]]:
        """Give the annotation, the verb of `Resource`, and its first arguments."""
        root = endpoint.response
        if endpoint.envelope == "html":
            return "Document", "_document", []
        if root is None or (self.spec.is_model(root) and not self.spec.models[root]):
            return "None", "_do", []
        if root == "any":
            return "dict[str, Any]", "_get", ["dict[str, Any]"]
        if endpoint.failures:
            kind = self.shapes.name(root, sent=False)
            return f"BatchResult[{kind}]", "_batch", [kind, *self._asked(endpoint)[:1]]
        if root.startswith("array<"):
            kind = (
                self.shapes.name(inner(root), sent=False)
                if self.spec.is_model(inner(root))
                else "str"
            )
            return f"Page[{kind}]", "_page", [kind]
        one = self._unwrapped(endpoint)
        if one is None:
            if not self.spec.is_model(root):
                kind = {"string": "str", "integer": "int", "boolean": "bool"}[root]
                return kind, "_get", [kind]
            kind = self.shapes.name(root, sent=False)
            return kind, "_get", [kind]
        owner = camel(singular(self.resource))
        if one.type.startswith("array<") and self.spec.is_model(inner(one.type)):
            kind = self.shapes.name(inner(one.type), sent=False)
            return f"Page[{kind}]", "_page", [kind]
        kind = self.kinds.in_model(one, owner, sent=False)
        kind = re.sub(r"\w+", lambda word: PLAIN.get(word[0], word[0]), kind)
        kind = re.sub(r"Literal\[.*?\]", "str", kind)
        kind = re.sub(
            r"\w+",
            lambda word: "str" if word[0] in self.kinds.aliases else word[0],
            kind,
        )
        return f"{kind} | None", "_field", [kind, repr(one.name)]

    def _asked(self, endpoint: Endpoint) -> list[str]:
        """Say what a batch asks for: the ids of its items, as expressions."""
        if endpoint.id in self.spec.taste.get("failures", ()):  # one record
            return [f"({one.name},)" for one in endpoint.path_params]
        fields = self.spec.models.get(endpoint.body or "", ())
        if self.spec.platform == "tiktokshop":
            return [
                one.name if one.required else f"{one.name} or ()"
                for one in fields
                if one.type == "array<string>" and one.name.endswith("_ids")
            ]
        if not fields:  # a bare list of items
            name = self.spec.taste["operations"][endpoint.id]["body"]
            fields = (Field(name, endpoint.body or "", required=True),)
        asked = []
        for one in fields:
            given = one.name if one.required else f"{one.name} or ()"
            known = {part.name for part in self.spec.models.get(inner(one.type), ())}
            names = [repr(name) for name in _NAMES if name in known]
            asked.append(f"named({', '.join([given, *names])})" if names else given)
        return asked

    # imports

    def imports(self, text: str) -> str:
        """Write the imports that *text* needs."""
        code = re.sub(r'"""[\s\S]*?"""', "", text)
        used = set(re.findall(r"\b[A-Za-z_]\w*\b", code))
        used -= set(self.shapes.fields) | set(self.kinds.aliases)
        lines = [
            f"from {module} import {name}"
            for name, module in _STANDARD.items()
            if name in used
        ]
        for home, names in _HOMES.items():
            wanted = [name for name in names if name in used and _is_called(name, code)]
            if wanted:
                dots = ".." if home in ("clock", "webhooks") else "..."
                lines.append(f"from {dots}{home} import {', '.join(wanted)}")
        return "\n".join(lines) + "\n"


def _is_called(name: str, code: str) -> bool:
    """Whether a name is used as ours: an encoder is called, a class is not lower case."""
    ours = rf"(?<![\w.]){name}\(|^@{name}$"
    return name[0].isupper() or re.search(ours, code, re.MULTILINE) is not None
