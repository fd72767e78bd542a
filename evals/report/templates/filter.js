(function () {
  "use strict";
  var form = document.getElementById("filter"), which = document.getElementById("which"), wrong = document.getElementById("wrong");
  var suites = Array.prototype.slice.call(document.querySelectorAll("section.suite"));
  function show() {
    var shown = 0;
    suites.forEach(function (suite) {
      var right = suite.querySelector(".right"), none = wrong.checked && !suite.querySelector("article, .brief:not(.right *)");
      suite.hidden = (which.value !== "" && suite.dataset.suite !== which.value) || none;
      if (right) right.hidden = wrong.checked;
      if (which.value !== "" && !suite.hidden) suite.querySelector("details").open = true;
      if (!suite.hidden) shown += 1;
    });
    document.getElementById("told").textContent = shown + (shown === 1 ? " suite is shown" : " suites are shown") + (wrong.checked ? ", with wrong cases only." : ".");
  }
  function open() {
    var place = location.hash && document.getElementById(location.hash.slice(1)), box = place && place.closest("details");
    if (box) box.open = true;
  }
  form.hidden = false;
  form.addEventListener("change", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", open);
  open();
})();
