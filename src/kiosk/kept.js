// What the terminal keeps while the line is down: complaints, each sealed to the
// office's key before it is written, so that nobody finds a word of a citizen
// here, this program included. By hand and not through Rust: the browser's
// database and its cryptography speak only in callbacks and promises.
//
// `complaints` has one entry for each: key (Idempotency-Key), place (its order),
// state (waiting, sent, refused), at (seconds), name (provisional number), display
// (real number), sealed (JSON, erased once it is sent). `notes` has the centre and
// the last provisional number. Every function answers a promise.

globalThis.kept = (() => {
  const NAME = 'sunwai-kiosk';
  const WEEK = 7 * 86_400;
  let opened;

  const settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  const database = () => {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('complaints', { keyPath: 'key' });
        request.result.createObjectStore('notes');
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    }).catch((error) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };

  // Work on both stores in one transaction; answered once it is on disk.
  const change = async (work) => {
    const transaction = (await database()).transaction(['complaints', 'notes'], 'readwrite', { durability: 'strict' });
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
      transaction.onerror = () => reject(transaction.error);
    });
    const answer = await work(transaction.objectStore('complaints'), transaction.objectStore('notes'));
    await done;
    return answer;
  };

  const now = () => Math.floor(Date.now() / 1000);

  const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

  const bytesOf = (text) => Uint8Array.from(
    atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0),
  );

  // In pieces, because a function takes only so many arguments.
  const long = (bytes) => {
    const all = new Uint8Array(bytes);
    let text = '';
    for (let place = 0; place < all.length; place += 3_000) text += base64url(all.subarray(place, place + 3_000));
    return text;
  };

  // The scheme stands with the type `Sealed` of the wire.
  const seal = async (office, key, words) => {
    const curve = { name: 'ECDH', namedCurve: 'P-256' };
    const to = await crypto.subtle.importKey('raw', bytesOf(office), curve, false, []);
    const drawn = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
    const agreed = await crypto.subtle.deriveBits({ name: 'ECDH', public: to }, drawn.privateKey, 256);
    const base = await crypto.subtle.importKey('raw', agreed, 'HKDF', false, ['deriveKey']);
    const text = new TextEncoder();
    const cipher = await crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: text.encode('sunwai kiosk') },
      base, { name: 'AES-GCM', length: 256 }, false, ['encrypt'],
    );
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: new Uint8Array(12), additionalData: text.encode(key) }, cipher, text.encode(words),
    );
    const half = await crypto.subtle.exportKey('raw', drawn.publicKey);
    return JSON.stringify({ key: base64url(half), sealed: long(sealed) });
  };

  const alter = (key, changes) => change(async (complaints) => {
    const entry = await settled(complaints.get(key));
    if (entry) complaints.put({ ...entry, ...changes });
  });

  return {
    /** Seals a complaint and keeps it, after those that are kept. */
    async put(office, key, words) {
      const sealed = await seal(office, key, words);
      await change(async (complaints, notes) => {
        const place = (await settled(notes.get('place')) ?? 0) + 1;
        notes.put(place, 'place');
        complaints.put({ key, place, state: 'waiting', at: now(), name: null, display: null, sealed });
      });
    },

    /** All entries in their order, without what is sealed; those of last week are forgotten. */
    async all() {
      const entries = await change(async (complaints) => {
        const found = await settled(complaints.getAll());
        const old = found.filter(({ state, at }) => state !== 'waiting' && now() - at > WEEK);
        old.forEach(({ key }) => complaints.delete(key));
        return found.filter((entry) => !old.includes(entry));
      });
      entries.sort((one, other) => one.place - other.place);
      return JSON.stringify(entries.map(({ sealed, place, ...rest }) => rest));
    },

    /** What is sealed of a complaint, if it still waits. */
    async sealed(key) {
      return change(async (complaints) => (await settled(complaints.get(key)))?.sealed);
    },

    /** Gives a complaint its provisional number: `K3-0007`. */
    async name(key, centre) {
      return change(async (complaints, notes) => {
        const entry = await settled(complaints.get(key));
        if (!entry) return undefined;
        if (entry.name) return entry.name;
        const number = (await settled(notes.get('number')) ?? 0) + 1;
        const name = `${centre}-${String(number).padStart(4, '0')}`;
        notes.put(number, 'number');
        complaints.put({ ...entry, name });
        return name;
      });
    },

    /** It is filed under a real number: what was sealed is erased. */
    sent: (key, display) => alter(key, { state: 'sent', display, sealed: null, at: now() }),

    /** The server does not take it: what was sealed is erased. */
    refused: (key) => alter(key, { state: 'refused', sealed: null, at: now() }),

    /** Nothing is left of it. */
    forget: (key) => change((complaints) => { complaints.delete(key); }),

    /** Remembers whose terminal this is. */
    remember: (centre) => change((_, notes) => { notes.put(centre, 'centre'); }),

    /** Whose terminal this is. */
    centre: () => change((_, notes) => settled(notes.get('centre'))),

    /** Erases everything. */
    wipe: () => change((complaints, notes) => {
      complaints.clear();
      notes.clear();
    }),
  };
})();
