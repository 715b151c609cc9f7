"""The tables beside the picture: everything, the chosen first, never more than can be read."""

import re
from xml.etree import ElementTree

import sourcenet as sn
from sourcenet import drawing


def tables(network):
    html = re.sub(r"<style>.*?</style>", "", drawing.table(network), flags=re.S)
    return ElementTree.fromstring(html).findall("table")


def rows(table):
    return [["".join(cell.itertext()) for cell in row] for row in table.find("tbody")]


def network_of_three():
    network = sn.SourceNetwork.in_memory(question="?")
    one = network.add("Half an Hour", kind="site", url="https://halfanhour.blogspot.com", viewpoint="proponent")
    two = network.add("Strength of weak ties", kind="paper", authors="Granovetter, M.", year="1973", origin="brought")
    network.connect("me", one, relation="reads", strength=4, why="Weekly since 2020 <i>.", last_used="2020-01-01")
    network.connect(one, two, relation="cites", strength=1, why="Where it comes from.")
    return network


def test_connections_with_their_reasons_then_sources():
    connections, sources = tables(network_of_three())
    assert rows(connections)[0] == [
        "me to Half an Hour",
        "reads",
        "often",
        "Weekly since 2020 <i>.",
        "2020-01-01, unused for long",
    ]
    assert rows(sources)[1][:2] == ["Granovetter 1973: Strength of weak ties", "paper"]
    assert rows(sources)[1][3] == "brought with me"
    assert sources.find(".//a").get("href") == "https://halfanhour.blogspot.com"


def test_columns_in_which_nothing_was_said_are_left_out():
    network = network_of_three()
    titles = [[cell.text for cell in table.find("thead")[0]] for table in tables(network)]
    assert "Where it stands" not in titles[0] and "Last used" in titles[0]
    assert "Subject" not in titles[1] and "Address" in titles[1]
    network.edit(network.connections[0], viewpoint="critic")
    assert rows(tables(network)[0])[0][4] == "critic"


def test_what_was_chosen_comes_first_and_says_so():
    network = network_of_three()
    judged = network.appraise(network.sources[1], "cor", {"who": "a sociologist"}, evidence="Three sentences of it.")
    network.choose(network.connections[1], judged)
    connections, sources = tables(network)
    assert rows(connections)[0][0] == "Half an Hour to Granovetter 1973chosen by the learner"
    assert rows(sources)[0][0].endswith("chosen by the learner")
    assert not any(row[0].endswith("chosen by the learner") for row in rows(connections)[1:] + rows(sources)[1:])


def test_rows_and_columns_have_headers_and_captions():
    for table in tables(network_of_three()):
        assert all(cell.get("scope") == "col" for cell in table.iter("th") if cell in list(table.find("thead")[0]))
        assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in table.find("tbody"))
        assert table.find("caption").text


def test_at_most_two_hundred_rows_and_the_rest_counted(grown):
    network = grown(300)
    connections, sources = tables(network)
    assert len(rows(connections)) == 150
    assert len(rows(sources)) == 50
    assert sources.find("caption").text == "Sources: 50; 250 more are in the network and not in this table"


def test_a_hundred_of_each_are_all_there(grown):
    network = grown(70, star=1, inner=0)
    assert [len(rows(table)) for table in tables(network)] == [len(network.connections), 70]


def test_an_empty_network_has_sentences_instead():
    html = drawing.table(sn.SourceNetwork.in_memory(question="?"))
    assert "No connections yet." in html and "No sources yet." in html
    assert "<table" not in html
