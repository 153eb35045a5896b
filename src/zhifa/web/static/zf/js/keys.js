/* Keyboard: single keys are off while typing and can be switched off (WCAG 2.1.4). */
(function () {
  "use strict";
  var OFF = "zf:keys-off";
  var dialog = document.getElementById("zf-keys");
  var waiting = false;

  function off() { try { return localStorage.getItem(OFF) === "1"; } catch (error) { return false; } }
  function typing(target) {
    return /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.isContentEditable;
  }
  function step(by) {
    var rows = Array.prototype.slice.call(document.querySelectorAll("[data-row] a[data-main]"));
    var next = rows.indexOf(document.activeElement) + by;
    if (rows.length) { rows[Math.max(0, Math.min(rows.length - 1, next))].focus(); }
  }
  function search() {
    var box = document.querySelector("main input[type=search]");
    if (box) { box.focus(); box.select(); }
  }
  function help() { if (dialog && dialog.showModal && !dialog.open) { dialog.showModal(); } }
  function go(path) {
    var link = document.querySelector(".zf-nav a[href='" + path + "']");
    if (link) { link.click(); }
  }

  var ACTS = {
    "/": search,
    "j": function () { step(1); },
    "k": function () { step(-1); },
    "?": help
  };
  var GO = { "w": "/desk/", "c": "/cases/" };

  document.addEventListener("keydown", function (event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (off() || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || (dialog && dialog.open)) { return; }
    var pressed = event.key.toLowerCase();
    if (waiting && GO[pressed]) { go(GO[pressed]); return; }
    waiting = pressed === "g";
    window.setTimeout(function () { waiting = false; }, 1500);
    if (ACTS[pressed]) { event.preventDefault(); ACTS[pressed](); }
  });

  var hint = document.querySelector(".zf-keyhint");
  if (hint) {
    hint.hidden = false;
    hint.addEventListener("click", help);
  }
  var box = document.querySelector("[data-zf-keys-on]");
  if (box) {
    box.checked = !off();
    box.addEventListener("change", function () {
      try { localStorage.setItem(OFF, box.checked ? "0" : "1"); } catch (error) { box.checked = true; }
    });
  }
}());
