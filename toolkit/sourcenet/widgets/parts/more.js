// What the More menu opens: a route that was walked, a decision, the reading list.

/** "A route I took": from me, step by step along connections, and what I did at each step. */
function routeForm(builder) {
  const { store } = builder;
  const question = h("input", { class: "f", autocomplete: "off" });
  const list = h("ol", { class: "steps" });
  const frame = formFrame(builder, t("A route I took"), submit);
  const steps = [];
  const next = button(t("Add the next step"), () => addStep(true), { glyph: "add" });
  frame.body.append(h("p", { class: "muted" }, t("A way you went from yourself to an answer. Each step follows a connection of your network.")),
    field(t("What did you want to know?"), question, { name: "question" }),
    h("p", { class: "start" }, meMark(), h("span", {}, t("You start at me."))), list, lineup(next),
    formEnd(t("Keep this route"), { cancel: () => builder.close() }));
  addStep(false);
  return { nodes: [frame.heading, frame.node], frame, focus: () => question.focus(), flush() {}, update() {} };

  function here() {
    return steps.length ? steps[steps.length - 1].list.value : "me";
  }

  function addStep(focus) {
    if (steps.length && !here()) return frame.fail(t("Choose this step first."), "steps");
    frame.clear();
    const from = here();
    const near = neighboursOf(store, from, ["me", ...steps.map((step) => step.list.value)]);
    if (!near.length) {
      const text = t("No further source is connected with {name}. Connect it first if you went on from there.", { name: store.label(from) });
      return steps.length ? builder.say(text) : frame.fail(text);
    }
    const pick = select("", [["", t("choose…")], ...near.map((id) => [id, store.label(id)])]);
    const doing = h("input", { class: "f", autocomplete: "off" });
    const n = steps.length + 1;
    const where = field(t("Step {n}", { n }), pick, { name: "steps" });
    const node = h("li", {}, pair(where, field(t("What I do there"), doing, { name: "doing" })));
    const step = { list: pick, doing, node };
    // A changed step changes where the later ones can go: they are asked again.
    pick.addEventListener("change", () => steps.splice(steps.indexOf(step) + 1).forEach((later) => later.node.remove()));
    steps.push(step);
    list.append(node);
    if (focus) pick.focus();
    return undefined;
  }

  function submit() {
    if (!question.value.trim()) return frame.fail(t("Say what you wanted to know: a route leads to an answer."), "question");
    const walked = steps.filter((step) => step.list.value);
    if (!walked.length) return frame.fail(t("A route has at least one step. Choose where you went first."), "steps");
    const silent = walked.findIndex((step) => !step.doing.value.trim());
    if (silent >= 0) {
      frame.fail(t("Say what you do at step {n}: ask, search, read, compare …", { n: silent + 1 }));
      walked[silent].doing.setAttribute("aria-invalid", "true");
      return walked[silent].doing.focus();
    }
    const event = {
      do: "traverse", question: question.value.trim(), steps: ["me", ...walked.map((step) => step.list.value)],
      doing: walked.map((step) => step.doing.value.trim()),
    };
    return builder.keep(frame, event, t("Route kept: {steps}", { steps: event.steps.map(store.label).join(", ") }));
  }
}

/** The sources one connection away, in either direction, that are not on the way yet. */
function neighboursOf(store, id, without) {
  const ids = store.connectionsOf(id).map((one) => (one.start === id ? one.end : one.start));
  return [...new Set(ids)].filter((one) => !without.includes(one));
}

/** "A decision": what, why, and what would change my mind. */
function decisionForm(builder) {
  const what = h("input", { class: "f", autocomplete: "off" });
  const why = h("textarea", { class: "f", rows: 3 });
  const mind = h("textarea", { class: "f", rows: 3 });
  const frame = formFrame(builder, t("A decision"), submit);
  frame.body.append(h("p", { class: "muted" }, t("About your network, or about your question.")),
    field(t("What I decided"), what, { name: "what" }), field(t("Why"), why, { name: "why" }),
    field(t("What would change my mind"), mind, { name: "change_my_mind" }),
    formEnd(t("Keep this decision"), { cancel: () => builder.close() }));
  return { nodes: [frame.heading, frame.node], frame, focus: () => what.focus(), flush() {}, update() {} };

  function submit() {
    if (!what.value.trim()) return frame.fail(t("Say what you decided, in a few words."), "what");
    if (!why.value.trim()) return frame.fail(t("Say why: without it, you could not look at it again later."), "why");
    const event = { do: "decide", what: what.value.trim(), why: why.value.trim(), change_my_mind: mind.value.trim() };
    return builder.keep(frame, event, t("Decided: {what}", { what: event.what }));
  }
}

/** The connections chosen to be read by the marker, each with its way out. */
function readingList(builder) {
  const { store } = builder;
  const host = h("div", { class: "body" });
  const part = {
    nodes: [h("h3", { tabindex: "-1" }, t("Your reading list")), host], flush() {},
    focus: () => (host.querySelector("button") || part.nodes[0]).focus(),
    update() {
      const rows = store.chosen.filter((id) => store.connections.has(id)).map((id) => readingRow(builder, id));
      const count = many("{n} connection is chosen.", "{n} connections are chosen.", rows.length);
      const none = t("Nothing is chosen yet. Open a connection and choose it for the reading list: a person reads those first.");
      keepFocus(host, () => host.replaceChildren(
        h("p", { class: "muted" }, rows.length ? count : none), h("ul", { class: "lk chosen" }, rows),
        lineup(button(t("Close"), () => builder.close(), {}))));
    },
  };
  part.update();
  return part;
}

function readingRow(builder, id) {
  const { store } = builder;
  const one = store.connections.get(id);
  const words = sentence(store, one);
  const row = openRow(builder, id, words, hushed(` ${one.why || t("no reason yet")}`));
  row.append(button(null, () => builder.toggleChosen(id), {
    glyph: "close", kind: "quiet icon", "data-key": `out-${id}`, "aria-label": t("Take {what} off the reading list", { what: words }),
  }));
  return row;
}
