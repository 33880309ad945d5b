// What the element <sunwai-photos> does in the app: each photo that is chosen is
// made small and kept with the draft, shown, and can be removed again. Fetched when
// the first such element appears. The words stand in its attributes.

self.sunwaiPhotos = (() => {
  const LIMIT = 3;
  const LARGEST = 200000; // bytes
  // crypto.randomUUID is missing where the office is tried out without TLS.
  const uuid = () => '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => (
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16)));

  const offer = async (element) => {
    const { key } = element.dataset;
    const input = element.querySelector('input');
    const list = element.querySelector('ul');
    const said = element.querySelector('[role=status]');
    const say = (name) => { said.textContent = name ? element.dataset[name] : ''; };
    const named = (name, number) => element.dataset[name].replace('{number}', number);

    const entry = ({ id, blob }, place) => {
      const picture = new Image();
      picture.onload = () => URL.revokeObjectURL(picture.src);
      picture.src = URL.createObjectURL(blob);
      picture.alt = named('photo', place + 1);
      const remove = document.createElement('button');
      Object.assign(remove, { type: 'button', className: 'link-button', textContent: named('remove', place + 1) });
      remove.onclick = async () => {
        await sunwai.removePhoto(key, id);
        await draw();
        say();
        input.focus();
      };
      const item = document.createElement('li');
      item.append(picture, remove);
      return item;
    };

    const draw = async () => {
      const photos = await sunwai.photos(key);
      list.replaceChildren(...photos.map(entry));
      input.disabled = photos.length >= LIMIT;
    };

    // One after the other: an old phone has memory for no more.
    const take = async (files) => {
      say('working');
      let outcome = 'added';
      for (const file of files) {
        try {
          const blob = await sunwaiShrink(file);
          if (!await sunwai.addPhoto(key, blob, uuid())) {
            outcome = 'many';
            break;
          }
        } catch (reason) {
          console.warn(reason);
          outcome = 'failed';
        }
        await draw();
      }
      say(outcome);
    };

    input.addEventListener('change', () => {
      const files = [...input.files];
      input.value = '';
      take(files);
    });
    // The browser's own button speaks the language of the phone, not of the page.
    const add = document.createElement('span');
    Object.assign(add, { className: 'photo-choice__add', textContent: element.dataset.add, onclick: () => input.click() });
    input.after(add);
    element.classList.add('photo-choice--app');
    await draw();
    element.hidden = false;
    // What a form brought that was sent without a signal, as the camera wrote it.
    for (const { id, blob } of (await sunwai.photos(key)).filter((photo) => photo.blob.size > LARGEST)) {
      await sunwai.removePhoto(key, id);
      await take([blob]);
    }
    return take;
  };

  return offer;
})();
