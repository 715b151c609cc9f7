// The Builder: one section with the question, the tools, the picture, the panel and the tables, drawn from a store
// that all views of a network share and a view of its own.

/** Build a view of the store into an element. Returns how to take it away again. */
function createBuilder(el, store, surroundings) {
  const view = createView();
  const root = h("section", { class: "sn sn-builder" });
  const live = h("div", { class: "vh", role: "status", "aria-live": "polite" });
  const builder = { root, store, view, surroundings };
  const say = createVoice(live);
  const state = { alive: true, width: 0, colours: new Map(), resting: new Set(), drawing: false, again: false, first: false };
  addMoves(builder, state);
  builder.measuring = createMeasuring(builder);
  addActs(builder);
  const parts = layOut(builder, live);
  Object.assign(builder, {
    refresh, say, isShown, shownCount,
    alive: () => state.alive, colours: () => state.colours, canvas: () => parts.stage.canvas(),
    narrow: () => state.width > 0 && state.width <= NARROW, hasRoom: () => state.width > 0,
    isOpen: (frame) => parts.panel.frame() === frame,
    panelFrame: () => parts.panel.frame(), panelFocus: () => parts.focusPanel(),
    listFail: (text) => say(text), home: () => parts.home(), focusFind: () => parts.toolbar.focusFind(),
  });
  quieten(root);
  el.append(root);
  state.width = root.clientWidth;                     // already on the page: the picture need not wait to be measured
  const stops = [store.subscribe(follow), view.on(() => refresh()), watchKeys(builder), watchWidth(builder, state), builder.measuring.stop];
  root.addEventListener("focusin", () => { store.speaker = builder; });
  if (!store.speaker) store.speaker = builder;
  if (!store.sources.size && !store.archive.size) view.form = "quick";
  begin();
  return () => {
    parts.panel.flush();
    state.alive = false;
    stops.forEach((stop) => stop());
    parts.stage.destroy();
    if (store.speaker === builder) store.speaker = null;
    root.remove();
  };

  /** Of a large network the picture comes first: the tables, which stand below it, follow right after its frame. */
  function begin() {
    state.first = store.sources.size > ROWS && builder.hasRoom() && !builder.narrow() && !document.hidden;
    refresh();
    if (state.first) requestAnimationFrame(() => setTimeout(follows));
    function follows() {
      state.first = false;
      if (state.alive) parts.tables.refresh();
    }
  }

  /** Draw everything anew from store and view. Drawing may save what was being written, and so ask for itself. */
  function refresh() {
    if (!state.alive) return;
    state.again = true;
    if (state.drawing) return;
    state.drawing = true;
    for (let round = 0; state.again && round < 5; round += 1) {
      state.again = false;
      state.colours = new Map(categories(store, view.by).map((row) => [row[0], row]));
      state.resting = new Set([...store.connections.values()].filter((one) => isUnused(store, one)).flatMap((one) => [one.start, one.end]));
      dropWhatIsGone();
      view.only = onlyOf(builder);
      root.setAttribute("aria-label", store.question ? t("Builder: {question}", { question: store.question }) : t("Builder"));
      for (const part of parts.all) if (part !== parts.tables || !state.first) part.refresh();
    }
    state.drawing = false;
  }

  /** What was chosen, or was being connected, may have left: by undo, in another tab, or in Python. */
  function dropWhatIsGone() {
    // The list that an empty network began with has done its work once sources came from elsewhere.
    if (view.form === "quick" && !view.opened && !view.listText && store.sources.size && !holdsFocus(root)) view.form = null;
    const stands = (id) => !id || id === "me" || store.sources.has(id) || store.connections.has(id) || store.archive.has(id);
    if (!stands(view.selected)) view.selected = null;
    if (view.mode && !builder.standing(view.mode.start)) view.mode.start = null;
    if (view.mode && !builder.standing(view.mode.end)) view.mode.end = null;
    if (view.form !== "round") return;
    while (view.round.at < view.round.ids.length && !store.sources.has(view.round.ids[view.round.at])) view.round.at += 1;
    if (view.round.at >= view.round.ids.length) Object.assign(view, { form: null, round: null, selected: null });
    else view.selected = view.round.ids[view.round.at];
  }

  function follow(change) {
    if (change.kind === "status") parts.top.refresh();
    else refresh();
    if (!change.message || change.mine || store.speaker !== builder) return;
    // Who acts in another widget of the page hears it there: said here as well, it would be heard twice.
    const acting = document.activeElement && document.activeElement.closest(".sn-builder");
    if (acting && acting !== root && change.message.type !== "reject") return;
    if (change.message.type === "reject") say(change.message.text);
    const lines = change.message.history || [];
    if (!lines.length) return;
    const [, did, what] = lines[0];
    const more = lines.length > 1 ? ` ${many("And {n} more change.", "And {n} more changes.", lines.length - 1)}` : "";
    say(t("Changed elsewhere: {did} {what}.", { did, what }) + more);
  }

  function isShown(source) {
    if (view.hidden.has(valueOf(store, source, view.by))) return false;
    if (view.only && !view.only.sources.has(source.id)) return false;
    if (view.unused && !state.resting.has(source.id)) return false;
    return !view.find || `${source.name} ${source.label || ""}`.toLowerCase().includes(view.find);
  }

  function shownCount() {
    return [...store.sources.values()].filter(isShown).length;
  }
}

