"""No measure raises on any network, none depends on names or ids, and what a page says can be read by anybody."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import strategies as st
from tests.laws.any_network import law, network_of, networks

import sourcenet as sn
from sourcenet.measures.catalogue import PER_SOURCE, page

#: Every measure of one learner that takes the network alone, with what else it may be asked.
WHOLE = {
    "composition": [{}, {"by": "subject"}],
    "diversity": [{}, {"by": "kind", "order": 2}, {"weighted": True}],
    "blau": [{}, {"weighted": True}],
    "evenness": [{}],
    "rao_stirling": [{}, {"by": "access"}, {"weighted": True}],
    "ei": [{"shuffles": 30}, {"by": "kind", "shuffles": 30}],
    "assortativity": [{"shuffles": 30}, {"by": "kind", "shuffles": 30}],
    "density": [{}, {"with_me": True}],
    "reciprocity": [{}, {"with_me": True}],
    "centralisation": [{}, {"direction": "both", "shuffles": 5}, {"direction": "out", "with_me": True}],
    "concentration": [{}, {"by": "owner"}],
    "openness": [{}],
    "loss": [{"access": "login"}, {"host": "blogspot.com"}],
    "currency": [{}, {"today": dt.date(1, 1, 1)}],
    "tie_decay": [{}],
    "find_unused": [{}],
    "growth": [{"since": "2026-10-01"}, {"since": "1999-01-01", "until": "2030-01-01"}],
    "profile": [{}],
    "brokerage": [{}, {"by": "kind"}],
    "bridges": [{}, {"with_me": True}],
    "articulation": [{}, {"with_me": True}],
    "reach": [{}, {"steps": None, "access": "open"}],
}
EACH = ("betweenness", "constraint", "effective_size", "efficiency", "degree", "core")

#: What learners never read.
JARGON = re.compile(
    r"\b(isolate|weak tie|constraint|E-I|Hill|ego|verify|chain|entropy|centrality|node|edge|graph|link|nan|null)s?\b",
    re.IGNORECASE,
)


@law(networks())
def test_no_measure_raises_and_none_is_not_a_number(drawn):
    network = network_of(drawn)
    for name, ways in WHOLE.items():
        for how in ways:
            found = getattr(sn, name)(network, **how)
            assert "nan" not in repr(found).lower().split("(")[0] and found == found, name
    for name in EACH:
        for with_me in (False, True):
            found = getattr(sn, name)(network, with_me)
            assert found.keys() - {"me"} == {source.id for source in network.sources}, name
            assert ("me" in found) is with_me
            assert all(value is None or value == value for value in found.values()), name


@law(networks())
def test_measures_do_not_depend_on_names_and_ids(drawn):
    one, other = network_of(drawn), network_of(drawn, name="another")
    rename = {a.id: b.id for a, b in zip(one.sources, other.sources, strict=True)}
    rename |= {a.id: b.id for a, b in zip(one.connections, other.connections, strict=True)} | {"me": "me"}

    def plain(found):
        if isinstance(found, dict):
            return {rename.get(key, key): plain(value) for key, value in found.items()}
        if isinstance(found, (list, tuple)):
            return [plain(part) for part in found]
        return rename.get(getattr(found, "id", None), getattr(found, "id", found))

    for name, ways in WHOLE.items():
        for how in ways:
            assert plain(getattr(sn, name)(one, **how)) == plain(getattr(sn, name)(other, **how)), name
    for name in (*EACH, "steps"):
        assert plain(getattr(sn, name)(one)) == getattr(sn, name)(other), name


@law(networks())
def test_every_sentence_of_a_page_can_be_read_by_anybody(drawn):
    network = network_of(drawn)
    ids = {source.id for source in network.sources} | {tie.id for tie in network.connections}
    said = page(network, dt.date(2026, 10, 1))
    for one in said:
        assert one.measure and one.text and one.try_next and one.about in ("", "me", "sources"), one
        for text in (one.text, one.try_next, one.figure):
            assert not JARGON.search(text) and "{" not in text and "  " not in text, text
        assert one.text[-1] in ".?" and one.try_next[-1] in ".?"
        assert set(one.points) <= ids, one
        assert ("too early" in one.text or "Nothing is here yet" in one.text) is one.early, one
    names = [one.measure for one in said]
    assert len(set(names)) >= 28 and all(names.count(name) == 1 for name in names if name != "concentration")
    if len(network.sources) < 6:
        assert all(one.early for one in said)
    assert page(network, dt.date(2026, 10, 1)) == said


@law(networks())
def test_a_measure_for_each_source_gives_each_source_a_value_or_none(drawn):
    network = network_of(drawn)
    for name, one in PER_SOURCE.items():
        values = one.values(network)
        assert values.keys() == {source.id for source in network.sources}, name
        assert all(value is None or value >= 0 for value in values.values()), name
        assert one.title and one.scale.endswith(".") and not JARGON.search(f"{one.title} {one.scale}")


@law(networks(least=1, most=6), st.sampled_from(["colour", "", "tags", "extra"]))
def test_a_field_that_is_none_is_refused_with_those_there_are(drawn, by):
    network = network_of(drawn)
    with pytest.raises(sn.SourcenetError, match="viewpoint, kind, subject"):
        sn.ei(network, by)
