"""A summary from nothing to a dozen sources: which sentences are chosen, what stands behind them, how it looks."""

from __future__ import annotations

import datetime as dt
import inspect
import re

import pytest

import sourcenet as sn
from sourcenet.errors import BadValue
from sourcenet.measures import figures, likeness, sayings, suggesting, told, where
from sourcenet.measures.choosing import everything
from sourcenet.measures.facts import Facts, host_of
from sourcenet.measures.said import Said

TODAY = dt.date(2026, 11, 1)
#: What learners never read.
JARGON = re.compile(
    r"\b(isolates?|weak ties?|constraint|E-I|Hill|ego|alters?|verif\w+|chains?|entropy|centralit\w+|links?|nodes?|edges?"
    r"|graphs?|bridges?|dominat\w+|articulation|components?|vertices|density|index)\b",
    re.IGNORECASE,
)


def network_of(number, urls=(), **fields):
    network = sn.SourceNetwork.in_memory(question="How would I know?", today=TODAY)
    for n in range(number):
        url = urls[n] if n < len(urls) else ""
        network.connect("me", network.add(f"source {n}", url=url, **fields), relation="asks")
    return network


MANY = [f"https://www.youtube.com/watch?v={n}" for n in range(10)]
VIDEOS = MANY[:5]


def test_nothing_is_here_yet():
    summary = sn.summarise(network_of(0))
    assert summary.early and summary.suggestion is None and len(summary.page) == 1
    assert str(summary).endswith("One thing to try: Whom or what did you ask last? One line in the quick list is a start.")
    assert "Nothing is here yet." in str(summary) and "Nothing is here yet." in summary._repr_html_()


@pytest.mark.parametrize("number", range(1, 6))
def test_too_early_to_say_below_six(number):
    network = network_of(number, VIDEOS)
    summary = sn.summarise(network, {"critic": ["Kop & Hill 2008"]})
    assert summary.early and [one.early for one in summary.page] == [True]
    assert "too early to say" in str(summary) and "too early to say" in summary._repr_html_()
    assert sn.suggestions(network, {"critic": ["Kop & Hill 2008"]}) == ()


def test_six_sources_of_which_five_come_through_one_platform():
    network = network_of(6, VIDEOS)
    summary = sn.summarise(network)
    (one,) = summary.sentences
    assert one.text == (
        "5 of your 6 sources come through one platform, youtube.com. What would you do on the day it is down?"
    )
    assert (one.measure, one.figure) == ("hosts", "youtube.com 5, of 6 sources")
    assert one.points == tuple(source.id for source in network.sources[:5])
    assert sn.first_sentence(network) == f"{one.text} {one.try_next}" == sn.says(network)[0]
    assert summary.try_next == "Find one of them in a second place, and note where."


def test_six_of_one_owner():
    network = network_of(6, owner="Poynter")
    assert sn.summarise(network).sentences[0].text.startswith("6 of your 6 sources belong to one owner, Poynter.")


def test_two_of_six_are_no_crowd():
    network = network_of(6, VIDEOS[:2])
    assert sn.first_sentence(network).startswith("Your 6 sources are all one step from you.")


def test_what_is_not_connected_comes_before_where_it_comes_from():
    network = sn.SourceNetwork.in_memory(today=TODAY)
    for n, url in enumerate(VIDEOS):
        network.add(f"source {n}", url=url)
    network.add("a book")
    assert sn.first_sentence(network).startswith("You have 6 sources")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.youtube.com/watch?v=1", "youtube.com"),
        ("http://m.youtube.com", "youtube.com"),
        ("https://pubmed.ncbi.nlm.nih.gov/1", "nih.gov"),
        ("https://a.ox.ac.uk/x", "ox.ac.uk"),
        ("https://www.nhs.uk/live-well", "nhs.uk"),
        ("https://ouh.nhs.uk", "ouh.nhs.uk"),
        ("https://someone@BBC.co.uk:8080/x", "bbc.co.uk"),
        ("https://doi.org/10.1000/1", ""),
        ("https://192.168.0.1/x", "192.168.0.1"),
        ("https://localhost/x", ""),
        ("mailto:a@example.org", ""),
        ("", ""),
    ],
)
def test_the_place_of_an_address(url, host):
    assert host_of(url) == host


def rested_network():
    network = network_of(6)
    for tie, used in zip(network.connections, ("2026-10", "2025", "2024-03-02", "", "", "2026-09-30"), strict=True):
        if used:
            network.edit(tie, last_used=used)
    return network


def test_what_has_rested_is_named_with_the_longest():
    page = {one.measure: one for one in sn.summarise(rested_network()).page}
    assert page["unused"].text == (
        "2 connections have not been used for half a year, longest of all the one from you to source 2."
    )
    assert page["unused"].figure == "2 of 4 connections with a date, looked at on 1 November 2026"


def test_what_is_too_early_is_said_so_and_never_chosen():
    network = network_of(12)
    summary = sn.summarise(network)
    early = {one.measure for one in summary.page if one.early}
    assert early >= {"hosts", "unused", "diversity", "openness"}
    assert all("oo early to " in one.text for one in summary.page if one.early)
    assert not any(one.early for one in summary.sentences) and len(summary.sentences) == 3


def test_the_page_is_of_the_network_as_it_was():
    network = sn.load_example("first-steps")
    at_once, later = sn.summarise(network), sn.summarise(network)
    page = at_once.page
    network.prune("library guide", reason="What if it were gone?")
    assert later.page == page and later.page is later.page
    assert sn.summarise(network).page != page


