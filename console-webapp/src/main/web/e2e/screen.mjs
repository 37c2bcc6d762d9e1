// A person's window on the console. It holds against every page what must never happen: a violation of WCAG 2.2 AA, one of
// the page's own security policy, a message on the browser's console, a request to somebody else.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const AXE = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const LIMIT = 30_000;
const QUIET_MILLIS = 120;
const LOOK_MILLIS = 30;
const FIRST_LOOK = { pattern: /status of 401/, at: /\/api\/v1\/session$/ };

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

export class Screen {
  #browser;
  #base;
  #shots;
  #context;
  #pending = new Set();
  #quietSince = Date.now();
  #expected = [];
  #faults = [];
  streams = 0;

  constructor(browser, base, shots) {
    this.#browser = browser;
    this.#base = base;
    this.#shots = shots;
    fs.mkdirSync(shots, { recursive: true });
  }

  /** A new window of somebody who was never here. */
  async open(theme) {
    await this.#context?.close();
    this.#pending.clear();
    this.theme = theme;
    this.#context = await this.#browser.newContext({
      baseURL: this.#base,
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
      reducedMotion: 'reduce',
      colorScheme: theme,
    });
    await this.#context.addInitScript(AXE);
    await this.#context.addInitScript(() => {
      window.refused = [];
      document.addEventListener('securitypolicyviolation', (event) =>
        window.refused.push(`${event.effectiveDirective} ${event.blockedURI}`),
      );
    });
    this.page = await this.#context.newPage();
    this.page.setDefaultTimeout(LIMIT);
    this.#listen();
  }

  #listen() {
    this.page.on('pageerror', (error) => this.#faults.push(`error: ${error.message}`));
    this.page.on('console', (message) => {
      const seen = { text: message.text(), url: message.location().url };
      const expected = [FIRST_LOOK, ...this.#expected].some((e) => e.pattern.test(seen.text) && e.at.test(seen.url));
      if (['error', 'warning'].includes(message.type()) && !expected) {
        this.#faults.push(`console ${message.type()}: ${seen.text} ${seen.url}`);
      }
    });
    this.page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(`${this.#base}/`) && !/^(data|blob):/.test(url)) this.#faults.push(`asks elsewhere: ${url}`);
      if (request.resourceType() === 'eventsource') this.streams++;
      else this.#pending.add(request);
    });
    const done = (request) => {
      this.#pending.delete(request);
      this.#quietSince = Date.now();
    };
    this.page.on('requestfinished', done);
    this.page.on('requestfailed', done);
  }

  /** For a while a message is no fault: browsers report every refusal, also one that is meant to happen. */
  async expecting(pattern, at, action) {
    const expected = { pattern, at };
    this.#expected.push(expected);
    try {
      await action();
      await this.settle();
    } finally {
      this.#expected = this.#expected.filter((known) => known !== expected);
    }
  }

  cookies() {
    return this.#context.cookies();
  }

  /** As people do, by the switch at the top. */
  async turn(theme) {
    await this.button(theme === 'dark' ? 'Dark' : 'Light').click();
    this.theme = theme;
  }

  /** Until nothing is being asked and nothing is still to be drawn; the stream of news does not count. */
  async settle() {
    const deadline = Date.now() + LIMIT;
    while (Date.now() < deadline) {
      const quiet = this.#pending.size === 0 && Date.now() - this.#quietSince >= QUIET_MILLIS;
      if (quiet && (await this.page.locator('.pf-v6-c-skeleton, .pf-v6-c-spinner').count()) === 0) return this.#stopMoving();
      await pause(LOOK_MILLIS);
    }
    throw new Error(`${this.page.url()} does not come to rest; asked: ${[...this.#pending].map((r) => r.url())}`);
  }

  /** What fades from one colour to another has neither. */
  #stopMoving() {
    return this.page.evaluate(() =>
      document.getAnimations().forEach((each) => each.effect?.getComputedTiming().endTime !== Infinity && each.finish()),
    );
  }

  /** Holds the page against the rules and takes its picture. */
  async check(name) {
    await this.settle();
    await this.picture(`${this.theme}-${name}`);
    const { violations } = await this.page.evaluate((tags) => axe.run(document, { runOnly: tags, resultTypes: ['violations'] }), TAGS);
    for (const { id, impact, nodes } of violations) {
      this.#faults.push(`axe on ${name}: ${id} (${impact}) ${nodes.length}x ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary ?? ''}`);
    }
    await this.#takeRefused();
  }

  async picture(name) {
    await this.page.screenshot({ path: path.join(this.#shots, `${name}.png`) });
  }

  async #takeRefused() {
    for (const refused of await this.refused()) this.#faults.push(`the page's policy refused ${refused}`);
  }

  /** What the page's security policy refused since somebody last asked. */
  refused() {
    return this.page.evaluate(() => window.refused.splice(0));
  }

  /** Faults since somebody last asked. */
  faults() {
    return [...new Set(this.#faults.splice(0))];
  }

  async go(to, heading = to) {
    await this.page.getByRole('navigation').getByRole('link', { name: to }).click();
    await this.heading(heading);
  }

  heading(name) {
    return this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  say(text) {
    return this.page.getByText(text).first().waitFor();
  }
}
