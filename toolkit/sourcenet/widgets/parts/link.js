// The way of a sheet to Python and back: what was asked for and not answered yet, and what stands now.

const PATIENCE = 700;
const TOO_LONG = 8000;

/** Hold the page of one sheet for all its views. `send` takes a message to Python. */
function createLink(state, send) {
  share(state);
  const listeners = new Set();
  const waiting = new Map();
  const client = Math.random().toString(36).slice(2, 12);
  let seq = 0, clock = 0, shown = "ok";
  const tell = (change) => { for (const listener of [...listeners]) listener(change); };
  const link = {
    page: state.page, client, gone: false,
    subscribe(listener) { listeners.add(listener); return () => listeners.delete(listener); },
    /** Ask Python to do something; resolves to its answer. What was written in `form` goes along. */
    act(name, given = {}, { key = "", form = null } = {}) {
      seq += 1;
      const message = { type: "act", client, seq, act: name, given, key, ...(form && { form }) };
      return new Promise((resolve) => {
        waiting.set(seq, { resolve, since: Date.now() });
        send(message);
        watch();
      });
    },
    receive(message) {
      if (message.type === "gone") {
        link.gone = true;
        for (const { resolve } of waiting.values()) resolve({ type: "refused", text: goneWords(), field: "", key: "" });
        waiting.clear();
        return status();
      }
      link.gone = false;
      if (message.page) link.page = message.page;
      const mine = message.client === client && waiting.get(message.seq);
      if (message.type === "page") tell({ kind: "page", mine: Boolean(mine), message });
      else if (!mine) tell({ kind: "refused", mine: false, message });
      if (mine) {
        waiting.delete(message.seq);
        mine.resolve(message);
      }
      return status();
    },
    status() {
      if (link.gone) return "gone";
      if (!waiting.size) return "ok";
      const oldest = Math.min(...[...waiting.values()].map((one) => one.since));
      return Date.now() - oldest > TOO_LONG ? "busy" : Date.now() - oldest > PATIENCE ? "waiting" : "ok";
    },
    destroy() { clearInterval(clock); },
  };
  return link;

  function status() {
    const now = link.status();
    if (now !== shown) {
      shown = now;
      tell({ kind: "status" });
    }
    if (!waiting.size) {
      clearInterval(clock);
      clock = 0;
    }
  }

  function watch() {
    if (!clock) clock = setInterval(status, 300);
  }
}

function goneWords() {
  return t("Python has stopped. What you wrote is kept here. Run the cell again, then press the button again.");
}
