// Adding one source, connecting two, and going through new sources one by one: a source arrives with its reason.

/** The form that adds one source and leads straight on to its connection. */
function addForm(builder) {
  const { store, view } = builder;
  const draft = view.draft || {};
  const name = h("input", { class: "f", autocomplete: "off", required: true, value: draft.name || "" });
  const kind = kindSelect(store, draft.kind || "site");
  const stands = viewpointSelect(store, draft.viewpoint);
  const url = h("input", { class: "f", inputmode: "url", autocomplete: "off", placeholder: "https://", value: draft.url || "" });
  const subject = subjectInput(store, draft.subject);
  const origin = select(draft.origin || "added", [["added", t("found here")], ["brought", t("brought with me")]]);
  const known = tick(t("A person I know"), draft.known !== false, { "data-field": "known" });
  const hidden = tick(t("Private: it never leaves my own file"), draft.private);
  const through = throughControl(store);
  const frame = formFrame(builder, t("Add a source"), submit);
  let kindSaid = Boolean(draft.kind);
  const showKnown = () => { known.hidden = kind.value !== PERSON; };
  kind.addEventListener("change", () => {
    kindSaid = true;
    showKnown();
  });
  const guess = () => {
    if (!kindSaid) kind.value = guessKind(url.value || readLine(name.value).url || name.value, store, "site");
    showKnown();
  };
  name.addEventListener("change", () => {
    const read = readLine(name.value);
    if (read.url && !url.value) [name.value, url.value] = [read.name, read.url];
    guess();
  });
  // Guessed while one writes: what appears as the field is left would move the button away from under the pointer.
  name.addEventListener("input", guess);
  showKnown();
  frame.body.append(
    field(t("Name"), name, { name: "name" }), field(t("Kind"), kind, { name: "kind" }), known,
    field(t("Where it stands on your question"), stands, { name: "viewpoint" }), through.node,
    fold(t("More, if you know it"), Boolean(draft.url || draft.subject), field(t("Web address"), url, { name: "url" }),
      pair(field(t("Subject"), subject, { name: "subject" }), field(t("Where from"), origin, { name: "origin" })), hidden),
    formEnd(t("Add and connect"), { cancel: () => builder.close() }),
    h("p", { class: "muted small" }, t("Next you say why, in a sentence.")));
  if (view.draftError) queueMicrotask(() => frame.fail(view.draftError.text, view.draftError.field));
  return { nodes: [frame.heading, frame.node], frame, focus: () => name.focus(), flush() {}, update() {} };

  function written() {
    const all = {
      name: name.value.trim(), kind: kind.value, viewpoint: stands.value, url: url.value.trim(), subject: subject.value,
      origin: origin.value, private: hidden.querySelector("input").checked,
    };
    const said = Object.fromEntries(Object.entries(all).filter(([, value]) => value));
    // Unticked is said too: a public person keeps the name in what is handed in.
    return kind.value === PERSON ? { ...said, known: known.querySelector("input").checked } : said;
  }

  function submit() {
    const record = written();
    const [sentence, wrong] = whatIsWrong(store, record);
    if (sentence) return frame.fail(sentence, wrong);
    const start = through.read();
    if (!start) return frame.fail(t("Say who or what led you to it: a role or initials are enough."), "someone");
    return builder.addSource(record, start);
  }
}

/** What the page can already tell is wrong with a new source: [sentence, field]. */
function whatIsWrong(store, record) {
  if (!record.name) return [t("A source needs a name: what would you call it to a friend?"), "name"];
  if (record.url && !safeUrl(record.url)) {
    return [t("This address was not kept. An address begins with https://, http:// or mailto: ."), "url"];
  }
  const same = alreadyHere(store, record);
  if (!same) return [];
  const name = same.label || same.name;
  return [t("“{name}” is already here with this name or address. Open it from the table, or change one of the two.", { name }), "name"];
}

/** The source that has this address or this name. A list of many asks an index of both, made once. */
function alreadyHere(store, { name, url }, index = hereIndex(store)) {
  return index.get(`url ${bareUrl(url)}`) || index.get(`name ${foldName(name)}`);
}

function hereIndex(store) {
  const index = new Map();
  for (const one of store.sources.values()) {
    index.set(`name ${foldName(one.name)}`, one);
    if (one.url) index.set(`url ${bareUrl(one.url)}`, one);
  }
  return index;
}

function foldName(name) {
  return (name || "").trim().replace(/\s+/g, " ").toLowerCase();
}

