// The side panel: it shows the form that is open, or the chosen one, and never stands empty.

/** Fill the panel, and keep it in step with the store. A form in which somebody writes is never rebuilt. */
function createPanel(builder, host) {
  let open = null;
  const panel = {
    refresh() {
      const key = panelKey(builder);
      if (open && open.key === key) return open.part.update();
      const before = open;
      if (before) before.part.flush();
      const part = panelPart(builder);
      open = { key, part };
      host.replaceChildren(...part.nodes.filter(Boolean));
      if (before) host.scrollTop = 0;                   // asking for it lays out the page: not before the first frame
      return undefined;
    },
    focus() { open.part.focus(); },
    frame: () => open && open.part.frame,
    flush() { if (open) open.part.flush(); },
  };
  return panel;
}

function panelKey({ store, view }) {
  if (view.form === "round") return `round:${view.round.ids[view.round.at]}`;
  if (view.form) return `form:${view.form}:${view.opened}`;
  if (view.mode) return `connect:${view.opened}`;
  const id = view.selected;
  if (store.sources.has(id)) return `source:${id}`;
  if (store.connections.has(id)) return `connection:${id}`;
  return store.archive.has(id) ? `aside:${id}` : view.show && !id ? `show:${view.show}` : "says";
}

const PANEL_FORMS = { add: addForm, round: roundForm, route: routeForm, decision: decisionForm, reading: readingList, quick: carePart };

function panelPart(builder) {
  const { store, view } = builder;
  if (view.form) return PANEL_FORMS[view.form](builder);
  if (view.mode) return connectForm(builder);
  const id = view.selected;
  if (store.sources.has(id)) return sourceForm(builder, id);
  if (store.connections.has(id)) return connectionForm(builder, id);
  if (store.archive.has(id)) return archivedPart(builder, id);
  return view.show && !id ? showPart(builder) : saysPart(builder);
}

/** Beside the quick list: what is kept, who sees it, how to erase it. */
function carePart(builder) {
  const { file } = builder.store.state.where || {};
  const kept = file ? t("What you write here, in one file of yours: {file}.", { file }) : t("Nowhere yet: it is gone when this notebook closes.");
  const rows = [
    ["list", t("Kept"), kept],
    ["eye", t("Seen"), t("By you. Others see only what you share or hand in.")],
    ["forget", t("Erased"), t("Open a source and choose Forget. It leaves the file for good.")],
  ];
  const list = h("ul", { class: "care" }, rows.map(([glyph, word, text]) => h("li", {}, icon(glyph), h("span", {}, h("b", {}, word), text))));
  const hint = h("p", { class: "muted small foot" }, t("People you know: a role or initials are enough."));
  return { nodes: [h("h3", {}, t("What is kept, and who sees it")), list, hint], focus() {}, flush() {}, update() {} };
}

/** What the network says: true sentences from Python, and one thing to try. */
function saysPart(builder) {
  const host = h("div", { class: "says" });
  const part = {
    nodes: [host], flush() {},
    focus: () => (host.querySelector("button") || host.querySelector("h3")).focus(),
    update: () => keepFocus(host, () => host.replaceChildren(...saysNodes(builder))),
  };
  part.update();
  return part;
}

const SAYS_ABOUT = { sources: "Measured among the sources", me: "From where you stand" };

function saysNodes(builder) {
  const { store, view } = builder;
  const says = store.state.says || [];
  const plain = says.filter((one) => !one.try);
  const groups = new Map([["", []], ["sources", []], ["me", []]]);
  for (const one of plain) (groups.get(one.about || "") || groups.get("")).push(h("p", {}, one.text));
  const words = [...groups].filter(([, list]) => list.length)
    .flatMap(([about, list]) => [about ? h("h4", {}, t(SAYS_ABOUT[about])) : null, ...list]);
  if (!words.length) words.push(h("p", {}, emptySays(store)));
  const tries = unconnectedNodes(builder);
  if (!tries.length) tries.push(...says.filter((one) => one.try).slice(0, 1).map((one) => h("p", { class: "try" }, tryNext(one.text))));
  return [
    h("h3", { tabindex: "-1" }, view.selected === "me" ? t("You") : t("What your network says")),
    h("div", { class: "words" }, words), ...tries, ...chosenNodes(builder),
    h("p", { class: "muted small foot" }, t("Choose a source or a connection to read and change it.")),
  ];
}

function tryNext(text) {
  return [icon("try"), h("span", {}, h("b", {}, t("Try next."), " "), text)];
}

function emptySays(store) {
  return store.sources.size
    ? t("It will say something here when it has a few more sources and connections.")
    : t("Nothing yet. It begins with the first source that you add.");
}

/** What hangs nowhere yet comes first among the things to try: it asks for a story, and counts no faults. */
function unconnectedNodes(builder) {
  const loose = unconnected(builder.store).map((source) => source.id);
  if (!loose.length) return [];
  return [h("div", { class: "try stack" },
    h("p", {}, tryNext(t("How did you come by {name}? Connect it.", { name: builder.store.label(loose[0]) }))),
    button(many("Say how you get there", "Go through them one by one", loose.length), () => builder.startRound(loose), { "data-key": "round" }))];
}

function chosenNodes(builder) {
  const n = builder.store.chosen.filter((id) => builder.store.connections.has(id)).length;
  if (!n) return [];
  return [lineup(button(t("Reading list ({n})", { n }), () => builder.open("reading"), { glyph: "flag", "data-key": "reading" }))];
}

/** A source or connection that was set aside: why, when, and the way back. */
function archivedPart(builder, id) {
  const { store } = builder;
  const entry = store.archive.get(id);
  const back = button(t("Bring back"), () => builder.bringBack(id), { glyph: "undo", kind: "main" });
  const acts = lineup(back, entry.type === "source" ? button(t("Forget…"), () => forgetDialog(builder, id), {}) : null);
  const when = h("p", { class: "muted small" }, t("set aside {date}", { date: whenWords(entry.at) }));
  const mark = entry.type === "source" ? markOf(builder, entry.what) : null;
  return {
    nodes: [h("div", { class: "head" }, mark, h("div", {}, h("h3", {}, archivedName(store, entry)), when)), h("div", {}, h("h4", {}, t("Why")), h("p", { class: "anywhere" }, entry.reason)), acts],
    focus: () => back.focus(), flush() {}, update() {},
  };
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** A time of the journal (UTC) in the learner's own time; other words stay as they are. */
function whenWords(at) {
  const whole = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(at || "");
  const date = new Date(/^\d{4}-\d\d-\d\d/.test(at || "") ? at : NaN);
  if (Number.isNaN(date.getTime())) return at || "";
  if (!whole) return `${date.getUTCDate()} ${t(MONTHS[date.getUTCMonth()])}`;
  const clock = `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
  return `${date.getDate()} ${t(MONTHS[date.getMonth()])} ${clock}`;
}
