// A page in a frame of another site. It tells that site one thing, its height, and
// listens to nobody. Only sites of the settings may show it, so whoever hears the
// height is one of them.

(function () {
  var root = document.documentElement;
  var told = 0;

  function tell() {
    var height = Math.ceil(root.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    parent.postMessage({ sunwai: height }, '*');
  }

  if (parent === window) return;
  tell();
  addEventListener('load', tell);
  if (window.ResizeObserver) new ResizeObserver(tell).observe(root);
  else setInterval(tell, 500);

  // What is wrong is read out, and not searched for. A page has it only when it
  // answers a form, so nobody is pulled into the frame.
  var wrong = document.querySelector('.error-summary');
  if (wrong) wrong.focus();
})();
