// Puts a text on the clipboard and calls `done` once it is there. Without TLS and on
// older phones browsers have no clipboard, so the text is selected and copied as if
// by hand.

self.sunwai_copy = (text, done) => {
  const byHand = () => {
    const focused = document.activeElement;
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    // Selecting took the focus from the button.
    if (focused) focused.focus();
    return copied;
  };
  const writing = self.isSecureContext && navigator.clipboard
    ? navigator.clipboard.writeText(text)
    : Promise.reject();
  writing.then(() => true, byHand).then((copied) => copied && done());
};
