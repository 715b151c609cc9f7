// "Show": what is in reach in so many steps, the only connections between two parts, what is used now and then or more.

const SHOWS = [
  ["", "everything"], ["reach1", "in reach in 1 step"], ["reach2", "in reach in 2 steps"], ["reach3", "in reach in 3 steps"],
  ["only", "the only connections between two parts"], ["used", "what I use now and then or more"],
];
const NOW_AND_THEN = 3;
const NAMED = 8;

/** What a view shows alone: {sources, ties, steps}, or null for everything. All else stands back. */
function onlyOf(builder) {
  const { store, view } = builder;
  if (!view.show) return null;
  const sources = [...store.sources.values()], ties = [...store.connections.values()];
  if (view.show.startsWith("reach")) {
    const steps = stepsFromMe(sources, ties, Number(view.show.slice(-1)));
    return { sources: new Set(steps.keys()), ties: null, steps };
  }
  const kept = view.show === "used"
    ? ties.filter((one) => (one.strength || NOW_AND_THEN) >= NOW_AND_THEN)
    : ties.filter((one) => store.only && store.only.has(one.id));
  return { sources: new Set(kept.flatMap((one) => [one.start, one.end])), ties: new Set(kept.map((one) => one.id)), steps: null };
}

/** What is shown, in sentences: the same in the panel and to those who listen. */
function showSentences(builder) {
  const { store, view } = builder;
  const { only } = view;
  const all = store.sources.size;
  if (view.show === "only") {
    if (!store.only) return [t("Being worked out.")];
    if (!only.ties.size) return [t("No connection is the only one between two parts of your network.")];
    const what = many("{n} connection is the only one between two parts of your network.", "{n} connections are each the only one between two parts of your network.", only.ties.size);
    return [what, t("It brings what is nowhere else, and would be missed.")];
  }
  if (view.show === "used") {
    const there = [...only.sources].filter((id) => store.sources.has(id)).length;
    return [t("You use {ties} now and then or more. They touch {there} of your {all} sources.", {
      ties: many("{n} connection", "{n} connections", only.ties.size), there, all,
    })];
  }
  const most = Number(view.show.slice(-1));
  const lines = [];
  for (let step = 1; step <= most; step += 1) {
    const ids = stepIds(only, step);
    const count = many("{n} source", "{n} sources", ids.length);
    const names = namesOf(store, ids);
    const said = step === 1 ? t("In one step: {count}", { count }) : t("In step {step}: {count} more", { step, count });
    lines.push(names ? `${said}: ${names}.` : `${said}.`);
  }
  return [...lines, t("That is {n} of your {all} sources.", { n: only.sources.size, all })];
}

function stepIds(only, step) {
  return [...only.steps].filter(([, at]) => at === step).map(([id]) => id);
}

function namesOf(store, ids) {
  const names = ids.slice(0, NAMED).map(store.label);
  if (ids.length > NAMED) names.push(many("{n} more", "{n} more", ids.length - NAMED));
  return names.join(", ");
}

/** The panel while not everything is shown: the sentences, and what is shown as a list to choose from. */
function showPart(builder) {
  const host = h("div", { class: "says" });
  const part = {
    nodes: [host], flush() {},
    focus: () => (host.querySelector("button") || host.querySelector("h3")).focus(),
    update: () => keepFocus(host, () => host.replaceChildren(...showNodes(builder))),
  };
  part.update();
  return part;
}

function showNodes(builder) {
  const { store, view } = builder;
  const { only } = view;
  const title = (SHOWS.find(([key]) => key === view.show) || ["", ""])[1];
  const back = button(t("Show everything"), () => builder.showOnly(""), { "data-key": "everything" });
  const groups = only.steps ? reachGroups(builder) : [tieList(builder)];
  const said = only.steps ? showSentences(builder).slice(-1) : showSentences(builder);
  return [h("h3", { tabindex: "-1" }, capital(t(title))), h("div", { class: "words" }, said.map((text) => h("p", {}, text))), ...groups,
    lineup(back), h("p", { class: "muted small foot" }, t("All else stands back in the picture, and is not in the tables."))];

  function tieList() {
    const ties = [...store.connections.values()].filter((one) => only.ties.has(one.id));
    if (view.show === "used") ties.sort((a, b) => (b.strength || 3) - (a.strength || 3));
    return h("ul", { class: "lk" }, ties.slice(0, ROWS).map((one) => openRow(builder, one.id, sentence(store, one),
      hushed(` ${view.show === "only" ? store.only.get(one.id) : relyWord(store, one.strength)}`))));
  }
}

function reachGroups(builder) {
  const { store, view } = builder;
  const most = Number(view.show.slice(-1));
  return Array.from({ length: most }, (_, i) => i + 1).map((step) => {
    const ids = stepIds(view.only, step);
    const words = step === 1 ? t("In one step ({n})", { n: ids.length }) : t("In step {step} ({n} more)", { step, n: ids.length });
    const list = ids.length
      ? h("ul", { class: "lk" }, ids.slice(0, ROWS).map((id) => openRow(builder, id, store.label(id))))
      : h("p", { class: "muted small" }, t("None more."));
    return h("div", {}, h("h4", {}, words), list);
  });
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
