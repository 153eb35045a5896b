/* 文书预览：宽屏上随写随看；窄屏上按“预览”展开、收起。没有脚本时，按钮照常提交，整页返回预览。 */
(function () {
  "use strict";
  var narrow = window.matchMedia("(max-width: 1199px)");

  function begin() {
    var box = document.querySelector("[data-zf-preview]");
    var button = box && box.querySelector("button[name=preview][value=page]");
    if (!button || !window.htmx) { return; }

    function say() {
      var open = box.classList.contains("is-open");
      button.hidden = !narrow.matches;
      button.textContent = open ? "收起预览" : "预览";
      button.setAttribute("aria-expanded", String(open));
    }
    button.addEventListener("click", function (event) {
      event.preventDefault();
      if (box.classList.toggle("is-open")) { box.querySelector("#preview").focus(); }
      say();
    });
    if (narrow.addEventListener) { narrow.addEventListener("change", say); }
    say();
  }
  document.addEventListener("DOMContentLoaded", begin); /* htmx 已经就位 */
}());
