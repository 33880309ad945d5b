// Asks the server. `done` is told the status and the text of the answer; status 0
// when none came, because there is no signal or it took too long. Answers what
// gives the request up: then `done` hears nothing any more.

self.sunwai_ask = (method, path, headers, body, patience, done) => {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), patience);
  let isWanted = true;
  fetch(path, { method, headers, body, signal: controller.signal })
    .then((response) => response.text().then((text) => [response.status, text]))
    .catch(() => [0, ''])
    .then(([status, text]) => {
      clearTimeout(timer);
      if (isWanted) done(status, text);
    });
  return () => {
    isWanted = false;
    controller.abort();
  };
};
