"""What every notebook keeps to, so that a learner does not have to learn the form twice."""

import ast
import builtins
import json
import re
from pathlib import Path

import nbformat
import pytest

from sourcenet import checks

ROOT = Path(__file__).parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
INSTRUCTOR = sorted((ROOT / "notebooks" / "instructor").glob("*.ipynb"))
ASSIGNMENTS = sorted((ROOT / "assignments" / "source").glob("*/*.ipynb"))

# Words of the trade that learners never read; in code cells they may stand.
TRADE = r"\b(node|edge|link|ego|isolate|weak tie|constraint|E-I|Hill|verify|chain|homophily|centrality|prune)s?\b"


# What may be cited: works that the house has checked, each with its year and, where it has one, its address.
WORKS = {
    "Siemens (2005)": "http://www.itdl.org/Journal/Jan_05/article01.htm",
    "Downes (2007)": "http://halfanhour.blogspot.com/2007/02/what-connectivism-is.html",
    "Verhagen (2006)": "",
    "Granovetter (1973)": "",
    "Kop (2011)": "",
    "Sandieson (2013)": "",
    "Barba et al. (2022)": "",
    "Hill (2008)": "",
    "Bell (2011)": "",
    "Downes (2012)": "",
    "Barbera (2013)": "",
    "Goldie (2016)": "",
    "Blakeslee (2004)": "",
    "Grew (2019)": "",
    "Caulfield (2019)": "",
    "Brodsky et al. (2021)": "",
    "Brodsky (2021)": "",
    "Pariser (2011)": "",
    "Williams (2010)": "",
    "Jost (2006)": "",
    "Hill (1973)": "",
    "Burt (1992)": "",
    "Latour (2005)": "",
    "Mackness (2012)": "",
}

# An assignment's four checks, its criteria with their weights, and the cells in which a person gives them.
POINTS = {
    "appraise-and-critique": (
        [10, 8, 6, 6],
        {"Find": 10, "Weigh": 25, "Connect": 15, "Change": 10, "Contribute": 10},
        {"cards-task": 35, "my-verdict": 10, "my-voice": 10, "my-position": 15},
    ),
    "build-network": (
        [10, 8, 6, 6],
        {"Find": 15, "Weigh": 10, "Connect": 25, "Change": 10, "Contribute": 10},
        {"connect-task": 25, "my-network": 20, "my-route": 15, "my-offer": 10},
    ),
    "grow-and-prune": (
        [8, 8, 8, 6],
        {"Find": 15, "Weigh": 15, "Connect": 10, "Change": 20, "Contribute": 10},
        {"routes-task": 25, "my-changes": 20, "my-decision": 15, "my-plan": 10},
    ),
}

# Titles and names are not ours to put into plain words.
TITLES = ("The strength of weak ties", "Kop & Hill", "Kop and Hill", "Kop, R., & Hill, A.")


def each(*groups):
    return [pytest.param(path, id=path.stem) for group in groups for path in group]


def read(path):
    return json.loads(path.read_text("utf-8"))


def source(cell):
    return "".join(cell["source"])


def prose(notebook):
    return "\n".join(source(cell) for cell in notebook["cells"] if cell["cell_type"] == "markdown")


def cell(notebook, cell_id):
    return source(next(cell for cell in notebook["cells"] if cell["id"] == cell_id))


def numbered(text):
    return re.findall(r"^\d+\. ", text, re.MULTILINE)


def test_there_is_something_to_look_at():
    assert [path.name for path in LESSONS][:2] == ["01-map-your-sources.ipynb", "02-see-your-reach.ipynb"]
    assert [path.name for path in INSTRUCTOR][:2] == ["01-run-session-one.ipynb", "02-run-session-two.ipynb"]
    assert [path.parent.name for path in ASSIGNMENTS] == list(POINTS)


@pytest.mark.parametrize("path", each(LESSONS, INSTRUCTOR, ASSIGNMENTS))
def test_is_kept_clean(path):
    notebook = read(path)
    nbformat.validate(notebook)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert "widgets" not in notebook["metadata"]
    for one in notebook["cells"]:
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", one["id"]), "an id says what the cell is for"
        assert not one.get("outputs") and one.get("execution_count") is None
        assert not one.get("attachments")
    assert len({one["id"] for one in notebook["cells"]}) == len(notebook["cells"])


@pytest.mark.parametrize("path", each(LESSONS, INSTRUCTOR))
def test_is_named_by_number_verb_and_noun(path):
    assert re.fullmatch(r"\d\d-[a-z]+(-[a-z]+)+\.ipynb", path.name)


