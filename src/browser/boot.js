// Starts the app: fetches the Wasm and shows how far it is. The app itself removes
// #loading once it stands. Every element named here may be absent: a page that
// works without its app says nothing when the app cannot come. The Wasm's address,
// and in a finished build its size, stand on a link; so does that of the words.

(() => {
  const source = document.getElementById('app-wasm');

  const hide = (id, hidden) => {
    const element = document.getElementById(id);
    if (element) element.hidden = hidden;
  };

  const fail = (reason) => {
    console.warn(reason);
    hide('loading-failed', false);
    hide('loading-line', true);
  };

  // Counts a second branch of the stream, so that the first goes to the
  // compiler untouched and the browser may keep what it compiled.
  const follow = (response) => {
    const bar = document.getElementById('loading-progress');
    const total = Number(source.dataset.bytes);
    if (!bar || !total || !response.body) return;
    const reader = response.clone().body.getReader();
    let received = 0;
    const next = () => reader.read().then(({ done, value }) => {
      if (done) return;
      received += value.length;
      bar.value = Math.min(100, 100 * received / total);
      return next();
    });
    // A broken line is told by the compiler's branch.
    next().catch(() => {});
  };

  const load = () => fetch(source.href, { credentials: 'same-origin' }).then((response) => {
    if (!response.ok) throw new Error(`the app could not be fetched: ${response.status}`);
    follow(response);
    return response;
  });

  const compile = (response) => (WebAssembly.compileStreaming
    ? WebAssembly.compileStreaming(response)
    : response.arrayBuffer().then((bytes) => WebAssembly.compile(bytes)));

  // Lets the page answer a finger between two pieces of work.
  const breathe = (value) => new Promise((go) => { setTimeout(go, 0, value); });

  const start = (compiled) => wasm_bindgen({ module_or_path: compiled });

  // Photos are the app's matter once it stands; until then the form sends them. How
  // is fetched when a page asks for some.
  const fetchScripts = () => Promise.all([...document.querySelectorAll('link[rel=alternate][type="text/javascript"]')]
    .map((link) => new Promise((resolve, reject) => {
      const script = document.createElement('script');
      Object.assign(script, { src: link.href, async: false, onload: resolve, onerror: reject });
      document.head.append(script);
    })));

  if (window.customElements) {
    const photos = (work) => class extends HTMLElement {
      connectedCallback() {
        if (!window.sunwai_takeover.stands()) return;
        this.hidden = true;
        const fetched = window.sunwaiPhotos ? Promise.resolve() : fetchScripts();
        this.working = fetched.then(() => window.sunwaiPhotos[work](this));
        this.working.catch((reason) => {
          console.warn(reason);
          this.hidden = false;
          this.querySelectorAll('input').forEach((input) => { input.disabled = true; });
          this.querySelector('[role=status]').textContent = this.dataset.failed;
        });
      }

      take(files) {
        this.working.then((take) => take(files), () => {});
      }
    };
    customElements.define('sunwai-photos', photos('offer'));
    customElements.define('sunwai-pictures', photos('show'));
  }

  // What is not sent yet goes when the page opens, when the signal is back, and
  // when someone comes back to the page; where the browser can, also without it.
  addEventListener('load', () => {
    if (!window.sunwai) return;
    const send = () => window.sunwai.send().catch(() => {});
    send();
    addEventListener('online', send);
    document.addEventListener('visibilitychange', () => document.hidden || send());
    if (navigator.serviceWorker) navigator.serviceWorker.register('/sw.js').catch(() => {});
  });

  // The page is there to be read and typed into first; the app comes after it, and
  // takes from it neither the line nor the processor. A frame that was drawn is not
  // one that is seen: the browser says when it is. A page that nobody looks at has none.
  const afterFirstFrame = (go) => {
    const paints = window.PerformanceObserver && PerformanceObserver.supportedEntryTypes;
    if (document.hidden) go();
    else if (!paints || !paints.includes('paint')) requestAnimationFrame(() => setTimeout(go));
    else {
      const observer = new PerformanceObserver(() => {
        observer.disconnect();
        go();
      });
      observer.observe({ type: 'paint', buffered: true });
    }
  };

  // The phone may remember another language than that of the page; the app asks for
  // the words of that one.
  const speaksOtherwise = () => {
    try {
      const remembered = !/[?&]lang=/.test(location.search) && localStorage.getItem('sunwai.language');
      return remembered && remembered !== document.documentElement.lang;
    } catch (_) {
      return false;
    }
  };

  // The words of the app come beside it.
  const fetchTexts = () => {
    const link = document.getElementById('app-texts');
    if (link && !speaksOtherwise()) link.rel = 'preload';
  };

  hide('loading-line', false);
  if (window.WebAssembly && window.fetch) {
    afterFirstFrame(() => {
      fetchTexts();
      load().then(compile).then(breathe).then(start).catch(fail);
    });
  } else {
    fail('this browser has no WebAssembly');
  }
})();
