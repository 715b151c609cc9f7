"""The page on cards of one's own: what it shows can be copied and is then a card."""

import re
from pathlib import Path

import sourcenet as sn

PAGE = (Path(__file__).parents[3] / "docs" / "frameworks.md").read_text("utf-8")


def test_the_file_that_it_shows_is_a_card(tmp_path):
    (shown,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    (tmp_path / "frameworks").mkdir()
    (tmp_path / "frameworks" / "lab-report.toml").write_text(shown, "utf-8")
    network = sn.open_network(tmp_path / "my-network.jsonl", question="Does it hold?")
    card = sn.frameworks(network)["lab-report"]
    assert [(one.key, one.scale, one.axis) for one in card.criteria] == [("repeat", "five", "evidence"), ("paid", "text", "who")]


def test_it_names_the_cards_that_ship():
    for one in sn.frameworks().values():
        assert one.people or one.name in PAGE
