// The complaints on this phone, in IndexedDB, which the page and the service
// worker share. A record is { key, at, body, refused } while it is not sent,
// { key, at, ticket, display, status, receipt } once it is; the receipt goes when
// it has been looked at, so that a number and a state are all that stays.

self.sunwai = (() => {
  const STORE = 'complaints';
  const TAG = 'sunwai-send';
  const PATIENCE = 30000; // milliseconds
  // A browser that lets a site keep nothing may refuse this too.
  const channel = () => {
    try {
      return new BroadcastChannel('sunwai');
    } catch (_) {
      return null;
    }
  };
  const news = channel();
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
  const put = (record) => within('readwrite', (store) => { store.put(record); }).then(tell);
  const erase = (key) => within('readwrite', (store) => { store.delete(key); }).then(tell);

  // Changes a record as it is now, if it is there; nothing comes between.
  const alter = (key, change) => within('readwrite', (store) => {
    const asked = store.get(key);
    asked.onsuccess = () => {
      if (asked.result && change(asked.result) !== false) store.put(asked.result);
    };
  }).then(tell);

  const now = () => new Date().toISOString().replace(/\.\d+/, '');
  const sent = (key, at, { ticket, display }) => ({ key, at, ticket, display, status: 'received' });

  // Where the browser can, it sends by itself, also after the page is closed.
  const whenTheSignalIsBack = async () => {
    const worker = self.registration || await (navigator.serviceWorker && navigator.serviceWorker.getRegistration());
    if (worker && worker.sync) await worker.sync.register(TAG);
  };

  // True if it need not be tried again.
  const sendOne = async ({ key, at, body }) => {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), PATIENCE);
    const answer = await fetch('/api/v1/complaints', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body,
      signal: abort.signal,
    });
    const text = await answer.text();
    clearTimeout(timer);
    if (answer.status === 201) {
      // Also if it was erased meanwhile: it is filed, and its citizen needs the number.
      await put(Object.assign(sent(key, at, JSON.parse(text)), { receipt: text }));
      return true;
    }
    // Anything else on the way may say no as well; it is asked again.
    const isOurs = (answer.headers.get('content-type') || '').startsWith('application/problem+json');
    const isOurFault = isOurs && [400, 413, 415, 422].includes(answer.status);
    if (isOurFault) await alter(key, (record) => { record.refused = JSON.parse(text).key; });
    return isOurFault;
  };

  const sendAll = async () => {
    const unsent = (await all()).filter(({ body, refused }) => body && !refused);
    const done = [];
    for (const record of unsent) done.push(await sendOne(record).catch(() => false));
    return done.every(Boolean);
  };

  // One at a time, page or worker; where there are no locks, the key sees to it
  // that nothing is filed twice.
  const send = () => (navigator.locks ? navigator.locks.request(TAG, sendAll) : sendAll());

  if (news) news.onmessage = () => watcher();

  return {
    TAG,
    send,
    // Keeps a complaint until it is sent; fails where the phone keeps nothing.
    keep: async (key, body) => {
      await put({ key, body, at: now() });
      whenTheSignalIsBack().catch(() => {});
    },
    // Keeps the number of one whose receipt is on the screen.
    remember: (key, ticket, display) => put(sent(key, now(), { ticket, display })),
    // All of them, the newest first, without their words.
    list: async () => {
      const records = (await all()).sort((one, other) => (one.at < other.at ? 1 : -1));
      const shown = (record) => Object.assign(record, { has_receipt: !!record.receipt, receipt: undefined, body: undefined });
      return JSON.stringify(records.map(shown));
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
    // Forgets one, or without a key every one that has nothing left to look at.
    forget: async (key) => {
      if (key) return erase(key);
      const done = (await all()).filter(({ body, receipt }) => !body && !receipt);
      for (const record of done) await erase(record.key);
    },
    watch: (run) => {
      watcher = run;
    },
  };
})();
