"""The page that is handed out, in a browser: nothing leaves it, nothing hostile runs, and everybody can use it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.drawing.conftest import grow

import sourcenet as sn

pytestmark = pytest.mark.browser

RUNS = "</script><img src=x onerror=window.pwned=1>"
NASTY = (
    RUNS,
    "javascript:window.pwned=1",
    "<!--<script>window.pwned=1",
    "a\u2028window.pwned=1\u2029b",
    '"; window.pwned=1; //',
    "{{7*7}}${window.pwned=1}",
    "\U0001f9ec \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
)
HEARD = """() => { window.heard = []; const live = document.querySelector('[role=status]');
  new MutationObserver(() => live.textContent && window.heard.push(live.textContent)).observe(live, { childList: true }); }"""
BROKEN = "window.broken = []; document.addEventListener('securitypolicyviolation', (e) => window.broken.push(e.violatedDirective));"


def _complains(message: Any) -> bool:
    """Tell whether the page says that something is wrong; that a test reads the canvas often is not."""
    return message.type in ("error", "warning") and "getImageData" not in message.text


@pytest.fixture(scope="module")
def first_steps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the first example."""
    return sn.page(sn.load_example("first-steps"), tmp_path_factory.mktemp("pages") / "first-steps.html").path


@pytest.fixture
def opened(chromium: Any) -> Any:
    """Open a file as somebody does who was given it: offline, all requests noted, any error a failure."""
    contexts: list[Any] = []
    problems: list[str] = []

    def open_one(path: Path, *, width: int = 1280, height: int = 900, **how: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": height}, offline=True, **how)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.asked = []
        context.on("request", lambda request: page.asked.append(request.url))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda message: _complains(message) and problems.append(message.text))
        page.add_init_script(BROKEN)
        page.goto(path.as_uri())
        if how.get("java_script_enabled", True):
            page.wait_for_selector(".net canvas")
            page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
            page.evaluate(HEARD)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert problems == []


def heard(page: Any) -> list[str]:
    """Return what a screen reader was given to say, and begin anew."""
    page.wait_for_timeout(200)
    said = list(page.evaluate("window.heard"))
    page.evaluate("window.heard = []")
    return said


def painted(page: Any) -> int:
    """Count the points of the canvas that are not its ground."""
    return int(
        page.evaluate("""() => { const c = document.querySelector('.net canvas');
          const data = new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width, c.height).data.buffer);
          return data.reduce((n, one) => n + (one !== 0), 0); }""")
    )


def focused(page: Any) -> str:
    """Return the words of what has the focus."""
    return str(page.evaluate("() => document.activeElement.ariaLabel || document.activeElement.textContent"))


# -- safety ---------------------------------------------------------------------------------------------------------


def test_nothing_is_asked_of_anybody(opened: Any, first_steps: Path) -> None:
    page = opened(first_steps)
    assert painted(page) > 2000, "the picture is drawn"
    page.locator(".tbl button.nm").first.click()
    page.get_by_role("tab", name="Connections").click()
    page.get_by_label("Find a source").fill("n")
    page.wait_for_timeout(300)
    assert page.asked == [first_steps.as_uri()]
    assert page.evaluate("window.broken") == []


def test_a_request_from_inside_would_be_refused(chromium: Any, first_steps: Path, tmp_path: Path) -> None:
    """Were the page's own care to fail, the browser still runs nothing and lets nothing out."""
    text = first_steps.read_text("utf-8").replace("</main>", "<img src='https://example.org/x.png'></main>", 1)
    bad = tmp_path / "bad.html"
    bad.write_text(text.replace("</header>", "</header><script>window.pwned = 1</script><p onclick='1'>", 1), "utf-8")
    context = chromium.new_context()
    page = context.new_page()
    refused: list[tuple[str, Any]] = []
    answered: list[str] = []
    context.on("requestfailed", lambda request: refused.append((request.url, request.failure)))
    context.on("response", lambda response: answered.append(response.url))
    page.add_init_script(BROKEN)
    page.goto(bad.as_uri())
    page.wait_for_selector(".net canvas")
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned") is None
    assert set(page.evaluate("window.broken")) >= {"script-src-elem", "img-src"}
    assert refused == [("https://example.org/x.png", "csp")], "the page's own policy refuses, before anything is sent"
    assert answered == [bad.as_uri()]
    context.close()


