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
    connections, sources, cards = tables(network)
    assert rows(cards)[0][0] == "Granovetter 1973chosen by the learner"
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


def test_what_was_said_stands_in_tables_of_its_own_and_as_text():
    network = network_of_three()
    tie, (one, two) = network.connections[0], network.sources
    evil = "<script>alert(1)</script> & so on"
    network.appraise(one, "sift", {}, seen={"find": evil}, said={two.id: "He is cited there once."}, verdict="dates")
    network.traverse("Where from?", ["me", one, two], doing=["read the third post"])
    first = network.decide("keep it", why="I cite it.", change_my_mind="A better one.")
    event = network.add("a friend who sleeps")
    network.decide("still", why=evil, revisits=first, outcome="held", event=event.id)
    network.renew(tie, used_for="checked a date")
    comment = network.comment(two, "strength", evil, suggestion="say why")
    network.answer(comment, reason="I did.", change=event.id)
    network.comment("network", "out of date", "All of it is old.", about="debate", anchor="the whole")
    network.prune(event, reason="Nobody answers.")
    found = {table.find("caption").text: rows(table) for table in tables(network)[2:]}
    assert list(found) == ["Appraisals: 1", "Routes: 1", "Decisions: 2", "Set aside: 1", "Renewed: 1", "Comments: 2"]
    card = " ".join(found["Appraisals: 1"][0])
    assert evil in card and "Granovetter 1973: He is cited there once." in card and "dates" in card
    assert "Half an Hour: read the third post" in found["Routes: 1"][0][1]
    assert "keep itheld" in found["Decisions: 2"][0][3] and "added a friend who sleeps" in found["Decisions: 2"][0][3]
    assert "checked a date" in found["Renewed: 1"][0] and "Nobody answers." in found["Set aside: 1"][0]
    assert found["Comments: 2"][0][0] == "debate: the whole"
    assert found["Comments: 2"][1][1:4] == ["strength", evil, "say why"]


def test_thirty_of_each_are_written_out_and_the_rest_counted():
    network = network_of_three()
    for number in range(40):
        network.decide(f"keep {number}", why="I cite it.")
    (table,) = tables(network)[2:]
    assert table.find("caption").text == "Decisions: 30; 10 more are in the network and not in this table"
    assert rows(table)[0][0] == "keep 39"
