"""A graph as text for Mermaid and Graphviz, whatever the ids hold."""

from __future__ import annotations

import re

from graphs import TIKTOK, TOKO, app_link, changed, good, more
from hypothesis import given
from hypothesis import strategies as st

from tokotiktok.binding import Account, Graph

GRAPH = good(apps=1)
SEEN = st.characters(exclude_categories=("C", "Z"), include_characters=" ")
IDS = st.text(SEEN, min_size=1).map(str.strip).filter(bool)


class TestMermaid:
    def test_all(self):
        """Accounts, apps and shops are nodes; links and who has what are edges."""
        assert """\
flowchart LR
  subgraph Tokopedia["Tokopedia"]
    n0["account ORG-0"]
    n2["app fs-0-0-0"]
    n4["shop toko-0-0"]
  end
  subgraph TikTokShop["TikTok Shop"]
    n1["account 7000"]
    n3["app fiktif-0-0"]
    n5["shop tts-0-0"]
  end
  n0 --> n2
  n1 --> n3
  n0 --> n4
  n0 <--> n1
  n2 ==> n3
  n4 <-.-> n5
""" == GRAPH.mermaid()

    def test_marks(self):
        """What is not there is dashed; what is wrong is red."""
        graph = more(
            changed(GRAPH, "apps", 0, online=False), app_link("X", "fiktif-0-0")
        )
        drawn = graph.mermaid()

        assert '    n3["app fiktif-0-0"]' in drawn.splitlines()
        assert '    n4["app X"]' in drawn.splitlines()
        assert "  class n4 missing" in drawn.splitlines()
        assert "  class n2,n3,n4 error" in drawn.splitlines()

    @given(IDS)
    def test_any_id(self, key):
        """An id comes out of its label as it went in, and breaks out of none."""
        drawn = Graph(accounts=[Account(platform=TOKO, id=key)]).mermaid()
        (label,) = re.findall(r'^    n0\["([^"\n]*)"\]$', drawn, re.MULTILINE)

        assert f"account {key}" == re.sub(r"#(\d+);", lambda m: chr(int(m[1])), label)
        assert not set(label) & set("<>[]{}()&`\\\n\"'")
        assert 6 == len(drawn.split("\n")) - 1


class TestGraphviz:
    def test_all(self):
        """Accounts, apps and shops are nodes; links and who has what are edges."""
        drawn = GRAPH.graphviz().splitlines()

        assert "digraph binding {" == drawn[0]
        assert '    n3 [label="app fiktif-0-0"]' in drawn
        assert [
            "  n0 -> n2 [arrowhead=none]",
            "  n1 -> n3 [arrowhead=none]",
            "  n0 -> n4 [arrowhead=none]",
            "  n0 -> n1 [dir=both]",
            "  n2 -> n3 [penwidth=3]",
            "  n4 -> n5 [dir=both style=dashed]",
            "}",
        ] == drawn[-7:]

    def test_marks(self):
        """What is not there is dashed; what is wrong is red."""
        drawn = more(GRAPH, app_link("X", "fiktif-0-0")).graphviz()

        assert '[label="app X" style=dashed color=red penwidth=3]' in drawn
        assert '[label="app fiktif-0-0" color=red penwidth=3]' in drawn

    @given(IDS)
    def test_any_id(self, key):
        """An id comes out of its label as it went in, and breaks out of none."""
        drawn = Graph(accounts=[Account(platform=TIKTOK, id=key)]).graphviz()
        pattern = r'^    n0 \[label="((?:[^"\\\n]|\\["\\])*)"\]$'
        (label,) = re.findall(pattern, drawn, re.MULTILINE)
        plain = re.sub(r'\\(["\\])', r"\1", label)

        assert f"account {key}" == plain.replace("&amp;", "&")