def hostile() -> sn.SourceNetwork:
    """A network in which every text is a trap."""
    network = sn.SourceNetwork.in_memory(question=RUNS, learner="learner-07")
    with network.group("import"):
        for n, text in enumerate(NASTY):
            more = dict.fromkeys(("subject", "authors", "owner", "notes"), text)
            source = network.add(f"{n} {text}", kind="site", viewpoint=text[:60], **more)
            network.connect("me", source, relation=text[:60], why=text, strength=5)
        long = network.add("long", kind="idea")
        network.connect("me", long, why="x" * 2000)
    return network


def test_hostile_text_stays_text(opened: Any, tmp_path: Path) -> None:
    page = opened(sn.page(hostile(), tmp_path / "hostile.html").path)
    names = page.locator(".tbl button.nm").all_inner_texts()
    assert names[0] == f"0 {RUNS}" and names[6] == f"6 {NASTY[6]}", "it stands there as the text that it is"
    for at in range(len(names)):
        page.locator(".tbl button.nm").nth(at).click()
        assert page.locator(".card-of h2").inner_text() == names[at]
    page.get_by_role("tab", name="Connections").click()
    assert RUNS in page.locator(".tbl").inner_text()
    for chip in page.locator(".chip").all():
        chip.evaluate("(one) => one.click()")
    page.wait_for_timeout(200)
    assert page.evaluate("window.pwned") is None and page.evaluate("window.broken") == []
    assert page.locator("img, iframe, a[href^='javascript']").count() == 0
    assert page.locator("script").count() == 4
    assert page.title() == RUNS and page.locator("h1").inner_text() == RUNS
    assert page.evaluate("document.characterSet") == "UTF-8"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out sideways"


def test_hostile_text_stays_text_without_scripts(opened: Any, tmp_path: Path) -> None:
    page = opened(sn.page(hostile(), tmp_path / "hostile.html").path, java_script_enabled=False)
    assert RUNS in page.locator(".written").inner_text()
    assert page.locator("img, iframe").count() == 0


# -- for everybody --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing(opened: Any, first_steps: Path, axe: Any, scheme: str, width: int) -> None:
    page = opened(first_steps, width=width, color_scheme=scheme)

    def look(state: str) -> None:
        found = axe.run(page).response["violations"]
        assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == [], state

    look("as it opens")
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.locator(".tbl button.nm").nth(1).click()
    page.locator(".chip").first.click()
    look("a source chosen, one viewpoint hidden, all unfolded")
    page.get_by_role("tab", name="Connections").click()
    page.locator(".tbl button.nm").first.click()
    look("a connection chosen")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_without_scripts(chromium: Any, first_steps: Path, axe: Any, scheme: str) -> None:
    context = chromium.new_context(color_scheme=scheme, offline=True)
    page = context.new_page()
    page.goto(first_steps.as_uri())
    page.evaluate("document.documentElement.classList.remove('live')")
    assert page.locator(".paper svg").is_visible() and not page.locator("#app").is_visible()
    found = axe.run(page).response["violations"]
    assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []
    context.close()


def test_a_walk_by_keyboard_as_a_screen_reader_tells_it(opened: Any, first_steps: Path) -> None:
    page = opened(first_steps)
    for _step in range(40):
        page.keyboard.press("Tab")
        if focused(page).startswith("Network,"):
            break
    assert focused(page) == "Network, 12 sources, 24 connections"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    told = heard(page)
    assert told[-1] == "NHS website, site, where it stands: no, 3 connections."
    page.keyboard.press("Enter")
    assert focused(page) == "NHS website", "its card is read"
    card = page.locator(".card-of")
    assert (
        "https://www.nhs.uk" in card.inner_text()
        and "Says the opposite of my chat, without shouting." in card.inner_text()
    )
    assert card.locator("a").get_attribute("href") == "https://www.nhs.uk"
    card.get_by_role("button", name="Wikipedia cites NHS website").press("Enter")
    assert focused(page) == "Wikipedia", "from card to card along a connection"
    page.keyboard.press("Escape")
    assert focused(page).startswith("Network,") and card.locator("h2").inner_text() == "What this picture shows"
    page.keyboard.press("f")
    page.keyboard.type("pubm")
    page.keyboard.press("Enter")
    assert focused(page) == "PubMed"
    assert page.locator(".tbl tbody tr").count() == 1
    page.get_by_label("Find a source").fill("nothing like it")
    heard(page)
    page.get_by_label("Find a source").press("Enter")
    assert heard(page) == ["No source fits what you look for."]


