// The complaints on this phone, in IndexedDB, which the page and the service
// worker share. A record is { key, at, body, refused } while it is not sent,
// { key, at, ticket, display, status, receipt } once it is; the receipt goes when
// it has been looked at, so that a number and a state are all that stays.

self.sunwai = (() => {
  const STORE = 'complaints';
  const TAG = 'sunwai-send';
  const news = 'BroadcastChannel' in self ? new BroadcastChannel('sunwai') : null;
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

  const get = (key) => within('readonly', (store) => store.get(key));
  const all = () => within('readonly', (store) => store.getAll());

  const tell = () => {
    watcher();
    if (news) news.postMessage('changed');
  };
  const put = (record) => within('readwrite', (store) => store.put(record)).then(tell);

  const now = () => new Date().toISOString().replace(/\.\d+/, '');
  const sent = (key, at, { ticket, display }) => ({ key, at, ticket, display, status: 'received' });

  // Where the browser can, it sends by itself, also after the page is closed.
  const whenTheSignalIsBack = async () => {
    const worker = self.registration || await (navigator.serviceWorker && navigator.serviceWorker.getRegistration());
    if (worker && worker.sync) await worker.sync.register(TAG);
  };

  // True if it need not be tried again.
  const sendOne = async (record) => {
    const answer = await fetch('/api/v1/complaints', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': record.key },
      body: record.body,
    });
    const text = await answer.text();
    // Erased meanwhile.
    if (!await get(record.key)) return true;
    if (answer.status === 201) {
      await put(Object.assign(sent(record.key, record.at, JSON.parse(text)), { receipt: text }));
      return true;
    }
    const isOurFault = [400, 413, 415, 422].includes(answer.status);
    if (isOurFault) await put(Object.assign(record, { refused: JSON.parse(text).key }));
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
    note: async (key, status) => {
      const record = await get(key);
      if (record && record.status !== status) await put(Object.assign(record, { status }));
    },
    // The receipt, once.
    receipt: async (key) => {
      const record = await get(key);
      const { receipt } = record;
      delete record.receipt;
      await put(record);
      return receipt;
    },
    // What was written, to be put right; the record goes.
    take: async (key) => {
      const { body } = await get(key);
      await within('readwrite', (store) => store.delete(key)).then(tell);
      return body;
    },
    // Forgets one, or without a key every one that is sent.
    forget: async (key) => {
      const keys = key ? [key] : (await all()).filter(({ body }) => !body).map((record) => record.key);
      await within('readwrite', (store) => { keys.forEach((one) => store.delete(one)); });
      tell();
    },
    watch: (run) => {
      watcher = run;
    },
  };
})();
