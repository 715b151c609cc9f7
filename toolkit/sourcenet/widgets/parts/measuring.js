// Colouring and sizing by a measure: Python works it out when it is asked for, and again after each change.

const ASK_AFTER = 350;

/** Ask Python for what this view colours, sizes and shows by; the answers belong to all views of the network. */
function createMeasuring(builder) {
  const { store, view } = builder;
  const slot = freshId();
  let timer = 0;
  const stop = store.subscribe((change) => {
    if (change.kind !== "data" && change.kind !== "all") return;
    clearTimeout(timer);
    timer = setTimeout(() => want(), ASK_AFTER);      // the edit comes first, and the next one may follow at once
  });
  return { want, stop() { clearTimeout(timer); stop(); } };

  /** Ask for what is looked at; `after` is told when it is here. */
  async function want(after) {
    const names = measuresOf(view);
    const questions = [];
    if (names.length) questions.push(ask({ type: "measure", names, slot }, ({ measures }) => Object.entries(measures).forEach(([name, found]) => store.measures.set(name, found))));
    if (view.show === "only") questions.push(ask({ type: "only", slot }, ({ ties }) => { store.only = new Map(Object.entries(ties)); }));
    if (!questions.length) return;
    const came = await Promise.all(questions);
    if (!builder.alive() || !came.some(Boolean)) return;
    view.set({});
    if (after) after();
  }

  async function ask(message, take) {
    const answer = await store.ask(message);
    if (!answer.ok) {
      if (builder.alive()) builder.say(answer.text);
      return false;
    }
    take(answer);
    return true;
  }
}

/** The measures that a view colours or sizes by. */
function measuresOf(view) {
  const names = [view.by.startsWith(MEASURE) ? view.by.slice(MEASURE.length) : "", view.size || ""];
  return [...new Set(names.filter(Boolean))];
}

/** What is known of a measure: [key, title, what it says, what more of it is]. */
function measureCalled(store, name) {
  return (store.state.measures || []).find(([key]) => key === name) || [name, name, "", ""];
}

/** The value of a source in words. */
function measureWords(store, name, id) {
  const found = store.measures.get(name);
  if (!found) return t("being worked out");
  const [, words] = found.of[id] || [null, t("being worked out")];
  return words;
}

/** What a measure says of a source, spoken after its name. */
function measuresSpoken({ store, view }, id) {
  if (!store.sources.has(id)) return "";
  return measuresOf(view).map((name) => ` ${t("{title}: {value}.", { title: measureCalled(store, name)[1], value: measureWords(store, name, id) })}`).join("");
}

/** The choices of a measure as a group of a list; where sizes are chosen, only those of which there is more or less. */
function measureOptions(store, prefix = "") {
  return (store.state.measures || []).filter(([, , , more]) => prefix || more).map(([key, title]) => [prefix + key, title]);
}

/** "Colour by" and "Size by": what they say once the figures are here. */
function spokenClasses(store, name) {
  const found = store.measures.get(name);
  if (!found || !found.classes.length) return found ? t("It is too early to say.") : "";
  return `${found.classes.map(([mark, words, n]) => t("{mark}: {words}, {sources}", {
    mark, words, sources: many("{n} source", "{n} sources", n),
  })).join("; ")}.`;
}

/** The line under the chips: what the colours and sizes say, in a sentence each. */
function measureLines(builder) {
  const { store, view } = builder;
  const by = view.by.startsWith(MEASURE) ? view.by.slice(MEASURE.length) : "";
  const line = (name, form) => {
    const [, title, explain, more] = measureCalled(store, name);
    const marks = ((store.measures.get(name) || {}).classes || []).map(([mark]) => mark);
    return h("p", { class: "muted small explains" }, `${t(form, { title, more, first: marks[0] || "a", last: marks[marks.length - 1] || "a" })} ${explain}`);
  };
  const lines = [];
  if (by) lines.push(line(by, measureCalled(store, by)[3] ? "Colour, {title}: from {first} to {last}, {more}." : "Colour, {title}."));
  if (view.size) lines.push(line(view.size, "Size, {title}: larger means {more}."));
  return lines;
}
