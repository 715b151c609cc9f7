// A network that was handed out: looked at, walked through, searched. Nothing in it can be changed, and nothing leaves.

const PAGE_ROWS = 100;
const CARD_TIES = 25;
const NAMED = 25;
const KEYS_TOLD = "Arrow keys move from source to source, with Shift they move the view. Enter reads the card, F finds, plus and minus zoom, 0 shows all, Escape lets go. The tables below say everything that the picture shows.";

/** The network as a store, with the same names as the Builder's: it never changes. */
function pageStore({ state, nodes, edges }) {
  const store = {
    state: { ...state, kinds_in_order: state.vocabulary.kinds_in_order }, question: state.question,
    sources: new Map(), connections: new Map(), archive: new Map(), positions: new Map(), ties: new Map(),
    subscribe: () => () => {}, label: (id) => labelIn(store, id), connectionsOf: (id) => store.ties.get(id) || [],
  };
  for (const { id, x, y, ...rest } of nodes) {
    store.positions.set(id, [x, y]);
    if (id !== "me") store.sources.set(id, { id, name: rest.label, ...rest });
  }
  for (const { from, to, ...rest } of edges) {
    const one = { start: from, end: to, ...rest };
    store.connections.set(one.id, one);
    for (const end of new Set([from, to])) {
      if (store.ties.has(end)) store.ties.get(end).push(one);
      else store.ties.set(end, [one]);
    }
  }
  return store;
}

/** What is looked at; changes are told to all who draw. */
function pageView() {
  const listeners = new Set();
  const view = {
    selected: null, by: "viewpoint", hidden: new Set(), kinds: new Set(), find: "", mode: null, aside: false, unused: false, tab: "sources",
    passes: (rec) => !view.kinds.has(rec.kind || ""),
    on(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(changes) {
      Object.assign(view, changes);
      for (const listener of [...listeners]) listener(changes);
    },
  };
  return view;
}

/** Build the page into an element. */
function createPage(host, data, vis) {
  share(data.state);
  const store = pageStore(data), view = pageView();
  const live = h("div", { class: "vh", role: "status", "aria-live": "polite" });
  const page = { store, view, say, choose, isShown, canvas: null, looks: new Map(categories(store, "viewpoint").map((row) => [row[0], row])) };
  const find = findField(page), chips = createChips(page), stage = createStage(page);
  const card = createCard(page), tables = createTables(page);
  page.focusFind = () => find.querySelector("input").focus();
  page.focusStage = () => stage.net.focus({ preventScroll: true });
  page.focusCard = () => card.focus();
  host.append(h("div", { class: "bar" }, find, chips.viewpoints), chips.kinds, h("div", { class: "mid" }, stage.node, card.node));
  host.append(...document.querySelectorAll(".legend"), tables.node, live);
  view.named = new Set([...store.sources.keys()].sort((a, b) => store.connectionsOf(b).length - store.connectionsOf(a).length).slice(0, NAMED));
  stage.draw(vis);
  view.on(refresh);
  refresh();
  let spoken = 0;
  return page;

  function refresh() {
    for (const part of [chips, card, tables]) part.refresh();
  }

  /** Say something politely, once. */
  function say(text) {
    clearTimeout(spoken);
    live.textContent = "";
    spoken = setTimeout(() => { live.textContent = text; }, 60);
  }

  function choose(id, { focus = false } = {}) {
    view.set({ selected: id });
    if (id) {
      if (page.canvas) page.canvas.show(id);
      if (!focus) say(describe(page, id));
    }
    if (focus) page.focusCard();
  }

  function isShown(source) {
    if (view.hidden.has(source.viewpoint || NOT_SAID) || !view.passes(source)) return false;
    return !view.find || `${source.name}\n${source.label}`.toLowerCase().includes(view.find);
  }
}

// -- above the picture --------------------------------------------------------------------------------------------------

function shownSources({ store, isShown }) {
  return [...store.sources.values()].filter(isShown);
}

function findField(page) {
  const { view } = page;
  const input = h("input", { class: "f", type: "search", id: freshId(), autocomplete: "off", spellcheck: "false" });
  input.addEventListener("input", () => view.set({ find: input.value.trim().toLowerCase() }));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const first = view.find && shownSources(page)[0];
    if (first) page.choose(first.id, { focus: true });
    else page.say(t("No source fits what you look for."));
  });
  input.addEventListener("change", () => {
    if (view.find && document.activeElement !== input) page.say(many("{n} source fits.", "{n} sources fit.", shownSources(page).length));
  });
  return h("div", { class: "find" }, h("label", { for: input.id }, t("Find a source")), input);
}