def test_the_view_moves_by_buttons_and_keys(opened: Any, first_steps: Path) -> None:
    page = opened(first_steps)
    camera = lambda: page.evaluate("({ ...document.querySelector('.net > div').canvas.camera })")  # noqa: E731
    before = camera()
    page.get_by_role("button", name="Larger").press("Enter")
    page.get_by_role("button", name="View to the right").press("Enter")
    page.get_by_role("button", name="View downwards").click()
    after = camera()
    assert after["k"] > before["k"] and after["x"] > before["x"] and after["y"] > before["y"]
    page.locator(".net").focus()
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("-")
    assert camera()["x"] < after["x"] and camera()["k"] < after["k"]
    page.keyboard.press("0")
    assert camera() == before
    page.locator(".net").hover()
    page.mouse.wheel(0, 300)
    page.wait_for_timeout(200)
    assert camera() == before and page.evaluate("scrollY") > 0, "the wheel alone scrolls the page"
    page.locator(".net").hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Control")
    page.wait_for_timeout(200)
    assert camera()["k"] > before["k"]


def test_a_source_is_chosen_in_the_picture_by_mouse(opened: Any, first_steps: Path) -> None:
    page = opened(first_steps)
    spot = page.evaluate("""() => { const { canvas } = document.querySelector('.net > div');
      const dot = [...canvas.model.dots.values()].find((one) => one.name === 'PubMed');
      const box = document.querySelector('.net').getBoundingClientRect(), { x, y, k } = canvas.camera;
      return [box.left + box.width / 2 + (dot.x - x) * k, box.top + box.height / 2 + (dot.y - y) * k]; }""")
    page.mouse.click(*spot)
    assert page.locator(".card-of h2").inner_text() == "PubMed"
    assert heard(page) == ["PubMed, database, where it stands: does not apply, 2 connections."]


def test_chips_hide_and_show(opened: Any, first_steps: Path) -> None:
    page = opened(first_steps)
    rows = page.locator(".tbl tbody tr")
    all_drawn = painted(page)
    page.get_by_role("button", name="does not apply 5").press("Space")
    assert rows.count() == 7 and heard(page) == ["does not apply hidden"]
    page.locator(".kinds summary").click()
    page.get_by_role("button", name="person 3").press("Space")
    assert rows.count() == 5 and page.locator(".tbl caption").inner_text() == "5 of 12 fit"
    assert page.get_by_role("tab").all_inner_texts()[0] == "Sources 5"
    dots = "[...document.querySelector('.net > div').canvas.model.dots.values()].filter((one) => one.pale).length"
    assert page.evaluate(dots) == 7, "the picture follows"
    page.get_by_role("button", name="Show everything").press("Enter")
    assert rows.count() == 12 and page.evaluate(dots) == 0 and all_drawn > 0


@pytest.mark.parametrize("width", [390, 320])
def test_nothing_sticks_out_on_a_small_screen(opened: Any, first_steps: Path, width: int) -> None:
    """320 px is what 400 % zoom makes of a screen of 1280."""
    page = opened(first_steps, width=width, height=800)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    for tab in ("Sources", "Connections"):
        page.get_by_role("tab", name=tab).click()
        page.locator(".tbl button.nm").nth(2).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert (
            page.evaluate(
                "(() => { const t = document.querySelector('.tbl'); return t.scrollWidth - t.clientWidth; })()"
            )
            <= 0
        )


