// Then and now: two days beside each other, in words, in the picture and as a table; and the history day by day.

const DAY_PATIENCE = 1500;
/** So long each day stands in a replay, in milliseconds. */
const DAY_STANDS = 2200;

/** The choice of two days, what is different between them, and the steps from day to day. */
function createDays(look, host) {
  const { store, view } = look;
  const then = h("select", { class: "f", id: freshId(), "data-key": "then" });
  const now = h("select", { class: "f", id: freshId(), "data-key": "now" });
  const wrong = h("div", { class: "errors" });
  const waits = h("p", { class: "muted small", hidden: true });
  const words = h("div", { class: "words" });
  const done = h("div", { class: "done" });
  const at = h("p", { class: "num at" });
  const back = button(t("Previous day"), () => step(-1), { "data-key": "previous" });
  const on = button(t("Next day"), () => step(1), { "data-key": "next" });
  const slider = h("input", { type: "range", class: "days", min: "0", "data-key": "slider", id: freshId() });
  const play = button("", () => replay(!playing), { "data-key": "play" });
  const slot = freshId();
  let timer = 0, listed = "", asked = 0, playing = 0;
  slider.addEventListener("change", () => { replay(false); goTo(Number(slider.value)); });
  then.addEventListener("change", () => ask({ since: then.value, day: null }, true));
  now.addEventListener("change", () => ask({ until: now.value, day: null }, true));
  host.append(h("h3", { tabindex: "-1" }, t("Then and now")),
    pair(field(t("Then"), then, { name: "since" }), field(t("Now"), now, { name: "until" })), wrong, waits, words,
    h("div", { class: "daily", role: "group", "aria-label": t("Day by day") }, h("h4", {}, t("Day by day")), at, field(t("The days on which something happened"), slider), lineup(back, on, play)), done);
  const stop = look.told.subscribe((change) => {
    if (change.kind !== "data" && change.kind !== "all" && change.kind !== "says") return;
    clearTimeout(timer);
    if (view.page === "days") timer = setTimeout(() => ask({}, false), ASK_AFTER);
  });
  return { refresh, open, stop() { clearTimeout(timer); clearTimeout(playing); stop(); }, focus: () => then.focus() };

  /** Compare the two days for the first time. */
  function open() {
    if (!look.compared()) ask({}, true);
    else look.say(look.compared().sentences.join(" "));
  }

  function active() {
    return saysOf(store).active || [];
  }

  /** One day with history back or on: what it was before that day, and after. */
  function step(by) {
    replay(false);
    const to = nextDay(active(), by);
    if (to < 0 || to >= active().length) return look.say(by < 0 ? t("This is the first day.") : t("This is the last day."));
    return goTo(to);
  }

  function goTo(to, aloud = true) {
    const days = active();
    return ask({ since: to ? days[to - 1] : saysOf(store).before, until: days[to], day: to }, aloud);
  }

  /** Go through all days by itself, from the first, or from where it was stopped; it can be stopped at any time. */
  function replay(on) {
    clearTimeout(playing);
    const was = playing;
    playing = 0;
    if (on) {
      const from = view.day === null || view.day >= active().length - 1 ? -1 : view.day;
      look.say(t("Going through {n} days.", { n: active().length - from - 1 }));
      playing = setTimeout(() => showNext(from + 1), 0);
    }
    if (on || was) showPlay();
  }

  async function showNext(to) {
    await goTo(to, false);
    if (!playing || !look.alive()) return;
    if (to < active().length - 1) playing = setTimeout(() => showNext(to + 1), DAY_STANDS);
    else {
      playing = 0;
      look.say(t("That was the last day."));
    }
    showPlay();
  }

  function showPlay() {
    play.querySelector(".lab").textContent = playing ? t("Stop the replay") : t("Replay");
    unavailable(play, active().length < 2);
  }

  function nextDay(days, by) {
    if (view.day !== null) return view.day + by;
    return by > 0 ? 0 : days.length - 1;               // going through it begins at one of its ends
  }

  /** Ask Python to compare; `aloud` where a person asked for it. */
  async function ask(changes, aloud) {
    view.set(changes);
    const mine = asked += 1;
    const busy = setTimeout(() => wait(t("Python is busy. This comes when it is free.")), DAY_PATIENCE);
    const answer = await look.told.ask({ type: "compare", since: view.since || saysOf(store).since || "", until: view.until || "", day: view.day !== null, slot });
    clearTimeout(busy);
    if (mine !== asked || !look.alive()) return;
    wait("");
    wrong.replaceChildren();
    if (!answer.ok) {
      wrong.append(errorBox(answer.text, freshId()));
      return;
    }
    look.compare(answer);
    if (aloud) look.say([view.day === null ? "" : atWords(), ...answer.sentences].filter(Boolean).join(" "));
  }

  function wait(text) {
    waits.hidden = !text;
    waits.textContent = text;
  }

  function atWords() {
    const days = active();
    const day = (saysOf(store).days || []).find(([iso]) => iso === days[view.day]);
    return t("Day {n} of {all}: {day}.", { n: view.day + 1, all: days.length, day: day ? day[1] : days[view.day] });
  }

  function refresh() {
    const says = saysOf(store);
    const days = says.days || [];
    const key = JSON.stringify([days, says.before]);
    if (key !== listed) {
      listed = key;
      const options = days.map(([iso, text]) => [iso, iso === says.today ? t("{day} (today)", { day: text }) : text]);
      then.replaceChildren(...[[says.before || "", t("before the first day")], ...options].map((one) => optionNode(one, "")));
      now.replaceChildren(...options.map((one) => optionNode(one, "")));
    }
    then.value = view.since || says.since || "";
    now.value = view.until || says.today || "";
    const all = active();
    if (view.day !== null && view.day >= all.length) view.day = null;
    at.textContent = view.day === null ? many("Something happened on {n} day.", "Something happened on {n} days.", all.length) : atWords();
    unavailable(back, view.day === 0 || !all.length);
    unavailable(on, !all.length || view.day === all.length - 1);
    slider.max = String(Math.max(0, all.length - 1));
    slider.value = String(view.day === null ? all.length - 1 : view.day);
    slider.setAttribute("aria-valuetext", view.day === null ? t("all days together") : atWords());
    showPlay();
    const found = look.compared();
    words.replaceChildren(...(found ? found.sentences : []).map((text) => h("p", {}, text)));
    const lines = found && view.day !== null ? found.lines : [];
    done.replaceChildren(...(lines.length ? [h("h4", {}, t("Done that day")), h("ul", { class: "lines" }, lines.map(([did, what]) => h("li", { class: "anywhere" }, `${did} ${what}`)))] : []));
  }
}

