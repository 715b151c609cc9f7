// The tables under the picture: sources, connections, history, set aside. They are the equal editor: each name opens
// its form, and everything that the picture does can be done from here.

const ROWS = 100;
const TABS = ["sources", "connections", "history", "aside"];
const TAB_WORDS = { sources: "Sources", connections: "Connections", history: "History", aside: "Set aside", differences: "What is different" };

/** The tabs and the table of the chosen one. */
function createTables(builder, host, names = () => TABS) {
  const { store, view } = builder;
  const tabs = h("div", { class: "tabs", role: "tablist", "aria-label": t("Tables") });
  const box = h("div", { class: "tbl", role: "tabpanel", tabindex: "0", id: freshId() });
  const ids = Object.fromEntries(Object.keys(TAB_WORDS).map((name) => [name, freshId()]));
  let shown = ROWS;
  host.append(tabs, box);
  tabs.addEventListener("keydown", (event) => {
    const turn = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const all = names(), last = all.length - 1;
    const at = all.indexOf(view.tab);
    const to = event.key === "Home" ? 0 : event.key === "End" ? last : turn ? (at + turn + last + 1) % (last + 1) : -1;
    if (to < 0) return;
    event.preventDefault();
    go(all[to]);
  });
  return { refresh, go, box };

  function go(name) {
    shown = ROWS;
    view.set({ tab: name });
    tabs.querySelector('[aria-selected="true"]').focus();
  }

  function refresh() {
    const counts = { sources: store.sources.size, connections: store.connections.size, history: historyCount(store), aside: store.archive.size, ...(builder.counts && builder.counts()) };
    keepFocus(tabs, () => tabs.replaceChildren(...names().map((name) => tabButton(name, counts[name]))));
    box.setAttribute("aria-labelledby", ids[view.tab]);
    keepFocus(box, () => box.replaceChildren(...content()));
  }

  function tabButton(name, n) {
    const on = view.tab === name;
    return h("button", {
      type: "button", role: "tab", id: ids[name], "data-key": name, "aria-selected": String(on), "aria-controls": box.id,
      tabindex: on ? "0" : "-1", onclick: () => go(name),
    }, t(TAB_WORDS[name]), " ", h("span", { class: "muted num" }, String(n)));
  }

  function content() {
    const { heads, rows, empty } = TABLES_OF[view.tab](builder);
    if (!rows.length) return [h("p", { class: "muted none" }, empty)];
    const head = h("thead", {}, h("tr", {}, heads.map(([words, kind]) => h("th", { scope: "col", class: kind }, words))));
    const caption = h("caption", { class: "vh" }, view.tab === "history" ? t("History, newest first") : t(TAB_WORDS[view.tab]));
    const body = h("tbody", {}, rows.slice(0, shown).map((row) => row()));
    return [h("table", {}, caption, head, body), ...moreButton(rows.length)];
  }

  function moreButton(all) {
    if (all <= shown) return [];
    const next = () => { shown += ROWS; refresh(); };
    return [h("p", { class: "lineup more" }, button(t("Show {n} more", { n: Math.min(ROWS, all - shown) }), next, { "data-key": "more" }),
      h("span", { class: "muted small num" }, t("{n} of {all} are shown", { n: shown, all })))];
  }
}

function historyCount(store) {
  return store.state.history_count ?? (store.state.history || []).length;
}

function rowHead(builder, id, words, mark) {
  return h("th", { scope: "row" }, mark,
    h("button", { type: "button", class: "nm", "data-key": id, onclick: () => builder.choose(id, { focus: true }) }, words));
}

function unsaid(words) {
  return words ? words : h("span", { class: "muted" }, t("not said"));
}

