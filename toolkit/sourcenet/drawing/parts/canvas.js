// The picture of the network, drawn from the store and the view. vis-network holds the canvas and the camera; what is
// drawn is drawn by ourselves beneath an empty vis network: its own nodes and edges cost several times as much, most of
// it before the first frame.

const LIMITS_OF_ZOOM = [0.04, 4];
const NEAREST_FIT = 1.2;
const MARGIN = 62;

/**
 * Draw the network into a box and keep it up to date.
 * `actions`: choose(id or null), pick(id), moved({id: [x, y]}), open(id). Without `moved` nothing can be dragged.
 */
function createCanvas(vis, box, store, view, actions) {
  const model = createDots(store, view);
  const painter = new Painter((store.state.vocabulary || {}).kinds || {});
  const stage = box.appendChild(document.createElement("div"));
  stage.style.cssText = "position:absolute;inset:0";
  stage.setAttribute("aria-hidden", "true");
  const net = new vis.Network(stage, { nodes: [], edges: [] }, {
    autoResize: false, physics: false, layout: { improvedLayout: false },
    interaction: { dragNodes: false, dragView: false, zoomView: false, selectable: false, hover: false, keyboard: false },
  });
  const screen = net.canvas.frame.canvas;
  net.canvas.frame.removeAttribute("tabindex");       // vis gives its frame a tab stop of its own: one too many
  screen.style.touchAction = "pan-y";
  const camera = { x: 0, y: 0, k: 1, set: false };
  const stops = [];
  let asked = 0, width = 0, height = 0, dragged = null, pointed = null;

  net.on("beforeDrawing", draw);
  painter.theme(box);
  model.read();
  stops.push(store.subscribe((change) => { if (change.kind === "data" || change.kind === "all") follow(); }));
  stops.push(view.on(() => { model.look(); redraw(); }));
  stops.push(listenToPointer(screen, box, gestures()));
  stops.push(watchSize(), watchTheme(box, () => { painter.theme(box); redraw(); }), watchRatio(measure));
  stops.push(() => cancelAnimationFrame(asked), () => { net.destroy(); stage.remove(); });
  measure();
  const canvas = {
    fit, redraw, show, step, spot, camera, net, model, vis,
    zoom: (factor) => zoomAt(factor, width / 2, height / 2),
    at: (x, y) => dotAt(model.dots.values(), ...onCanvas(x, y), camera.k),
    point(id) { if (id !== pointed) { pointed = id; redraw(); } },
    pan(dx, dy) { camera.x += (dx * width) / camera.k; camera.y += (dy * height) / camera.k; look(); },
    destroy: () => stops.splice(0).forEach((stop) => stop()),
  };
  stage.canvas = canvas;                              // for whoever measures or tries the picture in a real page
  return canvas;

  // -- what is drawn ------------------------------------------------------------------------------------------------

  /** Take over what changed in the store. A source that is being dragged stays under the pointer. */
  function follow() {
    const kept = dragged && [dragged.id, dragged.x, dragged.y];
    model.read();
    if (kept) {
      dragged = model.dots.get(kept[0]) || null;
      if (dragged) [, dragged.x, dragged.y] = kept;
    }
    redraw();
  }

  /** Draw what is in view: connections, sources, and labels over all of it, in less detail the smaller it is drawn. */
  function draw(ctx) {
    const k = camera.k, w = width / k / 2, h = height / k / 2;
    const small = k < 0.35 || (k < 0.75 && model.ties.length > MANY);
    const edges = (more) => ({ left: camera.x - w - more, right: camera.x + w + more, top: camera.y - h - more, bottom: camera.y + h + more });
    painter.connections(ctx, model.ties, { scale: k, small, ...edges(20) });
    const seen = edges(MARGIN), shown = [], labelled = [];
    for (const dot of model.dots.values()) {
      if (dot.x < seen.left || dot.x > seen.right || dot.y < seen.top || dot.y > seen.bottom) continue;
      shown.push(dot);
      if (dot.lines.length && (k >= 0.75 || dot.chosen || dot.near || dot.id === pointed)) labelled.push(dot);
    }
    for (const dot of shown) at(ctx, dot, () => painter.source(ctx, dot, k < 0.35 && !dot.chosen));
    if (view.named && k >= 0.35 && k < 0.75 && !view.selected) labelled.push(...namedIn(shown, labelled, k));
    if (labelled.length) model.label();
    for (const dot of labelled) at(ctx, dot, () => painter.label(ctx, dot, k < 0.95 ? 1 / k : 1));
    ctx.globalAlpha = 1;
  }

  /** From further off a few sources keep their names, for finding one's way: those that a view asks for and that have room. */
  function namedIn(shown, taken, k) {
    model.label();
    const room = (dot, side) => {
      const [x, y, align] = labelSpot(side, dot.lines.length, dot.brought ? 4 : 0, 1 / k), wide = dot.wide / k;
      const left = dot.x + x - (align === "center" ? wide / 2 : align === "right" ? wide : 0);
      return { l: left, r: left + wide, t: dot.y + y - 11 / k, b: dot.y + y + (13 * dot.lines.length - 11) / k };
    };
    const boxes = [...taken.map((dot) => room(dot, dot.side)), ...shown.map(({ x, y }) => ({ l: x - 13, r: x + 13, t: y - 13, b: y + 13 }))];
    const wanted = shown.filter((dot) => view.named.has(dot.id) && !dot.pale && !taken.includes(dot)).sort((a, b) => b.degree - a.degree);
    return wanted.flatMap((dot) => {
      const side = SIDES.find((one) => !boxes.some((other) => boxesMeet(room(dot, one), other)));
      if (!side) return [];
      boxes.push(room(dot, side));
      return [{ ...dot, side }];
    });
  }

  function at(ctx, dot, paint) {
    ctx.globalAlpha = dot.pale ? PALE : 1;
    ctx.translate(dot.x, dot.y);
    paint();
    ctx.translate(-dot.x, -dot.y);
  }

  function redraw() {
    if (!asked) asked = requestAnimationFrame(() => { asked = 0; if (width) net.redraw(); });
  }

  // -- the camera ---------------------------------------------------------------------------------------------------

  function look() {
    camera.k = Math.max(LIMITS_OF_ZOOM[0], Math.min(LIMITS_OF_ZOOM[1], camera.k));
    if (!width) return;
    net.moveTo({ position: { x: camera.x, y: camera.y }, scale: camera.k, animation: false });    // and vis draws
  }

  function onCanvas(x, y) {
    return [camera.x + (x - width / 2) / camera.k, camera.y + (y - height / 2) / camera.k];
  }

  /** Show all of it; on a narrow screen first what is around the chosen source, where labels can be read. */
  function fit(all) {
    camera.set = true;
    const dots = [...model.dots.values()], { left, right, top, bottom } = model.extent();
    const scale = Math.min(NEAREST_FIT, (width || 800) / (right - left), (height || 512) / (bottom - top));
    Object.assign(camera, { x: (left + right) / 2, y: (top + bottom) / 2, k: scale });
    if (!all && width && width < 480 && scale < 0.8) {
      const middle = model.dots.get(view.selected) || model.dots.get("me") || dots[0];
      const half = width / 0.92 / 2;
      camera.k = 0.92;
      camera.x = right - left < 2 * half ? camera.x : Math.max(left + half, Math.min(right - half, middle.x));
      camera.y = middle.y;
    }
    look();
  }

  function zoomAt(factor, x, y) {
    const [cx, cy] = onCanvas(x, y);
    camera.k = Math.max(LIMITS_OF_ZOOM[0], Math.min(LIMITS_OF_ZOOM[1], camera.k * factor));
    camera.x = cx - (x - width / 2) / camera.k;
    camera.y = cy - (y - height / 2) / camera.k;
    look();
  }

  /** Bring a source or a connection into view, moving no further than needed. */
  function show(id) {
    const dot = model.dots.get(id), tie = dot ? null : model.ties.find((one) => one.id === id);
    if (!dot && !tie) return;
    const x = dot ? dot.x : (tie.a.x + tie.b.x) / 2, y = dot ? dot.y : (tie.a.y + tie.b.y) / 2;
    const w = Math.max(0, width / 2 / camera.k - MARGIN), h = Math.max(0, height / 2 / camera.k - MARGIN);
    if (Math.abs(x - camera.x) > w) camera.x = x - Math.sign(x - camera.x) * w;
    if (Math.abs(y - camera.y) > h) camera.y = y - Math.sign(y - camera.y) * h;
    look();
  }

  // -- the hand -----------------------------------------------------------------------------------------------------

  function gestures() {
    const hit = (x, y) => dotAt(model.dots.values(), ...onCanvas(x, y), camera.k);
    return {
      at: (x, y) => { const dot = actions.moved ? hit(x, y) : null; return dot && !dot.dead ? dot : null; },
      press(x, y) {
        const dot = hit(x, y), tie = dot ? null : tieAt(model.ties, ...onCanvas(x, y), camera.k);
        if (view.mode) { if (dot && !dot.dead) actions.pick(dot.id); return; }
        actions.choose(dot ? dot.id : tie ? tie.id : null);
      },
      open(x, y) { const dot = hit(x, y); if (dot && !view.mode) actions.open(dot.id); },
      drag(dot, x, y) {
        if (!dragged) dragged = model.dots.get(dot.id) || null;
        if (!dragged) return;
        [dragged.x, dragged.y] = onCanvas(x, y);
        redraw();
      },
      drop(dot, keep) {
        const last = dragged;
        dragged = null;
        if (!last) return;
        if (!keep) { follow(); return; }
        [last.x, last.y] = [Math.round(last.x), Math.round(last.y)];
        model.moved();
        redraw();
        actions.moved({ [last.id]: [last.x, last.y] });
      },
      at: (x, y) => dotAt(model.dots.values(), ...onCanvas(x, y), camera.k),
    point(id) { if (id !== pointed) { pointed = id; redraw(); } },
    pan(dx, dy) { camera.x -= dx / camera.k; camera.y -= dy / camera.k; look(); },
      zoom: zoomAt,
    };
  }

  function step(direction) {
    const dots = [...model.dots.values()];
    const from = model.dots.get(view.selected) || model.dots.get("me") || dots[0];
    const next = from && nextDot(dots, from, direction);
    return next ? next.id : null;
  }

  /** A free spot for a newcomer, near what it belongs to. */
  function spot(nearId) {
    const dot = model.dots.get(nearId) || model.dots.get("me");
    return freeSpot([...model.dots.values()], dot ? dot.x : 0, dot ? dot.y : 0);
  }

  // -- the surroundings ---------------------------------------------------------------------------------------------

  /** A hidden tab is 0 wide, and so is all of Lab for a moment at a change of theme: wait until there is width. */
  function measure() {
    const w = box.clientWidth, h = box.clientHeight;
    if (!w || !h) { width = 0; return; }
    [width, height] = [w, h];
    net.setSize("100%", "100%");
    if (camera.set) look();
    else fit(false);
  }

  function watchSize() {
    const observer = new ResizeObserver(() => {
      if (box.clientWidth !== width || box.clientHeight !== height) measure();
    });
    observer.observe(box);
    return () => observer.disconnect();
  }
}

/** Tell when the theme or the wish for forced colours changed, once there is something to draw on again. */
function watchTheme(box, changed) {
  let frame = 0;
  const later = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => (box.isConnected && !box.clientWidth ? later() : changed()));
  };
  const observer = new MutationObserver(later);
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "data-jp-theme-name"] });
  const wishes = ["(forced-colors: active)", "(prefers-color-scheme: dark)"].map((wish) => matchMedia(wish));
  for (const wish of wishes) wish.addEventListener("change", later);
  return () => {
    observer.disconnect();
    for (const wish of wishes) wish.removeEventListener("change", later);
    cancelAnimationFrame(frame);
  };
}

/** Tell when the pixels of the screen changed size: another monitor, or the browser's own zoom. */
function watchRatio(changed) {
  const ends = new AbortController();
  const listen = () => {
    if (ends.signal.aborted) return;
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener("change", () => { changed(); listen(); }, { once: true, signal: ends.signal });
  };
  listen();
  return () => ends.abort();
}