@pytest.mark.parametrize("path", each(LESSONS, INSTRUCTOR, ASSIGNMENTS))
def test_has_one_idea_a_cell_and_more_prose_than_code(path):
    cells = read(path)["cells"]
    assert 30 <= len(cells) <= 60
    assert sum(one["cell_type"] == "markdown" for one in cells) * 2 >= len(cells)
    for one in cells:
        if one["cell_type"] == "code":
            assert len(source(one).splitlines()) <= 12
            ast.parse(source(one))
        elif not one["id"].startswith(("criteria", "minutes", "wrong")):
            assert len(source(one).split()) <= 190, f"{one['id']} is more than one can hold"


@pytest.mark.parametrize("path", each(LESSONS))
def test_keeps_to_the_five_beats_in_their_order(path):
    ids = [one["id"] for one in read(path)["cells"]]
    beats = ["title", "data-care", "by-the-end", "open-network", "claim", "doubt", "example", "question", "neighbours"]
    beats += ["your-turn", "check", "reflect", "further", "two-minutes", "keep", "key-points", "read-further"]
    assert [one for one in ids if one in beats] == beats
    assert ids.index("check") - ids.index("your-turn") == 1
    assert sum(one.startswith("stop-") for one in ids) + 1 == 3, "two stops and the question make three"
    assert sum(one.startswith("reply-") for one in ids) == 4


@pytest.mark.parametrize("path", each(LESSONS))
def test_key_points_mirror_the_objectives(path):
    notebook = read(path)
    assert len(numbered(cell(notebook, "by-the-end"))) == len(numbered(cell(notebook, "key-points"))) >= 3


@pytest.mark.parametrize("path", each(LESSONS))
def test_the_first_screen_says_what_is_kept_who_sees_it_how_to_erase(path):
    notebook = read(path)
    assert [one["id"] for one in notebook["cells"]].index("data-care") == 1
    words = cell(notebook, "data-care")
    assert all(f"**{part}:**" in words for part in ("What is kept", "Who sees it", "How to erase"))


@pytest.mark.parametrize("path", each(LESSONS))
def test_equal_ways_stand_where_the_work_is(path):
    text = prose(read(path))
    for way in ("keyboard", "screen reader", "phone", "no internet", "private", "at a distance"):
        assert way in text.lower(), way
    assert text.count("*Keyboard") >= 3, "beside each thing to try, not once at the end"


@pytest.mark.parametrize("path", each(LESSONS, INSTRUCTOR, ASSIGNMENTS))
def test_only_works_that_were_checked_are_cited(path):
    text = prose(read(path))
    cited = re.findall(r"([A-Z][a-z]+(?: et al\.)?)(?:, [A-Z][^()\n]{0,12})? \(?(\d{4})\)", text)
    assert {f"{name} ({year})" for name, year in cited} <= WORKS.keys()
    assert set(re.findall(r"https?://[^)\s]+", text)) <= set(WORKS.values())


@pytest.mark.parametrize("path", each(LESSONS, ASSIGNMENTS))
def test_learners_read_plain_words(path):
    text = re.sub(r"\]\([^)]*\)|`[^`]*`", "", prose(read(path)))
    for title in TITLES:
        text = text.replace(title, "")
    assert re.findall(TRADE, text, re.IGNORECASE) == []


@pytest.mark.parametrize("path", each(LESSONS))
def test_no_code_waits_to_be_edited(path):
    for one in read(path)["cells"]:
        if one["cell_type"] == "code":
            names = {node.id for node in ast.walk(ast.parse(source(one))) if isinstance(node, ast.Name)}
            assert "YOUR" not in source(one) and "Ellipsis" not in names
            assert not any(isinstance(n, ast.Constant) and n.value is ... for n in ast.walk(ast.parse(source(one))))


@pytest.mark.parametrize("path", each(ASSIGNMENTS))
def test_points_are_30_by_checks_and_70_by_a_person(path):
    marks = [(one, one["metadata"].get("nbgrader")) for one in read(path)["cells"]]
    assert all(mark and mark["schema_version"] == 3 for _one, mark in marks), "an unmarked cell could be the student's"
    assert len({mark["grade_id"] for _one, mark in marks}) == len(marks)
    for one, mark in marks:
        assert mark["grade_id"] == one["id"]
        own = mark["solution"] or mark["grade_id"] == "ai-declaration"
        assert mark["locked"] is not own, "everything but the student's own words is locked"
    by_check = [mark["points"] for one, mark in marks if mark["grade"] and not mark["solution"]]
    by_person = [mark for _one, mark in marks if mark["task"] or (mark["grade"] and mark["solution"])]
    checks_, criteria, cells = POINTS[path.parent.name]
    assert by_check == checks_ and sum(by_check) == 30
    assert {mark["grade_id"]: mark["points"] for mark in by_person} == cells
    assert sum(cells.values()) == sum(criteria.values()) == 70
    assert [mark["grade_id"] for _one, mark in marks if mark["task"]] == [next(iter(cells))]
    assert (marks[0][0]["id"], marks[-2][0]["id"]) == ("title", "hand-in")


