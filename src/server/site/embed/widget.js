// <sunwai-widget view="status|results|complain" lang="hi|en|pa"> shows a page of the
// office that this script comes from, in a frame that grows with the page. It keeps
// nothing and asks for nothing else. Old syntax, for old browsers.
(function () {
  var NAME = 'sunwai-widget';
  var TITLES = '{titles}';
  var script = document.currentScript || document.querySelector('script[src$="/widget.js"]');
  if (!script) return;
  var office = script.src.split('/').slice(0, 3).join('/');

  function known(names, name, usual) {
    return Object.prototype.hasOwnProperty.call(names, name) ? name : usual;
  }

  function make(element) {
    var frame = document.createElement('iframe');
    var opened = false;
    frame.loading = 'lazy';
    frame.style.cssText = 'display:block;width:100%;height:30em;border:0';
    element.handleEvent = function (event) {
      var height = event.data && event.data.sunwai;
      var ours = event.origin === office && event.source && event.source === frame.contentWindow;
      if (ours && height > 0 && height < 1e5) frame.style.height = +height + 'px';
    };
    // The next page begins at its top, which may be far above what is seen.
    frame.addEventListener('load', function () {
      if (opened && frame.getBoundingClientRect().top < 0) element.scrollIntoView();
      opened = true;
    });
    return frame;
  }

  function draw(element) {
    var lang = known(TITLES, (element.getAttribute('lang') || '').slice(0, 2).toLowerCase(), 'hi');
    var view = known(TITLES[lang], element.getAttribute('view'), 'status');
    var source = office + '/embed/' + view + '?lang=' + lang;
    var frame = element.frame || (element.frame = make(element));
    frame.title = TITLES[lang][view];
    frame.lang = lang;
    if (frame.src !== source) frame.src = source;
    addEventListener('message', element);
    if (frame.parentNode) return;
    // Out of reach of the host's styles, where the browser can.
    (element.attachShadow ? element.attachShadow({ mode: 'open' }) : element).appendChild(frame);
  }

  if (!window.customElements) {
    addEventListener('load', function () {
      [].forEach.call(document.querySelectorAll(NAME), draw);
    });
    return;
  }
  if (customElements.get(NAME)) return;

  function Widget() {
    return Reflect.construct(HTMLElement, [], Widget);
  }
  Widget.observedAttributes = ['view', 'lang'];
  Widget.prototype = Object.create(HTMLElement.prototype);
  Widget.prototype.connectedCallback = function () { draw(this); };
  Widget.prototype.disconnectedCallback = function () { removeEventListener('message', this); };
  Widget.prototype.attributeChangedCallback = function () { if (this.isConnected) draw(this); };
  customElements.define(NAME, Widget);
})();
