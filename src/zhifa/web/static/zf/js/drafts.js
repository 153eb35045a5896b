/* Nothing typed is lost: forms marked data-zf-draft are kept in this browser under the address and
   the person, offered again after a stale page, a lost session or a fault, and removed once the
   server took them, after a day, on signing out, and when another person signs in. */
(function () {
  "use strict";
  var DAY = 24 * 3600 * 1000;
  var PREFIX = "zf:draft:";
  var user = document.body.getAttribute("data-zf-user");
  var key = PREFIX + user + ":" + location.pathname;
  var sending = false;

  function read(name) {
    try { return JSON.parse(localStorage.getItem(name)); } catch (error) { return null; }
  }
  function write(name, value) {
    try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch (error) { return false; }
  }
  function each(act) {
    Object.keys(localStorage).filter(function (name) {
      return name.indexOf(PREFIX) === 0;
    }).forEach(function (name) { act(name, read(name) || {}); });
  }
  function forget() { each(function (name) { localStorage.removeItem(name); }); }

  /* What became of forms that were sent: kept when the page says no or nobody is signed in. */
  function tidy() {
    var refused = !user || document.querySelector("[data-zf-errors], [data-zf-kept]");
    each(function (name, draft) {
      var foreign = user && name.indexOf(PREFIX + user + ":") !== 0;
      var old = !draft.at || Date.now() - draft.at > DAY;
      if (foreign || old || (draft.sent && !refused)) {
        localStorage.removeItem(name);
      } else if (draft.sent) {
        draft.sent = false;
        write(name, draft);
      }
    });
  }

  function typed(form) {
    var values = {};
    Array.prototype.forEach.call(form.elements, function (field) {
      var text = /^(text|textarea|search|date|datetime-local|number|select-one)$/.test(field.type);
      if (text && field.name && !field.hasAttribute("data-zf-secret")) { values[field.name] = field.value; }
    });
    return values;
  }
  function differs(one, other) {
    return Object.keys(one).some(function (name) { return name in other && one[name] !== other[name]; });
  }
  function clock(at) { /* in Beijing, as every time of the house, wherever the browser stands */
    var time = new Date(at + 8 * 3600 * 1000);
    return ("0" + time.getUTCHours()).slice(-2) + ":" + ("0" + time.getUTCMinutes()).slice(-2);
  }
  function element(tag, name, text) {
    var made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    return made;
  }

  function offer(form, draft) {
    var note = element("div", "zf-note is-warn", "");
    var inside = element("div", "", "");
    var row = element("p", "zf-row", "");
    var back = element("button", "btn btn-sm btn-primary", "填回来");
    var drop = element("button", "btn btn-sm btn-line", "不要了");
    back.type = drop.type = "button";
    inside.appendChild(element("b", "", "这里有 " + clock(draft.at) + " 填写、没有办成的内容"));
    row.appendChild(back);
    row.appendChild(drop);
    inside.appendChild(row);
    note.appendChild(inside);
    back.addEventListener("click", function () {
      Object.keys(draft.values).forEach(function (name) {
        var field = form.elements[name];
        if (field && "value" in field && field.type !== "hidden") { field.value = draft.values[name]; }
      });
      note.remove();
    });
    drop.addEventListener("click", function () { localStorage.removeItem(key); note.remove(); });
    form.insertBefore(note, form.firstChild);
  }

  function keep(form) {
    var first = typed(form);
    var said = element("p", "zf-12 zf-3", "");
    var draft = read(key);
    said.setAttribute("role", "status");
    form.appendChild(said);
    if (draft && differs(draft.values, first)) { offer(form, draft); }
    form.addEventListener("input", function () {
      var at = Date.now();
      if (write(key, { at: at, values: typed(form), sent: false })) {
        said.textContent = clock(at) + " 已存在本机，还没有提交";
      }
    });
    form.addEventListener("submit", function (event) {
      var looks = event.submitter && event.submitter.name === "preview"; /* nothing is sent to be kept */
      if (!looks && differs(typed(form), first)) { write(key, { at: Date.now(), values: typed(form), sent: true }); }
    });
  }

  /* Text in forms that keep no draft: ask once before it is lost. */
  function guard(form) {
    var first = typed(form);
    window.addEventListener("beforeunload", function (event) {
      if (!sending && differs(typed(form), first)) { event.preventDefault(); event.returnValue = ""; }
    });
  }

  document.addEventListener("submit", function (event) {
    sending = !event.defaultPrevented;
    if (event.target.hasAttribute("data-zf-leave")) { forget(); }
  });
  window.addEventListener("pageshow", function () { sending = false; });
  tidy();
  if (user) { document.querySelectorAll("form[data-zf-draft]").forEach(keep); }
  document.querySelectorAll("form[data-zf-guard]").forEach(guard);
  document.addEventListener("htmx:after:request", function (event) {
    var ctx = event.detail && event.detail.ctx;
    var form = event.target.closest && event.target.closest("form[data-zf-draft]");
    if (!form || !ctx || !ctx.response) { return; }
    if (ctx.response.status < 400) {
      localStorage.removeItem(key);
    } else {
      write(key, { at: Date.now(), values: typed(form), sent: false });
    }
  });
}());