@pytest.mark.parametrize("path", each(ASSIGNMENTS))
def test_a_check_cell_is_one_expression_that_can_be_read_without_running_it(path):
    for one in read(path)["cells"]:
        mark = one["metadata"]["nbgrader"]
        if not mark["grade"] or mark["solution"]:
            continue
        (statement,) = ast.parse(source(one)).body
        call = statement.value
        assert isinstance(call, ast.Call) and ast.unparse(call.func) == "sn.check"
        points = next(word.value.value for word in call.keywords if word.arg == "points")
        assert points == mark["points"]
        for node in ast.walk(call):
            allowed = (ast.Call, ast.Attribute, ast.Name, ast.Constant, ast.keyword, ast.Load)
            assert isinstance(node, allowed), ast.dump(node)
            if isinstance(node, ast.Name):
                assert node.id in ("sn", "network")
            if isinstance(node, ast.Attribute):
                assert ast.unparse(node.value) == "sn" and node.attr in checks.__all__


@pytest.mark.parametrize("path", each(ASSIGNMENTS))
def test_the_rubric_for_markers_gives_the_same_points_and_the_same_levels(path):
    rubric = (ROOT / "assignments" / "rubrics" / f"{path.parent.name}.md").read_text("utf-8")
    published = cell(read(path), "criteria")
    _checks, criteria, cells = POINTS[path.parent.name]
    for criterion, points in criteria.items():
        told, marked = (
            next(line for line in text.splitlines() if line.startswith(f"| **{criterion}** ({points})"))
            for text in (published, rubric)
        )
        levels = [part.strip().replace("says what would move you", "says what would move them") for part in told.split("|")[3:-1]]
        given = re.findall(r"([^|]+): \*\*([\d.]+)\*\*", marked)
        assert [words.strip() for words, _points in given] == [one.replace("that you did not", "that the writer did not") for one in levels]
        assert [float(one) for _words, one in given] == [round(points * level / 3, 1) for level in range(4)]
        assert re.search(rf"^{criterion}$", rubric, re.MULTILINE), "a comment bank for each"
    for name, points in cells.items():
        assert re.search(rf"^\| `{name}`[^|]*\| {points} \|", rubric, re.MULTILINE)


@pytest.mark.parametrize("path", each(ASSIGNMENTS))
def test_an_assignment_says_what_is_kept_the_equal_ways_and_the_line_on_ai(path):
    notebook = read(path)
    words = cell(notebook, "data-care")
    assert all(f"**{part}:**" in words for part in ("What is kept", "Who sees it", "How to erase"))
    text = prose(notebook).lower()
    for way in ("keyboard", "phone", "internet", "joined late", "typed in by a helper", "in full", "honest use is never"):
        assert way in text, way
    assert cell(notebook, "setup").endswith(f'network.begin("{path.parent.name}")')
    assert cell(notebook, "hand-in") == f'network.hand_in("{path.parent.name}")'


@pytest.mark.parametrize("path", each(ASSIGNMENTS))
def test_a_moment_that_a_check_reads_from_is_the_one_that_the_set_up_marks(path):
    moments = set(re.findall(r'since="([^"]+)"', "\n".join(source(one) for one in read(path)["cells"])))
    assert moments <= {path.parent.name}


def made_by(code):
    """Return the names that a cell makes."""
    tree, names = ast.parse(code), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(one.asname or one.name).split(".")[0] for one in node.names}
    return names


def used_by(code):
    """Return the names that a cell uses."""
    return {node.id for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_who_stopped_in_the_middle_runs_the_first_cells_and_goes_on_anywhere(path):
    cells = json.loads(path.read_text("utf-8"))["cells"]
    keep = "".join(next(cell for cell in cells if cell["id"] == "keep")["source"])
    first = {"two": 2, "three": 3}[re.search(r"Run the first (two|three) cells", keep)[1]]
    codes = [(cell["id"], "".join(cell["source"])) for cell in cells if cell["cell_type"] == "code"]
    there = set(dir(builtins)).union(*(made_by(code) for _id, code in codes[:first]))
    lacking = {id: used_by(code) - made_by(code) - there for id, code in codes[first:]}
    assert {id: names for id, names in lacking.items() if names} == {}, "a name of a cell between would be an error"
