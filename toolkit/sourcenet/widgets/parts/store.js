// The network as the page knows it: one store for each model, shared by all its views.
//
// What Python has said stands in `told`. What this page has done and Python has not answered yet waits in `waiting`,
// and is laid over it at once, so that the learner never waits for a busy kernel. A rejection takes it off again.

const PATIENCE = 1500;
const TABLES = ["sources", "connections", "archive"];

function randomId(length = 16) {
  const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
  // Bytes above the last full alphabet would favour its first letters: draw again.
  let id = "";
  while (id.length < length) {
    const byte = crypto.getRandomValues(new Uint8Array(1))[0];
    if (byte < 252) id += letters[byte % 36];
  }
  return id;
}

/** Make the store from the state that Python serialised, and a way to send messages back. */
function createStore(state, send) {
  const listeners = new Set();
  const client = randomId(8);
  const waiting = new Map();
  const asked = new Map();
  let told = readState(state);
  let seq = 0;
  let timer = 0;
  let gone = false;

  const store = {
    state: told.state, sources: new Map(), connections: new Map(), archive: new Map(), positions: new Map(),
    status: { kind: "ok", text: "" }, changed: false, dismissed: new Set(),
    subscribe, propose, receive, request, ask, client, measures: new Map(), only: null,
    label: (id) => labelIn(store, id),
    connectionsOf: (id) => [...store.connections.values()].filter((one) => one.start === id || one.end === id),
    destroy() { clearTimeout(timer); listeners.clear(); },
  };
  lay();
  settle();
  return store;

  function subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function emit(change) {
    for (const listener of [...listeners]) listener(change);
  }

  /** Send events to Python and show them at once. Resolves with {ok} or {ok: false, text, field}. */
  function propose(events, { places } = {}) {
    const group = events.length > 1 ? randomId(12) : "";
    const whole = events.map((event) => ({ id: event.id || randomId(), ...event, ...(group && { group }) }));
    return post({ type: "do", events: whole }, { events: whole, places });
  }

  /** Send another message that is answered: arrange, join. */
  function request(message) {
    return post(message, { events: [] });
  }

  /** Ask Python for something that changes nothing. Resolves with {ok, ...} when it comes; nothing waits for it. */
  function ask(message) {
    seq += 1;
    const answer = new Promise((resolve) => { asked.set(seq, resolve); });
    send({ ...message, client, seq });
    return answer;
  }

  function post(message, { events, places }) {
    seq += 1;
    store.changed = true;
    const entry = { events, places };
    const answer = new Promise((resolve) => { entry.resolve = resolve; });
    waiting.set(seq, entry);
    applyAll(store, [entry]);
    send({ ...message, client, seq });
    beginToWait();
    emit({ kind: "data", ids: events.flatMap((event) => [event.id, event.of]).filter(Boolean) });
    return answer;
  }

  function beginToWait() {
    clearTimeout(timer);
    if (gone) return;
    setStatus("save");
    timer = setTimeout(() => setStatus("busy"), PATIENCE);
  }

  function receive(message) {
    if (message.type === "says") {
      store.state.says = message.says;
      emit({ kind: "says" });
      return;
    }
    if (message.type === "answer") {
      const resolve = message.client === client ? asked.get(message.seq) : undefined;
      asked.delete(message.seq);
      if (resolve) resolve(message);
      return;
    }
    gone = message.type === "gone";
    if (gone) {
      clearTimeout(timer);
      setStatus("gone");
      return;
    }
    if (!["patch", "reject", "all"].includes(message.type)) return;
    const mine = message.client === client ? waiting.get(message.seq) : undefined;
    if (mine) waiting.delete(message.seq);
    if (message.type === "all") told = readState(message.state);
    else patch(told, message);
    lay();
    answerTo(mine, message);
    if (!mine && (message.history || []).length) store.changed = true;
    emit({ kind: message.type === "all" ? "all" : "data", mine: Boolean(mine), message });
  }

  function answerTo(mine, message) {
    const refused = message.type === "reject";
    if (mine) mine.resolve(refused ? { ok: false, text: message.text, field: message.field || "" } : { ok: true });
    clearTimeout(timer);
    if (waiting.size) beginToWait();
    else if (refused) setStatus("bad", message.text);
    else settle();
  }

  /** Lay what waits over what Python told. */
  function lay() {
    store.state = told.state;
    share(told.state);
    for (const table of [...TABLES, "positions"]) {
      store[table].clear();
      for (const [id, one] of told[table]) store[table].set(id, one);
    }
    store.question = told.state.question || "";
    store.chosen = told.state.chosen || [];
    applyAll(store, waiting.values());
  }

  function settle() {
    const where = store.state.where || {};
    if (where.kept === false) setStatus("unkept", where.why || "");
    else setStatus("ok", where.saved || "");
  }

  function setStatus(kind, text = "") {
    store.status = { kind, text };
    emit({ kind: "status" });
  }
}

