// A sheet: the learner's question, the task, and blocks of words and forms, as Python says them. Only what has changed is
// drawn anew, so that the focus, a caret and what is written stay where they are.

const SHEET_STATUS = { waiting: "Python is working …", busy: "Python is busy. What you wrote is kept here and goes in when it is free." };

/** Draw a sheet into an element. Returns how to take it away again. */
function createSheet(el, link, surroundings) {
  const root = h("section", { class: "sn sn-sheet" });
  const live = h("div", { class: "vh", role: "status", "aria-live": "polite" });
  const title = h("h2", {}), where = h("p", { class: "where num" }), task = h("p", { class: "task" });
  const body = h("div", { class: "body", id: freshId() }), foot = h("div", { class: "foot" });
  const sheet = {
    link, root, body, say: createVoice(live), folds: new Map(), frames: new Map(), drafts: createDrafts(nameOf(link, surroundings)),
    act, redraw,
  };
  let drawnBlocks = [];
  quieten(root);
  root.append(h("div", { class: "top" }, title, where), task, body, foot, live);
  el.append(root);
  refresh();
  const stops = [link.subscribe(follow), keepKeys(root, onKeyDown)];
  return () => {
    stops.forEach((stop) => stop());
    root.remove();
  };

  async function act(name, given, { key = "", form = null, focus = "" } = {}) {
    const answer = await link.act(name, given, { key, form });
    if (answer.type === "refused") refused(answer);
    else {
      sheet.say(answer.say);
      focusOn(answer.focus || focus || key);
    }
    return answer;
  }

  function follow(change) {
    if (change.kind === "page") refresh();
    else if (change.kind === "refused") sheet.say(change.message.text);
    sayWhere();
  }

  /** Something was not done: said above the form that it is about, with its field marked, or in place of the status. */
  function refused({ text, field: name, key }) {
    const frame = sheet.frames.get(key);
    if (frame && frame.node.isConnected) return frame.fail(text, name);
    body.querySelectorAll(":scope > .err").forEach((one) => one.remove());
    const box = errorBox(text, freshId());
    body.prepend(box);
    box.scrollIntoView({ block: "nearest" });
    return sheet.say(text);
  }

  function refresh() {
    const { page } = link;
    title.textContent = page.title;
    root.setAttribute("aria-label", `${page.name}: ${page.title}`);
    task.hidden = !page.task;
    task.replaceChildren(icon("flag"), h("span", {}, page.task || ""));
    sayWhere();
    keepCaret(root, drawBlocks);
    drawFoot();
  }

  function drawBlocks() {
    const blocks = link.page.blocks;
    body.querySelectorAll(":scope > .err").forEach((one) => one.remove());
    const before = drawnBlocks;
    drawnBlocks = blocks.map((block, n) => {
      const text = JSON.stringify([block, link.page.kinds]);
      const held = before[n];
      if (held && held.text === text) return held;
      const node = drawn(block, sheet) || h("span", { hidden: true });
      if (held) held.node.replaceWith(node);
      else body.append(node);
      return { text, node };
    });
    for (const { node } of before.slice(blocks.length)) node.remove();
    for (const [key, frame] of sheet.frames) if (!frame.node.isConnected) sheet.frames.delete(key);
  }

  /** Draw the block with a form anew: what was written there has been kept, so the fields show what stands. */
  function redraw(key) {
    const at = drawnBlocks.findIndex(({ node }) => node.isConnected && (node.dataset.form === key || node.querySelector(`[data-form="${CSS.escape(key)}"]`)));
    if (at < 0) return;
    drawnBlocks[at].text = "";
    keepCaret(root, drawBlocks);
  }

  function sayWhere() {
    const { page } = link, status = link.status();
    const words = status === "gone" ? goneWords() : t(SHEET_STATUS[status] || "");
    const kept = page.kept ? (page.saved ? t("saved {time}", { time: page.saved }) : "") : t("not kept in a file");
    const parts = [page.name, page.file, words || kept].filter(Boolean);
    where.replaceChildren(...parts.map((one, n) => h("span", { class: n === parts.length - 1 ? `status ${status}` : null }, one)));
    root.classList.toggle("is-gone", status === "gone");
  }

  function drawFoot() {
    const { page } = link;
    const one = (name, words, what, none) => BLOCKS.act({ act: name, words, key: name, kind: "little quiet", why_not: what ? "" : none, about: what, glyph: name }, sheet);
    foot.hidden = !page.undo && !page.redo;
    keepFocus(foot, () => foot.replaceChildren(one("undo", t("Undo"), page.undo, t("There is nothing to undo.")),
      ...(page.redo ? [one("redo", t("Redo"), page.redo, "")] : []), hushed(page.undo || "")));
  }

  function focusOn(key) {
    if (!key) return;
    const node = root.querySelector(`[data-key="${CSS.escape(key)}"], [data-form="${CSS.escape(key)}"]`);
    if (!node) return;
    const inner = node.matches("form, .optbox") ? node.querySelector("input, textarea, select, button") || node : node;
    inner.focus({ preventScroll: true });
    inner.scrollIntoView({ block: "nearest" });
  }

  function onKeyDown(event) {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
      event.preventDefault();
      sheet.say(t("Everything here is saved by itself. To save the notebook, choose its menu File."));
    }
    if (event.key === "Escape" && !event.defaultPrevented && surroundings.leave) surroundings.leave();
  }
}

/** Under which name drafts are held: the same sheet of the same file finds them again. */
function nameOf(link, surroundings) {
  const { page } = link;
  return [page.file || surroundings.name || "", page.name, page.title].join("|");
}

/** Rebuild what has changed; the focus, and the caret in it, stay with what has the same key. */
function keepCaret(root, rebuild) {
  const focused = root.getRootNode().activeElement;
  const spot = focused && root.contains(focused) && "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : null;
  keepFocus(root, rebuild);
  const now = root.getRootNode().activeElement;
  if (!spot || !now || now === focused || !root.contains(now)) return;
  try { now.setSelectionRange(...spot); } catch { /* a field without a caret */ }
}
