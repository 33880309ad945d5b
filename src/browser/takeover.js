// Reads the page that the server drew, and puts what was typed there into the one
// that the app mounts in its place, as if it were typed there; the cursor too. Once
// the app stands, nothing is the drawn page's any more.

self.sunwai_takeover = (() => {
  let stands = false;
  // A form of the drawn page is on its way to the server: the page is about to be
  // left, and what it carries is not to be sent a second time by the app.
  let isLeaving = false;
  const held = [];
  const waiting = [];
  addEventListener('submit', () => { isLeaving = !stands; });
  // The way back led here again.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    isLeaving = false;
    held.splice(0).forEach(soon);
  });
  // In a task of its own, in the order asked for, so that the browser may answer a
  // finger between two; never if the page is left.
  const soon = (run) => setTimeout(() => {
    if (isLeaving) held.push(run);
    else run();
  });

  const find = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.closest('#app'));
  const drawn = (selector) => (stands ? [] : find(selector));
  const isChoice = (control) => control.type === 'radio' || control.type === 'checkbox';
  const valueOf = (control) => (isChoice(control) && !control.checked ? '' : control.value || '');

  const answer = (control, value) => {
    if (valueOf(control) === value) return;
    if (isChoice(control)) control.checked = true;
    else control.value = value;
    for (const name of ['input', 'change']) control.dispatchEvent(new Event(name, { bubbles: true }));
  };

  // What was typed, and where the cursor is.
  const read = () => {
    const { activeElement } = document;
    return {
      answers: find('input[id]:not([type=file]), select[id], textarea[id]')
        .map((control) => [control.id, valueOf(control)])
        .filter(([, value]) => value),
      cursor: activeElement && activeElement.id && activeElement.closest('#app')
        ? [activeElement.id, activeElement.selectionStart, activeElement.selectionEnd]
        : null,
      files: find('input[type=file]').flatMap((control) => [...control.files]),
    };
  };

  const putBack = ({ answers, cursor, files }) => {
    const photos = document.querySelector('sunwai-photos');
    if (photos && photos.take && files.length) photos.take(files);
    for (const [id, value] of answers) {
      const control = document.getElementById(id);
      if (control) answer(control, value);
    }
    if (!cursor) return;
    const [id, begin, end] = cursor;
    const element = document.getElementById(id);
    if (!element) return;
    element.focus({ preventScroll: true });
    // Only texts have a selection; other controls say null, or refuse.
    if (begin !== null && element.setSelectionRange) element.setSelectionRange(begin, end);
  };

  return {
    swap: (page) => soon(() => {
      const typed = read();
      stands = true;
      document.getElementById('app').replaceChildren(page);
      putBack(typed);
      waiting.forEach(requestAnimationFrame);
    }),
    soon,
    onceDrawn: (run) => (stands ? requestAnimationFrame(run) : waiting.push(run)),
    // True once the page is the app's.
    stands: () => stands,
    // What the field of this name holds, hidden or not; empty fields are none.
    carried: (name) => drawn(`[name=${name}]`).map(valueOf).find(Boolean),
    // The words at a place.
    said: (selector) => drawn(selector).map((element) => element.textContent)[0] || undefined,
  };
})();