/** Moving about in the Builder: what is chosen, which form is open. None of this changes the network. */
function addMoves(builder) {
  const { store, view } = builder;
  return Object.assign(builder, {
    show, open, close, connect, setEnds, pick, choose, moveTo, startRound, nextInRound, offer, refused,
    keys: BUILDER_KEYS, keysTold: t(KEYS_TOLD), showOnly, colourBy, sizeBy,
    standing: (id) => id === "me" || store.sources.has(id),
    out: () => builder.surroundings.leave && builder.surroundings.leave(builder.root),
    asideable: () => store.sources.has(view.selected) || store.connections.has(view.selected),
    aside() {
      if (builder.asideable()) asideDialog(builder, view.selected);
      else builder.say(t("Choose a source or a connection first."));
    },
  });

  /** Show another form or choice; each opening is a new one, even of the same form. */
  function show(changes) {
    view.set({ opened: view.opened + 1, ...changes });
  }

  function open(form) {
    show({ form, mode: null, selected: null, draft: null, draftError: null });
    builder.panelFocus();
  }

  function close() {
    show({ form: null, mode: null, selected: null, round: null });
    builder.home();
  }

  function connect(ends) {
    if (!store.sources.size) return builder.say(t("Add a source first: then there is something to connect."));
    show({ form: null, selected: null, mode: { start: null, end: null, strength: 3, why: "", ...howReached(ends) } });
    const { start, end } = view.mode;
    if (start && end) builder.say(t("From {start} to {end}. Sent by somebody else? Change where it starts.", { start: store.label(start), end: store.label(end) }));
    else if (start) builder.say(t("Starts at {name}. Now choose where it ends.", { name: store.label(start) }));
    return builder.panelFocus();
  }

  /** Of a source that nothing leads to yet, the first thing to say is how one gets there: it is where the way ends. */
  function howReached({ start, end = null }) {
    const led = !store.sources.has(start) || store.connectionsOf(start).some((one) => one.end === start);
    return end || led ? { start, end } : { start: "me", end: start };
  }

  function setEnds(ends) {
    Object.assign(view.mode, ends);
    view.set({});
  }

  /** A source picked in the picture while connecting. */
  function pick(id) {
    const { mode } = view;
    if (!mode.start) setEnds({ start: id });
    else if (!mode.end && id !== mode.start) setEnds({ end: id });
    else setEnds({ start: id, end: null });
    if (mode.end) {
      builder.say(t("Ends at {name}. Now say how and why.", { name: store.label(mode.end) }));
      builder.panelFocus();
    } else builder.say(t("Starts at {name}. Now choose where it ends.", { name: store.label(id) }));
  }

  function choose(id, { focus = false } = {}) {
    show({ selected: id, form: null, mode: null });
    if (id) builder.say(describe(builder, id) + measuresSpoken(builder, id));
    const canvas = builder.canvas();
    if (id && canvas) canvas.show(id);
    if (focus) builder.panelFocus();
  }

  /** Show only what is in reach, what is used, or what alone holds two parts together; "" for everything. */
  function showOnly(what) {
    view.set({ show: what, selected: null, form: null, mode: null });
    const told = () => builder.say(what ? showSentences(builder).join(" ") : t("Everything is shown."));
    if (what === "only") builder.measuring.want(told);
    else told();
  }

  /** Colour by a field or a measure; a measure is spoken when it is here. */
  function colourBy(by, words) {
    view.set({ by, hidden: new Set() });
    builder.say(t("Coloured by {what}", { what: words }));
    if (by.startsWith(MEASURE)) builder.measuring.want(() => builder.say(spokenClasses(store, by.slice(MEASURE.length))));
  }

  function sizeBy(name, words) {
    view.set({ size: name });
    builder.say(name ? t("Sized by {what}", { what: words }) : t("All are of one size."));
    if (name) builder.measuring.want(() => builder.say(spokenClasses(store, name)));
  }

  /** Arrow keys: while connecting they only look, otherwise they choose. */
  function moveTo(id) {
    if (!view.mode) return choose(id);
    view.set({ selected: id });
    return builder.say(store.label(id));
  }

  function startRound(ids) {
    show({ form: "round", round: { ids: [...ids], at: 0 }, mode: null, selected: ids[0] });
    if (view.form === "round") atRound();
  }

  function nextInRound() {
    const { ids, at } = view.round;
    if (at + 1 >= ids.length) return close();
    show({ round: { ids, at: at + 1 }, selected: ids[at + 1] });
    return view.form === "round" ? atRound() : builder.home();
  }

  /** Whoever listens hears which source the form is about: its fields do not say it. */
  function atRound() {
    const { ids, at } = view.round;
    builder.panelFocus();
    builder.say(t("{n} of {all}: {name}.", { n: at + 1, all: ids.length, name: store.label(ids[at]) }));
  }

  function offer(note) {
    view.set({ offer: note });
  }

  /** Something was refused after its form had closed: show it where it stands again, and say why. */
  function refused(id, text) {
    if (id) show({ selected: id, form: null, mode: null });
    builder.say(text);
  }
}

