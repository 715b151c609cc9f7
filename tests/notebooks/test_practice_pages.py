"""The practice pages: made up and marked so, without scripts or anything from afar, and made so that reading across pays."""

import re

import pytest

from sourcenet import shipped

PAGES = {path.stem: path.read_text("utf-8") for path in shipped.practice_pages()}
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