def test_first_steps_says_three_things():
    summary = sn.summarise(sn.load_example("first-steps"))
    assert [one.measure for one in summary.sentences] == ["reach", "bridges", "diversity"]
    assert summary.sentences[1].figure == "8 sources on one side, 4 on the other"
    assert summary.sentences[2].figure == "about 2.9: yes 3, it depends 2, no 2"
    rest = {one.measure: one.text for one in summary.rest}
    assert rest["two_steps"] == "In two steps you get to 9 of your 12 sources, 1 of them through others."
    assert rest["lost_without"] == "Without course tutor you would no longer get to 4 others of your sources."
    assert rest["openness"] == "Everyone can get into 10 of the 12 sources that say how one gets in."


def test_the_panel_and_the_summary_say_the_same():
    for network in (network_of(0), network_of(6, VIDEOS), rested_network(), sn.load_example("first-steps")):
        assert tuple(told(network)) == sn.summarise(network).sentences


def test_others_may_say_more_but_not_the_same_twice():
    facts = Facts(sn.load_example("first-steps"))
    page = everything(facts, [Said("another", measure="bridges"), Said("a new one", measure="roles")])
    assert [one.text for one in page if one.measure in ("roles", "bridges")][1:] == ["a new one"]


def test_a_missing_standpoint_is_said_only_with_somebody_to_turn_to():
    network = sn.load_example("first-steps")
    summary = sn.summarise(network, {"has to": ["night nurses' forum", "a bus driver"], "no": ["NHS website"], "maybe": []})
    said = next(one for one in summary.page if one.measure == "standpoints")
    assert said.text == "2 sources of the reference set take a standpoint that none of yours takes: has to."
    assert said.figure == "standpoints of the reference set among your sources: 1 of 2"
    assert said in summary.sentences
    for labels in ({"maybe": []}, {}, []):
        assert all(one.measure != "standpoints" for one in sn.summarise(network, labels).page)


def test_a_standpoint_is_not_missing_where_the_source_is_there_under_another():
    network = sn.load_example("first-steps")
    said = sn.summarise(network, {"has to": ["NHS website"]}).page[-1]
    assert said.text.startswith("Every standpoint for which the reference set names a source you do not have")


def test_too_early_to_compare_standpoints():
    said = sn.summarise(network_of(8, viewpoint=""), {"critic": ["Kop & Hill 2008"]}).page[-1]
    assert said.early and said.text.startswith("Too early to compare standpoints")


@pytest.mark.parametrize("reference", [["critic", "mixed"], {"critic": 5}, "critic", 7, [("critic",)], {5: ["x"]}])
def test_a_list_of_labels_is_no_reference_set(reference):
    with pytest.raises(BadValue, match="A reference set is another network, or says who takes which viewpoint"):
        sn.summarise(network_of(6), reference)


def test_as_a_page_each_sentence_is_the_head_of_its_row():
    summary = sn.summarise(sn.load_example("first-steps"))
    html = summary._repr_html_()
    assert html.count('<th scope="row">') == len(summary.page) > 20 and html.count("<table") == 2 == html.count("<caption>")
    assert "<script" not in html and " on" + "click" not in html and "http" not in html
    assert html.count("<details") == html.count("<summary data-lm-suppress-shortcuts")
    assert html.index("One thing to try.") < html.index("more sentences")


def test_text_of_learners_stays_text():
    network = sn.SourceNetwork.in_memory(question="<script>alert(1)</script>", today=TODAY)
    evil = '<img src=x onerror="alert(2)">'
    for n in range(6):
        network.connect("me", network.add(f"{evil}{n}", url=f"https://x.example/{n}", owner=evil))
    summary = sn.summarise(network, {"critic": [evil]})
    html = summary._repr_html_()
    assert "<script" not in html and "<img" not in html and "&lt;img" in html
    assert evil in str(summary)


def every_sentence():
    networks = [network_of(n) for n in range(13)] + [network_of(6, VIDEOS), rested_network(), sn.load_example("first-steps")]
    networks.append(network_of(12, MANY, viewpoint="critic", owner="Poynter", access="login"))
    reference = {"has to": ["a bus driver"], "critic": [{"name": "page", "url": "https://elsewhere.net/1"}]}
    for network in networks:
        summary = sn.summarise(network, reference)
        for said in (*summary.page, *summary.sentences):
            yield from (said.text, said.try_next, said.figure)
        for one in sn.suggestions(network, reference):
            yield one.text
        yield from (str(summary), re.sub(r"<[^>]*>|<style>.*</style>", " ", summary._repr_html_()))


def test_no_sentence_has_a_word_that_learners_never_read():
    assert [text for text in every_sentence() if JARGON.search(text)] == []


def test_no_sentence_in_the_code_has_such_a_word():
    for room in (sayings, where, suggesting, figures, likeness):
        for text in re.findall(r'(?:_|many)\(\s*((?:"[^"]*"\s*,?\s*)+)', inspect.getsource(room)):
            assert not JARGON.search(text), text


@pytest.mark.parametrize("room", ["sayings", "where", "suggesting", "likeness", "reference", "summary_html"])
def test_sentences_go_through_the_catalogue(room, monkeypatch):
    network = network_of(12, MANY, viewpoint="critic", access="login", subject="law")
    network.connect("source 0", network.add("behind", subject="law", viewpoint="critic"))
    reference = {"has to": ["a bus driver"]}

    def everything_shown():
        summary = sn.summarise(network, reference)
        texts = " ".join(one.text for one in sn.suggestions(network, reference))
        return summary._repr_html_() + texts

    before = everything_shown()
    monkeypatch.setattr(f"sourcenet.measures.{room}._", lambda _sentence: "•")
    assert everything_shown().count("•") > before.count("•")
