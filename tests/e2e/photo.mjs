// Photos, drawn by the browser: there is no camera.

/**
 * A JPEG of these sides, as bytes: hills under a sky, and with `noise` grain all
 * over, which makes it as large as a photo can be.
 */
export async function drawPhoto(page, width, height, { noise = false } = {}) {
  await teachLetters(page);
  const letters = await page.evaluate(async ({ width, height, noise }) => {
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    const context = canvas.getContext('2d');
    context.fillStyle = '#8fc1e3';
    context.fillRect(0, 0, width, height);
    context.fillStyle = '#6b8e3d';
    context.beginPath();
    context.ellipse(width / 2, height, width * 0.6, height * 0.5, 0, 0, 7);
    context.fill();
    if (noise) {
      const grain = context.getImageData(0, 0, width, height);
      let state = 1;
      for (let place = 0; place < grain.data.length; place += 1) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        if (place % 4 !== 3) grain.data[place] = state >>> 24;
      }
      context.putImageData(grain, 0, 0);
    }
    const blob = await new Promise((resolve) => { canvas.toBlob(resolve, 'image/jpeg', 0.95); });
    return window.inLetters(blob);
  }, { width, height, noise });
  return Buffer.from(letters, 'base64');
}

/** Bytes travel between page and test as letters: a list of numbers takes seconds. */
export async function teachLetters(page) {
  await page.evaluate(() => {
    window.inLetters = (blob) => new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result.split(',')[1]);
      reader.readAsDataURL(blob);
    });
    window.inBytes = (letters) => Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  });
}
