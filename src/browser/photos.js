// What the elements of photos do in the app. <sunwai-photos>: each photo that is
// chosen is made small and kept with the draft, shown, and can be removed again.
// <sunwai-pictures>: those of a complaint are fetched with its key, and shown.
// Fetched when the first such element appears. The words stand in its attributes.

self.sunwaiPhotos = (() => {
  const LIMIT = 3;
  // crypto.randomUUID is missing where the office is tried out without TLS.
  const uuid = () => '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => (
    (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16)));

  const draw = (blob, words) => {
    const picture = new Image();
    picture.onload = () => URL.revokeObjectURL(picture.src);
    picture.src = URL.createObjectURL(blob);
    picture.alt = words;
    return picture;
  };

  const offer = async (element) => {
    const { key } = element.dataset;
    const input = element.querySelector('input');
    const list = element.querySelector('ul');
    const said = element.querySelector('[role=status]');
    const say = (name) => { said.textContent = name ? element.dataset[name] : ''; };
    const named = (name, number) => element.dataset[name].replace('{number}', number);

    const entry = ({ id, blob }, place) => {
      const picture = draw(blob, named('photo', place + 1));
      const remove = document.createElement('button');
      Object.assign(remove, { type: 'button', className: 'link-button', textContent: named('remove', place + 1) });
      remove.onclick = async () => {
        await sunwai.removePhoto(key, id);
        await update();
        say();
        input.focus();
      };
      const item = document.createElement('li');
      item.append(picture, remove);
      return item;
    };

    const update = async () => {
      const photos = await sunwai.photos(key);
      list.replaceChildren(...photos.map(entry));
      input.disabled = photos.length >= LIMIT;
    };

    // Who sends meanwhile waits for it: the photo belongs to what is sent.
    let working = 0;
    let pressed = null;
    element.closest('form').addEventListener('submit', (event) => {
      if (!working) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      pressed = event.submitter;
    }, true);

    // One after the other: an old phone has memory for no more.
    const take = async (files) => {
      working += 1;
      await takeEach(files);
      working -= 1;
      if (working || !pressed) return;
      pressed.click();
      pressed = null;
    };

    const takeEach = async (files) => {
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
        await update();
      }
      say(outcome);
    };

    input.addEventListener('change', () => {
      const files = [...input.files];
      input.value = '';
      take(files);
    });
    // The browser's own button speaks the language of the phone, not of the page.
    const add = document.createElement('label');
    Object.assign(add, { className: 'photo-choice__add', textContent: element.dataset.add, htmlFor: input.id });
    input.after(add);
    element.classList.add('photo-choice--app');
    await update();
    element.hidden = false;
    // What a form brought that was sent without a signal, as the camera wrote it.
    for (const { id, blob } of (await sunwai.photos(key)).filter((photo) => photo.isRaw)) {
      await sunwai.removePhoto(key, id);
      await take([blob]);
    }
    return take;
  };

  const show = async (element) => {
    const { address, key, ids, photo, failed } = element.dataset;
    const list = element.querySelector('ul');
    element.hidden = false;
    for (const [place, id] of ids.split(' ').entries()) {
      try {
        const answer = await fetch(address + id, { headers: { authorization: `Bearer ${key}` } });
        if (!answer.ok) throw new Error(answer.status);
        const item = document.createElement('li');
        item.append(draw(await answer.blob(), photo.replace('{number}', place + 1)));
        list.append(item);
      } catch (reason) {
        console.warn(reason);
        element.querySelector('[role=status]').textContent = failed;
      }
    }
  };

  return { offer, show };
})();
