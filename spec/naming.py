"""Names: of shapes within a resource, of literals, of words in docstrings."""

from __future__ import annotations

import keyword
import re
from collections.abc import Sequence

from attrs import define, evolve, field, frozen
from reading import Endpoint, Field, Spec

RESERVED = {"Page", "Resource", "Model", "Operation", "Paging", "Money", "Document"}
RESERVED |= {"BatchResult", "Upload", "Sequence", "Literal", "Decimal", "Id", "IntId"}
RESERVED |= {"TypeAliasType", "Mapping", "Day", "Any"}

_SINGULAR = (
    ("goods", "goods"),
    ("skus", "sku"),
    ("statuses", "status"),
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
)


def camel(words: str) -> str:
    """``line_items`` or ``lineItems`` → ``LineItems``."""
    parts = re.split(r"[_\W]+", words)
    return "".join(part[:1].upper() + part[1:] for part in parts if part)


def singular(words: str) -> str:
    """``line_items`` → ``line_item``."""
    for ending, instead in _SINGULAR:
        if words.endswith(ending):
            return words[: len(words) - len(ending)] + instead
    return words


def spoken(name: str) -> str:
    """``RecipientAddress`` → ``recipient address``."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name)
    return " ".join(
        word if word.isupper() and len(word) > 1 else word.lower()
        for word in words.split()
    )


def identifier(name: str) -> str:
    """Give a name that Python takes: a keyword gets a trailing underscore."""
    return f"{name}_" if keyword.iskeyword(name) else name


def inner(kind: str) -> str:
    """``array<X>`` or ``map<X>`` → ``X``."""
    while kind.endswith(">"):
        kind = kind.partition("<")[2][:-1]
    return kind


def plain(name: str, weak: list[str], strong: list[str]) -> str:
    """``BuyerInfo`` → ``Buyer``: leave out words that say no more than "thing"."""
    if name in weak or name.endswith(tuple(strong)):
        return name
    for word in weak:
        if name.endswith(word):
            return plain(name.removesuffix(word), weak, strong)
    return name


@frozen
class Use:
    """One raw shape as used in a resource: sent or received, and under which name."""

    raw: str
    sent: bool


@define
class Shapes:
    """The classes of one resource module: which raw shapes are one, and their names."""

    spec: Spec
    resource: str
    names: dict[Use, str] = field(factory=dict)
    fields: dict[str, list[Field]] = field(factory=dict)
    """The fields of each class, merged from its raw shapes."""
    origin: dict[str, Use] = field(factory=dict)
    owners: dict[str, str] = field(factory=dict)
    """What each class belongs to, for its docstring."""
    reserved: set[str] = field(factory=set)
    """Names that taste gives to shapes of this resource; no other shape takes them."""

    def reserve(self, raw: str) -> None:
        """Keep the names that taste gives to *raw* and all it holds."""
        seen: set[str] = set()
        todo = [raw]
        while todo:
            one = todo.pop()
            if one in seen or not self.spec.is_model(one):
                continue
            seen.add(one)
            self.reserved.update(filter(None, [self.spec.taste["models"].get(one)]))
            todo += [inner(field.type) for field in self.spec.models[one]]

    def add(self, raw: str, *, sent: bool, wish: str, owner: str) -> str:
        """Name *raw* and all it holds; return its class name."""
        use = Use(raw, sent)
        if use in self.names:
            return self.names[use]
        taste = self.spec.taste
        short = plain(wish, taste["weak"], taste["strong"])
        name = taste["models"].get(raw, short)
        if name in taste["values"]:
            self.names[use] = name
            if name == "Money":
                return name
        elif sent and not name.endswith("Input"):
            name += "Input"
        wanted = list(self.spec.models[raw])
        named = raw in taste["models"]
        twin = None if named else self._twin(wanted, name)
        if twin is not None:
            self.names[use] = twin
            self._merge(twin, wanted)
            self._add_inner(wanted, sent=sent, owner=twin)
            return twin
        for candidate in self._candidates(name, wish, owner, named=named):
            if candidate not in self.fields or self._same(candidate, wanted, sent=sent):
                name = candidate
                break
        self.names[use] = name
        self.origin.setdefault(name, use)
        self.owners.setdefault(name, owner)
        self._merge(name, wanted)
        self._add_inner(wanted, sent=sent, owner=name)
        return self.names[use]

    def _merge(self, name: str, wanted: list[Field]) -> None:
        """Add what a class lacks; demand only what all its raw shapes demand."""
        if name not in self.fields:
            self.fields[name] = wanted
            return
        known = {one.name: one for one in self.fields[name]}
        for one in wanted:
            have = known.get(one.name, one)
            known[one.name] = evolve(have, required=have.required and one.required)
        self.fields[name] = list(known.values())

    def _add_inner(self, fields: list[Field], *, sent: bool, owner: str) -> None:
        """Name the shapes that *fields* hold."""
        for one in fields:
            kind = inner(one.type)
            if self.spec.is_model(kind):
                many = one.type.startswith(("array<", "map<"))
                word = singular(one.name) if many else one.name
                self.add(kind, sent=sent, wish=camel(word), owner=owner)

    def name(self, raw: str, *, sent: bool) -> str:
        """Give the class name of a raw shape that was added."""
        return self.names[Use(raw, sent)]

    def _candidates(
        self, name: str, wish: str, owner: str, *, named: bool
    ) -> list[str]:
        """List names to try: alone, with the owner's, numbered."""
        tail = "Input" if name.endswith("Input") else ""
        subject = owner.removesuffix("Input").removesuffix("Result")
        wish = wish.removesuffix("Input")
        bare = subject + plain(wish, self.spec.taste["weak"], self.spec.taste["strong"])
        found = [bare + tail, *(f"{bare}{n}{tail}" for n in range(2, 40))]
        if named:
            return [name, *found]
        vague = name.removesuffix("Input") in self.spec.taste["vague"]
        if name not in RESERVED and not vague:
            found = [name, wish + tail, *found]
        taken = {*self.reserved - self.fields.keys(), camel(self.resource)}
        return [one for one in found if one not in taken]

    def _twin(self, wanted: list[Field], name: str) -> str | None:
        """
        Find a class of the very same fields whose name ends in the same words.

        An ``OriginalPrice`` and a ``SalesPrice`` of the same fields are each a ``Price``.
        """
        tail = "Input" if name.endswith("Input") else ""
        for other, fields in self.fields.items():
            if bool(tail) != other.endswith("Input"):
                continue
            shared = _shared_words(
                name.removesuffix("Input"), other.removesuffix("Input")
            )
            if not shared or not self._identical(fields, wanted):
                continue
            plain = shared + tail
            taken = {*RESERVED, *self.reserved, *self.fields, camel(self.resource)}
            vague = shared in self.spec.taste["vague"]
            return other if plain in taken or vague else self._renamed(other, plain)
        return None

    def _identical(self, fields: Sequence[Field], others: Sequence[Field]) -> bool:
        if {one.name for one in fields} != {one.name for one in others}:
            return False
        by_name = {one.name: one for one in fields}
        return all(
            self._alike(by_name[one.name], one)
            and self._identical(self._held(by_name[one.name]), self._held(one))
            for one in others
        )

    def _held(self, one: Field) -> Sequence[Field]:
        """Give the fields of the shape that a field holds, if it holds one."""
        return self.spec.models.get(inner(one.type), ())

    def _renamed(self, old: str, new: str) -> str:
        if old in self.reserved or old == new:
            return old
        self.names = {
            use: new if one == old else one for use, one in self.names.items()
        }
        self.fields[new] = self.fields.pop(old)
        self.origin[new] = self.origin.pop(old)
        self.owners[new] = self.owners.pop(old)
        return new

    def _same(self, name: str, wanted: list[Field], *, sent: bool) -> bool:
        """
        Whether a class's fields and *wanted* are of one thing.

        An answer's may lack some; who sends one must not be offered another's fields.
        """
        if sent:
            return self._identical(self.fields[name], wanted)
        have = {one.name: one for one in self.fields[name]}
        common = [(have[one.name], one) for one in wanted if one.name in have]
        if any(not self._alike(a, b) for a, b in common):
            return False
        smaller = min(len(have), len(wanted))
        return smaller == 0 or len(common) * 2 > smaller

    def _alike(self, one: Field, other: Field) -> bool:
        if (one.unit, one.type.count("array")) != (
            other.unit,
            other.type.count("array"),
        ):
            return False
        a, b = inner(one.type), inner(other.type)
        if self.spec.is_model(a) and self.spec.is_model(b):
            fields = {f.name for f in self.spec.models[a]}
            others = {f.name for f in self.spec.models[b]}
            taste = self.spec.taste["models"]
            if a in taste or b in taste:
                return bool(taste.get(a) == taste.get(b))
            return a == b or len(fields & others) * 2 > min(len(fields), len(others))
        return a == b


def _shared_words(one: str, other: str) -> str:
    """``OriginalPrice`` and ``SalesPrice`` → ``Price``."""
    shared: list[str] = []
    pairs = zip(_words(one)[::-1], _words(other)[::-1], strict=False)
    for a, b in pairs:
        if a != b:
            break
        shared.insert(0, a)
    return "".join(shared)


def _words(name: str) -> list[str]:
    return [word for word in re.split(r"(?=[A-Z])", name) if word]


def root_name(endpoint: Endpoint) -> str:
    """Name the answer of an operation that answers with several things."""
    verb = endpoint.verb
    for start in ("get_", "list_", "query_", "check_", "search_"):
        if verb.startswith(start):
            return camel(singular(verb.removeprefix(start)))
    if verb in ("get", "info"):
        return camel(singular(endpoint.resource))
    noun = singular(endpoint.resource)
    thing = "" if noun in verb else camel(noun)
    return camel(verb) + thing + "Result"
