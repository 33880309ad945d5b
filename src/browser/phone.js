// The complaints on this phone, in IndexedDB, which the page and the service
// worker share. A record is { key, at, body, refused } while it is not sent,
// { key, at, ticket, display, status, receipt } once it is; the receipt goes when
// it has been looked at, so that a number and a state are all that stays. Photos
// ({ id, blob, isRaw } each, in `photos`) are kept from the draft on until they are
// sent; until then a complaint that is filed also keeps its key, in `access`.

self.sunwai = (() => {
  const STORE = 'complaints';
  const TAG = 'sunwai-send';
  const PATIENCE = 30000; // milliseconds
  const LONGEST = 600000;
  // A browser that lets a site keep nothing may refuse this too.
  const channel = () => {
    try {
      return new BroadcastChannel('sunwai');
    } catch (_) {
      return null;
    }
  };
  const news = channel();
  // Drafts that this page has forgotten: a photo of one may still be on its way.
  const dropped = new Set();
  let watcher = () => {};

  const open = () => new Promise((resolve, reject) => {
    const asked = indexedDB.open('sunwai', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: 'key' });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

  // One transaction: settled once it is on the disk, or has failed.
  const within = async (mode, work) => {
    const base = await open();
    try {
      return await new Promise((resolve, reject) => {
        const transaction = base.transaction(STORE, mode, { durability: 'strict' });
        const asked = work(transaction.objectStore(STORE));
        transaction.oncomplete = () => resolve(asked && asked.result);
        transaction.onabort = transaction.onerror = () => reject(transaction.error);
      });
    } finally {
      base.close();
    }
  };

  const tell = () => {
    watcher();
    if (news) news.postMessage('changed');
  };
  const all = () => within('readonly', (store) => store.getAll());
  const get = (key) => within('readonly', (store) => store.get(key));
  const erase = (key) => within('readwrite', (store) => { store.delete(key); }).then(tell);

  // Changes a record as it is now, if it is there; nothing comes between.
  const alter = (key, change) => within('readwrite', (store) => {
    const asked = store.get(key);
    asked.onsuccess = () => {
      if (asked.result && change(asked.result) !== false) store.put(asked.result);
    };
  }).then(tell);

  const now = () => new Date().toISOString().replace(/\.\d+/, '');

  // Changes a record, or makes one, unless the change says no.
  const change = (key, alteration) => within('readwrite', (store) => {
    const asked = store.get(key);
    asked.onsuccess = () => {
      const record = asked.result || { key, at: now() };
      if (alteration(record) !== false) store.put(record);
    };
  }).then(tell);

  // It is filed; its words are not needed any more.
  const file = (key, { ticket, display, key: access }, receipt) => change(key, (record) => {
    Object.assign(record, { ticket, display, status: 'received' }, receipt && { receipt });
    delete record.body;
    delete record.refused;
    if (record.photos) record.access = access;
  });

  // Where the browser can, it sends by itself, also after the page is closed.
  const whenTheSignalIsBack = async () => {
    const worker = self.registration || await (navigator.serviceWorker && navigator.serviceWorker.getRegistration());
    if (worker && worker.sync) await worker.sync.register(TAG);
  };

  // Posts it once under this key: what was answered where it was taken, `refused`
  // where it never will be. Anything else on the way may say no as well; it fails,
  // and is tried again.
  const post = async (address, key, headers, body, patience) => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), patience);
    const answer = await fetch(address, {
      method: 'POST',
      headers: Object.assign({ 'idempotency-key': key }, headers),
      body,
      signal: abort.signal,
    });
    const text = await answer.text();
    clearTimeout(timer);
    if (answer.status === 201) return { text };
    const isOurs = (answer.headers.get('content-type') || '').startsWith('application/problem+json');
    const refused = isOurs && JSON.parse(text).key;
    // These are told while it may still go through.
    const isPassing = ['idempotency.in_flight', 'action.stale'].includes(refused);
    const isFinal = [400, 401, 404, 409, 413, 415, 422].includes(answer.status) && !isPassing;
    if (!refused || !isFinal) throw new Error(answer.status);
    return { refused };
  };

  const sendWords = async ({ key, body }) => {
    const { text, refused } = await post('/api/v1/complaints', key, { 'content-type': 'application/json' }, body, PATIENCE);
    if (refused) return alter(key, (record) => { record.refused = refused; });
    // Also if it was erased meanwhile: it is filed, and its citizen needs the number.
    return file(key, JSON.parse(text), text);
  };

  // One after the other: the office takes one at a time.
  const sendPhotos = async ({ key }) => {
    for (;;) {
      const { photos, ticket, access } = await get(key) || {};
      if (!photos) return;
      const [{ id, blob }] = photos;
      const headers = { 'content-type': blob.type, authorization: `Bearer ${access}` };
      const { refused } = await post(`/api/v1/tickets/${ticket}/photos`, id, headers, blob, 4 * PATIENCE);
      await alter(key, (record) => {
        if (refused) record.photo_refused = refused;
        without(record, id);
      });
    }
  };

  // Takes a photo out of a record.
  const without = (record, id) => {
    record.photos = (record.photos || []).filter((photo) => photo.id !== id);
    if (record.photos.length) return;
    delete record.photos;
    delete record.access;
  };

  const sendAll = async () => {
    let isDone = true;
    const each = async (records, sending) => {
      for (const record of records) await sending(record).catch(() => { isDone = false; });
    };
    await each((await all()).filter(({ body, refused }) => body && !refused), sendWords);
    await each((await all()).filter(({ ticket, photos }) => ticket && photos), sendPhotos);
    return isDone;
  };

  // One at a time, page or worker; where there are no locks, the key sees to it
  // that nothing is filed twice. An open page tries again: the office may be down,
  // or still hold a connection that has died on the phone.
  let again;
  let pause = PATIENCE;
  const send = async () => {
    clearTimeout(again);
    const isDone = await (navigator.locks ? navigator.locks.request(TAG, sendAll) : sendAll());
    if (isDone) {
      pause = PATIENCE;
    } else if (self.document && !document.hidden) {
      // Each time later, so that a crowd does not hold an office down that comes back.
      again = setTimeout(() => send().catch(() => {}), pause);
      pause = Math.min(2 * pause, LONGEST);
    }
    return isDone;
  };

  if (news) news.onmessage = () => watcher();

  return {
    TAG,
    send,
    // Keeps a complaint until it is sent; fails where the phone keeps nothing.
    keep: async (key, body) => {
      await change(key, (record) => Object.assign(record, { body, at: now() }));
      whenTheSignalIsBack().catch(() => {});
    },
    // Keeps the number of one whose receipt is on the screen; its photos go now.
    remember: async (key, ticket, display, access) => {
      await file(key, { ticket, display, key: access });
      whenTheSignalIsBack().catch(() => {});
      send().catch(() => {});
    },
    // All of them but drafts, the newest first, without their words.
    list: async () => {
      const records = (await all()).filter(({ body, ticket }) => body || ticket);
      const shown = ({ key, ticket, display, status, receipt, refused, photos, photo_refused }) => ({
        key, ticket, display, status, refused, photo_refused, has_receipt: !!receipt, photos: (photos || []).length,
      });
      return JSON.stringify(records.sort((one, other) => (one.at < other.at ? 1 : -1)).map(shown));
    },
    // The photos of a draft or a complaint that are not sent yet.
    photos: async (key) => (await get(key) || {}).photos || [],
    // Keeps one more of them, raw as the camera wrote it or made small; false where
    // there are three, or what they belong to is sent.
    addPhoto: async (key, blob, id, isRaw = false) => {
      let isKept = false;
      await change(key, (record) => {
        const photos = record.photos || [];
        isKept = photos.length < 3 && !record.ticket && !dropped.has(key);
        if (isKept) record.photos = [...photos, { id, blob, isRaw }];
        return isKept;
      });
      return isKept;
    },
    removePhoto: (key, id) => alter(key, (record) => without(record, id)),
    // A draft goes on under another key.
    rename: (before, key) => within('readwrite', (store) => {
      const asked = store.get(before);
      asked.onsuccess = () => {
        const { photos } = asked.result || {};
        store.delete(before);
        if (photos) store.put({ key, at: now(), photos });
      };
    }).then(tell),
    // Forgets what belongs to no draft any more: its window was closed too early.
    tidy: (draft) => within('readwrite', (store) => {
      const asked = store.getAll();
      asked.onsuccess = () => asked.result
        .filter(({ key, body, ticket }) => !body && !ticket && key !== draft)
        .forEach(({ key }) => store.delete(key));
    }),
    // Forgets a draft; what it has become is another matter.
    drop: (key) => {
      dropped.add(key);
      return within('readwrite', (store) => {
        const asked = store.get(key);
        asked.onsuccess = () => {
          const { body, ticket } = asked.result || {};
          if (!body && !ticket) store.delete(key);
        };
      }).then(tell);
    },
    note: (key, status) => alter(key, (record) => {
      if (record.status === status) return false;
      record.status = status;
    }),
    // What stands in a record: the receipt that waits, or what was written.
    receipt: async (key) => (await get(key)).receipt,
    body: async (key) => (await get(key)).body,
    // The receipt is on the screen now.
    seen: (key) => alter(key, (record) => { delete record.receipt; }),
    // Forgets one, or without a key every one that is sent and has no receipt left to
    // look at; photos of it that wait go too.
    forget: async (key) => {
      if (key) return erase(key);
      const done = (await all()).filter(({ ticket, receipt }) => ticket && !receipt);
      for (const record of done) await erase(record.key);
    },
    watch: (run) => {
      watcher = run;
    },
  };
})();
