// The stage: the box in which the network is drawn, its keys, and what stands there where nothing can be drawn.

/** What the keys of the Builder's picture do, besides the arrows and Escape. */
const BUILDER_KEYS = {
  n: (builder) => builder.open("add"),
  c: (builder) => builder.connect({ start: builder.standing(builder.view.selected) ? builder.view.selected : null }),
  s: (builder) => builder.aside(), delete: (builder) => builder.aside(),
  f: (builder) => builder.focusFind(), u: (builder) => builder.undo("undo"),
};
const KEYS_TOLD = "Arrow keys move from source to source. Enter opens it. N adds, C connects, S sets aside, F finds, U undoes, Escape lets go, and then leads back to the cell. Tab goes on to the tables. The tables say everything that the picture shows.";

/** Build the stage. The picture comes when vis is there and there is room for it; all else works without. */
function createStage(builder, host) {
  const { store, view } = builder;
  const how = h("p", { class: "vh", id: freshId() }, builder.keysTold);
  const net = h("div", { class: "net", role: "application", tabindex: "0", "aria-describedby": how.id });
  const list = h("div", { class: "listbox", hidden: true });
  const absent = h("p", { class: "absent muted", hidden: true }, t("The picture cannot be drawn here. Everything else works."));
  const unfold = button(t("Show the picture"), () => fold(), { glyph: "eye", "aria-expanded": "false" });
  const unfoldRow = h("p", { class: "unfold", hidden: true }, unfold);
  const zoom = zoomButtons(builder);
  let canvas = null;
  let asked = false;
  let failed = false;
  let quick = null;
  host.append(unfoldRow, net, zoom, list, absent, how);
  net.addEventListener("keydown", (event) => onKey(builder, net, event));
  const stage = {
    refresh, net, isAbsent: () => failed, canvas: () => canvas,
    isDrawn: () => !net.hidden && Boolean(canvas),
    quickFocus: () => quick && quick.focus(),
    destroy() { if (canvas) canvas.destroy(); canvas = null; asked = true; },
  };
  return stage;

  function refresh() {
    const listing = view.form === "quick";
    const folded = builder.narrow() && !view.pictureOpen && !listing;
    const gone = failed;
    absent.hidden = !gone || listing;
    host.classList.toggle("q", listing);
    host.classList.toggle("folded", folded);
    host.classList.toggle("gone", gone && !listing);
    net.hidden = listing || folded || gone;
    zoom.hidden = net.hidden;
    unfoldRow.hidden = !builder.narrow() || listing || gone;
    host.classList.toggle("unfolded", !unfoldRow.hidden && !folded);
    unfold.setAttribute("aria-expanded", String(!folded));
    unfold.querySelector(".lab").textContent = folded ? t("Show the picture") : t("Fold the picture");
    showList(listing);
    net.setAttribute("aria-label", t("Network, {sources}, {connections}", {
      sources: many("{n} source", "{n} sources", store.sources.size),
      connections: many("{n} connection", "{n} connections", store.connections.size),
    }));
    if (!net.hidden) draw();
  }

  function fold() {
    view.set({ pictureOpen: !view.pictureOpen });
  }

  function showList(listing) {
    list.hidden = !listing;
    if (listing && (!quick || quick.opened !== view.opened)) {
      quick = createQuickList(builder, list);
      quick.opened = view.opened;
    } else if (listing) quick.show();
    else if (quick) {
      quick = null;
      list.replaceChildren();
    }
  }

  async function draw() {
    if (asked || !builder.hasRoom()) return;
    asked = true;
    try {
      const vis = await builder.surroundings.loadVis();
      if (!builder.alive()) return;
      canvas = createCanvas(vis, net, store, view, {
        choose: (id) => builder.choose(id), pick: (id) => builder.pick(id), moved: builder.moved && ((to) => builder.moved(to)),
        open: (id) => builder.choose(id, { focus: true }),
      });
    } catch (problem) {
      // Whatever went wrong while drawing, the learner's work does not depend on it; the cause is for whoever looks.
      console.warn("sourcenet: no picture here.", problem);
      failed = true;
      builder.refresh();
    }
  }
}

function zoomButtons(builder) {
  const does = (run) => () => {
    const canvas = builder.canvas();
    if (canvas) run(canvas);
  };
  const make = (glyph, words, run) => button(null, run, { glyph, kind: "icon", "aria-label": words, title: words });
  return h("div", { class: "zoom", role: "group", "aria-label": t("View") },
    make("out", t("Smaller"), does((canvas) => canvas.zoom(0.8))), make("in", t("Larger"), does((canvas) => canvas.zoom(1.25))),
    make("fit", t("Show all"), does((canvas) => canvas.fit(true))), builder.arrange && button(t("Arrange"), () => builder.arrange(), { title: t("Arrange the picture anew") }));
}

const ARROWS = { ArrowRight: "right", ArrowLeft: "left", ArrowUp: "up", ArrowDown: "down" };

/** The keys of the picture. They work only while it has the focus, and the notebook never hears of them. */
function onKey(builder, net, event) {
  if (event.target !== net || event.ctrlKey || event.metaKey || event.altKey) return;
  const { view } = builder;
  const canvas = builder.canvas();
  if (event.key in ARROWS) {
    event.preventDefault();
    const id = canvas ? canvas.step(ARROWS[event.key]) : null;
    if (id) builder.moveTo(id);
    return;
  }
  const run = {
    enter: () => (view.mode ? view.selected && builder.pick(view.selected) : view.selected && builder.choose(view.selected, { focus: true })),
    escape: () => (view.selected || view.form || view.mode || !builder.out ? builder.close() : builder.out()), ...builder.keys,
  }[event.key.toLowerCase()];
  if (!run) return;
  event.preventDefault();
  run(builder);
}
