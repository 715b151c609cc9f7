// Surroundings that behave like Python, for trying the Builder in a page without Jupyter: every event is validated,
// applied and answered with a patch; it can be slow, busy, or refuse. It shares no code with the store that it tests.

function mockPython(state) {
  const python = { state, sent: [], delay: 20, busy: false, refuse: null, rev: 1, heap: [], back: [], lines: [] };
  const listeners = [];
  const later = [];
  python.deliver = (message) => listeners.forEach((listener) => listener(structuredClone(message)));
  python.surroundings = {
    send(message) {
      python.sent.push(structuredClone(message));
      if (python.busy) later.push(message);
      else setTimeout(() => answer(message), python.delay);
    },
    onMessage(listener) { listeners.push(listener); },
    loadVis: () => (window.vis ? Promise.resolve(window.vis) : Promise.reject(new Error("no vis in this page"))),
  };
  python.free = () => {
    python.busy = false;
    later.splice(0).forEach(answer);
  };
  /** A change that the page did not make: from a cell, or from another tab. */
  python.elsewhere = (events) => python.deliver({ type: "patch", client: null, seq: null, ...run(events) });

  /** Answers to what changes nothing, by what is asked: `python.answers = { measure: (message) => ({...}) }`. */
  python.answers = state.answers || {};
  function answer(message) {
    const to = { client: message.client, seq: message.seq };
    if (["measure", "only", "compare"].includes(message.type)) {
      const held = python.answers[message.type];
      const found = typeof held === "function" ? held(message) : (held || {})[keyOf(message)];
      const none = { ok: false, text: `The page asked for ${keyOf(message)}, which this test does not know.`, field: "" };
      return python.deliver({ type: "answer", ok: true, ...(found || none), ...to });
    }
    if (message.type === "arrange") {
      const positions = Object.fromEntries(state.sources.map((one, i) => [one.id, [120 * (i % 5), 90 * Math.floor(i / 5)]]));
      state.positions = positions;
      return python.deliver({ type: "patch", ...to, rev: ++python.rev, positions, saved: "16:05" });
    }
    if (message.type === "join") return python.deliver({ type: "patch", ...to, rev: ++python.rev, notes: [], saved: "16:05" });
    const wrong = python.refuse && python.refuse(message);
    if (wrong) return python.deliver({ type: "reject", ...to, ...wrong, ...asItStands(message.events) });
    return python.deliver({ type: "patch", ...to, ...run(message.events) });
  }

  function keyOf({ type, names, since, until }) {
    return { measure: () => names.join(" "), only: () => "only", compare: () => `${since} ${until}`.trim() }[type]();
  }

  function asItStands(events) {
    const stands = { sources: {}, connections: {} };
    for (const { id, of } of events) {
      for (const table of ["sources", "connections"]) {
        for (const one of [id, of]) if (one) stands[table][one] = state[table].find((record) => record.id === one) || null;
      }
    }
    return stands;
  }

  function run(events) {
    const before = snapshot();
    const history = [];
    const [{ do: verb }] = events;
    if (verb === "undo" || verb === "redo") turn(verb, history);
    else {
      events.forEach((event) => DO[event.do](event, history));
      python.heap.push({ before, words: history.length ? history[0].slice(1).join(" ") : "a place" });
      python.back = [];
    }
    state.undo = python.heap.length ? python.heap[python.heap.length - 1].words : "";
    state.redo = python.back.length ? python.back[python.back.length - 1].words : "";
    history.reverse();
    state.history = [...history, ...state.history];
    return { rev: ++python.rev, ...difference(before), history, history_count: state.history.length, question: state.question,
      chosen: state.chosen, undo: state.undo, redo: state.redo, saved: "16:05" };
  }

  function turn(verb, history) {
    const [from, to] = verb === "undo" ? [python.heap, python.back] : [python.back, python.heap];
    const last = from.pop();
    to.push({ before: snapshot(), words: last.words });
    Object.assign(state, structuredClone(last.before));
    history.push(["2026-11-22T16:05:00Z", verb === "undo" ? "undid" : "redid", last.words]);
  }

  function snapshot() {
    const { sources, connections, archive, question, chosen } = state;
    return structuredClone({ sources, connections, archive, question, chosen });
  }

  function difference(before) {
    const table = (name, id) => {
      const was = new Map(before[name].map((one) => [id(one), JSON.stringify(one)]));
      const is = new Map(state[name].map((one) => [id(one), one]));
      const out = {};
      for (const [key, one] of is) if (was.get(key) !== JSON.stringify(one)) out[key] = one;
      for (const key of was.keys()) if (!is.has(key)) out[key] = null;
      return out;
    };
    return { sources: table("sources", (one) => one.id), connections: table("connections", (one) => one.id), archive: table("archive", (one) => one.what.id) };
  }

  function labelOf(id) {
    if (id === "me") return "me";
    return (state.sources.find((one) => one.id === id) || { name: "?" }).name;
  }

  function line(did, what) {
    return ["2026-11-22T16:05:00Z", did, what];
  }

  function without(table, id) {
    state[table] = state[table].filter((one) => one.id !== id);
  }

  const DO = {
    add({ id, do: _, group, ...fields }, history) {
      state.sources.push({ origin: "added", ...fields, id, label: fields.name });
      history.push(line("added", fields.name));
    },
    connect({ id, do: _, group, ...fields }, history) {
      state.connections.push({ ...fields, id, family: state.vocabulary.relations[fields.relation] || "uses" });
      history.push(line("connected", `${labelOf(fields.start)} ${fields.relation} ${labelOf(fields.end)}`));
    },
    edit({ of, set }, history) {
      if (of === "question") state.question = set.question;
      else state.sources = state.sources.map((one) => (one.id === of ? { ...one, ...set, label: set.name || one.label } : one));
      history.push(line("changed", of === "question" ? "the question" : labelOf(of)));
    },
    reconnect({ of, set }, history) {
      state.connections = state.connections.map((one) => (one.id === of ? { ...one, ...set } : one));
      history.push(line("changed", "a connection"));
    },
    prune({ of, reason }, history) {
      const what = state.sources.find((one) => one.id === of) || state.connections.find((one) => one.id === of);
      const type = state.sources.includes(what) ? "source" : "connection";
      history.push(line("set aside", `${what.name || "a connection"}: ${reason}`));
      without("sources", of);
      state.kept = [...(state.kept || []), ...state.connections.filter((one) => one.start === of || one.end === of)];
      state.connections = state.connections.filter((one) => ![one.id, one.start, one.end].includes(of));
      state.archive.push({ what, type, reason, at: "2026-11-22T16:05:00Z" });
    },
    restore({ of }, history) {
      const entry = state.archive.find((one) => one.what.id === of);
      state.archive = state.archive.filter((one) => one !== entry);
      state[entry.type === "source" ? "sources" : "connections"].push(entry.what);
      state.connections.push(...(state.kept || []).filter((one) => one.start === of || one.end === of));
      history.push(line("brought back", entry.what.name || "a connection"));
    },
    forget({ of }, history) {
      without("sources", of);
      state.connections = state.connections.filter((one) => one.start !== of && one.end !== of);
      state.archive = state.archive.filter((one) => one.what.id !== of);
      history.push(line("forgot", "one source"));
    },
    place({ to }) { Object.assign(state.positions, to); },
    choose({ of = [], out = [] }, history) {
      state.chosen = [...new Set([...state.chosen, ...of])].filter((id) => !out.includes(id));
      history.push(line("chose", `${state.chosen.length} to be read`));
    },
    traverse({ question }, history) { history.push(line("walked", question)); },
    decide({ what }, history) { history.push(line("decided", what)); },
  };
  return python;
}