/** The form that connects two sources. Clicks on the picture and the two lists fill the same two ends. */
function connectForm(builder) {
  const { store, view } = builder;
  const mode = view.mode;
  const choose = [["", t("choose…")]];
  const starts = select(mode.start || "", [...choose, ...sourceOptions(store, { me: true })]);
  const ends = select(mode.end || "", [...choose, ...sourceOptions(store, { me: true })]);
  const usual = () => usualRelation(store, store.sources.get(view.mode.end));
  const relation = relationControl(store, mode.relation || usual(), () => { mode.relation = relation.value(); });
  const levels = fiveLevels(store, mode.strength || 3, (level) => { mode.strength = level; });
  const why = h("textarea", { class: "f", rows: 3, value: mode.why || "", placeholder: t("I go there when …") });
  const frame = formFrame(builder, t("Connect two sources"), submit);
  why.addEventListener("input", () => { mode.why = why.value; });
  starts.addEventListener("change", () => builder.setEnds({ start: starts.value || null }));
  ends.addEventListener("change", () => builder.setEnds({ end: ends.value || null }));
  frame.body.append(field(t("Starts at"), starts, { name: "start" }), field(t("Ends at"), ends, { name: "end" }), relation.node,
    levels.node, field(t("Why, in a sentence"), why, { name: "why" }), formEnd(t("Connect"), { cancel: () => builder.close() }));
  return {
    nodes: [frame.heading, frame.node], frame, flush() {},
    focus: () => (mode.end && mode.start ? why : mode.start ? ends : starts).focus(),
    update() {
      const now = view.mode || mode;
      [starts.value, ends.value] = [now.start || "", now.end || ""];
      why.placeholder = now.start && now.start !== "me" ? t("it sends me on when …") : t("I go there when …");
      if (!now.relation && now.end && !holdsFocus(relation.node)) relation.set(usual());
    },
  };

  function submit() {
    const wrong = endsWrong(view.mode);
    if (wrong) return frame.fail(...wrong);
    if (!relation.value()) return frame.fail(t("Say in a verb or two what the one does with the other."), "relation");
    if (!why.value.trim()) return frame.fail(t("Say in one sentence why they belong together. It is what makes the connection yours."), "why");
    const { start, end, then } = view.mode;
    return builder.addConnection({ start, end, relation: relation.value(), strength: levels.value(), why: why.value.trim() }, { then, frame });
  }
}

function endsWrong({ start, end }) {
  if (!start) return [t("A connection has two ends. Choose where it starts."), "start"];
  if (!end) return [t("A connection has two ends. Choose where it ends."), "end"];
  if (start === end) return [t("A connection joins two different sources. Choose another end."), "end"];
  return null;
}

/** One card for each new source: directly or through whom, how much, why. Each may be skipped. */
function roundForm(builder) {
  const { store, view } = builder;
  const { ids, at } = view.round;
  const source = store.sources.get(ids[at]);
  const through = throughControl(store, { without: [source.id] });
  const relation = relationControl(store, usualRelation(store, source));
  const levels = fiveLevels(store, 3);
  const why = h("textarea", { class: "f", rows: 3, placeholder: t("I go there when …") });
  const frame = formFrame(builder, null, submit);
  through.list.addEventListener("change", () => {
    const led = "led me to";
    const direct = through.list.value === "me";
    relation.set(direct || !(led in store.state.vocabulary.relations) ? usualRelation(store, source) : led);
  });
  const progress = h("progress", { max: String(ids.length), value: at, "aria-label": t("How far you are") });
  const head = h("div", { class: "round" },
    h("p", { class: "muted small num" }, t("{n} of {all}", { n: at + 1, all: ids.length })), progress,
    h("div", { class: "head" }, markOf(builder, source), h("h3", {}, source.label || source.name)));
  frame.body.append(through.node, relation.node, levels.node, field(t("Why, in a sentence: “I go there when …”"), why, { name: "why" }),
    lineup(h("button", { type: "submit", class: "b main" }, t("Connect")),
      button(t("Skip"), () => builder.nextInRound(), {}), button(t("Stop here"), () => builder.close(), { kind: "quiet" })));
  return { nodes: [head, frame.node], frame, focus: () => through.list.focus(), flush() {}, update() {} };

  function submit() {
    const from = through.read();
    if (!from) return frame.fail(t("Say who or what led you to it: a role or initials are enough."), "someone");
    if (!relation.value()) return frame.fail(t("Say in a verb or two what the one does with the other."), "relation");
    if (!why.value.trim()) return frame.fail(t("Say in one sentence why it is there. Or skip it for now."), "why");
    return builder.connectInRound({ ...from, end: source.id, relation: relation.value(), strength: levels.value(), why: why.value.trim() }, frame);
  }
}
