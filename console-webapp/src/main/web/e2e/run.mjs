// Drives the console in a real browser, in both themes and both languages, flow by flow; every screen is held against
// WCAG 2.2 AA, its own security policy and an empty console of the browser, and photographed.
//   npm run e2e                                        on the mock server and the built page (OUT_DIR)
//   FETTLE_URL=https://localhost:8383 FETTLE_STATE=DIR FETTLE_PROGRAM=DIR npm run e2e
//                                                      on a server for tests: it gets a synthetic fleet (FETTLE_COMPUTERS)
// SHOTS: where the pictures go. RESULTS: a file for what came of each flow, one JSON object a line.
import fs from 'node:fs';
import path from 'node:path';
import { launch } from './chromium.mjs';
import { madeUpServer } from './made-up-server.mjs';
import { Screen } from './screen.mjs';
import { startedServer } from './started-server.mjs';
import * as steps from './steps.mjs';

const target = path.resolve(import.meta.dirname, '../../../../target');
const { FETTLE_URL: url, FETTLE_STATE: state, FETTLE_PROGRAM: program, FETTLE_COMPUTERS: computers = '120' } = process.env;
const shots = process.env.SHOTS ?? path.join(target, 'screenshots');
const results = process.env.RESULTS;

const server = url
  ? await startedServer({ url, state, program, computers: Number(computers) })
  : await madeUpServer(process.env.OUT_DIR ?? path.join(target, 'classes/web'));

const daily = [
  steps.readsTheDashboard,
  steps.decidesAboutAPatch,
  steps.looksAtAPatch,
  steps.leafsThroughComputers,
  steps.filtersComputers,
  steps.looksAtAComputer,
  steps.deploysInThreeSteps,
  steps.seesProgressWithoutAReload,
  steps.looksAtSources,
  steps.visitsTheOtherPages,
  steps.changesTheHealthPolicy,
  steps.looksAfterAccounts,
  steps.acceptsASuggestedSource,
];
const visits = {
  light: [steps.logsInAndChoosesAPassword, ...daily, steps.seesAnAbsentCapability, steps.isProtectedByItsPolicy, steps.switchesTheTheme, steps.logsOut],
  dark: [steps.logsInWithTheChosenPassword, ...daily, steps.readsGerman, steps.readsOnAPhone, steps.logsOut],
};

const browser = await launch(server.pins);
let failed = 0;
try {
  const screen = new Screen(browser, server.base, shots);
  for (const [theme, flows] of Object.entries(visits)) {
    await screen.open(theme);
    const visit = { screen, server };
    for (const flow of flows) await follow(flow, visit);
  }
} finally {
  await browser.close();
  server.stop();
}
console.log(failed > 0 ? `${failed} flows FAILED` : 'ok', shots);
process.exitCode = failed > 0 ? 1 : 0;

async function follow(flow, visit) {
  const { screen } = visit;
  const name = `${screen.theme}: ${flow.name}`;
  const start = Date.now();
  const faults = [];
  try {
    await flow(visit);
  } catch (error) {
    faults.push(error.stack ?? String(error));
    await screen.picture(`failed-${name.replace(/\W+/g, '-')}`).catch(() => undefined);
  }
  faults.push(...screen.faults());
  if (faults.length > 0) failed++;
  console.log(faults.length > 0 ? 'FAILED' : 'passed', name, `${((Date.now() - start) / 1000).toFixed(1)} s`);
  faults.forEach((fault) => console.log('  ', fault));
  if (results) fs.appendFileSync(results, `${JSON.stringify({ name, faults })}\n`);
  // The next flow starts on a page of its own.
  if (faults.length > 0) await screen.page.goto('/').catch(() => undefined);
}
