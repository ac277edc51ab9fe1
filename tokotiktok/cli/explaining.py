"""What an error code means."""

from __future__ import annotations

import json

import click

from .._explain import Evidence
from .._explain import explain as explanation_of
from .running import FINDINGS, leave


@click.command()
@click.argument("code")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def explain(code: str, *, as_json: bool) -> None:
    """
    Say what an error code means, who must act, and what they do.

    Exits with 1 if the code is in no table.
    """
    found = explanation_of(code)
    facts = {
        "code": found.code,
        "platform": found.platform.label,
        "cause": found.cause,
        "who": found.who.value,
        "todo": found.todo,
        "error": found.error.__name__,
        "kind": found.kind,
        "remedy": found.remedy.value,
        "reason": found.reason,
        "evidence": found.evidence.value,
        "operations": list(found.operations),
    }
    if as_json:
        click.echo(json.dumps(facts, indent=2))
    else:
        for name, value in facts.items():
            text = ", ".join(value) if isinstance(value, list) else str(value or "")
            click.echo(f"{name:<11} {text}".rstrip())
    if found.evidence is Evidence.UNKNOWN:
        leave(FINDINGS)
