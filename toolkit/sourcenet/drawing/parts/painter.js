// How a source and a connection look on a canvas. Nothing in here knows vis, Jupyter or the store.

const FULL_TURN = 2 * Math.PI;
const SHAPE_SCALE = 0.84;
const FAMILY_DASH = { uses: [], made: [9, 4], refers: [1.5, 4], argues: [9, 3, 1.5, 3], meets: [4, 4], gone: [2, 3] };
const DASH_PERIOD = Object.fromEntries(Object.entries(FAMILY_DASH).map(([name, d]) => [name, d.reduce((a, b) => a + b, 0)]));
const STRENGTH_WIDTH = [1, 1, 1.6, 2.3, 3.1, 4.2];
const PALE = 0.36;
const MANY = 400;
const CIRCLE = "M0-15A15 15 0 1 1 0 15A15 15 0 1 1 0-15Z";
const INKS = ["canvas", "ink", "muted", "accent", "wash", "link", "stale", "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "q1", "q2", "q3", "q4", "q5", "on-c"];

/** Read the colours of the theme from the element; forced colours replace them all by the system's own. */
function readInks(element) {
  const style = getComputedStyle(element);
  const inks = Object.fromEntries(INKS.map((name) => [name, style.getPropertyValue("--sn-" + name).trim() || "#777"]));
  if (matchMedia("(forced-colors: active)").matches) {
    const probe = element.appendChild(document.createElement("i"));
    const system = (word) => { probe.style.color = word; return getComputedStyle(probe).color; };
    const text = system("CanvasText"), paper = system("Canvas"), mark = system("Highlight");
    for (const name of INKS) inks[name] = text;
    Object.assign(inks, { canvas: paper, wash: paper, "on-c": paper, accent: mark });
    probe.remove();
  }
  inks.font = style.fontFamily || "sans-serif";
  return inks;
}

/** Break a label into at most two lines of about fifteen letters; what is longer ends in an ellipsis. */
function labelLines(text, width = 15) {
  const short = text.length > 34 ? [...text].slice(0, 33).join("") + "…" : text;
  if (short.length <= width) return [short];
  const words = short.split(" ");
  let first = "";
  while (words.length && (first + words[0]).length < width) first = (first + " " + words.shift()).trim();
  if (!first) return [short.length > 20 ? short.slice(0, 19) + "…" : short];
  const second = words.join(" ");
  return second ? [first, second.length > 20 ? second.slice(0, 19) + "…" : second] : [first];
}

/** Where the lines of a label go, seen from the middle of the source: [x, y of the first line, alignment]. */
function labelSpot(side, lines, out, size) {
  const more = lines - 1, line = 13 * size;
  if (side === "above") return [0, -23 - line * more - out, "center"];
  if (side === "right") return [23 + out, 4 * size - (line / 2) * more, "left"];
  if (side === "left") return [-21 - out, 4 * size - (line / 2) * more, "right"];
  return [0, 16 + 12 * size + out, "center"];
}

/** How far the middle of a source keeps connections away. */
function reachOf(dot) {
  if (dot.me) return dot.chosen ? 34 : 27;
  const size = Math.max(dot.size || 1, 0.8);
  return dot.chosen ? 29 * Math.max(1, size) : dot.fresh ? 26 * size : (dot.brought && !dot.dead ? 23 : 19) * size;
}

class Painter {
  constructor(kinds) {
    this.kinds = new Map();
    for (const [name, kind] of Object.entries(kinds)) this.learn(name, kind);
    this.inks = {};
  }

  learn(name, kind) {
    const glyph = kind.glyph ? new Path2D(kind.glyph) : null;
    this.kinds.set(name, { shape: new Path2D(kind.shape || CIRCLE), glyph, code: kind.code || name.slice(0, 2) });
    return this.kinds.get(name);
  }

  theme(element) {
    this.inks = readInks(element);
    this.small = `700 10px ${this.inks.font}`;
    this.smaller = `700 9px ${this.inks.font}`;
  }

  /** Draw one source at the origin. `dot` says what it is and how it stands; `plain` leaves out what is too small to see. */
  source(ctx, dot, plain) {
    const inks = this.inks, size = dot.size || 1;
    if (dot.chosen) {
      ctx.beginPath();
      ctx.arc(0, 0, dot.me ? 30 : 25 * Math.max(1, size), 0, FULL_TURN);
      ctx.fillStyle = inks.wash;
      ctx.fill();
      ctx.lineWidth = 2.5;
      ctx.strokeStyle = inks.accent;
      ctx.stroke();
    }
    if (dot.me) return this.learner(ctx, dot);
    const kind = this.kinds.get(dot.kind) || this.learn(dot.kind, {});
    const hollow = dot.dead || !dot.mark;
    const colour = dot.dead ? inks.link : this.ink(dot.colour);
    ctx.lineJoin = "round";
    if (!plain && !dot.chosen) {
      ctx.beginPath();
      ctx.arc(0, 0, 18 * size, 0, FULL_TURN);
      ctx.fillStyle = inks.canvas;
      ctx.fill();
    }
    if (dot.fresh) this.ring(ctx, 22.5 * Math.max(1, size));
    ctx.strokeStyle = colour;
    if (dot.brought && !dot.dead && !plain) {
      ctx.save();
      ctx.scale(SHAPE_SCALE * 1.3 * size, SHAPE_SCALE * 1.3 * size);
      ctx.lineWidth = 1.15;
      ctx.stroke(kind.shape);
      ctx.restore();
    }
    ctx.save();
    ctx.scale(SHAPE_SCALE * size, SHAPE_SCALE * size);
    ctx.fillStyle = hollow ? inks.canvas : colour;
    ctx.fill(kind.shape);
    ctx.lineWidth = 1.8;
    if (dot.dead) ctx.setLineDash([2, 3]);
    ctx.stroke(kind.shape);
    if (dot.dead) ctx.setLineDash([]);
    if (!plain) this.glyph(ctx, kind, hollow ? colour : inks["on-c"]);
    ctx.restore();
    if (!plain && dot.mark && !dot.dead) this.badge(ctx, dot.mark, colour, 12 * (size - 1));
    return undefined;
  }

  /** The colour of a value: by number one of the seven, or a step from less to more. */
  ink(colour) {
    return this.inks[typeof colour === "string" ? colour : "c" + colour];
  }

  /** The ring around what is new, where two days are compared. */
  ring(ctx, radius) {
    ctx.beginPath();
    ctx.arc(0, 0, radius, 0, FULL_TURN);
    ctx.lineWidth = 2.5;
    ctx.strokeStyle = this.inks.accent;
    ctx.stroke();
  }

  glyph(ctx, kind, colour) {
    if (kind.glyph) {
      ctx.lineCap = "round";
      ctx.lineWidth = 1.7;
      ctx.strokeStyle = colour;
      ctx.stroke(kind.glyph);
      ctx.lineCap = "butt";
    } else {
      ctx.fillStyle = colour;
      ctx.font = `700 12px ${this.inks.font}`;
      ctx.textAlign = "center";
      ctx.fillText(kind.code, 0, 4.2);
    }
  }

  /** The key of the value that colours the source, so that nothing is said by colour alone. */
  badge(ctx, mark, colour, out = 0) {
    const wide = mark.length * 3.6;
    ctx.beginPath();
    ctx.roundRect(8.5 - mark.length * 1.8 + out, -19 - out, 8.4 + wide, 12.6, 6.3);
    ctx.fillStyle = this.inks.canvas;
    ctx.fill();
    ctx.lineWidth = 1.6;
    ctx.strokeStyle = colour;
    ctx.stroke();
    ctx.fillStyle = this.inks.ink;
    ctx.font = mark.length > 1 ? this.smaller : this.small;
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    ctx.fillText(mark, 12.8 + out, -9.2 - out);
  }

  learner(ctx, dot) {
    const inks = this.inks;
    const disc = (radius) => { ctx.beginPath(); ctx.arc(0, 0, radius, 0, FULL_TURN); };
    if (!dot.chosen) { disc(26); ctx.fillStyle = inks.canvas; ctx.fill(); }
    disc(23);
    ctx.lineWidth = 1.4;
    ctx.strokeStyle = inks.ink;
    ctx.stroke();
    disc(18.5);
    ctx.fillStyle = inks.ink;
    ctx.fill();
    ctx.fillStyle = inks.canvas;
    ctx.font = `700 13px ${inks.font}`;
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    ctx.fillText(dot.name, 0, 4.5);
  }

  /** Draw the label of a source at the origin; `size` keeps it readable when everything else is drawn small. */
  label(ctx, dot, size) {
    const inks = this.inks;
    const [x, y, align] = labelSpot(dot.side, dot.lines.length, dot.chosen ? 5 + Math.max(4, outOf(dot)) : outOf(dot), size);
    ctx.font = `${dot.chosen ? "650 " : ""}${12 * size}px ${inks.font}`;
    ctx.textAlign = align;
    ctx.textBaseline = "alphabetic";
    ctx.lineJoin = "round";
    ctx.lineWidth = 3.5 * size;
    ctx.strokeStyle = inks.canvas;
    ctx.fillStyle = inks.ink;
    dot.lines.forEach((line, i) => {
      ctx.strokeText(line, x, y + i * 13 * size);
      ctx.fillText(line, x, y + i * 13 * size);
    });
  }

  /** Draw connections in batches of one style, clipped to what is seen: dashes far outside cost the most of all. */
  connections(ctx, ties, seen) {
    const batches = new Map(), heads = new Map(), clocks = [], many = ties.length > MANY;
    for (const tie of ties) {
      const line = lineOf(tie, seen);
      if (!line) continue;
      // In a large network a connection that only passes through the view, both its ends outside, goes without dashes.
      const plain = seen.small || (many && !within(tie.a, seen) && !within(tie.b, seen));
      const colour = this.tieInk(tie), family = plain ? "uses" : tie.how === "gone" ? "gone" : tie.family;
      const style = colour + tie.pale + (seen.small ? "" : family + tie.width + line.bent);
      let batch = batches.get(style);
      if (!batch) batches.set(style, batch = { path: new Path2D(), tie, colour, family, bent: line.bent });
      if (line.bent) {
        batch.path.moveTo(line.x1, line.y1);
        batch.path.quadraticCurveTo(line.cx, line.cy, line.x2, line.y2);
      } else addDashes(batch.path, line, FAMILY_DASH[family]);
      if (plain) continue;
      let head = heads.get(colour + tie.pale);
      if (!head) heads.set(colour + tie.pale, head = { path: new Path2D(), tie, colour });
      addHead(head.path, line, tie.width);
      if ((tie.stale || tie.how === "new") && seen.scale >= 0.75) clocks.push([line.mx, line.my, tie.pale, tie.how === "new"]);
    }
    for (const { path, tie, colour, family, bent } of batches.values()) {
      ctx.globalAlpha = tie.pale ? PALE : 1;
      ctx.strokeStyle = colour;
      ctx.lineWidth = seen.small ? 0.8 / seen.scale : tie.width;
      ctx.setLineDash(bent ? FAMILY_DASH[family] : []);
      ctx.lineCap = family === "refers" && !many ? "round" : "butt";
      ctx.stroke(path);
    }
    ctx.setLineDash([]);
    ctx.lineCap = "butt";
    for (const { path, tie, colour } of heads.values()) {
      ctx.globalAlpha = tie.pale ? PALE : 1;
      ctx.fillStyle = colour;
      ctx.fill(path);
    }
    for (const [x, y, pale, fresh] of clocks) this.clock(ctx, x, y, pale, fresh);
    ctx.globalAlpha = 1;
  }

  tieInk(tie) {
    const inks = this.inks;
    if (tie.chosen || tie.how === "new") return inks.accent;
    if (tie.stale || tie.how === "gone") return inks.stale;
    return tie.colour ? inks["c" + tie.colour] : tie.near ? inks.ink : inks.link;
  }

  /** The small clock on a connection that was not used for long; a plus on one that is new. */
  clock(ctx, x, y, pale, fresh) {
    ctx.globalAlpha = pale ? PALE : 1;
    ctx.beginPath();
    ctx.arc(x, y, 6.5, 0, FULL_TURN);
    ctx.fillStyle = this.inks.canvas;
    ctx.fill();
    ctx.lineWidth = 1;
    ctx.strokeStyle = fresh ? this.inks.accent : this.inks.stale;
    ctx.stroke();
    ctx.beginPath();
    if (fresh) {
      ctx.moveTo(x - 3, y);
      ctx.lineTo(x + 3, y);
      ctx.moveTo(x, y - 3);
      ctx.lineTo(x, y + 3);
    } else {
      ctx.moveTo(x, y - 3.4);
      ctx.lineTo(x, y);
      ctx.lineTo(x + 2.2, y + 1.6);
    }
    ctx.lineWidth = 1.3;
    ctx.strokeStyle = fresh ? this.inks.accent : this.inks.muted;
    ctx.stroke();
  }
}

/** The bending point of a connection: two between the same ends curve away from each other, 12 px each. */
function bendOf(tie) {
  const a = tie.a, b = tie.b, dx = b.x - a.x, dy = b.y - a.y, d = Math.hypot(dx, dy) || 1;
  return [(a.x + b.x) / 2 - (dy / d) * 2 * tie.bend, (a.y + b.y) / 2 + (dx / d) * 2 * tie.bend];
}

function within(dot, seen) {
  return dot.x >= seen.left && dot.x <= seen.right && dot.y >= seen.top && dot.y <= seen.bottom;
}

/** Work out the visible line of a connection, or null where nothing of it is seen. */
function lineOf(tie, seen) {
  const a = tie.a, b = tie.b;
  if (Math.max(a.x, b.x) < seen.left || Math.min(a.x, b.x) > seen.right) return null;
  if (Math.max(a.y, b.y) < seen.top || Math.min(a.y, b.y) > seen.bottom) return null;
  const bent = tie.bend !== 0 && !seen.small, [cx, cy] = bent ? bendOf(tie) : [b.x, b.y];
  let dx = cx - a.x, dy = cy - a.y, d = Math.hypot(dx, dy) || 1;
  const ux = dx / d, uy = dy / d;
  let vx = ux, vy = uy;
  if (bent) { dx = b.x - cx; dy = b.y - cy; d = Math.hypot(dx, dy) || 1; vx = dx / d; vy = dy / d; }
  const from = reachOf(a), to = reachOf(b), head = seen.small ? 0 : (5 + tie.width * 1.5) * 0.8;
  const tipX = b.x - vx * to, tipY = b.y - vy * to;
  const line = { bent, cx, cy, tipX, tipY, vx, vy, x1: a.x + ux * from, y1: a.y + uy * from, x2: tipX - vx * head, y2: tipY - vy * head };
  if (bent) {
    line.mx = (a.x + b.x + 2 * cx) / 4;
    line.my = (a.y + b.y + 2 * cy) / 4;
    return line;
  }
  if ((line.x2 - line.x1) * ux + (line.y2 - line.y1) * uy <= 0) return null;   // the two ends stand too near for a line
  line.mx = (a.x + b.x) / 2;
  line.my = (a.y + b.y) / 2;
  return clipLine(line, seen, seen.small ? 0 : DASH_PERIOD[tie.family]);
}

/** Cut a straight line at the edges of what is seen, in whole dashes so that they do not crawl while the view moves. */
function clipLine(line, seen, period) {
  const dx = line.x2 - line.x1, dy = line.y2 - line.y1;
  let from = 0, to = 1;
  for (const [p, q] of [[-dx, line.x1 - seen.left], [dx, seen.right - line.x1], [-dy, line.y1 - seen.top], [dy, seen.bottom - line.y1]]) {
    if (p === 0) { if (q < 0) return null; continue; }
    const t = q / p;
    if (p < 0) { if (t > to) return null; if (t > from) from = t; }
    else { if (t < from) return null; if (t < to) to = t; }
  }
  const length = Math.hypot(dx, dy) || 1, start = period ? (Math.floor((from * length) / period) * period) / length : from;
  line.x2 = line.x1 + dx * to;
  line.y2 = line.y1 + dy * to;
  line.x1 += dx * start;
  line.y1 += dy * start;
  return line;
}

/** Add a line dash by dash: many dashed lines in one path cost the canvas several times as much as their dashes. */
function addDashes(path, line, dash) {
  const { x1, y1, x2, y2 } = line, length = Math.hypot(x2 - x1, y2 - y1);
  if (!dash.length || !length) {
    path.moveTo(x1, y1);
    path.lineTo(x2, y2);
    return;
  }
  const ux = (x2 - x1) / length, uy = (y2 - y1) / length;
  for (let from = 0, i = 0; from < length; from += dash[i % dash.length], i += 1) {
    if (i % 2) continue;
    const to = Math.min(length, from + dash[i % dash.length]);
    path.moveTo(x1 + ux * from, y1 + uy * from);
    path.lineTo(x1 + ux * to, y1 + uy * to);
  }
}

function addHead(path, line, width) {
  const { tipX: x, tipY: y, vx, vy } = line, long = 5 + width * 1.5, wide = 2.2 + width * 0.95;
  path.moveTo(x, y);
  path.lineTo(x - vx * long - vy * wide, y - vy * long + vx * wide);
  path.lineTo(x - vx * long + vy * wide, y - vy * long - vx * wide);
  path.closePath();
}
