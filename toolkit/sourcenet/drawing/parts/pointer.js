// Mouse, pen and fingers on the canvas: press, drag a source, pan, pinch, Ctrl with the wheel.
// The plain wheel is left alone, so that it scrolls the notebook.

const SLIP = { mouse: 4, pen: 6, touch: 10 };

/**
 * Listen to the pointer on a canvas element.
 * `on` is told what was meant: at(x, y) -> dot or null; press(x, y), open(x, y); drag(dot, x, y), drop(dot);
 * pan(dx, dy); zoom(factor, x, y). All places are in pixels of the element.
 */
function listenToPointer(element, box, on) {
  const down = new Map(), ends = new AbortController(), signal = ends.signal;
  let held = null, from = null, moved = false, spread = 0;
  const place = (event) => {
    const frame = element.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  };
  const gap = () => {
    const [[x1, y1], [x2, y2]] = [...down.values()];
    return [Math.hypot(x1 - x2, y1 - y2) || 1, (x1 + x2) / 2, (y1 + y2) / 2];
  };
  const letGo = (keep) => {
    if (held && moved) on.drop(held, keep);
    held = null;
    from = null;
  };
  const start = (event) => {
    if (event.button > 0) return;
    box.focus({ preventScroll: true });
    down.set(event.pointerId, place(event));
    if (down.size === 2) {
      letGo(false);
      spread = gap()[0];
      moved = true;
    } else if (down.size === 1) {
      from = place(event);
      moved = false;
      held = on.at(...from);
    }
    try { element.setPointerCapture(event.pointerId); } catch { /* the pointer has left already */ }
  };
  const move = (event) => {
    if (!down.has(event.pointerId)) return;
    const before = down.get(event.pointerId), now = place(event);
    down.set(event.pointerId, now);
    if (down.size === 2) {
      const [wide, x, y] = gap();
      on.zoom(wide / spread, x, y);
      spread = wide;
    } else if (from) {
      if (!moved && Math.hypot(now[0] - from[0], now[1] - from[1]) < (SLIP[event.pointerType] || 4)) return;
      if (held) on.drag(held, ...now);
      else on.pan(now[0] - (moved ? before : from)[0], now[1] - (moved ? before : from)[1]);
      moved = true;
      element.style.cursor = "grabbing";
    }
  };
  const stop = (event) => {
    if (!down.delete(event.pointerId)) return;
    element.style.cursor = "";
    if (down.size) { from = null; return; }
    if (from && !moved && event.type === "pointerup") on.press(...from);
    letGo(event.type === "pointerup");
  };
  element.addEventListener("pointerdown", start, { signal });
  element.addEventListener("pointermove", move, { signal });
  element.addEventListener("pointerup", stop, { signal });
  element.addEventListener("pointercancel", stop, { signal });
  element.addEventListener("dblclick", (event) => on.open(...place(event)), { signal });
  // A finger on a source drags it and two fingers zoom; any other swipe up or down scrolls the page.
  element.addEventListener("touchstart", (event) => {
    const touch = event.touches[0];
    if (event.touches.length > 1 || on.at(...place(touch))) event.preventDefault();
  }, { signal, passive: false });
  box.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    event.stopPropagation();
    const lines = event.deltaMode === 1 ? 16 : 1;
    on.zoom(Math.exp(-Math.max(-60, Math.min(60, event.deltaY * lines)) / 150), ...place(event));
  }, { signal, passive: false, capture: true });
  return () => ends.abort();
}
