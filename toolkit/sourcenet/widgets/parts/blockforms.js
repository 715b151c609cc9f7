// Forms of a sheet and their fields. What is written is a draft until Python has kept it.

const FORM_BLOCKS = {
  form(block, sheet) {
    const { act: name, fields = [], words, key, title, cancel, cancel_words: cancelWords, more = [], given = {}, fresh = "" } = block;
    const frame = formFrame({ store: { state: {} } }, title, submit);
    const inside = { ...sheet, form: formOf(sheet, key, fresh) };
    frame.node.dataset.form = key;
    const go = h("button", { type: "submit", class: "b main", "data-key": `${key}-go` }, words);
    const leave = cancel ? button(cancelWords || t("Cancel"), () => { sheet.drafts.drop(key); sheet.act(cancel, {}, { key }); }, { kind: "quiet", "data-key": `${key}-leave` }) : null;
    frame.body.append(...drawAll(fields, inside), lineup(go, leave, ...drawAll(more, sheet)));
    sheet.frames.set(key, frame);
    return frame.node;

    async function submit() {
      if (go.getAttribute("aria-disabled")) return;
      go.setAttribute("aria-disabled", "true");
      const answer = await sheet.act(name, given, { key, form: writtenIn(frame.node), focus: `${key}-go` });
      go.removeAttribute("aria-disabled");
      if (answer.type !== "refused" && answer.kept !== false) {
        inside.form.drop();
        sheet.redraw(key);
      }
    }
  },
  line(block, sheet) {
    const { name, label, hint, suggestions } = block;
    const control = h("input", { class: "f", autocomplete: "off", ...keptIn(block, sheet) });
    const node = field(label, control, { name, hint });
    if (!suggestions) return node;
    const list = h("datalist", { id: freshId() }, suggestions.map((one) => h("option", { value: one })));
    control.setAttribute("list", list.id);
    node.append(list);
    return node;
  },
  area(block, sheet) {
    return field(block.label, h("textarea", { class: "f", rows: block.rows || 2, ...keptIn(block, sheet) }), block);
  },
  date(block, sheet) {
    return field(block.label, h("input", { class: "f", type: "date", ...keptIn(block, sheet) }), block);
  },
  select(block, sheet) {
    const { value, ...kept } = keptIn(block, sheet);
    return field(block.label, select(value, block.options || [], kept), block);
  },
  part({ label, about, inside = [] }, sheet) {
    const id = about ? freshId() : null;
    return h("fieldset", { class: "part", "aria-describedby": id }, h("legend", {}, label),
      about ? h("p", { class: "muted", id }, about) : null, drawAll(inside, sheet));
  },
  five(block, sheet) {
    const words = (n) => (n === 1 ? `1 ${block.low}` : n === 5 ? `5 ${block.high}` : String(n));
    const some = [1, 2, 3, 4, 5].map((n) => [String(n), words(n)]);
    return group(block, sheet, "scale", some.map(([value, label]) => radio(block, sheet, value, label)));
  },
  choice(block, sheet) {
    return group(block, sheet, "choices", (block.options || []).map(([value, label, more]) => radio(block, sheet, value, label, more)));
  },
  ticks(block, sheet) {
    const given = sheet.form.value(block.name, block.value || []);
    const boxes = (block.options || []).map(([value, label, more]) => {
      const box = h("input", { type: "checkbox", value, checked: given.includes(value), "data-ticks": block.name, "data-key": `${sheet.form.key}-${block.name}-${value}` });
      box.addEventListener("change", () => sheet.form.put(block.name, [...box.closest("fieldset").querySelectorAll("input:checked")].map((one) => one.value)));
      return h("label", { class: "tick" }, box, h("span", {}, label, more ? [" ", hushed(more)] : null));
    });
    return group(block, sheet, "ticks", boxes);
  },
};

/** What a form of the sheet keeps of what is written in it. */
function formOf(sheet, key, fresh) {
  const name = fresh ? `${key} ${fresh}` : key;
  return {
    key,
    value: (field, given) => { const draft = sheet.drafts.get(name, field); return draft === undefined ? given : draft; },
    put: (field, value) => sheet.drafts.put(name, field, value),
    drop: () => sheet.drafts.drop(name),
  };
}

/** The attributes of a control that keeps what is written in it. */
function keptIn({ name, value = "" }, { form }) {
  const keep = (event) => form.put(name, event.target.value);
  return { value: form.value(name, value), "data-key": `${form.key}-${name}`, oninput: keep, onchange: keep };
}

function group({ label, hint, name }, sheet, kind, controls) {
  const id = hint ? freshId() : null;
  return h("fieldset", { class: kind, "data-field": name, "aria-describedby": id }, h("legend", {}, label),
    hint ? h("p", { class: "muted small", id }, hint) : null, h("div", { class: "boxes" }, controls));
}

function radio({ name, value: given = "" }, { form }, value, label, more) {
  const input = h("input", { type: "radio", name: `${form.key} ${name}`, value, "data-radio": name, "data-key": `${form.key}-${name}-${value}` });
  input.checked = String(form.value(name, given)) === value;
  input.addEventListener("change", () => form.put(name, value));
  return h("label", {}, input, h("span", {}, label, more ? h("span", { class: "muted small more" }, more) : null));
}

/** What stands in the fields of a form, by their names. */
function writtenIn(node) {
  const found = {};
  for (const control of node.querySelectorAll("[data-field]")) if (control.tagName !== "FIELDSET") found[control.dataset.field] = control.value;
  for (const input of node.querySelectorAll("[data-radio]")) {
    found[input.dataset.radio] ||= "";
    if (input.checked) found[input.dataset.radio] = input.value;
  }
  for (const input of node.querySelectorAll("[data-ticks]")) {
    found[input.dataset.ticks] ||= [];
    if (input.checked) found[input.dataset.ticks].push(input.value);
  }
  return found;
}