/** What to draw of two days: what stands, and what is gone laid aside where it stood. */
function comparedScene(answer, positions) {
  const marks = new Map(answer.rows.map(([id, , how]) => [id, how]));
  const details = new Map(answer.rows.map(([id, , , , detail]) => [id, detail]));
  const scene = { ...answer, marks, sources: new Map(), connections: new Map(), archive: new Map(), positions: new Map() };
  for (const one of answer.sources) {
    if (marks.get(one.id) === "gone") scene.archive.set(one.id, { what: one, type: "source", reason: details.get(one.id), at: answer.until });
    else scene.sources.set(one.id, one);
  }
  for (const one of answer.connections) scene.connections.set(one.id, one);
  for (const [id, spot] of Object.entries(answer.positions)) scene.positions.set(id, positions.get(id) || spot);
  return scene;
}

const HOW = { new: "new", gone: "no longer there", changed: "changed" };
const WHAT = { source: "source", connection: "connection" };

TABLES_OF.differences = (look) => {
  const found = look.compared();
  const list = found ? found.rows : [];
  return {
    heads: [[t("Name")], [t("What became of it")], [t("What it is"), "wide"], [t("More about it")]],
    rows: list.map(([id, what, how, name, detail]) => () => h("tr", { class: id === look.view.selected ? "on" : null }, rowHead(look, id, name),
      h("td", {}, h("span", { class: `how ${how}`, "aria-hidden": "true" }), t(HOW[how])), h("td", { class: "wide figure" }, t(WHAT[what])), h("td", { class: "anywhere" }, detail))),
    empty: found ? t("Nothing is different between the two days.") : t("What is different will be listed here."),
  };
};
