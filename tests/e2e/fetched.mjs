// What a page was fetched by, as its browser tells it: what came out of a cache
// is left out, be it on disk or in memory.

/** The addresses that came over the network, each as often as it did. */
export function overTheNetwork(page) {
  return page.evaluate(() => performance.getEntries()
    .filter(({ transferSize }) => transferSize > 0)
    .map(({ name }) => name));
}
