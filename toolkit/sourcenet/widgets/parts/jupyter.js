// The one part that knows Jupyter: from anywidget's model to the store and the views.

const VIS_PATIENCE = 15000;

/** Messages to and from Python through the model of an anywidget. */
function throughModel(model, getWidget) {
  const listeners = new Set();
  let loading = null;
  model.on("msg:custom", (message) => { for (const listener of [...listeners]) listener(message); });
  return {
    send: (message) => model.send(message),
    /** Back to the notebook's cell, where arrow down goes on. */
    leave(el) {
      const cell = el.closest(".jp-Cell");
      if (cell) cell.focus();
    },
    onMessage(listener) { listeners.add(listener); return () => listeners.delete(listener); },
    loadVis() {
      loading ||= loadVis(model, getWidget()).catch((error) => { loading = null; throw error; });
      return loading;
    },
  };
}

/** vis-network comes once a page, from a widget without a view; without it forms and tables do everything. */
async function loadVis(model, getWidget) {
  const name = model.get("library");
  if (!name || !getWidget) throw new Error("The drawing library is not here.");
  const late = new Promise((_, reject) => { setTimeout(() => reject(new Error("The drawing library did not come.")), VIS_PATIENCE); });
  const { exports } = await Promise.race([getWidget(name), late]);
  if (!exports || !exports.vis) throw new Error("The drawing library could not be read.");
  return exports.vis;
}

/**
 * What was sent and not answered yet outlives a restart of Python and a reload of the page, in this tab only. Several
 * pages of one network share a list; what the storage will not take is held here.
 */
function unsentOf(key) {
  let name = key && `sourcenet:${key}`;
  let held = [];
  const stored = () => {
    try { return JSON.parse((name && sessionStorage.getItem(name)) || "[]"); } catch { return []; }
  };
  const write = (list) => {
    try {
      if (list.length) sessionStorage.setItem(name, JSON.stringify(list.slice(-500)));
      else sessionStorage.removeItem(name);
      return true;
    } catch { return false; }
  };
  const answers = (one, { client, seq }) => one.client === client && one.seq === seq;
  const unsent = {
    read() {
      const list = stored();
      return [...list, ...held.filter((one) => !list.some((other) => answers(one, other)))];
    },
    sent(message) {
      if (held.length || !name || !write([...stored(), message])) held.push(message);
    },
    answered(client, seq) {
      const waits = (one) => !answers(one, { client, seq });
      held = held.filter(waits);
      const list = stored();
      // A list that cannot even be written shorter goes out of the storage altogether, and is held here.
      if (name && !list.every(waits) && !write(list.filter(waits))) {
        held = [...list.filter(waits), ...held];
        write([]);
      }
    },
    take() {
      const list = unsent.read();
      held = [];
      if (name) write([]);
      return list;
    },
    /** Keep it under another key from now on: with its first event a network gets a learner. */
    under(now) {
      if (!now || name === `sourcenet:${now}`) return;
      const list = unsent.take();
      name = `sourcenet:${now}`;
      for (const message of list) unsent.sent(message);
    },
  };
  return unsent;
}

export default () => {
  let store = null, surroundings = null, host = null, arrived = null;
  return {
    initialize({ model }) {
      surroundings = throughModel(model, () => host && host.getWidget);
      arrived = whenTold(model, () => { store = keepInStep(model, surroundings); });
      return () => store && store.destroy();
    },
    render({ el, host: own }) {
      host ||= own;
      surroundings.loadVis().catch(() => {});         // it comes while Python still reads; the stage says if it does not
      if (store) return createWidget(el, store, surroundings);
      let destroy = null, gone = false;
      arrived.then(() => { if (!gone) destroy = createWidget(el, store, surroundings); });
      return () => {
        gone = true;
        if (destroy) destroy();
      };
    },
  };
};

/** Make the store of a model, and keep it in step with Python. */
function keepInStep(model, surroundings) {
  const state = JSON.parse(new TextDecoder().decode(model.get("state")));
  const unsent = unsentOf((state.where || {}).key);
  const store = createStore(state, (message) => {
    if (message.type === "do" && !message.events.some((event) => ["undo", "redo"].includes(event.do))) unsent.sent(message);
    surroundings.send(message);
  });
  surroundings.onMessage((message) => {
    if (message.client) unsent.answered(message.client, message.seq);
    store.receive(message);
  });
  const itself = modelItself(model);
  model.on("comm_live_update", () => {
    if (itself && itself.comm_live) {
      surroundings.send({ type: "all", client: store.client });
      for (const message of unsent.read()) if (message.client === store.client) surroundings.send(message);
    } else store.receive({ type: "gone" });
  });
  for (const { events } of unsent.take()) store.propose(events);
  return store;
}