/** The chips: they explain colours and shapes, and hide or show what has them. */
function createChips(page) {
  const { store, view, looks } = page;
  const group = h("div", { class: "chips", role: "group", "aria-label": t("Show or hide by where they stand") });
  const kinds = h("div", { class: "chips", role: "group", "aria-label": t("Show or hide by kind") });
  const counted = new Map();
  for (const { kind } of store.sources.values()) counted.set(kind || "", (counted.get(kind || "") || 0) + 1);
  const names = store.state.kinds_in_order.filter((kind) => counted.has(kind));
  const fold = h("details", { class: "kinds" }, h("summary", {}, many("{n} kind of source: what the shapes mean", "{n} kinds of source: what the shapes mean", names.length)), kinds);
  const all = button(t("Show everything"), showAll, { kind: "little" });
  fold.hidden = !names.length;
  return { viewpoints: group, kinds: fold, refresh };

  function refresh() {
    keepFocus(group, () => group.replaceChildren(...[...looks.values()].filter((row) => row[3]).map(standing), ...(narrowed() ? [all] : [])));
    keepFocus(kinds, () => kinds.replaceChildren(...names.map(ofKind)));
  }

  function narrowed() {
    return Boolean(view.hidden.size || view.kinds.size);
  }

  function showAll() {
    view.set({ hidden: new Set(), kinds: new Set() });
    page.say(t("Everything is shown"));
    group.querySelector("button").focus();
  }

  function turn(which, value, words) {
    const hidden = new Set(view[which]);
    if (!hidden.delete(value)) hidden.add(value);
    view.set({ [which]: hidden });
    page.say(hidden.has(value) ? t("{what} hidden", { what: words }) : t("{what} shown", { what: words }));
  }

  function standing([value, mark, colour, n]) {
    const words = value ? t(value) : t("not said");
    return chip("hidden", value, words, n, h("span", { class: `key k${colour}`, "aria-hidden": "true" }, mark));
  }

  function ofKind(kind) {
    return chip("kinds", kind, t(kind), counted.get(kind), kindMark(store.state.vocabulary.kinds[kind], { hollow: true, colour: "var(--sn-ink)" }));
  }

  function chip(which, value, words, n, mark) {
    const short = words.length > 40 ? `${[...words].slice(0, 39).join("")}…` : words;
    return h("button", {
      type: "button", class: "chip", "data-key": value, "aria-pressed": String(!view[which].has(value)), onclick: () => turn(which, value, short),
    }, mark, h("span", { dir: "auto" }, short), h("span", { class: "muted num" }, String(n)));
  }
}

// -- the picture --------------------------------------------------------------------------------------------------------

