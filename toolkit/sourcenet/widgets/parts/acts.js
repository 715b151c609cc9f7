// What a person can do, as events for Python: each is shown at once, announced once, and taken back where it is refused.

const FIELD_WORDS = {
  name: "name", kind: "kind", viewpoint: "where it stands", subject: "subject", access: "access", url: "web address",
  authors: "authors", year: "year", origin: "where from", setting: "setting", notes: "notes", known: "a person I know",
  private: "private", relation: "relation", strength: "how much I rely on it", why: "why", last_used: "last used",
  used_for: "what I used it for", device: "what one needs to get at it", language: "language", owner: "owner",
};

/** Add to the builder everything that changes the network. */
function addActs(builder) {
  const { store, view } = builder;
  const nameOf = (id) => (store.connections.has(id) ? sentence(store, store.connections.get(id)) : store.label(id));
  const spotNear = (id) => {
    const canvas = builder.canvas();
    return canvas ? canvas.spot(id) : undefined;
  };
  const placing = (ids, near) => {
    const spot = spotNear(near);
    // One spot only: the others get theirs from Python, or would all lie on the same one.
    return spot ? { places: { [ids[0]]: spot } } : {};
  };

  return Object.assign(builder, {
    act, edit, addSource, addConnection, addMany, connectInRound, keep, toggleChosen, setAside, bringBack, forget, undo, arrange, join,
    moved(to) {
      return act([{ do: "place", to }], t("Moved: {name}", { name: Object.keys(to).map(store.label).join(", ") }));
    },
  });

  /** Send events and say once what became of them. Resolves with {ok} or {ok: false, text, field}. */
  function act(events, words, options) {
    const answer = store.propose(events, options);
    announce(answer, words);
    return answer;
  }

  function announce(answer, words) {
    const stop = words.replace(/[.!?…]?$/, (end) => end || ".");
    let told = false;
    const slow = setTimeout(() => {
      told = true;
      builder.say(`${stop} ${statusWords(store)}`);
    }, PATIENCE + 100);
    answer.then(({ ok }) => {
      clearTimeout(slow);
      if (!ok || !builder.alive()) return;
      const kept = store.status.kind === "unkept" ? statusWords(store) : t("Saved.");
      builder.say(told ? kept : `${stop} ${kept}`);
    });
  }

  function edit(of, set, verb = "edit") {
    const [name, value] = Object.entries(set)[0];
    const shown = name === "strength" ? relyWord(store, value) : String(value);
    const words = typeof value === "boolean"
      ? t(value ? "Changed: {what}, {field}" : "Changed: {what}, no longer {field}", { what: nameOf(of), field: t(FIELD_WORDS[name] || name) })
      : t("Changed: {what}, {field}: {value}", { what: nameOf(of), field: t(FIELD_WORDS[name] || name), value: shown || t("not said") });
    return act([{ do: verb, of, set }], words);
  }

  async function addSource(record, { start, events, someone }) {
    const id = randomId();
    const led = "led me to" in store.state.vocabulary.relations ? "led me to" : undefined;
    const mode = { start, end: id, relation: start === "me" ? undefined : led, strength: 3, why: "", then: someone };
    const answer = act([...events, { id, do: "add", ...record }], t("Added: {name}", { name: record.name }), placing([id], start));
    builder.show({ form: null, draft: null, draftError: null, mode });
    builder.panelFocus();
    const { ok, text, field: wrong } = await answer;
    if (ok) return;
    builder.show({ form: "add", mode: null, draft: record, draftError: { text, field: wrong } });
  }

  async function addConnection(record, { then }) {
    const id = randomId();
    const words = t("Connected: {what}", { what: sentence(store, record) });
    const answer = act([{ id, do: "connect", ...record }], words);
    if (then) {
      builder.show({ mode: { start: "me", end: then, strength: 3, why: "" } });
      builder.panelFocus();
    } else {
      builder.show({ mode: null, selected: id });
      builder.home();
    }
    const { ok, text, field: wrong } = await answer;
    if (ok) return;
    builder.show({ mode: { ...record }, form: null });
    const frame = builder.panelFrame();
    if (frame) frame.fail(text, wrong);
  }

  async function addMany(records, written) {
    const events = records.map((record) => ({ id: randomId(), do: "add", ...record }));
    const ids = events.map((event) => event.id);
    const words = many("Added: {n} source from the quick list", "Added: {n} sources from the quick list", ids.length);
    const answer = act(events, words);
    view.listText = "";
    builder.startRound(ids);
    const { ok, text } = await answer;
    if (ok) return;
    view.listText = written;
    builder.show({ form: "quick", round: null });
    builder.listFail(text);
  }

  async function connectInRound({ start, events, someone, ...record }, frame) {
    const id = randomId();
    const connect = { id, do: "connect", start, ...record };
    if (someone) view.round.ids.splice(view.round.at + 1, 0, someone);
    const answer = act([...events, connect], t("Connected: {what}", {
      what: `${someone ? events[0].name : store.label(start)} ${record.relation} ${store.label(record.end)}`,
    }));
    builder.nextInRound();
    const { ok, text } = await answer;
    if (!ok) builder.say(text);
  }

  /** Keep what a form of the More menu says; it closes when Python has it, and stays where it is refused. */
  async function keep(frame, event, words) {
    const { ok, text, field: wrong } = await act([event], words);
    if (!ok) return frame.fail(text, wrong);
    if (builder.isOpen(frame)) builder.close();
    return undefined;
  }

  function toggleChosen(id) {
    const out = store.chosen.includes(id);
    const words = out ? t("Off the reading list: {what}", { what: nameOf(id) }) : t("On the reading list: {what}", { what: nameOf(id) });
    return act([{ do: "choose", of: out ? [] : [id], ...(out && { out: [id] }) }], words);
  }

  async function setAside(id, name, reason) {
    const answer = act([{ do: "prune", of: id, reason }], t("Set aside: {name}", { name }));
    const going = view.form === "round";
    builder.show({ selected: null, mode: null, ...(!going && { form: null }) });
    if (going && view.form === "round") builder.panelFocus();
    else builder.home();
    const { ok, text } = await answer;
    if (!ok) builder.refused(id, text);
  }

  async function bringBack(id) {
    const name = archivedName(store, store.archive.get(id));
    const answer = act([{ do: "restore", of: id }], t("Brought back: {name}", { name }));
    if (view.selected === id) builder.panelFocus();
    else builder.home();
    const { ok, text } = await answer;
    if (!ok) builder.refused(id, text);
  }

  async function forget(id) {
    const answer = act([{ do: "forget", of: id }], t("Forgotten: one source"));
    builder.show({ selected: null, form: null, mode: null });
    builder.home();
    const { ok, text } = await answer;
    if (!ok) builder.refused(id, text);
  }

  async function undo(verb) {
    const what = store.state[verb];
    if (!what && store.status.kind === "ok") {
      return builder.say(verb === "undo" ? t("There is nothing to undo.") : t("There is nothing to redo."));
    }
    const last = { what: what || t("the last change") };
    const words = verb === "undo" ? t("Undone: {what}", last) : t("Redone: {what}", last);
    const { ok, text } = await act([{ do: verb }], words);
    if (!ok) builder.refused(null, text);
    return undefined;
  }

  /** Lay the picture out anew. Positions are not part of undo, so the old ones are offered back. */
  async function arrange() {
    const before = Object.fromEntries(store.positions);
    const answer = store.request({ type: "arrange" });
    announce(answer, t("Arranged anew"));
    const { ok, text } = await answer;
    if (!ok) return builder.refused(null, text);
    const canvas = builder.canvas();
    if (canvas) canvas.fit(true);
    builder.offer({
      text: t("The picture is arranged anew."), words: t("Put it back as it was"),
      run: () => act([{ do: "place", to: before }], t("Put back as it was")),
    });
    return undefined;
  }

  async function join(note) {
    const answer = store.request({ type: "join", file: note.join });
    announce(answer, t("Joined"));
    const { ok, text } = await answer;
    if (!ok) builder.refused(null, text);
    else store.dismissed.add(note.text);
    builder.refresh();
  }
}
