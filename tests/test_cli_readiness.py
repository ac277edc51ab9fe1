"""``python -m tokotiktok readiness``: what it says, writes, and exits with."""

from __future__ import annotations

import json
import sys

import attrs
import pytest
from click.testing import CliRunner
from fleets import NEW, fleet, with_shop

from tokotiktok.binding.values import word_of
from tokotiktok.cli import main
from tokotiktok.migration.page import _template
from tokotiktok.platforms import Platform


def written(graph):
    """Write a graph as JSON has it."""

    def plain(_, __, value):
        return word_of(value) if isinstance(value, Platform) else value

    rows = attrs.asdict(
        graph, filter=lambda one, _: one.name != "place", value_serializer=plain
    )
    return json.dumps(rows)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command where three files are: good, wrong and broken."""
    monkeypatch.chdir(tmp_path)
    wrong = with_shop(fleet(shops=5), NEW, authorised=False)
    shops = [attrs.evolve(one, seller_type=None) for one in wrong.shops]
    (tmp_path / "good.json").write_text(written(fleet()))
    (tmp_path / "wrong.json").write_text(written(attrs.evolve(wrong, shops=shops)))
    (tmp_path / "broken.toml").write_text('[[shops]]\nphase = "mergd"\n')

    def ran(*arguments, code=0):
        done = CliRunner().invoke(main, ["readiness", *arguments])
        assert code == done.exit_code, done.output
        return done

    return ran


class TestReadiness:
    def test_clean(self, run):
        """A fleet that is ready exits with 0."""
        said = run("good.json").output

        assert said.endswith("Nothing stands in the way.\n")
        assert "to be done: 0, not known: 0" in said

    def test_findings(self, run):
        """What is open is a table, and the same in many shops one row of it."""
        said = run("wrong.json", code=1).output

        assert 1 == said.count("A local seller")
        assert "... + 2" in said
        assert max(map(len, said.splitlines())) <= 100

    def test_findings_of_the_file(self, run, tmp_path):
        """What the file itself is at fault for has no rule; ways out are listed."""
        (tmp_path / "odd.toml").write_text(
            '[[links]]\nkind = "app"\ntokopedia = "1"\ntiktokshop = "2"\n'
            '[[shops]]\nplatform = "tokopedia"\nid = "[red]3"\n'
            'enablers = [{name = "Fiktif", supports_api = false}]\n'
        )
        said = run("odd.toml", code=1).output

        assert "odd.toml:1" in said
        assert "[red]3" in said
        assert "- Postpone the integration" in said

    def test_indonesian(self, run):
        """It speaks Indonesian, too."""
        said = run("wrong.json", "--language", "id", code=1).output

        assert "Penjual lokal" in said
        assert "perlu tindakan: 1" in said
        assert "tiktok" not in said.lower()

    def test_json(self, run):
        """As JSON it has all that passes, too."""
        made = json.loads(run("good.json", "--json").output)

        assert ["file", "clean", "counts", "fleet", "shops", "reminders"] == list(made)
        assert made["clean"]
        assert not json.loads(run("wrong.json", "--json", code=1).output)["clean"]

    def test_html(self, run, tmp_path):
        """The page is written beside what is said; the language shows first."""
        said = run(
            "wrong.json", "--html", "out.html", "--language", "id", code=1
        ).output
        text = (tmp_path / "out.html").read_text("utf-8")

        assert "Penjual lokal" in said
        assert '<html lang="id">' in text

    @pytest.mark.parametrize("out", [".", "none/out.html"])
    def test_not_writable(self, run, out):
        """Where no page can be written, that is said, and it exits with 2."""
        done = run("good.json", "--html", out, code=2)

        assert f"{out} cannot be written: " in done.stderr
        assert "" == done.stdout

    def test_without_jinja(self, run, monkeypatch):
        """Without jinja2 one sentence says how to get it."""
        monkeypatch.setitem(sys.modules, "jinja2", None)
        _template.cache_clear()
        done = run("good.json", "--html", "out.html", code=2)

        assert "a page needs jinja2: pip install 'tokotiktok[cli]'\n" == done.stderr

    @pytest.mark.parametrize("name", ["broken.toml", "none.toml", "."])
    def test_unreadable(self, run, name):
        """A file that cannot be read exits with 2, and says why on stderr."""
        done = run(name, code=2)

        assert done.stderr
        assert "" == done.stdout
        assert "Traceback" not in done.output

    def test_says_all(self, run):
        """Every mistake is said, with file, line and field."""
        said = run("broken.toml", code=2).stderr.splitlines()

        assert 3 == len(said)
        assert said[0].startswith("broken.toml, line 2: shops[0].phase: ")