const TABLES_OF = {
  sources(builder) {
    const { store, view } = builder;
    const ties = new Map();
    for (const one of store.connections.values()) for (const id of [one.start, one.end]) ties.set(id, (ties.get(id) || 0) + 1);
    const list = [...store.sources.values()].filter((source) => builder.isShown(source));
    const columns = figureColumns(builder);
    const steps = view.only && view.only.steps;
    if (steps) list.sort((a, b) => steps.get(a.id) - steps.get(b.id));
    return {
      heads: [
        [t("Source")], ...columns.map(([title, , kind]) => [title, kind]), [t("Kind"), "wide"], [t("Where it stands")],
        [t("Subject"), "wide"], [t("Access"), "wide"], [t("Where from"), "wide"], [t("Connections"), "n wide"],
      ],
      rows: list.map((one) => () => h("tr", { class: one.id === view.selected ? "on" : null },
        rowHead(builder, one.id, one.label || one.name, markOf(builder, one)),
        columns.map(([, words, kind]) => h("td", { class: kind ? `${kind} figure` : null }, words(one.id))),
        h("td", { class: "wide kind" }, t(one.kind || ""), one.private ? h("span", { class: "tag" }, t("private")) : null),
        h("td", {}, unsaid(one.viewpoint && t(one.viewpoint))), h("td", { class: "wide" }, unsaid(one.subject)),
        h("td", { class: "wide" }, unsaid(one.access && t(one.access))),
        h("td", { class: "wide" }, one.origin === "brought" ? t("brought with me") : t("found here")), h("td", { class: "n wide" }, String(ties.get(one.id) || 0)))),
      empty: store.sources.size
        ? t("No source fits what you look for. Empty the field Find a source, or show what is hidden.")
        : t("Your sources will be listed here. Everything in the picture can also be done from this table and the form."),
    };
  },

  connections(builder) {
    const { store, view } = builder;
    const list = [...store.connections.values()].filter((one) => connectionShown(builder, one));
    const alone = (one) => view.show === "only" && store.only && h("span", { class: "tag" }, store.only.get(one.id));
    const toBeRead = (one) => store.chosen.includes(one.id) && h("span", { class: "tag" }, icon("flag"), t("to be read"));
    return {
      heads: [[t("Connection")], [t("How much I rely on it")], [t("Why"), "wide"], [t("Last used"), "wide"]],
      rows: list.map((one) => () => h("tr", { class: one.id === view.selected ? "on" : null },
        rowHead(builder, one.id, sentence(store, one)),
        h("td", {}, h("span", { class: `meter m${one.strength || 3}`, "aria-hidden": "true" }), relyWord(store, one.strength)),
        h("td", { class: "wide anywhere" }, one.why || h("span", { class: "muted" }, t("no reason yet")), toBeRead(one), alone(one)),
        h("td", { class: "wide num" }, unsaid(one.last_used), isUnused(store, one) ? t(" (unused)") : ""))),
      empty: store.connections.size
        ? t("No connection fits what you look for.")
        : t("Your connections will be listed here, each with its reason."),
    };
  },

  history({ store }) {
    const list = store.state.history || [];
    return {
      heads: [[t("When")], [t("Did")], [t("What")]],
      rows: list.map(([at, did, what]) => () => h("tr", {},
        h("th", { scope: "row", class: "num when" }, whenWords(at)), h("td", {}, did), h("td", { class: "anywhere" }, what))),
      empty: t("What you do will stand here, newest first: added, connected, changed, set aside."),
    };
  },

  aside(builder) {
    const { store, view } = builder;
    return {
      heads: [[t("Set aside")], [t("Why")], [t("When"), "wide"], [t("Bring back")]],
      rows: [...store.archive.values()].map((entry) => () => {
        const name = archivedName(store, entry);
        return h("tr", { class: entry.what.id === view.selected ? "on" : null }, rowHead(builder, entry.what.id, name),
          h("td", { class: "anywhere" }, entry.reason), h("td", { class: "wide num" }, whenWords(entry.at)),
          h("td", {}, button(t("Bring back"), () => builder.bringBack(entry.what.id), {
            kind: "little", "data-key": `back-${entry.what.id}`, "aria-label": t("Bring back {name}", { name }),
          })));
      }),
      empty: t("What you set aside stays here with its reason, and can be brought back."),
    };
  },
};

/** A column for each figure that is looked at: the measures that colour and size, and the steps from me. */
function figureColumns({ store, view }) {
  const columns = measuresOf(view).map((name) => [capital(measureCalled(store, name)[1]), (id) => measureWords(store, name, id), measureCalled(store, name)[3] ? "n" : ""]);
  const steps = view.only && view.only.steps;
  return steps ? [[t("Steps from me"), (id) => String(steps.get(id)), "n"], ...columns] : columns;
}

function connectionShown({ store, view, isShownTie }, one) {
  if (isShownTie && !isShownTie(one)) return false;
  if (view.only && view.only.ties && !view.only.ties.has(one.id)) return false;
  if (view.only && view.only.steps && ![one.start, one.end].every((id) => id === "me" || view.only.sources.has(id))) return false;
  if (view.unused && !isUnused(store, one)) return false;
  if (!view.find) return true;
  return `${sentence(store, one)} ${one.why || ""}`.toLowerCase().includes(view.find);
}