/** The state as Python sends it, with its lists turned into maps by id. */
function readState(state) {
  const byId = (list, id) => new Map((list || []).map((one) => [id(one), one]));
  const positions = new Map(Object.entries(state.positions || {}));
  if (state.me && !positions.has("me")) positions.set("me", [state.me.x, state.me.y]);
  return {
    state: { ...state },
    sources: byId(state.sources, (one) => one.id),
    connections: byId(state.connections, (one) => one.id),
    archive: byId(state.archive, (one) => one.what.id),
    positions,
  };
}

/** Write what a patch or a rejection says stands into what Python told. */
function patch(told, message) {
  for (const table of [...TABLES, "positions"]) {
    for (const [id, one] of Object.entries(message[table] || {})) {
      if (one === null) told[table].delete(id);
      else told[table].set(id, one);
    }
  }
  const state = told.state;
  for (const name of ["question", "undo", "redo", "notes", "chosen", "rev", "history_count"]) {
    if (name in message) state[name] = message[name];
  }
  if (message.history_whole) state.history = message.history_whole;
  if (message.history) state.history = [...message.history, ...(state.history || [])].slice(0, 200);
  if (message.saved !== undefined) state.where = { ...state.where, saved: message.saved, kept: true };
  if (message.where) state.where = { ...state.where, ...message.where };
}

function applyAll(store, entries) {
  for (const { events, places } of entries) {
    for (const event of events) applyEvent(store, event);
    for (const [id, spot] of Object.entries(places || {})) {
      if (store.sources.has(id)) store.positions.set(id, spot);
    }
  }
}

/** What an event will have done, as far as the page can know before Python answers. */
function applyEvent(store, event) {
  const { id, do: verb, group, ...fields } = event;
  const act = PREVIEWS[verb];
  if (act) act(store, fields, id);
}

const PREVIEWS = {
  add(store, fields, id) {
    store.sources.set(id, withLabel({ id, origin: "added", ...fields }));
  },
  connect(store, fields, id) {
    const family = store.state.vocabulary.relations[fields.relation] || "uses";
    store.connections.set(id, { id, strength: 3, ...fields, family });
  },
  edit(store, { of, set }) {
    if (of === "question") store.question = set.question;
    else if (store.sources.has(of)) store.sources.set(of, withLabel({ ...store.sources.get(of), ...set }));
    else reviseConnection(store, of, set);
  },
  reconnect(store, { of, set }) {
    reviseConnection(store, of, set);
  },
  prune(store, { of, reason }) {
    const type = store.sources.has(of) ? "source" : "connection";
    const what = store.sources.get(of) || store.connections.get(of);
    if (!what) return;
    takeOut(store, of);
    store.archive.set(of, { what, type, reason, at: store.state.today || "" });
  },
  restore(store, { of }) {
    const entry = store.archive.get(of);
    if (!entry) return;
    store.archive.delete(of);
    store[entry.type === "source" ? "sources" : "connections"].set(of, entry.what);
  },
  forget(store, { of }) {
    takeOut(store, of);
    store.archive.delete(of);
  },
  place(store, { to }) {
    for (const [id, spot] of Object.entries(to)) store.positions.set(id, spot);
  },
  choose(store, { of = [], out = [] }) {
    store.chosen = [...new Set([...store.chosen, ...of])].filter((id) => !out.includes(id));
  },
};

function reviseConnection(store, of, set) {
  const old = store.connections.get(of);
  if (!old) return;
  const family = store.state.vocabulary.relations[set.relation || old.relation] || old.family;
  store.connections.set(of, { ...old, ...set, family });
}

/** A source leaves with its connections: a connection stands only while both its ends do. */
function takeOut(store, id) {
  store.sources.delete(id);
  store.connections.delete(id);
  for (const [key, one] of store.connections) {
    if (one.start === id || one.end === id) store.connections.delete(key);
  }
}

function withLabel(source) {
  return { ...source, label: labelOf(source) };
}
