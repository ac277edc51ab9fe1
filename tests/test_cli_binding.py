"""``python -m tokotiktok binding``: what it says, and what it exits with."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tokotiktok.cli import main

ENDS = """
[[accounts]]
platform = "tokopedia"
id = "ORG-1"
[[accounts]]
platform = "tiktokshop"
id = "7001"
[[apps]]
platform = "tokopedia"
id = 14001
account = "ORG-1"
[[apps]]
platform = "tiktokshop"
id = "[red]fiktif"
account = "7001"
online = true
markets = ["ID"]
"""
LINKS = """
[[links]]
kind = "account"
tokopedia = "ORG-1"
tiktokshop = "7001"
[[links]]
kind = "app"
tokopedia = "14001"
tiktokshop = "[red]fiktif"
"""


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command where three files are: good, bare and wrong."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "good.toml").write_text(ENDS + LINKS)
    (tmp_path / "bare.toml").write_text(ENDS)
    (tmp_path / "wrong.toml").write_text(
        ENDS.replace("online = true", "online = false") + LINKS
    )
    (tmp_path / "broken.toml").write_text("[[apps]]\nid = true\n[[app]]\n")

    def ran(*arguments, code=0):
        done = CliRunner().invoke(main, ["binding", *arguments])
        assert code == done.exit_code, done.output
        return done

    return ran


class TestCheck:
    def test_clean(self, run):
        """A file in which nothing is wrong exits with 0."""
        assert "Nothing is wrong.\n" == run("check", "good.toml").output
        assert [] == json.loads(run("check", "good.toml", "--json").output)["findings"]

    def test_findings(self, run):
        """Findings are a table, with ids as they are, and an exit code of 1."""
        said = run("check", "wrong.toml", code=1).output

        assert "[red]fiktif" in said
        assert "rule" not in said.splitlines()[0]
        assert max(map(len, said.splitlines())) <= 100
        assert "…" not in said

    def test_json(self, run):
        """They are JSON, too."""
        found = json.loads(run("check", "wrong.toml", "--json", code=1).output)

        assert ["file", "findings"] == list(found)
        assert [("offline", 18, 12)] == [
            (one["problem"], one["rule"], one["places"][0]["line"])
            for one in found["findings"]
        ]

    def test_without_a_line(self, run, tmp_path):
        """What the records themselves are at fault for has no rule."""
        (tmp_path / "twice.toml").write_text(ENDS + LINKS + LINKS)

        assert "warning" in run("check", "twice.toml", code=1).output

    @pytest.mark.parametrize("name", ["broken.toml", "none.toml", "."])
    def test_unreadable(self, run, name):
        """A file that cannot be read exits with 2, and says why on stderr."""
        done = run("check", name, code=2)

        assert done.stderr
        assert "" == done.stdout
        assert "Traceback" not in done.output

    def test_says_all(self, run):
        """All that is wrong with a file is said, a line each."""
        assert [
            'broken.toml, line 3: app: there is no such table; did you mean "apps"?',
            "broken.toml, line 2: apps[0].id: true is no id: give a text or a whole number",
            'broken.toml, line 1: apps[0]: the key "platform" is missing',
        ] == run("check", "broken.toml", code=2).stderr.splitlines()


class TestPlan:
    def test_steps(self, run):
        """The steps are numbered, and what is for good is marked."""
        said = run("plan", "bare.toml", "good.toml").output

        assert "for good" in said
        assert said.endswith("3 steps, 1 for good. Nothing was executed.\n")

    def test_nothing(self, run):
        """Where nothing is to be done, that is said."""
        assert "Nothing to do.\n" == run("plan", "good.toml", "good.toml").output

    def test_refused(self, run):
        """What cannot be done exits with 1."""
        said = run("plan", "good.toml", "bare.toml", code=1).output

        assert "a link of apps can never be" in " ".join(said.split())
        assert said.endswith("1 step, 0 for good. Nothing was executed.\n")

    def test_wrong(self, run, tmp_path):
        """So does an aim in which something is wrong."""
        (tmp_path / "twice.toml").write_text(ENDS + LINKS + LINKS)
        said = run("plan", "bare.toml", "twice.toml", code=1).output

        assert "Findings" in said

    def test_none_refused_by_rule(self, run, tmp_path):
        """A refusal without a rule has none in the table."""
        link = '[[links]]\nkind = "shop"\ntokopedia = "1"\ntiktokshop = "2"\n'
        (tmp_path / "dangling.toml").write_text(ENDS + link)

        assert "Refused" in run("plan", "bare.toml", "dangling.toml", code=1).output

    def test_json(self, run):
        """A plan is JSON, too."""
        made = json.loads(run("plan", "bare.toml", "good.toml", "--json").output)

        assert ["verify_email", "bind_account", "bind_app"] == [
            one["action"] for one in made["steps"]
        ]
        assert [] == made["refusals"] == made["findings"]

    def test_json_refused(self, run):
        """With what is refused and what is wrong."""
        done = run("plan", "good.toml", "bare.toml", "--json", code=1)

        assert [19] == [one["rule"] for one in json.loads(done.output)["refusals"]]

    def test_unreadable(self, run):
        """Either file may be the one that cannot be read."""
        run("plan", "none.toml", "good.toml", code=2)
        run("plan", "good.toml", "none.toml", code=2)


class TestDraw:
    def test_formats(self, run):
        """Mermaid, or Graphviz where that is asked for."""
        assert run("draw", "good.toml").output.startswith("flowchart")
        drawn = run("draw", "good.toml", "--format", "graphviz").output
        assert drawn.startswith("digraph")
        assert drawn.endswith("}\n")

    def test_unreadable(self, run):
        """A file that cannot be read cannot be drawn."""
        run("draw", "none.toml", code=2)
