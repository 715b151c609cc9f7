"""The practice pages: made up and marked so, without scripts or anything from afar, and made so that reading across pays."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

from sourcenet import shipped

FILES = shipped.practice_pages()
PAGES = {path.stem: path.read_text("utf-8") for path in FILES if path.suffix == ".html"}
LESSONS = [path for path in shipped.lessons() if path.name[:2] in ("03", "04")]


def test_there_are_twelve_an_index_and_what_an_assistant_said():
    assert len(PAGES) == 14 and {"index", "assistant-answers"} <= PAGES.keys()
    listed = set(re.findall(r'href="([a-z-]+)\.html"', PAGES["index"])) - {"index"}
    assert listed == PAGES.keys() - {"index"}


@pytest.mark.parametrize("name", PAGES)
def test_each_says_that_it_is_made_up_and_reaches_nowhere(name):
    page = PAGES[name]
    assert "<strong>made up</strong>" in page and "(made up)</title>" in page and 'lang="en"' in page
    assert not re.search(r"<script|<iframe|<img|<link|\bon\w+=|https?://|url\(|@import", page)
    assert 'name="viewport"' in page and "prefers-color-scheme:dark" in page and page.count("<h1>") == 1
    for target in re.findall(r'href="([^"]+)"', page):
        assert target.removesuffix(".html") in PAGES, target


def test_what_the_lessons_open_is_there():
    opened = {name for path in LESSONS for name in re.findall(r"practice/([a-z-]+)\.html", path.read_text("utf-8"))}
    assert {"sleepwell-home", "restwell-news", "index", "assistant-answers"} <= opened <= PAGES.keys()


def test_reading_across_pays():
    """Two of the three have one owner, which stands on neither front page, and a third found nothing."""
    for name in ("sleepwell-home", "sleepwell-about", "restwell-news"):
        assert "Dormia" not in PAGES[name]
    for name in ("register-sleepwell", "register-restwell", "restwell-about", "dormia-group"):
        assert "Dormia Group" in PAGES[name]
    phrase = "Students who change their mattress before an exam score 18 % higher"
    assert sum(phrase in page for page in PAGES.values()) == 3, "one text in three places"
    assert "no difference" in PAGES["nightstudy-report"] and "reviewed in spring 2019" in PAGES["sleepwell-home"]


@pytest.fixture(scope="module")
def tool():
    path = Path(__file__).parents[2] / "tools" / "make_practice_text.py"
    spec = importlib.util.spec_from_file_location("make_practice_text", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_text_is_what_the_pages_say(tool):
    (text,) = [path.read_text("utf-8") for path in FILES if path.suffix == ".txt"]
    assert text == tool.text(), "run python tools/make_practice_text.py"
    assert text.count("=" * 20) == len(PAGES) - 1 and not re.search(r"<\w|&\w+;", text)
    assert "Trustees: three; two of them are directors of Dormia Group" in text


def test_a_figure_is_parted_from_what_it_says(tool):
    assert tool.words_of("<p><strong>18 %</strong>of them, <strong>no</strong> more</p>") == "18 %: of them, no more"


def test_the_practice_network_is_of_these_pages_and_says_that_it_is_made_up():
    import sourcenet as sn

    network = sn.load_example("practice")
    assert "made up" in network.question and all("(made up)" in source.name for source in network.sources)
    assert len(network.sources) == 12 and not any(source.owner or source.authors for source in network.sources)
    for source in network.sources:
        house = source.name.split(",")[0].split()[0]
        assert any(house in page for page in PAGES.values()), source.name


def test_which_answers_exist_is_told_to_the_instructor_alone():
    """Three of five exist, one of these says the contrary of what is said of it; a learner can find out, and is not told."""
    answers = PAGES["assistant-answers"]
    items = re.findall(r"<li>(.*?)</li>", answers, re.DOTALL)
    assert len(items) == 5 and all("<em>It shows:</em>" in item for item in items)
    real = [n for n, item in enumerate(items, 1) if re.match(r"Wineburg|Brodsky|Caulfield", item)]
    assert real == [1, 3, 4] and not re.search(r"invented|two of", answers, re.IGNORECASE)
    lesson = next(path for path in LESSONS if path.name.startswith("04"))
    cells = {cell["id"]: "".join(cell["source"]) for cell in json.loads(lesson.read_text("utf-8"))["cells"]}
    assert "invented" not in cells["five-how"] and not re.search(r"\btwo\b", cells["five-how"])
    for title in ("Lateral reading and the nature of expertise", "SIFT (The Four Moves)", "Improving college students"):
        assert title in cells["read-further"] and title in answers, "offline, too, it can be looked up"
    assert "judged better" in cells["claim"] and "made no difference" in items[2], "and the contrary be seen"
    notes = next(path for path in shipped.instructor_notebooks() if path.name.startswith("04")).read_text("utf-8")
    assert "**and shows the contrary**" in notes


def test_the_page_of_ten_seconds_looks_well_made():
    page = PAGES["sleepwell-home"]
    assert "<svg" in page and 'class="hero"' in page and page.index("Independent") < page.index("made up</strong>")
