// What can be counted in the page without asking Python: categories, reach, viewpoints in balance, what lies unused.

const NOT_SAID = "";
const APART = "does not apply";
const UNUSED_DAYS = 180;

/** The default viewpoints keep their colours for good; other lists take the colours in this order. */
const VIEWPOINT_COLOURS = { proponent: 1, critic: 2, mixed: 4, neutral: 3, [APART]: 0 };
const COLOUR_ORDER = [1, 2, 4, 3, 5, 6, 7];

/**
 * What the sources are coloured by: [[value, mark, colourIndex, count]], "not said" ("") last.
 * A subject keeps its place in order of first use, so that a colour never changes once seen; beyond seven values
 * the six most frequent keep a colour and the rest share colour 0.
 */
function categories(store, by) {
  const counts = new Map();
  for (const source of store.sources.values()) {
    const value = source[by] || NOT_SAID;
    counts.set(value, (counts.get(value) || 0) + 1);
  }
  const listed = by === "viewpoint" ? viewpointRows(store, counts) : otherRows(store, by, counts);
  const unsaid = counts.get(NOT_SAID);
  return unsaid ? [...listed, [NOT_SAID, "", 0, unsaid]] : listed;
}

function viewpointRows(store, counts) {
  const known = store.state.vocabulary.viewpoints;
  const names = [...known.map(([name]) => name), ...counts.keys()].filter((name) => name !== NOT_SAID);
  const marks = new Map(known);
  const usual = known.every(([name]) => name in VIEWPOINT_COLOURS);
  let next = 0;
  return [...new Set(names)].map((name) => {
    const free = () => COLOUR_ORDER[next++] || 0;
    const colour = name === APART ? 0 : usual && name in VIEWPOINT_COLOURS ? VIEWPOINT_COLOURS[name] : free();
    return [name, marks.get(name) || twoLetters(name), colour, counts.get(name) || 0];
  });
}

function otherRows(store, by, counts) {
  const listed = by === "access" ? store.state.vocabulary.accesses || [] : [];
  const names = [...new Set([...listed, ...counts.keys()])].filter((name) => name !== NOT_SAID);
  const inUse = names.filter((name) => counts.get(name));
  const often = [...inUse].sort((a, b) => counts.get(b) - counts.get(a)).slice(0, inUse.length > 7 ? 6 : 7);
  const coloured = inUse.filter((name) => often.includes(name));
  const marks = new Set();
  return names.map((name) => {
    const at = coloured.indexOf(name);
    return [name, ownMark(name, marks), at < 0 ? 0 : at + 1, counts.get(name) || 0];
  });
}

function ownMark(name, taken) {
  const letters = [...name.replace(/\s/g, "")];
  const choices = [twoLetters(name), ...letters.slice(1).map((letter) => (letters[0] || "").toUpperCase() + letter)];
  const mark = choices.find((one) => !taken.has(one)) || choices[0];
  taken.add(mark);
  return mark;
}

function twoLetters(name) {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? words.slice(0, 2).map((word) => [...word][0]) : [...(words[0] || "")].slice(0, 2);
  return letters.map((letter, i) => (i === 0 || words.length > 1 ? letter.toUpperCase() : letter)).join("");
}

/** Whether a connection has rested for longer than the limit. One without a date is not counted: nobody said. */
function isUnused(store, connection) {
  if (!connection.last_used) return false;
  const days = (store.state.limits && store.state.limits.unused_days) || UNUSED_DAYS;
  const limit = Date.parse(store.state.today || new Date().toISOString().slice(0, 10)) - days * 86400000;
  return Date.parse(connection.last_used) < limit;
}

/** How many sources are within so many steps of the learner, following connections the way they point. */
function reachFromMe(sources, connections, steps = 2) {
  const onward = new Map();
  for (const { start, end } of connections) {
    if (!onward.has(start)) onward.set(start, []);
    onward.get(start).push(end);
  }
  const known = new Set(sources.map((source) => source.id));
  const seen = new Set(["me"]);
  let edge = ["me"];
  for (let step = 0; step < steps; step += 1) {
    edge = edge.flatMap((id) => onward.get(id) || []).filter((id) => known.has(id) && !seen.has(id));
    edge.forEach((id) => seen.add(id));
  }
  return seen.size - 1;
}

/** As if about how many viewpoints in balance; null where none is stated. */
function balance(sources) {
  const counts = new Map();
  for (const { viewpoint } of sources) {
    if (viewpoint && viewpoint !== APART) counts.set(viewpoint, (counts.get(viewpoint) || 0) + 1);
  }
  const all = [...counts.values()].reduce((sum, n) => sum + n, 0);
  if (!all) return null;
  return Math.exp(-[...counts.values()].reduce((sum, n) => sum + (n / all) * Math.log(n / all), 0));
}

/** The sources that no connection touches yet. */
function unconnected(store) {
  const touched = new Set([...store.connections.values()].flatMap(({ start, end }) => [start, end]));
  return [...store.sources.values()].filter((source) => !touched.has(source.id));
}

/** Papers and books are called by author and year, all else by name: the same rule as in Python. */
function labelOf(source) {
  const year = /\b(?:1[5-9]|20)\d\d\b/.exec(source.year || "");
  if (!["paper", "book"].includes(source.kind) || !source.authors || !year) return source.name;
  const families = source.authors.split(";").map((one) => one.split(",")[0].trim()).filter(Boolean);
  if (!families.length) return source.name;
  const names = families.length > 2 ? `${families[0]} et al.` : families.join(" & ");
  return `${names} ${year[0]}`;
}

/** An address that is safe to open, or "" where it is none. */
function safeUrl(text) {
  return /^(https?:\/\/|mailto:)\S+$/i.test((text || "").trim()) ? text.trim() : "";
}

/** The same page under two spellings of its address, as far as can be seen without Python. */
function bareUrl(text) {
  return (text || "").trim().toLowerCase().replace(/^https?:\/\//, "").replace(/^www\./, "").replace(/\/$/, "");
}