/** Make the parts and put them where they belong. */
function layOut(builder, live) {
  const { root, view, store } = builder;
  const box = (tag, name, more = {}) => h(tag, { class: name, ...more });
  const hosts = {
    top: box("div", "top"), notes: box("ul", "notes", { "aria-label": t("Notes") }), bar: box("div", "bar"),
    chips: box("div", "chips"), band: box("div", "band", { hidden: true }), mid: box("div", "mid"), left: box("div", "left"),
    stage: box("div", "stage"), panel: box("aside", "panel", { "aria-label": t("Details"), tabindex: "-1" }), tables: box("div", "tables"),
  };
  const task = h("p", { class: "task" });
  const parts = {
    top: createTop(builder, hosts.top), notes: createNotes(builder, hosts.notes), toolbar: createToolbar(builder, hosts.bar),
    chips: createChips(builder, hosts.chips), band: createBand(builder, hosts.band), stage: createStage(builder, hosts.stage),
    panel: createPanel(builder, hosts.panel), tables: createTables(builder, hosts.tables),
  };
  hosts.left.append(hosts.stage);
  hosts.mid.append(hosts.left, hosts.panel);
  root.append(hosts.top, hosts.notes, task, hosts.bar, hosts.chips, hosts.band, hosts.mid, hosts.tables, live);
  const taskPart = { refresh: () => sayTask(task, store.state.task) };
  const order = { refresh: () => putInOrder(builder, hosts, parts) };
  return {
    ...parts, all: [parts.top, parts.notes, taskPart, parts.toolbar, parts.chips, parts.band, parts.panel, parts.tables, parts.stage, order],
    focusPanel() {
      if (view.form === "quick") parts.stage.quickFocus();
      else parts.panel.focus();
    },
    home() {
      if (view.form === "quick") parts.stage.quickFocus();
      else if (parts.stage.isDrawn()) parts.stage.net.focus({ preventScroll: true });
      else parts.tables.box.focus({ preventScroll: true });
    },
  };
}

function sayTask(node, text) {
  node.hidden = !text;
  node.replaceChildren(icon("flag"), h("span", {}, text || ""));
}

/**
 * On a phone the tables come first, and what is open moves up to stand right under the tools. Where nothing can be
 * drawn, the tables take the picture's place. The order on the screen is always that of the page, so that Tab follows it.
 */
function putInOrder(builder, hosts, parts) {
  const { root, view } = builder;
  const { mid, tables, left, stage } = hosts;
  const absent = parts.stage.isAbsent();
  const busy = view.form || view.mode || view.selected || view.pictureOpen;
  const inLeft = absent && !builder.narrow() && view.form !== "quick";
  root.classList.toggle("no-picture", absent);
  if (inLeft) {
    if (tables.parentNode !== left) stage.after(tables);
    return;
  }
  if (tables.parentNode !== root) mid.after(tables);
  const first = builder.narrow() && !busy ? tables : mid;
  const second = first === mid ? tables : mid;
  // Only the part without the focus is moved: moving takes the focus away.
  if (first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING) return;
  if (holdsFocus(first)) first.after(second);
  else second.before(first);
}

/**
 * Escape leaves a form and goes back to the picture, but never throws away what is written. Where there is nothing to
 * leave, it leads out of the Builder, back to the cell: Tab alone would go through all of it first.
 */
function leave(builder, target) {
  const { store, view } = builder;
  if (target.closest("dialog, .menu")) return;
  const place = target.closest(".panel, .listbox, .ask");
  if (!place) return builder.out();
  const way = place.querySelector(".lineup > .b.quiet:not(.icon):not([hidden])");
  const asks = view.form || view.mode || place.matches(".ask");
  const texts = [...place.querySelectorAll("textarea, input:not([type])")].map((control) => control.value.trim());
  if (asks && way && texts.some((text) => text && text !== store.question)) {
    builder.say(t("What you wrote is still here. To leave without it, press {button}.", { button: way.textContent }));
  } else if (way) way.click();
  else if (place.matches(".panel") && (asks || view.selected)) builder.close();
  else builder.out();
  return undefined;
}

/** Plain keys stay in the widget; in text fields the browser's own undo, elsewhere ours. */
function watchKeys(builder) {
  const onKeyDown = (event) => {
    const command = event.ctrlKey || event.metaKey;
    const writing = /^(input|textarea|select)$/i.test(event.target.tagName);
    const key = event.key.toLowerCase();
    if (command && key === "z" && !writing) {
      event.preventDefault();
      builder.undo(event.shiftKey ? "redo" : "undo");
    }
    if (command && key === "s") {
      event.preventDefault();
      builder.say(t("Everything here is saved by itself. To save the notebook, choose its menu File."));
    }
    if (key === "escape" && !event.defaultPrevented) leave(builder, event.target);
  };
  return keepKeys(builder.root, onKeyDown);
}
