// Drives the console in a real browser, in both themes: axe on every page, a picture of each, no message on the browser's
// console. Against a server of your own: FETTLE_URL, FETTLE_USER, FETTLE_PASSWORD (FETTLE_NEW_PASSWORD where that is a
// one-time password). Without FETTLE_URL it starts the mock server on the built page (OUT_DIR).
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { startMock } from '../mock/server.mjs';

const here = import.meta.dirname;
const module_ = path.resolve(here, '../../../..');
const real = process.env.FETTLE_URL;
const dist = process.env.OUT_DIR ?? path.join(module_, 'target/classes/web');
const shots = process.env.SHOTS ?? path.join(module_, 'target/screenshots');
const user = process.env.FETTLE_USER ?? 'admin';
const password = process.env.FETTLE_PASSWORD ?? 'one-time';
const newPassword = process.env.FETTLE_NEW_PASSWORD ?? 'a much better one';
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
fs.mkdirSync(shots, { recursive: true });

const mock = real ? null : await startMock({ dist });
const base = (real ?? mock.url).replace(/\/$/, '');
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const messages = [];
const violations = [];
let context;
let page;

async function open(theme) {
  await context?.close();
  context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    ignoreHTTPSErrors: true,
    reducedMotion: 'reduce',
    colorScheme: theme,
  });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => messages.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // Browsers report what is meant to happen: a first look for a session, a refused log-in, a broken stream.
    const expected = /status of (401|403|503)|ERR_INCOMPLETE_CHUNKED/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !expected) messages.push(`${message.type()}: ${message.text()}`);
  });
}

async function check(name) {
  await page.waitForLoadState('networkidle', { timeout: 3000 }).catch(() => undefined);
  await page.evaluate(axe);
  const result = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), TAGS);
  for (const v of result.violations) {
    violations.push(`${name}: ${v.id} (${v.impact}) ${v.nodes.length}x ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary ?? ''}`);
  }
  await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: false });
  console.log('checked', name);
}

async function logIn() {
  await page.locator('#name').fill(user);
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await Promise.race([
    page.locator('#old').waitFor(),
    page.getByRole('navigation', { name: 'Main' }).waitFor(),
  ]);
}

async function go(to) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: to }).click();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

async function firstVisit(theme) {
  await page.goto(`${base}/computers?sort=-hostname`);
  await page.getByRole('heading', { name: 'Log in' }).waitFor();
  await check(`${theme}-login`);
  if (mock) {
    await page.locator('#name').fill(user);
    await page.locator('#password').fill('wrong');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('Name or password is wrong').first().waitFor();
  }
  await logIn();
  if (await page.locator('#old').isVisible()) {
    await check(`${theme}-new-password`);
    await page.locator('#old').fill(password);
    await page.locator('#first').fill(newPassword);
    await page.locator('#second').fill(newPassword);
    await page.getByRole('button', { name: 'Save and go on' }).click();
  }
  await page.getByRole('heading', { level: 1, name: 'Computers' }).waitFor();
  assert.match(page.url(), /\/computers\?sort=-hostname$/, 'the log-in keeps the address');
}

async function tour(theme) {
  await page.locator('tbody tr').first().waitFor();
  await check(`${theme}-computers`);
  await go('Dashboard');
  await page.getByText('Health of the fleet').waitFor();
  await check(`${theme}-dashboard`);
  await go('Computers');
  await page.getByPlaceholder('Search by name').fill('no-such-computer');
  await page.getByText('No computer matches').waitFor();
  assert.match(page.url(), /text=no-such-computer/);
  await check(`${theme}-computers-none`);
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await page.locator('tbody tr td a').first().click();
  await page.getByRole('tab', { name: 'Summary' }).waitFor();
  await check(`${theme}-computer`);
  await page.getByRole('tab', { name: 'Findings' }).click();
  await page.getByLabel('State of findings').waitFor();
  const expand = page.getByRole('button', { name: 'Details' });
  if ((await expand.count()) > 0) await expand.nth(Math.min(2, (await expand.count()) - 1)).click();
  await check(`${theme}-computer-findings`);
  for (const tab of ['Packages', 'Tasks', 'Facts']) {
    await page.getByRole('tab', { name: tab }).click();
    await check(`${theme}-computer-${tab.toLowerCase()}`);
  }
  await go('Missing patches');
  await check(`${theme}-patches`);
  await go('Deployments');
  await check(`${theme}-deployments`);
  await page.getByRole('button', { name: 'New deployment' }).click();
  await page.getByText('Which patches?').waitFor();
  await check(`${theme}-deploy-patches`);
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.getByLabel('Computers that I choose').check();
  await page.getByText('Choose at least one computer.').waitFor();
  assert(await page.getByRole('button', { name: 'Next', exact: true }).isDisabled(), 'an empty choice goes nowhere');
  await page.getByRole('checkbox').first().check();
  await check(`${theme}-deploy-computers`);
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await page.getByRole('button', { name: 'Show API call' }).click();
  await check(`${theme}-deploy-review`);
  if (mock) await deploy(theme);
  for (const to of ['Sources', 'Offices', 'Enrolment', 'Audit']) {
    await go(to);
    await check(`${theme}-${to.toLowerCase()}`);
  }
  if (mock) await dialogs(theme);
}