@pytest.mark.parametrize("width", [1280, 390])
def test_every_control_is_large_enough(opened: Any, first_steps: Path, width: int) -> None:
    page = opened(first_steps, width=width)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.locator(".tbl button.nm").nth(2).click()
    small = page.evaluate("""() => [...document.querySelectorAll('#app :is(button, a, input, summary)')].map((one) => {
      const { width, height } = one.getBoundingClientRect();
      return [one.textContent || one.ariaLabel, width, height]; }).filter(([, w, h]) => w && (w < 24 || h < 24))""")
    assert small == []


def test_dark_and_light_follow_the_reader(opened: Any, first_steps: Path) -> None:
    page = opened(first_steps)
    ground = lambda: page.evaluate("getComputedStyle(document.querySelector('.sn-page')).backgroundColor")  # noqa: E731
    light_ink = """(() => { const c = document.querySelector('.net canvas'), d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
      let n = 0; for (let i = 0; i < d.length; i += 4) if (d[i] === 236 && d[i + 1] === 238 && d[i + 2] === 240) n += 1; return n; })()"""
    light, seldom = ground(), page.evaluate(light_ink)
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)
    assert light == "rgb(255, 255, 255)" and ground() == "rgb(33, 33, 33)"
    assert page.evaluate(light_ink) > 500 > 20 * seldom, "the picture is drawn anew in its other inks"


def test_forced_colours_and_print(opened: Any, first_steps: Path) -> None:
    page = opened(first_steps, forced_colors="active")
    assert painted(page) > 2000
    page.emulate_media(media="print", forced_colors="none")
    assert page.locator(".paper svg").is_visible() and not page.locator("#app").is_visible()
    assert page.locator(".written table").count() == 2


def test_reduced_motion(opened: Any, first_steps: Path) -> None:
    page = opened(first_steps, reduced_motion="reduce")
    moving = "[...document.querySelectorAll('.sn-page *')].filter((one) => parseFloat(getComputedStyle(one).transitionDuration) > 0).length"
    assert page.evaluate(moving) == 0


def test_without_scripts_picture_words_and_tables_are_there(opened: Any, first_steps: Path) -> None:
    page = opened(first_steps, java_script_enabled=False)
    assert page.locator(".paper svg").is_visible()
    assert (
        page.locator(".about").inner_text().startswith("The network about “Is it worth studying late at night?” has 12")
    )
    assert page.locator(".written tbody tr").count() == 36
    assert not page.locator(".app").is_visible()


def test_where_nothing_can_be_drawn_the_still_takes_its_place(chromium: Any, first_steps: Path) -> None:
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    page.goto(first_steps.as_uri())
    page.wait_for_selector(".absent:not([hidden]), html:not(.live)", state="attached")
    assert page.locator(".paper svg").is_visible()
    assert page.locator("table").filter(has_text="NHS website").first.is_visible()
    context.close()


# -- size -----------------------------------------------------------------------------------------------------------


def test_three_thousand_sources_open_and_are_paged(
    opened: Any, tmp_path: Path, grown: Callable[..., Any] = grow
) -> None:
    page = opened(sn.page(grown(3000), tmp_path / "large.html").path)
    assert page.locator(".tbl tbody tr").count() == 100
    assert page.locator(".tbl caption").inner_text() == "Sources: the first 100 are listed"
    page.get_by_role("button", name="Show 100 more").press("Enter")
    assert page.locator(".tbl tbody tr").count() == 200
    assert focused(page) == page.locator(".tbl button.nm").nth(100).inner_text(), "the first of the new ones"
    page.locator(".net").focus()
    page.keyboard.press("Enter")
    assert page.locator(".card-of .ties li").count() == 25, "the learner's card is paged too"
    page.get_by_role("button", name="Show 100 more").first.press("Enter")
    assert page.locator(".card-of .ties li").count() == 125


def test_an_empty_network_has_a_page_as_well(opened: Any, tmp_path: Path) -> None:
    page = opened(sn.page(sn.SourceNetwork.in_memory(), tmp_path / "empty.html").path)
    assert page.locator("h1").inner_text() == "My sources"
    assert "No sources yet." in page.locator(".tbl").inner_text()
