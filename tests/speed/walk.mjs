// A walk through the citizens' app by its links and buttons, without loading a page:
// every kind of page, every language.

/** How many changes of page a walk is. */
export const CHANGES = 20;

/** Walks so many times; begins and ends anywhere in the app, in Hindi. */
export function walk(page, ticket, times) {
  return page.evaluate(async ([ticket, times]) => {
    const find = (selector) => {
      const found = document.querySelector(selector);
      if (!found) throw new Error(`there is no ${selector} at ${location}`);
      return found;
    };
    const until = async (isThere, what) => {
      for (let tries = 0; tries < 5000; tries += 1) {
        if (isThere()) return;
        await new Promise((resolve) => { setTimeout(resolve); });
      }
      throw new Error(`${what} does not come at ${location}`);
    };
    // Another page has another heading.
    const to = (link, landmark) => async () => {
      const heading = find('main h1');
      find(link).click();
      await until(() => !heading.isConnected && document.querySelector(landmark), landmark);
    };
    const home = to('.header__home', '.ways');
    const complain = to('.ways [href="/complain"]', 'input[value=ration]');
    const results = to('.ways [href="/results"]', '.table');
    const speak = (language) => to(`.language-switch [lang=${language}]`, `html[lang=${language}] main`);
    const table = (by) => async () => {
      find(`.tables [href*="by=${by}"]`).click();
      await until(() => document.querySelector(`.tables [href*="by=${by}"][aria-current]`), by);
    };
    const choose = async () => {
      find('input[value=ration]').click();
      await to('main form [type=submit]', 'input[value=PDS_NOT_RECEIVED]')();
    };
    const lookUp = async () => {
      const number = find('#ticket');
      number.value = ticket;
      number.dispatchEvent(new Event('input', { bubbles: true }));
      await to('main form [type=submit]', '.standing__state')();
    };
    const changes = [
      to('.footer [href="/privacy"]', 'main h2'),
      home,
      complain,
      choose,
      home,
      results,
      table('district'),
      table('category'),
      to('.footer [href="/mine"]', '.mine'),
      to('.footer [href="/accessibility"]', 'main h2'),
      home,
      speak('en'),
      to('.ways [href="/status"]', '#ticket'),
      lookUp,
      home,
      speak('pa'),
      complain,
      speak('hi'),
      home,
      results,
    ];
    for (let time = 0; time < times; time += 1) {
      for (const change of changes) await change();
    }
  }, [ticket, times]);
}
