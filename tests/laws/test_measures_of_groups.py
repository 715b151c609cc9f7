"""Measures of what there is, and of time, equal what their definition gives word by word, on any network."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import Counter

import pytest
from hypothesis import strategies as st
from tests.laws.any_network import law, network_of, networks

import sourcenet as sn
from sourcenet.measures.groups import host, stated

FIELDS = st.sampled_from(["viewpoint", "kind", "subject", "access", "owner", "host"])
TODAY = dt.date(2026, 10, 1)


def counted(network, by, weighted):
    groups = stated(network, by)
    if not weighted:
        return Counter(groups.values())
    count = Counter()
    for tie in network.connections:
        if tie.start == "me" and tie.end in groups:
            count[groups[tie.end]] += tie.strength
    return count


@law(networks(), FIELDS, st.booleans(), st.sampled_from([0, 0.5, 1, 2, 5, math.inf]))
def test_diversity_is_the_hill_number(drawn, by, weighted, order):
    network = network_of(drawn)
    count = counted(network, by, weighted)
    value = sn.diversity(network, by, order, weighted=weighted)
    if not count:
        assert value is None
        return
    p = [n / count.total() for n in count.values()]
    if order == 1:
        expected = math.prod(one**-one for one in p)
    elif order == math.inf:
        expected = 1 / max(p)
    else:
        expected = sum(one**order for one in p) ** (1 / (1 - order))
    assert value == pytest.approx(expected)
    assert 1 - 1e-9 <= value <= len(count) + 1e-9


@law(networks(), FIELDS, st.booleans())
def test_blau_evenness_and_composition_are_counted(drawn, by, weighted):
    network = network_of(drawn)
    count = counted(network, by, weighted)
    pairs = [one != other for one in count.elements() for other in count.elements()]
    assert sn.blau(network, by, weighted=weighted) == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)
    even = sn.evenness(network, by, weighted=weighted)
    if len(count) < 2:
        assert even is None
    else:
        assert even == pytest.approx(math.log(sn.diversity(network, by, weighted=weighted)) / math.log(len(count)))
    parts = sn.composition(network, by)
    sources, use = counted(network, by, False), counted(network, by, True)
    direct = sum(tie.strength for tie in network.connections if tie.start == "me")
    assert {part.name: part.sources for part in parts} == sources
    assert [part.sources for part in parts] == sorted(sources.values(), reverse=True)
    for part in parts:
        assert part.share == pytest.approx(sources[part.name] / len(network.sources))
        assert part.use == (pytest.approx(use[part.name] / direct) if direct else None)


@law(networks(most=8), st.booleans())
def test_rao_stirling_is_its_sum(drawn, weighted):
    network = network_of(drawn)
    by = ("viewpoint", "subject", "access")
    said = [stated(network, field) for field in by]
    told = {
        source.id: tuple(one.get(source.id, "") for one in said)
        for source in network.sources
        if any(source.id in one for one in said)
    }
    amounts = dict.fromkeys(told, 0 if weighted else 1)
    for tie in network.connections if weighted else ():
        if tie.start == "me" and tie.end in told:
            amounts[tie.end] += tie.strength
    total = sum(amounts.values())
    found = sn.rao_stirling(network, by, weighted=weighted)
    if not total:
        assert found == (None, 0, None, None, 0)
        return

    def apart(one, other):
        both = [a != b for a, b in zip(one, other, strict=True) if a and b]
        return sum(both) / len(both) if both else 0

    # Over sources one by one: those that say the same are 0 apart, so that categories need not be made.
    expected = sum(
        amounts[a] * amounts[b] * apart(told[a], told[b]) for a, b in itertools.permutations(told, 2)
    ) / total**2
    assert found.value == pytest.approx(expected)
    categories = {told[one] for one, amount in amounts.items() if amount}
    assert found.variety == len(categories)
    pairs = [apart(a, b) for a, b in itertools.combinations(sorted(categories), 2)]
    assert found.disparity == (pytest.approx(sum(pairs) / len(pairs)) if pairs else None)


@law(networks(), FIELDS)
def test_rao_stirling_of_one_field_is_blau(drawn, by):
    network = network_of(drawn)
    same = sn.rao_stirling(network, by).value
    given = sn.rao_stirling(network, by, lambda one, other: float(one != other)).value
    assert same == given == (None if sn.blau(network, by) is None else pytest.approx(sn.blau(network, by)))


@law(networks(), st.sampled_from(["host", "owner"]))
def test_concentration_is_counted(drawn, by):
    network = network_of(drawn)
    of = {
        source.id: host(source.url) if by == "host" else source.owner.casefold() for source in network.sources
    }
    count = Counter(one for one in of.values() if one)
    found = sn.concentration(network, by)
    assert Counter({one.name.casefold(): len(one.sources) for one in found.platforms}) == count
    assert found.without == len(network.sources) - count.total()
    assert found.value == (pytest.approx(count.total() ** 2 / sum(n * n for n in count.values())) if count else None)
    sizes = [len(one.sources) for one in found.platforms]
    assert sizes == sorted(sizes, reverse=True)


@law(networks())
def test_openness_is_counted(drawn):
    network = network_of(drawn)
    said = [source.access for source in network.sources if source.access]
    found = sn.openness(network)
    assert (found.open, found.stated) == (said.count("open"), len(said))
    assert found.value == (said.count("open") / len(said) if said else None)
    assert found.reach == len(sn.reach(network, steps=None, access="open"))


def first_day(text):
    """Read a date as the measure promises to."""
    parts = [*text.split("-"), "01", "01"]
    try:
        return dt.date(*(int(one) for one in parts[:3]))
    except ValueError:
        return None


@law(networks())
def test_currency_is_the_latest_day_by_the_half_life_of_the_kind(drawn):
    network = network_of(drawn)
    found = sn.currency(network, TODAY)
    values = []
    for source in network.sources:
        texts = [tie.last_used for tie in network.connections if tie.end == source.id]
        days = [day for text in [*texts, source.checked, source.published] if (day := first_day(text))]
        fresh = found.sources[source.id]
        assert fresh.day == max(days, default=None)
        kind = network.vocabulary.kinds.get(source.kind)
        life = kind.half_life if kind else None
        if not days or not life:
            assert fresh.value is None
            continue
        age = max((TODAY - max(days)).days, 0) / (365.25 / 12)
        values.append(0.5 ** (age / life))
        assert fresh.value == pytest.approx(values[-1])
    assert found.known == len(values)
    assert found.value == (pytest.approx(sum(values) / len(values)) if values else None)


@law(networks())
def test_tie_decay_is_its_formula(drawn):
    network = network_of(drawn)
    left = sn.tie_decay(network, TODAY, half_lives={"book": None, "person": 6})
    kinds = {source.id: source.kind for source in network.sources}
    lives = {"site": 12, "person": 6}
    assert left.keys() == {tie.id for tie in network.connections}
    for tie in network.connections:
        day = first_day(tie.last_used) if tie.last_used else None
        if day is None:
            assert left[tie.id] is None
            continue
        life = lives.get(kinds.get(tie.end))
        age = max((TODAY - day).days, 0) / (365.25 / 12)
        assert left[tie.id] == pytest.approx(tie.strength * (0.5 ** (age / life) if life else 1))
    rest = sn.find_unused(network, TODAY, days=30)
    mine = {tie.id: first_day(tie.last_used) for tie in network.connections if tie.start == "me" and tie.last_used}
    assert {tie.id for tie in rest} == {id for id, day in mine.items() if day and (TODAY - day).days > 30}


@law(networks())
def test_profile_is_counted(drawn):
    network = network_of(drawn)
    mine = sn.profile(network)
    assert mine.size == len(network.sources) and mine.kinds == Counter(source.kind for source in network.sources)
    direct = [tie for tie in network.connections if tie.start == "me"]
    total = sum(tie.strength for tie in direct)
    paths = Counter()
    for tie in direct:
        paths[tie.relation, network.source(tie.end).kind] += tie.strength
    assert {(one.relation, one.kind): one.share for one in mine.preference} == {
        pair: pytest.approx(n / total) for pair, n in paths.items()
    }
    assert sum(mine.use.values()) == (pytest.approx(1) if direct else 0)


@law(networks(), st.data())
def test_turnover_is_what_came_and_went_over_the_union(drawn, data):
    network = network_of(drawn)
    before = sn.SourceNetwork.in_memory(events=network.events)
    events = list(network.events)
    gone = data.draw(st.lists(st.sampled_from(network.sources), unique=True)) if network.sources else []
    new = data.draw(st.integers(0, 3))
    for n, source in enumerate(gone):
        events.append(_event(f"prune{n:09}", "prune", {"of": source.id, "reason": "It says the same as another."}))
    for n in range(new):
        events.append(_event(f"newcomer{n:09}", "add", {"name": f"newcomer {n}", "kind": "site"}))
    after = sn.SourceNetwork.in_memory(events=events)
    grown = sn.growth(after, "2026-10-01")
    assert {one.id for one in grown.went} == {source.id for source in gone}
    assert len(grown.came) == new == grown.sources.came
    union = len(before.sources) + new
    assert grown.sources.value == ((len(gone) + new) / union if union else None)
    assert grown.sources.stayed == len(before.sources) - len(gone)
    ties = len(before.connections) - len(after.connections)
    assert len(grown.parted) == ties == grown.connections.went and grown.connections.came == 0


def _event(id, do, fields):
    from sourcenet.model.events import Event

    return Event(id, "2026-10-09T08:00:00Z", "learner-07", do, fields)
