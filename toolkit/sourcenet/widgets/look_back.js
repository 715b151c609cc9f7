// The look back: what the network says and what it was, beside the Builder's own picture and tables. It changes nothing.

const LOOK_PAGES = [["says", "What it says"], ["days", "Then and now"]];
const LOOK_TABLES = { says: ["sources", "connections", "history"], days: ["differences", "sources", "connections"] };
const LOOK_KEYS_TOLD = "Arrow keys move from source to source. Escape lets go, and then leads back to the cell. Tab goes on to the tables. The tables say everything that the picture shows.";

/** Build a look back into an element. Returns how to take it away again. */
function createLookBack(el, told, surroundings) {
  const view = Object.assign(createView(), { page: told.state.opens || "says", saying: "", since: "", until: "", day: null });
  const root = h("section", { class: "sn sn-builder sn-look-back" });
  const live = h("div", { class: "vh", role: "status", "aria-live": "polite" });
  const state = { alive: true, width: 0, colours: new Map(), compared: null };
  const store = createScene(told, () => (view.page === "days" ? state.compared : null));
  const look = {
    root, view, store, told, surroundings, now: told, plainChips: true, keys: {}, keysTold: t(LOOK_KEYS_TOLD),
    say: createVoice(live), out: () => surroundings.leave && surroundings.leave(root), refresh, choose, point, compare, turn, isShown, isShownTie, close: () => choose(null),
    moveTo: (id) => choose(id), alive: () => state.alive, colours: () => state.colours, compared: () => state.compared,
    canvas: () => parts.stage.canvas(), narrow: () => state.width > 0 && state.width <= NARROW, hasRoom: () => state.width > 0,
    counts: () => ({ differences: state.compared ? state.compared.rows.length : 0 }),
  };
  const parts = layOutLook(look, live);
  quieten(root);
  el.append(root);
  state.width = root.clientWidth;
  const stops = [told.subscribe(follow), view.on(() => refresh()), watchLookKeys(look), watchWidth(look, state), parts.days.stop, store.stop];
  refresh();
  if (view.page === "days") {
    Object.assign(view, { tab: LOOK_TABLES.days[0] });
    parts.days.open();
  }
  return () => {
    state.alive = false;
    stops.forEach((stop) => stop());
    parts.stage.destroy();
    root.remove();
  };

  function refresh() {
    if (!state.alive) return;
    dropWhatIsGone();
    state.colours = new Map(categories(store, view.by).map((row) => [row[0], row]));
    root.setAttribute("aria-label", store.question ? t("Look back: {question}", { question: store.question }) : t("Look back"));
    for (const part of parts.all) part.refresh();
  }

  /** What was chosen, or pointed at, may have left. */
  function dropWhatIsGone() {
    const stands = (id) => id === "me" || store.sources.has(id) || store.connections.has(id) || store.archive.has(id);
    if (view.selected && !stands(view.selected)) view.selected = null;
    if (!view.points) return;
    const says = saysOf(told);
    const again = [...(says.first || []), ...(says.page || [])].find((one) => one.text === view.saying);
    const ids = again ? pointsOf(look, again) : [];
    Object.assign(view, ids.length ? { points: new Set(ids) } : { points: null, saying: "" });
  }

  function follow(change) {
    if (change.kind === "status") parts.top.refresh();
    else refresh();
    if (change.kind === "says" && holdsFocus(root)) look.say(t("What your network says is up to date."));
    const lines = (change.message && change.message.history) || [];
    // A Builder on the page says it already, and what is said twice is not listened to.
    if (lines.length && !builderIsHere()) look.say(t("Changed elsewhere: {did} {what}.", { did: lines[0][1], what: lines[0][2] }));
  }

  /** Choose a source or a connection, in the picture or in a table. */
  function choose(id) {
    view.set({ selected: id, points: null, saying: "" });
    if (!id) return;
    const how = view.marks && view.marks.get(id);
    look.say(describe(look, id) + (how ? ` ${t("{how}.", { how: capital(t(HOW[how])) })}` : ""));
    const canvas = look.canvas();
    if (canvas) canvas.show(id);
  }

  /** Choose a sentence: what it points at is shown in the picture and in the tables; null lets go. */
  function point(one) {
    const ids = one ? pointsOf(look, one) : [];
    if (!ids.length) {
      view.set({ points: null, saying: "", selected: null });
      return look.say(t("Everything is shown."));
    }
    const tie = ids.every((id) => told.connections.has(id));
    view.set({ points: new Set(ids), saying: one.text, selected: null, tab: tie ? "connections" : "sources" });
    look.say(`${one.text} ${pointedWords(look, ids)}`);
    const canvas = look.canvas();
    if (canvas) canvas.fit(true);
    return undefined;
  }

  /** Turn to the sentences, or to then and now. */
  function turn(page) {
    if (page === view.page) return;
    Object.assign(view, { page, points: null, saying: "", selected: null, tab: LOOK_TABLES[page][0] });
    draw();
    if (page === "days") parts.days.open();
  }

  function compare(answer) {
    const first = !state.compared;
    state.compared = comparedScene(answer, told.positions);
    draw();
    const canvas = look.canvas();
    if (first && canvas) canvas.fit(!look.narrow());  // what has gone stands there too: show all of it, once
  }

  /** The picture is another one now. */
  function draw() {
    const on = view.page === "days" && state.compared;
    view.marks = on ? state.compared.marks : null;
    view.aside = Boolean(on);
    store.changed();
    view.set({});
  }

  function isShown(source) {
    if (view.hidden.has(valueOf(store, source, view.by))) return false;
    if (!view.points || view.points.has(source.id)) return true;
    return told.connectionsOf(source.id).some((one) => view.points.has(one.id));
  }

  function isShownTie(one) {
    if (!view.points || view.points.has(one.id)) return true;
    return [one.start, one.end].every((id) => id === "me" || view.points.has(id));
  }
}

