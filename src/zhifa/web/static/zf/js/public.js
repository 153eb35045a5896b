/* 长辈版：字更大、线更重，本机记住。没有脚本时按钮不出现，浏览器缩放照常可用。 */
(function () {
  "use strict";
  var KEY = "zf:elder";
  var button = document.querySelector("[data-zf-elder]");

  function set(on) {
    document.documentElement.toggleAttribute("data-zf-elder", on);
    if (button) { button.setAttribute("aria-pressed", String(on)); }
  }
  function stored() { try { return localStorage.getItem(KEY) === "1"; } catch (error) { return false; } }

  set(stored());
  if (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var on = !document.documentElement.hasAttribute("data-zf-elder");
      set(on);
      try { localStorage.setItem(KEY, on ? "1" : "0"); } catch (error) { return; }
    });
  }
}());
