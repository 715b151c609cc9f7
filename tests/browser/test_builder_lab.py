"""The Builder in a real JupyterLab and Notebook 7: what the page shows, and what Python and the file then hold."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from tests.browser.lab import expect

pytestmark = pytest.mark.browser

OPEN = (
    "import sourcenet as sn\n"
    "network = sn.open_network('net.jsonl', learner='learner-07', question='Is it worth studying late at night?')"
)
TWO = (
    f"{OPEN}\n"
    "blog = network.add('Half an Hour', kind='site', origin='brought', viewpoint='proponent')\n"
    "aunt = network.add('my aunt, pharmacist', kind='person')\n"
    "tie = network.connect('me', blog, relation='reads', strength=4, why='weekly since 2020')"
)
SHOW = "sn.Builder(network)"


def add_by_form(builder: Any, name: str) -> None:
    """Add a source and connect it, as a learner does with the form."""
    builder.get_by_role("button", name="Add source", exact=True).click()
    builder.get_by_label("Name", exact=True).fill(name)
    builder.get_by_role("button", name="Add and connect").click()
    builder.get_by_label("Why, in a sentence").fill("It answers when I ask.")
    builder.locator("form").get_by_role("button", name="Connect", exact=True).click()
    builder.locator(".where .status.ok").wait_for(timeout=15_000)


def events_of(notebook: Any, file: str = "net.jsonl") -> list[dict[str, Any]]:
    """Read the journal that lies beside a notebook."""
    path = notebook.server.work / notebook.name.rsplit("/", 1)[0] / file
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def row(builder: Any, name: str) -> Any:
    """Return the row of a source in the table of sources."""
    return builder.locator(".tables table tbody tr").filter(has_text=name)


def quiet(page: Any) -> None:
    """Give page and Python a moment."""
    page.wait_for_timeout(500)


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_a_source_added_by_form_reaches_python_and_the_file(notebook: Any, app: str) -> None:
    book = notebook([OPEN, SHOW, "print([s.name for s in network.sources], len(network.connections))"], app)
    book.run(0)
    book.run(1)
    builder = book.builder()
    builder.get_by_role("button", name="One at a time").click()
    add_by_form(builder, "Net Smart")
    row(builder, "Net Smart").wait_for()
    book.run(2)
    expect(book.cell(2).locator(".jp-OutputArea-output")).to_have_text("['Net Smart'] 1")
    done = [event["do"] for event in events_of(book)]
    assert done == ["begin", "add", "place", "connect"], "one write for the source and its place, one for its reason"


@pytest.mark.parametrize("app", ["lab", "notebook"])
def test_the_picture_is_drawn(notebook: Any, app: str) -> None:
    book = notebook([TWO, SHOW], app)
    book.run(0)
    book.run(1)
    builder = book.builder()
    canvas = builder.locator(".net canvas")
    canvas.wait_for()
    book.page.wait_for_function(  # three marks, a connection and two labels
        "() => { const c = document.querySelector('.sn-builder .net canvas'); if (!c.width) return false;"
        " const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data; let n = 0;"
        " for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n > 2000; }"
    )
    assert builder.locator(".absent").is_hidden()
    assert builder.locator(".vis-network").get_attribute("tabindex") is None, "one tab stop, ours"


def test_two_views_of_one_builder_and_two_builders_follow_each_other(notebook: Any) -> None:
    book = notebook([TWO, "builder = sn.Builder(network)\nbuilder", "builder", SHOW])
    for cell in range(4):
        book.run(cell)
    views = [book.builder(index) for index in range(3)]
    add_by_form(views[0], "Net Smart")
    for view in views[1:]:
        row(view, "Net Smart").wait_for(timeout=5_000)
    views[2].get_by_role("button", name="Undo").click()
    for view in views:
        expect(view.get_by_role("tab").filter(has_text="Connections")).to_have_text("Connections 1", timeout=10_000)


def test_a_change_made_in_python_appears(notebook: Any) -> None:
    book = notebook([TWO, SHOW, "network.add('Jisc', kind='organisation')\nnetwork.edit(aunt, name='my uncle')"])
    for cell in range(3):
        book.run(cell)
    builder = book.builder()
    row(builder, "Jisc").wait_for(timeout=5_000)
    row(builder, "my uncle").wait_for(timeout=5_000)
    assert row(builder, "my aunt").count() == 0


def test_two_kernels_on_one_file_see_each_other(notebook: Any, server: Any, chromium: Any) -> None:
    first = notebook([TWO, SHOW])
    first.run(0)
    first.run(1)
    folder = first.name.rsplit("/", 1)[0]
    path = server.write(f"{folder}/second.ipynb", [OPEN, SHOW])
    page = chromium.new_page(viewport={"width": 1280, "height": 1400})
    second = type(first)(page, server, str(path.relative_to(server.work)))
    second.run(0)
    second.run(1)
    here, there = first.builder(), second.builder()
    add_by_form(there, "Net Smart")
    row(here, "Net Smart").wait_for(timeout=8_000)
    add_by_form(here, "Jisc")
    row(there, "Jisc").wait_for(timeout=8_000)
    page.close()
    assert len({event["id"] for event in events_of(first)}) == len(events_of(first)), "nothing is doubled"


def test_a_rejected_edit_says_why_and_goes_back(notebook: Any) -> None:
    book = notebook([TWO, SHOW, "print(repr(network.source('Half an Hour').url))"])
    book.run(0)
    book.run(1)
    builder = book.builder()
    # The page checks an address itself; Python has the last word, so ask it without the page's check.
    book.page.evaluate("""() => {
        const name = [...document.querySelectorAll('.sn-builder button.nm')].find((b) => b.textContent.includes('Half an Hour'));
        name.click();
    }""")
    field = builder.get_by_label("Name", exact=True)
    field.fill("x" * 400)
    field.press("Tab")
    builder.locator(".err").wait_for(timeout=5_000)
    assert "200" in builder.locator(".err").first.inner_text()
    row(builder, "Half an Hour").wait_for(timeout=5_000)
    assert [event["do"] for event in events_of(book)].count("edit") == 0


def test_keys_never_touch_the_notebook(notebook: Any) -> None:
    book = notebook([TWO, SHOW, "print(1)"])
    book.run(0)
    book.run(1)
    builder = book.builder()
    cells = book.page.locator(".jp-Notebook .jp-Cell").count()
    builder.locator(".net").focus()
    stops = 0
    for _ in range(60):
        inside = book.page.evaluate("() => !!document.activeElement?.closest('.sn-builder')")
        if not inside:
            break
        stops += 1
        plain = book.page.evaluate("() => !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)")
        if plain:
            for key in ("d", "d", "a", "b", "x", "z", "y"):
                book.page.keyboard.press(key)
        book.page.keyboard.press("Tab")
    assert stops > 8, "the walk went through the widget"
    assert book.page.locator(".jp-Notebook .jp-Cell").count() == cells
    quiet(book.page)
    assert [event["do"] for event in events_of(book)] == ["begin", "add", "add", "connect"]


def test_after_a_restart_nothing_unsent_is_lost(notebook: Any) -> None:
    book = notebook([TWO, SHOW, "print(sorted(s.name for s in network.sources))"])
    book.run(0)
    book.run(1)
    builder = book.builder()
    quiet(book.page)
    book.restart()
    builder.locator(".status.gone").wait_for(timeout=20_000)
    row(builder, "Half an Hour").locator("button").first.click()
    field = builder.get_by_label("Name", exact=True)
    field.fill("Half an Hour, Stephen's")
    field.press("Tab")
    quiet(book.page)
    book.run(0)
    book.run(1)
    again = book.builder()
    row(again, "Stephen's").wait_for(timeout=10_000)
    book.run(2)
    expect(book.cell(2).locator(".jp-OutputArea-output")).to_contain_text("Half an Hour, Stephen's")


def test_the_still_hides_while_the_widget_lives_and_stays_for_the_next_day(notebook: Any) -> None:
    book = notebook([TWO, SHOW])
    book.run(0)
    book.run(1)
    book.run(1)
    builder = book.builder()
    stills = book.cell(1).locator(".jp-OutputArea-output > .sn-still")
    expect(stills, "running the cell again leaves one still").to_have_count(1)
    assert not stills.first.is_visible()
    add_by_form(builder, "library guide")
    expect(stills.first, "the still follows").to_contain_text("library guide", timeout=20_000)
    book.save()
    book.server.end_kernels()
    book.page.goto("about:blank")
    book.page.goto(book.server.url(book.name))
    still = book.page.locator(".jp-OutputArea-output > .sn-still").first
    still.wait_for(timeout=60_000)
    assert "library guide" in still.inner_text()


def test_an_edit_is_small_on_the_wire_and_soon_acknowledged(
    notebook: Any, record_property: pytest.RecordProperty, capsys: pytest.CaptureFixture[str]
) -> None:
    book = notebook([TWO, SHOW])
    book.run(0)
    book.run(1)
    builder = book.builder()
    book.page.evaluate("""() => {
        const own = WebSocket.prototype.send;
        window.sentByPage = [];
        WebSocket.prototype.send = function (data) {
            const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
            if (text.includes('"method":"custom"')) window.sentByPage.push(text);
            return own.call(this, data);
        };
    }""")
    row(builder, "Half an Hour").locator("button").first.click()
    times = []
    for name in ["Half an hour", "Half the hour", "Half an hour a day", "Half an hour a week", "Half an Hour"]:
        times.append(
            book.page.evaluate(
                """(value) => new Promise((done) => {
                    const root = document.querySelector('.sn-builder');
                    const control = root.querySelector('.panel [data-field=name]');
                    const status = () => root.querySelector('.status').className;
                    const begun = performance.now();
                    control.value = value;
                    control.dispatchEvent(new Event('change', {bubbles: true}));
                    let saving = false;
                    const look = () => {
                        saving ||= !status().includes('ok');
                        if (saving && status().includes('ok')) done(performance.now() - begun);
                        else setTimeout(look, 1);
                    };
                    look();
                })""",
                name,
            )
        )
        quiet(book.page)
    wire = book.page.evaluate("sentByPage")
    contents = [json.JSONDecoder().raw_decode(text, text.index('{"method":"custom"'))[0] for text in wire]
    sizes = [len(json.dumps(one, separators=(",", ":"))) for one in contents]
    assert len(sizes) >= 5 and max(sizes) <= 300, sizes
    middle = sorted(times)[len(times) // 2]
    record_property("acknowledged_ms", round(middle))
    with capsys.disabled():
        sys.stdout.write(
            f"\nedit: at most {max(sizes)} bytes; acknowledged after {middle:.0f} ms (median of {len(times)})\n"
        )
    assert middle < 2000


def test_escape_leads_back_to_the_cell_and_from_there_on(notebook: Any) -> None:
    book = notebook([TWO, SHOW, "print(1)"])
    book.run(0)
    book.run(1)
    builder = book.builder()
    where = "() => document.activeElement.closest('.jp-Cell')?.dataset.windowedListIndex ?? ''"
    inside = "() => !!document.activeElement.closest('.sn-builder')"
    row(builder, "Half an Hour").get_by_role("button").press("Enter")
    book.page.keyboard.press("Escape")
    assert book.page.evaluate(inside), "the first lets go of what is open"
    book.page.keyboard.press("Escape")
    assert not book.page.evaluate(inside) and book.page.evaluate(where) == "1"
    book.page.keyboard.press("ArrowDown")
    book.page.wait_for_function(f"({where})() === '2'")


def test_a_source_that_nothing_leads_to_is_where_a_connection_ends(notebook: Any) -> None:
    book = notebook([TWO, SHOW, "network.add('Anki', kind='tool')"])
    for cell in range(3):
        book.run(cell)
    builder = book.builder()
    row(builder, "Anki").get_by_role("button").press("Enter")
    builder.locator(".panel").get_by_role("button", name="Connect").click()
    ends = [builder.get_by_label(name).evaluate("e => e.selectedOptions[0].textContent") for name in ("Starts at", "Ends at")]
    assert ends == ["me", "Anki"]
    builder.get_by_label("Why, in a sentence").fill("Every morning on the bus, for the names of bones.")
    builder.locator(".panel button[type=submit]").click()
    quiet(book.page)
    last = events_of(book)[-1]
    assert (last["do"], last["start"]) == ("connect", "me")


def test_an_act_is_spoken_once_where_two_builders_show(notebook: Any) -> None:
    book = notebook([TWO, SHOW, SHOW])
    for cell in range(3):
        book.run(cell)
    first, second = book.builder(0), book.builder(1)
    book.page.evaluate(
        """() => { window.spoken = []; for (const live of document.querySelectorAll('.sn-builder [role=status]'))
          new MutationObserver(() => live.textContent && window.spoken.push(live.textContent)).observe(live, { childList: true }); }"""
    )
    add_by_form(first, "Anki")
    row(second, "Anki").wait_for()
    quiet(book.page)
    spoken = book.page.evaluate("window.spoken")
    assert [line for line in spoken if "Connected" in line] and not [line for line in spoken if "elsewhere" in line]