/** The network as it is drawn: as it stands, or two days over each other. */
function createScene(told, compared) {
  const listeners = new Set();
  const tell = (change) => { for (const listener of [...listeners]) listener(change); };
  const pick = (name) => () => (compared() || told)[name];
  const scene = {
    label: (id) => labelIn(scene, id),
    connectionsOf: (id) => [...scene.connections.values()].filter((one) => one.start === id || one.end === id),
    subscribe(listener) { listeners.add(listener); return () => listeners.delete(listener); },
    changed: () => tell({ kind: "data" }), stop: told.subscribe(tell), dismissed: new Set(),
  };
  for (const name of ["sources", "connections", "archive", "positions"]) Object.defineProperty(scene, name, { get: pick(name) });
  for (const name of ["state", "measures", "question", "status", "chosen"]) Object.defineProperty(scene, name, { get: () => told[name] });
  return scene;
}

/** Make the parts and put them where they belong: words first, then the picture, then the tables. */
function layOutLook(look, live) {
  const { root, view, told } = look;
  const box = (tag, name, more = {}) => h(tag, { class: name, ...more });
  const hosts = { chips: box("div", "chips"), stage: box("div", "stage"), tables: box("div", "tables"), says: box("div", "says"), days: box("div", "then") };
  const title = h("h2", {}), where = h("p", { class: "where num" }), task = h("p", { class: "task" });
  const pages = createPages(look);
  const words = h("div", { class: "panel saying", role: "tabpanel", id: pages.panel, tabindex: "-1" }, hosts.says, hosts.days);
  const parts = {
    chips: createChips(look, hosts.chips), stage: createStage(look, hosts.stage), sentences: createSentences(look, hosts.says),
    days: createDays(look, hosts.days), tables: createTables(look, hosts.tables, () => LOOK_TABLES[view.page]),
    top: {
      refresh() {
        title.textContent = look.store.question || t("Your network");
        where.replaceChildren(h("span", {}, t("Look back")), ...whereParts(told));
      },
    },
  };
  root.append(h("div", { class: "top" }, title, where), task, pages.node,
    h("div", { class: "mid" }, words, h("div", { class: "left" }, hosts.chips, hosts.stage)), hosts.tables, live);
  const order = {
    refresh() {
      sayTaskIn(task, told.state.task);
      hosts.says.hidden = view.page !== "says";
      hosts.days.hidden = view.page !== "days";
      words.setAttribute("aria-labelledby", pages.id(view.page));
      root.classList.toggle("no-picture", parts.stage.isAbsent());
    },
  };
  return { ...parts, all: [parts.top, pages, order, parts.sentences, parts.days, parts.chips, parts.tables, parts.stage] };
}

function sayTaskIn(node, text) {
  node.hidden = !text;
  node.replaceChildren(icon("flag"), h("span", {}, text || ""));
}

/** The two pages as tabs: arrow keys turn them. */
function createPages(look) {
  const { view } = look;
  const ids = new Map(LOOK_PAGES.map(([name]) => [name, freshId()]));
  const panel = freshId();
  const node = h("div", { class: "tabs pages", role: "tablist", "aria-label": t("Look back") });
  node.addEventListener("keydown", (event) => {
    const turn = { ArrowRight: 1, ArrowLeft: 1, Home: view.page === "says" ? 0 : 1, End: view.page === "days" ? 0 : 1 }[event.key];
    if (turn === undefined) return;
    event.preventDefault();
    if (turn) go(view.page === "says" ? "days" : "says");
  });
  return { node, panel, id: (name) => ids.get(name), refresh };

  function go(name) {
    look.turn(name);
    node.querySelector('[aria-selected="true"]').focus();
  }

  function refresh() {
    keepFocus(node, () => node.replaceChildren(...LOOK_PAGES.map(([name, words]) => h("button", {
      type: "button", role: "tab", id: ids.get(name), "data-key": name, "aria-selected": String(view.page === name), "aria-controls": panel,
      tabindex: view.page === name ? "0" : "-1", onclick: () => go(name),
    }, t(words)))));
  }
}

/** Plain keys stay in the widget; Escape lets go of what is chosen, and then leads back to the cell. */
function watchLookKeys(look) {
  return keepKeys(look.root, (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      look.say(t("Everything here is saved by itself. To save the notebook, choose its menu File."));
    }
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (look.view.points || look.view.selected) look.point(null);
    else look.out();
  });
}
