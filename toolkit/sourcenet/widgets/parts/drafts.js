// What is written in forms and not kept yet: it outlives a change from elsewhere, a reload, and a restart of Python.

/** Drafts of one sheet, by form and field, in this tab only; without a storage they live as long as the page. */
function createDrafts(name) {
  const key = `sourcenet-draft:${name}`;
  let held = read();
  return {
    get: (form, field) => (held[form] || {})[field],
    has: (form) => Boolean(held[form]),
    put(form, field, value) {
      held[form] = { ...held[form], [field]: value };
      write();
    },
    drop(form) {
      if (!held[form]) return;
      delete held[form];
      write();
    },
  };

  function read() {
    try { return JSON.parse(sessionStorage.getItem(key)) || {}; } catch { return {}; }
  }

  function write() {
    try {
      if (Object.keys(held).length) sessionStorage.setItem(key, JSON.stringify(held));
      else sessionStorage.removeItem(key);
    } catch { /* full, or not there: then the page alone holds them */ }
  }
}
