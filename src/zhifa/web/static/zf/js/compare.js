/* 文书比对：在本机算 SHA-256，不上传。没有脚本或者不支持时，按钮照常提交到服务器比对。 */
(function () {
  "use strict";
  var form = document.querySelector("[data-zf-compare]");
  if (!form || !form.dataset.digests || !window.crypto || !window.crypto.subtle) { return; }
  var input = form.querySelector("input[type=file]");
  var says = form.querySelector("[data-zf-compare-says]");
  var known = form.dataset.digests.split(" ");

  function hex(buffer) {
    return Array.from(new Uint8Array(buffer), function (byte) {
      return byte.toString(16).padStart(2, "0");
    }).join("");
  }
  function compare(file) {
    says.textContent = "正在比对…";
    file.arrayBuffer().then(function (data) {
      return window.crypto.subtle.digest("SHA-256", data);
    }).then(function (digest) {
      var same = known.indexOf(hex(digest)) >= 0;
      says.textContent = same
        ? "比对一致：与机关发出的逐字节相同。文件没有上传。"
        : "比对不一致：不是机关发出的那一份，或者已被改动。文件没有上传。";
    }).catch(function () { form.submit(); });
  }
  form.addEventListener("submit", function (event) {
    if (input.files.length) { event.preventDefault(); compare(input.files[0]); }
  });
  form.addEventListener("dragover", function (event) { event.preventDefault(); });
  form.addEventListener("drop", function (event) {
    event.preventDefault();
    if (event.dataTransfer.files.length) { compare(event.dataTransfer.files[0]); }
  });
}());
