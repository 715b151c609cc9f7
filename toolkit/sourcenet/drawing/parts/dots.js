// What the canvas draws, worked out from the store and the view: one dot a source, one tie a connection.

const FEW = 300;

/** Keep dots and ties in step with the store (`read`) and with what is chosen, hidden or looked for (`look`). */
function createDots(store, view) {
  const model = { dots: new Map(), ties: [], aside: Boolean(view.aside), read, look, label, moved, extent };
  const ruler = document.createElement("canvas").getContext("2d");
  const widths = new Map();
  let sided = false;
  return model;

  /** Read everything anew. Sources that Python has not placed yet get a spot of their own for the time being. */
  function read() {
    const old = model.dots, unplaced = [];
    model.dots = new Map();
    const add = (id, rec, dead) => {
      const at = store.positions.get(id);
      const dot = { id, rec, dead, me: id === "me", kind: rec.kind, brought: rec.origin === "brought", degree: 0, side: "below", size: 1, n: model.dots.size };
      dot.name = rec.label || rec.name || "";
      dot.lines = dot.me ? [] : labelLines(dot.name);
      model.dots.set(id, dot);
      if (at) [dot.x, dot.y] = at;
      else unplaced.push(dot);
    };
    add("me", { kind: "me", name: t("me") }, false);
    for (const [id, rec] of store.sources) add(id, rec, false);
    if (model.aside) for (const [id, entry] of store.archive) if (entry.type === "source") add(id, entry.what, true);
    readTies();
    for (const dot of unplaced) settle(dot, old.get(dot.id));
    sided = false;
    look();
  }

  function measured(line) {
    if (!widths.has(line)) {
      ruler.font = "12px system-ui, sans-serif";
      widths.set(line, ruler.measureText(line).width);
    }
    return widths.get(line);
  }

  function readTies() {
    const between = new Map();
    model.ties = [];
    for (const [id, rec] of store.connections) {
      const a = model.dots.get(rec.start), b = model.dots.get(rec.end);
      if (!a || !b || a === b) continue;
      a.degree += 1;
      b.degree += 1;
      const forth = rec.start < rec.end, pair = Math.min(a.n, b.n) * model.dots.size + Math.max(a.n, b.n);
      const how = (view.marks && view.marks.get(id)) || "";
      const stale = how !== "gone" && isUnused(store, rec);
      const tie = { id, rec, a, b, forth, how, bend: 0, width: STRENGTH_WIDTH[rec.strength] || 2.3, stale };
      tie.family = rec.family in FAMILY_DASH ? rec.family : "uses";
      model.ties.push(tie);
      if (between.has(pair)) between.get(pair).push(tie);
      else between.set(pair, [tie]);
    }
    for (const several of between.values()) {
      if (several.length < 2) continue;
      several.forEach((tie, i) => { tie.bend = (i - (several.length - 1) / 2) * 24 * (tie.forth ? 1 : -1); });
    }
    model.ties.sort((a, b) => b.width - a.width);
  }

  /** Place what has no place: where it was drawn last, else near what it connects to, else near the learner. */
  function settle(dot, before) {
    if (before) { [dot.x, dot.y] = [before.x, before.y]; return; }
    if (dot.me) { [dot.x, dot.y] = [0, 0]; return; }
    const placed = [...model.dots.values()].filter((one) => one.x !== undefined);
    const tie = model.ties.find(({ a, b }) => (a === dot && b.x !== undefined) || (b === dot && a.x !== undefined));
    const near = tie ? (tie.a === dot ? tie.b : tie.a) : model.dots.get("me");
    [dot.x, dot.y] = freeSpot(placed, near.x || 0, near.y || 0);
  }

  /** Work out colours, keys and what stands back. What is hidden or no neighbour is pale; the learner never is. */
  function look() {
    if (Boolean(view.aside) !== model.aside) {
      model.aside = Boolean(view.aside);
      read();
      return;
    }
    const looks = new Map(categories(store, view.by).map(([value, mark, colour]) => [value, [mark, colour]]));
    const mode = view.mode, focus = focusOf(), { only, points, marks } = view, wanted = (view.find || "").trim().toLowerCase();
    const unused = view.unused ? new Set(model.ties.filter((tie) => tie.stale).flatMap((tie) => [tie.a.id, tie.b.id])) : null;
    for (const dot of model.dots.values()) {
      const value = valueOf(store, dot.rec, view.by), [mark, colour] = looks.get(value) || ["", 0];
      const left = only && !only.sources.has(dot.id) && !dot.dead;
      const away = !dot.me && (left || (view.hidden && view.hidden.has(value)) || (unused && !unused.has(dot.id)) || !found(dot, wanted));
      const size = dot.me || dot.dead ? 1 : sizeOf(store, view.size, dot.id);
      if (size !== dot.size) sided = false;
      dot.size = size;
      dot.fresh = Boolean(marks && marks.get(dot.id) === "new");
      dot.mark = value ? mark : "";
      dot.colour = colour;
      dot.chosen = dot.id === view.selected || Boolean(mode && (dot.id === mode.start || dot.id === mode.end)) || Boolean(points && points.has(dot.id));
      dot.near = focus.has(dot.id);
      dot.away = away;
      dot.pale = away || Boolean(focus.size && !mode && !dot.near && !dot.me);
    }
    for (const tie of model.ties) {
      tie.chosen = tie.id === view.selected || Boolean(points && points.has(tie.id));
      tie.near = tie.chosen || tie.a.id === view.selected || tie.b.id === view.selected || Boolean(points && inside(tie.a) && inside(tie.b));
      tie.colour = view.by === "viewpoint" && tie.rec.viewpoint ? (looks.get(tie.rec.viewpoint) || ["", 0])[1] : 0;
      const left = only && only.ties && !only.ties.has(tie.id);
      tie.pale = Boolean(left || tie.a.away || tie.b.away || (unused && !tie.stale) || (focus.size && !mode && !tie.near));
    }

    function inside(dot) {
      return dot.me || points.has(dot.id);
    }
  }

  /** The chosen source with its neighbours, or the two ends of the chosen connection; or what a sentence points at. */
  function focusOf() {
    const near = new Set(view.points || []);
    if (view.points) {
      for (const { id, a, b } of model.ties) if (view.points.has(id)) near.add(a.id).add(b.id);
    }
    if (!view.selected) return near;
    if (model.dots.has(view.selected)) near.add(view.selected);
    for (const { id, a, b } of model.ties) {
      if (id === view.selected || a.id === view.selected || b.id === view.selected) near.add(a.id).add(b.id);
    }
    return near;
  }

  function found(dot, wanted) {
    if (view.passes && !view.passes(dot.rec)) return false;
    return !wanted || `${dot.rec.name || ""}\n${dot.name}`.toLowerCase().includes(wanted);
  }

  /** Choose the sides of the labels when they are first to be seen: measuring thousands of texts takes its time. */
  function label() {
    if (sided) return;
    sided = true;
    for (const dot of model.dots.values()) dot.wide = Math.max(0, ...dot.lines.map(measured));
    placeLabels([...model.dots.values()], model.ties);
  }

  /** What all of it covers, labels and all where they can be read; in a large network they are not seen from afar. */
  function extent() {
    const dots = [...model.dots.values()];
    if (dots.length <= FEW) label();
    const boxes = dots.map((dot) => {
      const box = { l: dot.x - 38, r: dot.x + 38, t: dot.y - 38, b: dot.y + 38 };
      if (dots.length > FEW || !dot.lines.length) return box;
      const words = labelBox(dot, dot.side);
      return { l: Math.min(box.l, words.l - 8), r: Math.max(box.r, words.r + 8), t: Math.min(box.t, words.t - 8), b: Math.max(box.b, words.b + 8) };
    });
    const edge = (pick, key) => boxes.reduce((found, box) => pick(found, box[key]), boxes[0][key]);
    return { left: edge(Math.min, "l"), right: edge(Math.max, "r"), top: edge(Math.min, "t"), bottom: edge(Math.max, "b") };
  }

  /** Something stands elsewhere now, so labels may do better on another side. */
  function moved() {
    sided = false;
  }
}
