// Where things go and what lies where: label sides, free spots, the next source in a direction, what was hit.

const SIDES = ["below", "above", "right", "left"];
const CELL = 160;
const MANY_TIES = 600;

/** A coarse grid over boxes, so that looking for neighbours does not look at everything. */
class BoxGrid {
  constructor() {
    this.cells = new Map();
  }

  add(box) {
    for (const key of this.keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  *near(box) {
    for (const key of this.keys(box)) yield* this.cells.get(key) || [];
  }

  *keys(box) {
    for (let i = Math.floor(box.l / CELL); i <= Math.floor(box.r / CELL); i += 1) {
      for (let j = Math.floor(box.t / CELL); j <= Math.floor(box.b / CELL); j += 1) yield i + ":" + j;
    }
  }
}

function boxesMeet(a, b) {
  return a.l < b.r && a.r > b.l && a.t < b.b && a.b > b.t;
}

/** Whether a straight line runs through a box. */
function lineMeets(box, x1, y1, x2, y2) {
  let from = 0, to = 1;
  const dx = x2 - x1, dy = y2 - y1;
  for (const [p, q] of [[-dx, x1 - box.l], [dx, box.r - x1], [-dy, y1 - box.t], [dy, box.b - y1]]) {
    if (p === 0) {
      if (q < 0) return false;
    } else if (p < 0) from = Math.max(from, q / p);
    else to = Math.min(to, q / p);
  }
  return from <= to;
}

/** How far out of its usual place the label of a source goes: past a second outline, a ring, or its size. */
function outOf(dot) {
  return (dot.fresh ? 7 : dot.brought ? 4 : 0) + 16 * Math.max(0, (dot.size || 1) - 1);
}

function labelBox(dot, side) {
  const out = outOf(dot), tall = 13 * dot.lines.length;
  const [x, y, align] = labelSpot(side, dot.lines.length, out, 1);
  const left = dot.x + (align === "center" ? x - dot.wide / 2 : align === "left" ? x : x - dot.wide);
  return { l: left - 2, r: left + dot.wide + 2, t: dot.y + y - 11, b: dot.y + y - 11 + tall, dot };
}

/**
 * Give each label the side where it covers fewest connections, sources and labels, most-connected source first.
 * The same picture always gets the same sides.
 */
function placeLabels(dots, ties) {
  const taken = new BoxGrid(), lines = ties.length <= MANY_TIES ? ties : [];
  for (const dot of dots) {
    const r = dot.me ? 26 : 17 * Math.max(1, dot.size || 1);
    taken.add({ l: dot.x - r, r: dot.x + r, t: dot.y - r, b: dot.y + r, dot });
  }
  const order = dots.filter((dot) => dot.lines.length).sort((a, b) => b.degree - a.degree || (a.id < b.id ? -1 : 1));
  for (const dot of order) {
    let best = null, least = Infinity;
    for (const side of SIDES) {
      const box = labelBox(dot, side), met = new Set();
      for (const other of taken.near(box)) if (other.dot !== dot && boxesMeet(box, other)) met.add(other);
      let cost = 3 * met.size;
      for (const { a, b } of lines) {
        if (cost >= least) break;
        if (lineMeets(box, a.x, a.y, b.x, b.y)) cost += 1;
      }
      if (cost < least) {
        [best, least] = [box, cost];
        dot.side = side;
      }
      if (!cost) break;
    }
    taken.add(best);
  }
}

/** A spot with nothing on it, as near as possible to where something belongs. */
function freeSpot(dots, x, y, room = 78) {
  const free = (px, py) => dots.every((dot) => Math.hypot(dot.x - px, dot.y - py) >= room);
  for (let radius = 95; radius < 4000; radius += 24) {
    const steps = Math.max(12, Math.round(radius / 12));
    for (let i = 0; i < steps; i += 1) {
      const turn = (FULL_TURN * i) / steps + radius * 0.37;
      const px = Math.round(x + radius * Math.cos(turn)), py = Math.round(y + radius * Math.sin(turn));
      if (free(px, py)) return [px, py];
    }
  }
  return [Math.round(x), Math.round(y)];
}

const STEPS = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

/** The nearest source in a direction, straight ahead before aside; null at the edge. */
function nextDot(dots, from, direction) {
  const way = STEPS[direction.replace(/^Arrow/, "").toLowerCase()];
  if (!way) return null;
  let best = null, least = Infinity;
  for (const dot of dots) {
    if (dot === from || dot.dead) continue;
    const dx = dot.x - from.x, dy = dot.y - from.y;
    const ahead = dx * way[0] + dy * way[1], aside = Math.abs(dx * way[1] + dy * way[0]);
    const cost = ahead + 2 * aside;
    if (ahead > 0 && aside <= ahead * 1.5 && cost < least) [best, least] = [dot, cost];
  }
  return best;
}

/** The source under the pointer: 36 px across on the screen, however small it is drawn. */
function dotAt(dots, x, y, scale) {
  let best = null, least = Infinity;
  for (const dot of dots) {
    const reach = Math.max(dot.me ? 26 : 18 * Math.max(1, dot.size || 1), 18 / scale), d = Math.hypot(dot.x - x, dot.y - y);
    if (d <= reach && d < least) [best, least] = [dot, d];
  }
  return best;
}

/** The connection under the pointer: 14 px wide on the screen. */
function tieAt(ties, x, y, scale) {
  let best = null, least = 7 / Math.min(scale, 1);
  for (const tie of ties) {
    const d = tie.bend ? distanceToCurve(tie, x, y) : distanceToLine(x, y, tie.a.x, tie.a.y, tie.b.x, tie.b.y);
    if (d < least) [best, least] = [tie, d];
  }
  return best;
}

function distanceToLine(x, y, x1, y1, x2, y2) {
  const dx = x2 - x1, dy = y2 - y1;
  const along = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

function distanceToCurve(tie, x, y) {
  const { a, b } = tie, [cx, cy] = bendOf(tie);
  let least = Infinity, lastX = a.x, lastY = a.y;
  for (let i = 1; i <= 10; i += 1) {
    const u = i / 10, v = 1 - u;
    const px = v * v * a.x + 2 * u * v * cx + u * u * b.x, py = v * v * a.y + 2 * u * v * cy + u * u * b.y;
    least = Math.min(least, distanceToLine(x, y, lastX, lastY, px, py));
    [lastX, lastY] = [px, py];
  }
  return least;
}