function createStage(page) {
  const { store, view } = page;
  const how = h("p", { class: "vh", id: freshId() }, t(KEYS_TOLD));
  const net = h("div", {
    class: "net", role: "application", tabindex: "0", "aria-describedby": how.id,
    "aria-label": t("Network, {sources}, {connections}", {
      sources: many("{n} source", "{n} sources", store.sources.size),
      connections: many("{n} connection", "{n} connections", store.connections.size),
    }),
  });
  const absent = h("p", { class: "absent", hidden: true }, t("The picture cannot be moved here. A still one stands below; the tables say everything."));
  const zoom = viewButtons(page);
  const node = h("div", { class: "stage" }, net, zoom, absent, how);
  net.addEventListener("keydown", onKey);
  net.addEventListener("pointermove", hover);
  net.addEventListener("pointerleave", () => page.canvas && page.canvas.point(null));
  return { node, net, draw };

  /** The name of what is under the mouse, where names are not drawn. */
  function hover({ clientX, clientY, pointerType, buttons }) {
    if (!page.canvas || pointerType === "touch" || buttons) return;
    const frame = net.getBoundingClientRect(), dot = page.canvas.at(clientX - frame.left, clientY - frame.top);
    page.canvas.point(dot ? dot.id : null);
    net.style.cursor = dot ? "pointer" : "";
  }

  function draw(vis) {
    try {
      page.canvas = createCanvas(vis, net, store, view, {
        choose: (id) => page.choose(id), pick() {}, moved() {}, open: (id) => page.choose(id, { focus: true }),
      });
    } catch (problem) {
      console.warn("sourcenet: no picture here.", problem);
      net.hidden = true;
      zoom.hidden = true;
      absent.hidden = false;
      node.classList.add("gone");
      document.documentElement.classList.add("no-canvas");
    }
  }

  /** The keys of the picture work only while it has the focus. */
  function onKey(event) {
    if (event.target !== net || event.ctrlKey || event.metaKey || event.altKey || !page.canvas) return;
    const act = acts(event)[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  function acts({ shiftKey }) {
    const go = (direction, dx, dy) => () => {
      if (shiftKey) return page.canvas.pan(dx * 0.2, dy * 0.2);
      const id = page.canvas.step(direction);
      return id ? page.choose(id) : page.say(t("There is no source that way."));
    };
    const zoomBy = (factor) => () => page.canvas.zoom(factor);
    return {
      ArrowLeft: go("left", -1, 0), ArrowRight: go("right", 1, 0), ArrowUp: go("up", 0, -1), ArrowDown: go("down", 0, 1),
      Enter: () => page.choose(view.selected || "me", { focus: true }), Escape: () => page.choose(null), f: page.focusFind,
      "+": zoomBy(1.25), "=": zoomBy(1.25), "-": zoomBy(0.8), 0: () => page.canvas.fit(true),
    };
  }
}

function viewButtons(page) {
  const make = (glyph, words, run) => button(null, () => page.canvas && run(page.canvas), { glyph, kind: "icon", "aria-label": words, title: words });
  const pan = (glyph, words, dx, dy) => make(glyph, words, (canvas) => canvas.pan(dx * 0.25, dy * 0.25));
  return h("div", { class: "zoom", role: "group", "aria-label": t("View") },
    pan("left", t("View to the left"), -1, 0), pan("up", t("View upwards"), 0, -1),
    pan("down", t("View downwards"), 0, 1), pan("right", t("View to the right"), 1, 0),
    make("out", t("Smaller"), (canvas) => canvas.zoom(0.8)), make("in", t("Larger"), (canvas) => canvas.zoom(1.25)),
    make("fit", t("Show all"), (canvas) => canvas.fit(true)));
}

// -- the card beside it -------------------------------------------------------------------------------------------------

/** What is chosen, in words; with nothing chosen, what the whole picture shows. */
function createCard(page) {
  const { store, view } = page;
  const node = h("aside", { class: "card-of", "aria-label": t("Details") });
  let shown;
  node.addEventListener("keydown", (event) => { if (event.key === "Escape") letGo(); });
  return { node, refresh, focus: () => node.querySelector("h2").focus({ preventScroll: false }) };

  function refresh() {
    if (shown === view.selected) return;
    shown = view.selected;
    fill(CARD_TIES);
    node.scrollTop = 0;
  }

  function fill(most) {
    const id = view.selected, source = store.sources.get(id), tie = store.connections.get(id);
    const parts = source ? sourceCard(source) : tie ? tieCard(tie) : id === "me" ? [heading(t("me"), meMark())] : overview();
    if (source || id === "me") parts.push(...tiesOf(id, most));
    if (id) parts[0].append(button(null, letGo, { glyph: "close", kind: "quiet icon", "aria-label": t("Back to the whole picture"), title: t("Back to the whole picture") }));
    node.replaceChildren(...parts);
  }

  function letGo() {
    if (!view.selected) return;
    view.set({ selected: null });
    page.focusStage();
  }

  function heading(words, mark) {
    return h("div", { class: "head" }, mark, h("h2", { tabindex: "-1", dir: "auto" }, words));
  }

  function overview() {
    return [
      heading(t("What this picture shows")), h("p", { dir: "auto" }, store.state.description),
      h("p", { class: "muted" }, t("Choose a source in the picture or in the table to read about it.")),
    ];
  }

  function sourceCard(source) {
    const rows = [
      [t("Called"), source.name === source.label ? "" : source.name], [t("Kind"), source.kind && t(source.kind)],
      [t("Where it stands"), source.viewpoint ? t(source.viewpoint) : t("not said")], [t("Subject"), source.subject],
      [t("By"), source.authors], [t("Year"), source.year], [t("Access"), source.access && t(source.access)],
      [t("Origin"), originOf(source)], [t("Address"), addressOf(source)],
    ];
    return [heading(source.label, markOf(page, source)), facts(rows)];
  }

  function tieCard(tie) {
    const rows = [
      [t("How much I rely on it"), relyWord(store, tie.strength)], [t("Why"), tie.why || t("no reason given")],
      [t("Where it stands"), tie.viewpoint && t(tie.viewpoint)], [t("Last used"), lastUsed(store, tie)],
    ];
    const ends = [...new Set([tie.start, tie.end])].map((id) => h("li", {}, h("button", {
      type: "button", class: "nm", onclick: () => page.choose(id, { focus: true }),
    }, store.label(id))));
    return [heading(sentence(store, tie)), facts(rows), h("h3", {}, t("It joins")), h("ul", { class: "ties" }, ends)];
  }

  function tiesOf(id, most) {
    const all = store.connectionsOf(id);
    if (!all.length) return [h("p", { class: "muted" }, t("It is connected with nothing here."))];
    const left = all.length - most;
    const more = left > 0 ? [button(t("Show {n} more", { n: Math.min(left, PAGE_ROWS) }), () => showMore(most + PAGE_ROWS, most), { kind: "little" })] : [];
    return [h("h3", {}, t("Connections ({n})", { n: all.length })), h("ul", { class: "ties" }, all.slice(0, most).map((tie) => tieLine(id, tie))), ...more];
  }

  function showMore(most, from) {
    fill(most);
    node.querySelectorAll(".ties li")[from].querySelector("button").focus();
  }

  function tieLine(id, tie) {
    const other = tie.start === id ? tie.end : tie.start;
    const said = [t("I rely on it: {level}.", { level: relyWord(store, tie.strength) })];
    if (tie.last_used) said.push(t("Last used: {date}.", { date: lastUsed(store, tie) }));
    return h("li", {},
      h("button", { type: "button", class: "nm", dir: "auto", onclick: () => page.choose(other, { focus: true }) }, sentence(store, tie)),
      h("p", { class: "why", dir: "auto" }, tie.why || h("span", { class: "muted" }, t("no reason given"))),
      h("p", { class: "muted small" }, said.join(" ")));
  }
}

function facts(rows) {
  return h("dl", {}, rows.filter(([, said]) => said).map(([word, said]) => [h("dt", {}, word), h("dd", { dir: "auto" }, said)]));
}

function lastUsed(store, tie) {
  if (!tie.last_used) return "";
  return isUnused(store, tie) ? t("{date}, unused for long", { date: tie.last_used }) : tie.last_used;
}

function originOf(source) {
  return source.origin === "brought" ? t("brought with me") : t("added here");
}

function addressOf(source) {
  const url = safeUrl(source.url);
  return url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, url) : "";
}

function markOf({ store, looks }, source) {
  const [, , colour] = looks.get(source.viewpoint || NOT_SAID) || ["", "", 0];
  return kindMark(store.state.vocabulary.kinds[source.kind], { colour: `var(--sn-c${colour})`, hollow: !source.viewpoint });
}

// -- the tables ---------------------------------------------------------------------------------------------------------

const PAGE_TABS = { sources: "Sources", connections: "Connections" };

function createTables(page) {
  const { store, view } = page;
  const tabs = h("div", { class: "tabs", role: "tablist", "aria-label": t("Tables") });
  const box = h("div", { class: "tbl", role: "tabpanel", tabindex: "0", id: freshId() });
  const ids = { sources: freshId(), connections: freshId() };
  const lists = {};
  let shown = PAGE_ROWS, stood = "";
  tabs.addEventListener("keydown", (event) => {
    if (!["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    go(event.key === "Home" ? "sources" : event.key === "End" ? "connections" : view.tab === "sources" ? "connections" : "sources");
  });
  return { node: h("section", { class: "tables", "aria-label": t("Tables") }, tabs, box), refresh };

  function go(tab) {
    shown = PAGE_ROWS;
    view.set({ tab });
    tabs.querySelector('[aria-selected="true"]').focus();
  }

  function refresh() {
    const key = JSON.stringify([view.find, [...view.hidden], [...view.kinds], view.tab, shown, view.selected]);
    if (key === stood) return;
    stood = key;
    lists.sources = shownSources(page);
    const there = new Set(["me", ...lists.sources.map((one) => one.id)]);
    lists.connections = [...store.connections.values()].filter((one) => there.has(one.start) && there.has(one.end));
    keepFocus(tabs, () => tabs.replaceChildren(...Object.keys(PAGE_TABS).map(tabButton)));
    box.setAttribute("aria-labelledby", ids[view.tab]);
    keepFocus(box, () => box.replaceChildren(...content()));
  }

  function tabButton(name) {
    const on = view.tab === name;
    return h("button", {
      type: "button", role: "tab", id: ids[name], "data-key": name, "aria-selected": String(on), "aria-controls": box.id,
      tabindex: on ? "0" : "-1", onclick: () => go(name),
    }, t(PAGE_TABS[name]), " ", h("span", { class: "num" }, String(lists[name].length)));
  }

  function content() {
    const list = lists[view.tab], all = store[view.tab].size;
    if (!all) return [h("p", { class: "muted none" }, view.tab === "sources" ? t("No sources yet.") : t("No connections yet."))];
    if (!list.length) return [h("p", { class: "muted none" }, t("Nothing fits. Empty the field Find a source, or show what is hidden."))];
    const { heads, row } = view.tab === "sources" ? sourceRows(page) : connectionRows(page);
    const head = h("thead", {}, h("tr", {}, heads.map(([words, kind]) => h("th", { scope: "col", class: kind }, words))));
    const body = h("tbody", {}, list.slice(0, shown).map(row));
    return [h("table", {}, h("caption", {}, captionOf(list.length, all)), head, body), ...moreOf(list.length)];
  }

  function captionOf(n, all) {
    const said = n < all ? t("{n} of {all} fit", { n, all }) : t(PAGE_TABS[view.tab]);
    return n > shown ? `${said}: ${t("the first {n} are listed", { n: shown })}` : said;
  }

  function moreOf(n) {
    if (n <= shown) return [];
    const next = () => {
      const from = shown;
      shown += PAGE_ROWS;
      refresh();
      box.querySelectorAll("tbody tr")[from].querySelector("button").focus();
    };
    return [h("p", { class: "more" }, button(t("Show {n} more", { n: Math.min(PAGE_ROWS, n - shown) }), next, { "data-key": "more" }))];
  }
}

function rowHead(page, id, words, mark) {
  const open = () => page.choose(id, { focus: true });
  return h("th", { scope: "row" }, h("span", { class: "first" }, mark, h("button", { type: "button", class: "nm", dir: "auto", "data-key": id, onclick: open }, words)));
}

/** Leave out the columns in which nobody said anything. */
function saidColumns(records, columns) {
  return columns.filter(([field]) => [...records.values()].some((one) => one[field]));
}

function sourceRows(page) {
  const { store, view } = page;
  const columns = saidColumns(store.sources, [
    ["subject", t("Subject"), (one) => one.subject], ["origin", t("Origin"), originOf],
    ["access", t("Access"), (one) => one.access && t(one.access)], ["url", t("Address"), addressOf],
  ]);
  return {
    heads: [[t("Source")], [t("Kind")], [t("Where it stands")], ...columns.map(([, words]) => [words, "wide"]), [t("Connections"), "n wide"]],
    row: (one) => h("tr", { class: one.id === view.selected ? "on" : null },
      rowHead(page, one.id, one.label, markOf(page, one)), h("td", {}, t(one.kind || "")),
      h("td", { dir: "auto" }, one.viewpoint ? t(one.viewpoint) : h("span", { class: "muted" }, t("not said"))),
      columns.map(([, , say]) => h("td", { class: "wide", dir: "auto" }, say(one))), h("td", { class: "n wide" }, String(store.connectionsOf(one.id).length))),
  };
}

function connectionRows(page) {
  const { store, view } = page;
  const columns = saidColumns(store.connections, [
    ["viewpoint", t("Where it stands"), (one) => one.viewpoint && t(one.viewpoint)], ["last_used", t("Last used"), (one) => lastUsed(store, one)],
  ]);
  return {
    heads: [[t("Connection")], [t("How much I rely on it")], [t("Why")], ...columns.map(([, words]) => [words, "wide"])],
    row: (one) => h("tr", { class: one.id === view.selected ? "on" : null },
      rowHead(page, one.id, sentence(store, one), null), h("td", {}, relyWord(store, one.strength)),
      h("td", { dir: "auto" }, one.why || h("span", { class: "muted" }, t("no reason given"))),
      columns.map(([, , say]) => h("td", { class: "wide", dir: "auto" }, say(one)))),
  };
}

// -- now ----------------------------------------------------------------------------------------------------------------

try {
  createPage(document.getElementById("app"), JSON.parse(document.getElementById("network").textContent), window.vis);
} catch (problem) {
  document.documentElement.classList.remove("live");      // what stands still without scripts takes over
  console.warn("sourcenet: the page stands still.", problem);
}
