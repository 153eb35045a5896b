/* Focus after a page or a fragment arrived, one submission at a time, menus, weekdays beside dates.
   Without this file everything still works. */
(function () {
  "use strict";

  function focusFirst(root) {
    var found = root.querySelector("[data-zf-errors]") || root.querySelector("[data-zf-focus]");
    if (found && !found.hasAttribute("data-zf-seen")) {
      found.setAttribute("data-zf-seen", "");
      found.focus();
    }
  }

  function say(text) {
    var live = document.getElementById("zf-live");
    if (live) { live.textContent = text; }
  }

  /* 错误链接指向一组选项时，落到第一个能选的 */
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("[data-zf-errors] a[href^='#']");
    var target = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!target) { return; }
    event.preventDefault();
    var inside = target.matches("fieldset") ? target.querySelector("input:not(:disabled)") : target;
    (inside || target).focus();
  });

  /* One submission at a time. The value of the pressed button still travels: it is disabled after. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    var away = event.submitter && event.submitter.formTarget === "_blank"; /* this page stays */
    if (event.defaultPrevented || form.method !== "post" || away) { return; }
    window.setTimeout(function () {
      form.querySelectorAll("button[type=submit], button:not([type])").forEach(function (button) {
        button.disabled = true;
        button.setAttribute("aria-busy", "true");
      });
    }, 0);
    window.setTimeout(function () { say("还在处理，可以离开，结果会保存。"); }, 10000);
    window.setTimeout(wake, 20000); /* the answer was a file, and the page stayed */
  });
  function wake() {
    document.querySelectorAll("button[aria-busy]").forEach(function (button) {
      button.disabled = false;
      button.removeAttribute("aria-busy");
    });
  }
  window.addEventListener("pageshow", wake);

  /* Menus close on Esc, on a click elsewhere, and give the focus back. */
  function close(menu) {
    if (!menu.open) { return; }
    menu.open = false;
    if (menu.contains(document.activeElement)) { menu.querySelector("summary").focus(); }
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(".zf-tabbar a[href='#zf-user']");
    if (link) {
      var user = document.getElementById("zf-user");
      event.preventDefault();
      user.open = !user.open;
      if (user.open) { user.querySelector("summary").focus(); }
      return;
    }
    document.querySelectorAll("details[data-zf-menu][open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { document.querySelectorAll("details[data-zf-menu][open]").forEach(close); }
  });

  /* 日期旁写星期 */
  function weekday(input) {
    var row = input.closest(".zf-row");
    var out = row && row.querySelector("[data-zf-weekday]");
    var found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(input.value.trim());
    var on = found && new Date(+found[1], +found[2] - 1, +found[3]);
    var real = on && on.getMonth() === +found[2] - 1;
    if (out) { out.textContent = real ? "星期" + "日一二三四五六".charAt(on.getDay()) : ""; }
  }
  function weekdays(root) { root.querySelectorAll(".zf-in-date").forEach(weekday); }
  document.addEventListener("input", function (event) {
    if (event.target.matches(".zf-in-date")) { weekday(event.target); }
  });

  document.addEventListener("DOMContentLoaded", function () {
    weekdays(document);
    focusFirst(document);
  });
  document.addEventListener("htmx:after:swap", function (event) {
    var root = event.target.isConnected ? event.target : document;
    weekdays(root);
    focusFirst(document.getElementById("main") || document);
    var said = root.querySelector && root.querySelector("[data-zf-say]");
    if (said) { say(said.getAttribute("data-zf-say")); }
  });
}());
