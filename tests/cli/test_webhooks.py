"""``webhooks diff|apply``."""

from __future__ import annotations

import json

import pytest

from tokotiktok.cli import webhooks

URL = "https://toko.example.invalid/hook"
WANTED = f"ORDER_STATUS_CHANGE={URL}"


def there(box):
    """Say where events are sent."""
    found = box.tiktokshop().webhooks.list().webhooks
    return {one.event_type: one.address for one in found}


class TestDiff:
    def test_changes(self, run, box):
        """What would change is said and ends with 1; nothing is changed."""
        done = run("webhooks", "diff", WANTED, "--sandbox", code=1)

        assert f"ORDER_STATUS_CHANGE: nowhere -> {URL}\n" == done.stdout
        assert {} == there(box)

    def test_json(self, run):
        """It is JSON, too."""
        found = json.loads(
            run("webhooks", "diff", WANTED, "--sandbox", "--json", code=1).stdout
        )

        assert {
            "changes": [{"event": "ORDER_STATUS_CHANGE", "before": None, "after": URL}],
            "emptied": [],
        } == found

    def test_nothing(self, run, box):
        """Where all is as wanted it ends with 0."""
        box.tiktokshop().webhooks.update(address=URL, event_type="ORDER_STATUS_CHANGE")

        assert (
            "nothing to change\n" == run("webhooks", "diff", WANTED, "--sandbox").stdout
        )

    def test_tokopedia(self, run):
        """Tokopedia's topics are another platform's; the secret is not said."""
        given = ("webhooks", "diff", f"order_status={URL}", "--platform", "tokopedia")
        said = run(*given, "--sandbox", code=1).stdout

        assert f"order_status: nowhere -> {URL}" in said
        assert "fiktif" not in said

    @pytest.mark.parametrize("wrong", ["ORDER", "=x", "A=", "A=1 A=2", ""])
    def test_usage(self, run, wrong):
        """What is no event and URL, or nothing at all, ends with 2."""
        assert run("webhooks", "diff", *wrong.split(), "--sandbox", code=2).stderr


class TestApply:
    def test_yes(self, run, box):
        """With --yes it is changed without asking; a second time nothing is."""
        done = run("webhooks", "apply", WANTED, "--sandbox", "--yes")

        assert done.stdout.endswith("Changed.\n")
        assert {"ORDER_STATUS_CHANGE": URL} == there(box)
        again = run("webhooks", "apply", WANTED, "--sandbox")
        assert "nothing to change\n" == again.stdout

    def test_asks(self, run, box, monkeypatch):
        """On a terminal it asks first; who says no changes nothing."""
        monkeypatch.setattr(webhooks, "_may_ask", lambda: True)
        done = run("webhooks", "apply", WANTED, "--sandbox", input="n\n", code=1)

        assert done.stdout.endswith("Nothing was changed.\n")
        assert {} == there(box)
        run("webhooks", "apply", WANTED, "--sandbox", input="y\n")
        assert {"ORDER_STATUS_CHANGE": URL} == there(box)

    def test_nobody_to_ask(self, run, box):
        """Where nobody can be asked, --yes is needed."""
        done = run("webhooks", "apply", WANTED, "--sandbox", code=2)

        assert "give --yes" in done.stderr
        assert {} == there(box)

    def test_remove(self, run, box):
        """What is not named goes, if that is asked for."""
        run("webhooks", "apply", WANTED, "--sandbox", "--yes")
        run("webhooks", "apply", "--remove-others", "--sandbox", "--yes")

        assert {} == there(box)
