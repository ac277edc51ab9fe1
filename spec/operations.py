"""What stands at a method: its operation, its paging, its docstring."""

from __future__ import annotations

from textwrap import fill

from naming import inner
from reading import Endpoint, Field, Spec


def operation(endpoint: Endpoint, single: Field | None, spec: Spec) -> str:
    """Write the operation that stands above its method."""
    arguments = [repr(endpoint.id), repr(endpoint.method), repr(endpoint.path)]
    if endpoint.repeatable:
        arguments.append("repeatable=True")
    if endpoint.shop != "query":
        arguments.append(f"shop={endpoint.shop!r}")
    paging = _paging(endpoint, single, spec)
    if paging:
        arguments.append(f"page={paging}")
    if endpoint.idempotency:
        arguments.append(f"idempotency={key_of(endpoint)!r}")
    if endpoint.failures:
        arguments.append(f"failures={endpoint.failures!r}")
    if endpoint.envelope != "standard":
        arguments.append(f"envelope={endpoint.envelope!r}")
    return f"Operation({', '.join(arguments)})"


def key_of(endpoint: Endpoint) -> str | None:
    """Say where the idempotency key goes, and how long it may be."""
    key = endpoint.idempotency
    if not key:
        return None
    most = f":{key['most']}" if "most" in key else ""
    return f"{key['where']}:{key['name']}{most}"


def _paging(endpoint: Endpoint, single: Field | None, spec: Spec) -> str | None:
    page = endpoint.page
    root = endpoint.response or ""
    if not page:
        if root.startswith("array<"):
            return "Paging(items='', style='none')"
        one = single
        if one and one.type.startswith("array<") and spec.is_model(inner(one.type)):
            return f"Paging(items={one.name!r}, style='none')"
        return None
    if page.get("items_field") is None:  # several lists: the method answers them all
        return None
    parts = [f"items={page['items_field']!r}"]
    style, _, where = page["style"].partition("-in-")
    if style == "none":
        return f"Paging({parts[0]}, style='none')"
    if style == "number":
        parts += ["style='number'", f"param={page['number_param']!r}"]
        parts.append(f"next={page.get('more_field', '')!r}")
    elif page["token_param"] != "page_token":
        parts.append(f"param={page['token_param']!r}")
    if where != "query":
        parts.append(f"where={where!r}")
    if page.get("size_param") not in (None, "page_size"):
        parts.append(f"size={page['size_param']!r}")
    if style == "token" and page["token_field"] != "next_page_token":
        parts.append(f"next={page['token_field']!r}")
    if page.get("total_field"):
        parts.append(f"total={page['total_field']!r}")
    return f"Paging({', '.join(parts)})"


def doc(endpoint: Endpoint, spec: Spec) -> list[str]:
    """Write a method's docstring: what it does, what to know, the vendor's title."""
    lines = fill(endpoint.summary.rstrip(".") + ".", 76).splitlines()
    if endpoint.verified == "oas-only":
        lines += [
            "",
            "Known only from TikTok's OpenAPI files: may be closed or retired.",
        ]
    if endpoint.verified in ("medium", "low"):
        lines += ["", f"Of {endpoint.verified} confidence."]
    lines.append("")
    if endpoint.scopes:
        names = ", ".join(f"``{scope}``" for scope in endpoint.scopes)
        word = "Scopes" if len(endpoint.scopes) > 1 else "Scope"
        lines += fill(f"{word}: {names}.", 76, break_on_hyphens=False).splitlines()
    platform = {"tiktokshop": "TikTok Shop", "tokopedia": "Tokopedia"}
    source = f"{platform[spec.platform]}: {endpoint.title}."
    return [*lines, *fill(source, 76).splitlines()]


def constant(endpoint: Endpoint) -> str:
    """Name the operation of a method."""
    return f"_{endpoint.verb.upper()}"


def is_upload(one: Field, endpoint: Endpoint) -> bool:
    """Whether a field of a multipart body is a file."""
    return one.name in endpoint.uploads or one.note == "binary file upload"