async function deploy(theme) {
  await page.getByRole('button', { name: 'Deploy', exact: true }).click();
  await page.getByText('What happened').first().waitFor({ state: 'attached' });
  await go('Deployments');
  await page.getByRole('link', { name: 'Security patches of November' }).click();
  await page.getByText(/tasks ended/).waitFor();
  await page.getByRole('button', { name: 'Details' }).nth(1).click();
  await check(`${theme}-deployment`);
  if (theme === 'light') {
    mock.advance();
    mock.tell('DEPLOYMENT', 'd-1');
    await page.getByText('24 of 24 tasks ended').waitFor();
    mock.breakStreams();
    await page.getByText('Stale since').waitFor();
    await page.getByText('Stale since').waitFor({ state: 'detached' });
  }
}

async function dialogs(theme) {
  await go('Enrolment');
  await page.getByRole('button', { name: 'Create a token' }).click();
  await check(`${theme}-token-new`);
  await page.getByRole('dialog').getByRole('button', { name: 'Create a token' }).click();
  await page.getByText('It is shown this once').waitFor();
  await check(`${theme}-token-secret`);
  await page.getByRole('button', { name: 'Close' }).last().click();
  await go('Sources');
  await page.getByRole('button', { name: /Add as a source/ }).click();
  await check(`${theme}-source-accept`);
}

try {
  for (const theme of ['light', 'dark']) {
    await open(theme);
    await firstVisit(theme);
    await tour(theme);
    if (mock) {
      await page.goto(`${base}/`);
      await page.getByRole('button', { name: 'Log out' }).click();
      await page.getByRole('heading', { name: 'Log in' }).waitFor();
    }
  }
  if (mock) {
    await logIn();
    await page.locator('#old').fill(password);
    await page.locator('#first').fill(newPassword);
    await page.locator('#second').fill(newPassword);
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByRole('button', { name: /DE – Deutsch/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Übersicht' }).waitFor();
    await check('german-dashboard');
    await page.goto(`${base}/computers/c-5?tab=findings`);
    await page.getByRole('button', { name: 'Details' }).nth(1).click();
    await check('german-findings');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${base}/`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await check('narrow-dashboard');
    await page.goto(`${base}/computers`);
    await page.locator('tbody tr').first().waitFor();
    await check('narrow-computers');
    mock.stop();
    const without = await startMock({ dist, absent: ['deployment'] });
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${without.url}/deployments`);
    await page.getByRole('button', { name: 'EN – English' }).click();
    await logIn();
    await page.locator('#old').fill(password);
    await page.locator('#first').fill(newPassword);
    await page.locator('#second').fill(newPassword);
    await page.getByRole('button', { name: 'Save and go on' }).click();
    await page.getByText('This capability is not deployed now').waitFor();
    await check('absent-deployment');
    without.stop();
  }
} catch (error) {
  await page?.screenshot({ path: path.join(shots, 'failure.png') }).catch(() => undefined);
  console.error(error);
  process.exitCode = 1;
} finally {
  await browser.close();
  mock?.stop();
}
for (const text of [...new Set(violations)]) console.error('axe', text);
for (const text of [...new Set(messages)]) console.error('console', text);
if (violations.length > 0 || messages.length > 0) process.exitCode = 1;
console.log(process.exitCode ? 'FAILED' : 'ok', shots);
