/* 音像文件分段上传（tus）：选好文件就开始传，断网、刷新、关掉浏览器以后，再选同一个文件从断开处接着传。
   没有脚本时照常用表单上传。 */
(function () {
  "use strict";
  var box = document.querySelector("[data-zf-upload]");
  var form = box && box.querySelector("form");
  if (!form || !window.tus || !window.tus.isSupported) { return; }
  var file = form.elements.file;
  var hidden = form.elements.upload;
  var entry = file.closest(".zf-field");
  var PIECE = 4 * 1024 * 1024;
  var going = null;
  var wanted = false;
  var touched = {};

  var bar = document.createElement("progress");
  bar.max = 100;
  bar.hidden = true;
  bar.className = "w-100";
  bar.setAttribute("aria-label", "上传进度");
  var told = document.createElement("p");
  told.className = "zf-13 zf-2";
  told.setAttribute("role", "status");
  told.dataset.uploadTold = "";
  entry.append(bar, told);

  function say(words) { told.textContent = words; }
  function size(bytes) {
    return bytes < 1048576 ? Math.ceil(bytes / 1024) + " KB" : (bytes / 1048576).toFixed(1) + " MB";
  }
  form.addEventListener("input", function (event) { touched[event.target.name] = true; });

  /* 文件自己说的时间、种类和设备，只填没有动过的栏 */
  function fill(about) {
    if (about.kind && !touched.kind) {
      form.querySelectorAll("[name=kind]").forEach(function (one) { one.checked = one.value === about.kind; });
    }
    if (about.device && !touched.device && !form.elements.device.value) {
      form.elements.device.value = about.device;
    }
    if (about.taken_at && !touched.taken_at) {
      form.elements.taken_at.value = about.taken_at.slice(0, 16).replace("T", " ");
    }
  }
  function came(url, name) {
    hidden.value = url.replace(/\/$/, "").split("/").pop();
    file.required = false;
    file.disabled = true;
    going = null;
    fetch(url, { headers: { Accept: "application/json" } })
      .then(function (answer) { return answer.json(); })
      .then(fill)
      .catch(function () { return null; })
      .then(function () {
        say("“" + name + "”已传完。请写明五要素，再点“入库”。");
        if (wanted) { form.requestSubmit(); }
      });
  }
  function refusal(error) {
    var answer = error.originalResponse;
    try { return JSON.parse(answer.getBody()).detail || ""; } catch (ignored) { return ""; }
  }
  function headers() { return { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value }; }
  function failed(error) {
    going = null;
    wanted = false;
    say(refusal(error) || "网络断开，已传的部分保留着。网络恢复后再选同一个文件，从断开处接着传。");
  }
  function start(chosen) {
    hidden.value = "";
    bar.hidden = false;
    bar.value = 0;
    say("正在上传“" + chosen.name + "”…");
    going = new window.tus.Upload(chosen, {
      endpoint: box.dataset.endpoint,
      chunkSize: PIECE,
      retryDelays: [0, 1000, 3000, 5000, 10000, 20000],
      removeFingerprintOnSuccess: true,
      headers: headers(),
      metadata: { filename: chosen.name, dossier: box.dataset.dossier },
      fingerprint: function (picked) {
        return Promise.resolve(
          ["zf", box.dataset.dossier, picked.name, picked.size, picked.lastModified].join("-"));
      },
      onProgress: function (sent, all) {
        bar.value = sent * 100 / all;
        say("正在上传“" + chosen.name + "”：" + size(sent) + " / " + size(all));
      },
      onError: failed,
      onSuccess: function () { bar.value = 100; came(mine.url, chosen.name); }
    });
    var mine = going;
    mine.findPreviousUploads().then(function (before) {
      if (before.length) { mine.resumeFromPreviousUpload(before[0]); }
      mine.start();
    });
  }
  file.addEventListener("change", function () {
    if (going) { going.abort(); }
    if (file.files.length) { start(file.files[0]); }
  });
  form.addEventListener("submit", function (event) {
    if (!going) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    wanted = true;
    say("文件还在传，传完自动入库。");
  }, true);
  if (hidden.value) { file.required = false; say("文件已传完，不用再选。"); }
}());
