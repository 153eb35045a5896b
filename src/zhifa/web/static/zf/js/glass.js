/* 当事人在屏幕上签名：笔迹（坐标、时间）和图像写进表单，与页面所示文书绑定。
   没有脚本时这一块不显示，上传签名页和登记拒签照常可用。 */
(function () {
  "use strict";
  var form = document.querySelector("form[data-zf-glass]");
  var box = form && form.querySelector("[data-pad]");
  if (!box || !window.SignaturePad) { return; }
  var canvas = box.querySelector("canvas");
  var label = box.querySelector("#glass-label");
  var party = label.textContent;
  var count = box.querySelector("[data-count]");
  var scan = form.querySelector("label[for=id_scan]");
  var pad = new window.SignaturePad(canvas, {
    backgroundColor: "rgb(255,255,255)", penColor: "rgb(10,20,40)", minWidth: 0.8, maxWidth: 2.6
  });

  function chosen() {
    var ticked = form.querySelector("[name=way]:checked");
    return ticked ? ticked.value : "";
  }
  /* x、y 为画布上的点，第三项为离第一笔多少毫秒 */
  function strokes() {
    var data = pad.toData();
    var first = data.length && data[0].points.length ? data[0].points[0].time : 0;
    return data.map(function (stroke) {
      return stroke.points.map(function (point) {
        return [Math.round(point.x * 10) / 10, Math.round(point.y * 10) / 10, point.time - first];
      });
    });
  }
  function write() {
    var lines = strokes();
    var told = {
      document: form.dataset.document, words: form.dataset.words,
      width: canvas.offsetWidth, height: canvas.offsetHeight, strokes: lines
    };
    form.elements.strokes.value = lines.length ? JSON.stringify(told) : "";
    form.elements.image.value = lines.length ? pad.toDataURL("image/png") : "";
    count.textContent = lines.length ? "已写 " + lines.length + " 笔" : "还没有笔迹";
  }
  function fit() {
    var data = pad.toData();
    var ratio = Math.min(2, Math.max(1, window.devicePixelRatio || 1));
    if (!canvas.offsetWidth) { return; }
    canvas.width = canvas.offsetWidth * ratio;
    canvas.height = canvas.offsetHeight * ratio;
    canvas.getContext("2d").scale(ratio, ratio);
    pad.fromData(data);
  }
  /* 页面说“不行”退回来时，写过的笔迹还在 */
  function restore() {
    var told;
    try { told = JSON.parse(form.elements.strokes.value); } catch (error) { return; }
    pad.fromData(told.strokes.map(function (points) {
      return {
        penColor: "rgb(10,20,40)", dotSize: 0, minWidth: 0.8, maxWidth: 2.6, velocityFilterWeight: 0.7,
        points: points.map(function (p) { return { x: p[0], y: p[1], time: p[2], pressure: 0.5 }; })
      };
    }));
    write();
  }
  function show() {
    var way = chosen();
    var refused = way === "refused" || way === "absent";
    form.querySelectorAll("[data-for]").forEach(function (part) {
      part.hidden = part.getAttribute("data-for").split(" ").indexOf(way) < 0;
    });
    label.textContent = refused ? "见证人签名" : party;
    if (scan) { scan.textContent = refused ? "见证人签名页扫描件" : "签名页扫描件"; }
    fit();
  }

  pad.addEventListener("endStroke", write);
  box.querySelector("[data-clear]").addEventListener("click", function () { pad.clear(); write(); });
  box.querySelector("[data-undo]").addEventListener("click", function () {
    var data = pad.toData();
    data.pop();
    pad.fromData(data);
    write();
  });
  form.addEventListener("change", function (event) {
    if (event.target.name !== "way") { return; }
    pad.clear(); /* 一个人的笔迹不能算在另一个人名下 */
    write();
    show();
  });
  window.addEventListener("resize", fit);
  show();
  restore();
}());
