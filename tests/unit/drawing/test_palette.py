"""Colours: as far apart for every eye as promised, dark enough on their ground, and the same in the style sheet."""

import re
from itertools import combinations, pairwise
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import pytest

import sourcenet as sn
from sourcenet.drawing import DARK, LIGHT, categories, sn_css

# Machado, G., Oliveira, M., & Fernandes, L. (2009). A physiologically-based model for simulation of color
# vision deficiency. IEEE Transactions on Visualization and Computer Graphics, 15(6), 1291-1298: full severity.
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
ALL, VIEWPOINTS = (1, 2, 3, 4, 5, 6, 7), (1, 2, 3, 4)
PROMISED = [
    (LIGHT, ALL, (23.7, 13.7, 13.9, 13.7)),
    (LIGHT, VIEWPOINTS, (30.2, 14.4, 13.9, 13.7)),
    (DARK, ALL, (18.8, 14.4, 15.8, 14.0)),
    (DARK, VIEWPOINTS, (29.6, 19.5, 18.9, 14.0)),
]


def linear(colour):
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]


def contrast(one, other):
    light = [0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05 for r, g, b in (linear(one), linear(other))]
    return max(light) / min(light)


def lab(colour, sight):
    rgb = [min(1, max(0, sum(w * c for w, c in zip(row, linear(colour), strict=True)))) for row in SIGHTS[sight]]
    rows = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.072175), (0.0193339, 0.119192, 0.9503041))
    white = (0.95047, 1.0, 1.08883)
    xyz = [sum(w * c for w, c in zip(row, rgb, strict=True)) / n for row, n in zip(rows, white, strict=True)]
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one, other):
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    g = 0.5 * (1 - sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = hypot(a1, b1), hypot(a2, b2)
    h1, h2 = (degrees(atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180 if c1 * c2 else 0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    light, c = (l1 + l2) / 2, (c1 + c2) / 2
    h = (h1 + turn / 2) % 360 if c1 * c2 else h1 + h2
    t = 1 - 0.17 * cos(radians(h - 30)) + 0.24 * cos(radians(2 * h)) + 0.32 * cos(radians(3 * h + 6))
    t -= 0.2 * cos(radians(4 * h - 63))
    sl = 1 + 0.015 * (light - 50) ** 2 / sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * c, 1 + 0.015 * c * t
    rc = 2 * sqrt(c**7 / (c**7 + 25**7))
    rt = -sin(radians(60 * exp(-(((h - 275) / 25) ** 2)))) * rc
    return sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rt * dc / sc * dh / sh)


@pytest.mark.parametrize(
    "one, other, apart",
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_itself(one, other, apart):
    """From the test data of Sharma, Wu, and Dalal (2005)."""
    assert ciede2000(one, other) == pytest.approx(apart, abs=1e-4)


@pytest.mark.parametrize("tokens, numbers, promised", PROMISED)
def test_colours_are_told_apart_by_every_eye(tokens, numbers, promised):
    for sight, least in zip(SIGHTS, promised, strict=True):
        seen = [lab(tokens[f"c{n}"], sight) for n in numbers]
        assert min(ciede2000(a, b) for a, b in combinations(seen, 2)) >= least - 0.05, sight


@pytest.mark.parametrize("tokens, ground", [(LIGHT, "canvas"), (DARK, "canvas")])
def test_steps_from_less_to_more_stand_out_more_and_more(tokens, ground):
    steps = [tokens[f"q{n}"] for n in range(1, 6)]
    seen = [contrast(step, tokens[ground]) for step in steps]
    assert seen == sorted(seen)
    for sight in SIGHTS:
        labs = [lab(step, sight) for step in steps]
        assert min(ciede2000(a, b) for a, b in pairwise(labs)) >= 7.0, sight


@pytest.mark.parametrize(
    "tokens, ground, least",
    [
        (LIGHT, "bg", {"ink": 16.1, "muted": 6.5, "edge": 3.8, "accent": 6.5, "good": 4.5, "warn": 4.5, "bad": 4.5}),
        (LIGHT, "canvas", {"link": 4.6, "stale": 3.0, "muted": 4.5}),
        (LIGHT, "sunken", {"muted": 5.9}),
        (LIGHT, "wash", {"muted": 5.6, "accent": 4.5}),
        (LIGHT, "on-c", {f"c{n}": 3.15 for n in range(8)}),
        (LIGHT, "canvas", {f"c{n}": 3.0 for n in range(8)}),
        (LIGHT, "canvas", {f"q{n}": 3.0 for n in range(1, 6)}),
        (LIGHT, "on-c", {f"q{n}": 3.15 for n in range(1, 6)}),
        (DARK, "canvas", {f"q{n}": 3.0 for n in range(1, 6)}),
        (DARK, "on-c", {f"q{n}": 3.15 for n in range(1, 6)}),
        (DARK, "bg", {"ink": 13.7, "muted": 8.0, "edge": 5.2, "accent": 8.1, "good": 4.5, "warn": 4.5, "bad": 4.5}),
        (DARK, "canvas", {"link": 6.5, "stale": 3.9, "muted": 4.5}),
        (DARK, "on-c", {f"c{n}": 3.15 for n in range(8)}),
        (DARK, "canvas", {f"c{n}": 3.0 for n in range(8)}),
    ],
)
def test_everything_is_dark_enough_on_its_ground(tokens, ground, least):
    for name, ratio in least.items():
        assert contrast(tokens[name], tokens[ground]) >= ratio, name


@pytest.mark.parametrize("tokens, part", [(LIGHT, 0), (DARK, 1)])
def test_the_style_sheet_says_the_same(tokens, part):
    rules = re.split(r"body\[data-jp-theme-light=\"false\"\] \.sn\s*\{", sn_css())[part]
    rules = rules[rules.index("--sn-bg") :].split("}")[0]
    said = dict(re.findall(r"--sn-([\w-]+):\s*(#[0-9a-f]{3,6})\b", rules))
    for name, colour in said.items():
        if name in tokens:
            assert (colour if len(colour) > 4 else "#" + "".join(2 * c for c in colour[1:])) == tokens[name], name
    assert {*(f"c{n}" for n in range(8)), *(f"q{n}" for n in range(1, 6))} <= said.keys()


def network_with(**values):
    network = sn.SourceNetwork.in_memory(question="?")
    (field,) = values
    for i, value in enumerate(values[field]):
        network.add(f"source {i}", **{field: value})
    return network


def test_viewpoints_keep_their_colours_and_marks():
    found = categories(network_with(viewpoint=["critic", "", "critic", "proponent"]))
    assert [tuple(one) for one in found] == [
        ("proponent", "+", 1, 1),
        ("critic", "−", 2, 2),
        ("mixed", "±", 4, 0),
        ("neutral", "0", 3, 0),
        ("does not apply", "/", 0, 0),
        ("", "", 0, 1),
    ]


def test_subjects_are_coloured_in_order_of_first_use_and_have_marks_of_their_own():
    found = categories(
        network_with(subject=["education", "economics", "education", "information literacy"]), by="subject"
    )
    assert [(one.value, one.mark, one.colour) for one in found] == [
        ("education", "Ed", 1),
        ("economics", "Ec", 2),
        ("information literacy", "IL", 3),
    ]
    twins = categories(network_with(subject=["law", "labour", "land"]), by="subject")
    assert len({one.mark for one in twins}) == 3


def test_of_more_than_seven_values_the_six_most_frequent_have_a_colour():
    values = [f"{letter} subject" for letter in "abcdefghi" for _time in range(1 + (letter in "dhi"))]
    found = {one.value[0]: one.colour for one in categories(network_with(subject=values), by="subject")}
    assert sorted(found.values()) == [0, 0, 0, 1, 2, 3, 4, 5, 6]
    assert all(found[letter] for letter in "dhiabc")
