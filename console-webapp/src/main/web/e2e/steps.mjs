// What people do on the console, each from wherever they are. The same steps on a made-up and on a real server.
import assert from 'node:assert/strict';

const USER = 'admin';
const OWN_PASSWORD = 'a much better one';
const PAGE = 50;
const NEWS_LIMIT = 10_000;
/** The console asks every 15 s which capabilities there are. */
const CAPABILITIES_LIMIT = 25_000;

/** Another person at work, in a session of their own. */
async function colleague(visit) {
  visit.colleague ??= await visit.server.api.logIn(USER, OWN_PASSWORD);
  return visit.colleague;
}

const figure = (value) => value.toLocaleString('en');

export async function logsInAndChoosesAPassword({ screen, server }) {
  const { page } = screen;
  await page.goto('/computers?sort=-hostname');
  await screen.heading('Log in');
  await screen.check('login');
  await screen.expecting(/status of 403/, /\/api\/v1\/session$/, async () => {
    await enter(page, 'wrong');
    await screen.say('Name or password is wrong');
  });
  await screen.check('login-refused');
  await enter(page, server.password);
  await screen.heading('Choose a new password');
  await page.locator('#old').fill(server.password);
  await page.locator('#first').fill('too short');
  assert(await screen.button('Save and go on').isDisabled(), 'a short password is not taken');
  await screen.check('new-password');
  await page.locator('#first').fill(OWN_PASSWORD);
  await page.locator('#second').fill(OWN_PASSWORD);
  await screen.button('Save and go on').click();
  await arrives(screen, server);
}

export async function logsInWithTheChosenPassword({ screen, server }) {
  await screen.page.goto('/computers?sort=-hostname');
  await screen.heading('Log in');
  await screen.check('login');
  await enter(screen.page, OWN_PASSWORD);
  await arrives(screen, server);
}

async function enter(page, password) {
  await page.locator('#name').fill(USER);
  await page.locator('#password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

async function arrives(screen, server) {
  await screen.heading('Computers');
  assert.match(screen.page.url(), /\/computers\?sort=-hostname$/, 'the log-in keeps the address');
  const [cookie] = await screen.cookies();
  if (server.secure) {
    assert.deepEqual(
      [cookie.name, cookie.httpOnly, cookie.secure, cookie.sameSite, cookie.path],
      ['__Host-fettle', true, true, 'Lax', '/'],
    );
  }
}

export async function readsTheDashboard(visit) {
  const { screen } = visit;
  const { page } = screen;
  await screen.go('Dashboard');
  await screen.say('Health of the fleet');
  await screen.settle();
  const summary = await (await colleague(visit)).get('/summary');
  assert(summary.computers > 0 && summary.missingSecurity > 0, 'there is something to show');
  const said = [
    ['Healthy', summary.health.HEALTHY],
    ['Vulnerable', summary.health.VULNERABLE],
    ['Highly vulnerable', summary.health.HIGHLY_VULNERABLE],
    ['Unknown', summary.health.UNKNOWN],
  ];
  for (const [name, value] of said) {
    await page.getByRole('link', { name: `${figure(value ?? 0)} ${name}`, exact: true }).waitFor();
  }
  assert.equal(await card(page, 'Missing security patches'), figure(summary.missingSecurity));
  assert.equal(await card(page, 'Other missing patches'), figure(summary.missingOther));
  assert.equal(await card(page, 'Sources up to date'), `${summary.sources.current} of ${summary.sources.total}`);
  const news = await (await colleague(visit)).get('/exposure-news?limit=5');
  await screen.say('Newly exposed');
  assert.equal(await page.locator('.fettle-news li').count(), news.items.length);
  await screen.check('dashboard');
  await page.locator('.fettle-figure a').first().click();
  await screen.heading(/Missing patches/);
  assert.match(page.url(), /\/patches\?security=true$/);
  const patches = await (await colleague(visit)).get('/patches?security=true&limit=1');
  await screen.say(`${figure(patches.total)} patches`);
  await screen.check('patches');
}

export async function decidesAboutAPatch(visit) {
  const { screen } = visit;
  const { page } = screen;
  await screen.go('Missing patches', /Missing patches/);
  await screen.settle();
  const row = rows(page).first();
  const decide = async (button) => {
    await row.getByRole('button', { name: /^Decide / }).click();
    await page.getByLabel('Why (may be left out)').fill('tested on two computers');
    await screen.check(`decide-${button.toLowerCase().replace(' ', '-')}`);
    const told = page.waitForResponse((response) => /\/approvals$/.test(response.url()) && response.ok());
    await page.getByRole('button', { name: button, exact: true }).click();
    await told;
  };
  await decide('Decline');
  await row.getByText('Declined for all').waitFor();
  await decide('Approve');
  await row.getByText('Approved for all').waitFor();
  await screen.check('patches-decided');
  await decide('Take back');
  await row.getByText('Approved for all').waitFor({ state: 'detached' });
}

/** From the list to one patch, to one office of it, to a vulnerability that it mends, and back by what mends that. */
export async function looksAtAPatch(visit) {
  const { screen } = visit;
  const { page } = screen;
  const other = await colleague(visit);
  const { items } = await other.get('/patches?security=true&limit=50');
  const details = await Promise.all(items.slice(0, 10).map(({ id }) => other.get(`/patches/${id}`)));
  const detail = details.find(({ mends }) => mends.total > 0) ?? details[0];
  const { patch, offices } = detail;
  await page.goto('/patches?security=true');
  await page.locator(`a[href="/patches/${patch.id}"]`).click();
  await screen.heading(`${patch.package} ${patch.candidate} ${patch.arch}`);
  await screen.settle();
  const awaiting = figure(detail.states.MISSING_AWAITING ?? 0);
  assert.equal(await page.locator('.fettle-figure').nth(1).innerText(), awaiting);
  await screen.check('patch');
  await page.getByRole('grid', { name: 'By office' }).getByRole('link', { name: offices.items[0].name }).click();
  await page.waitForURL(/[?&]office=/);
  await screen.settle();
  const listed = await other.get(`/patches/${patch.id}/computers?office=${offices.items[0].id}&limit=50`);
  assert.equal(await page.getByRole('grid', { name: 'Computers' }).locator('tbody a').count(), listed.items.length);
  await page.getByRole('grid', { name: 'Computers' }).getByRole('button', { name: 'Details' }).first().click();
  await screen.check('patch-office');
  const cve = detail.mends.items[0]?.cve;
  if (cve) {
    await page.getByRole('link', { name: cve, exact: true }).click();
    await screen.heading(cve);
    await screen.check('vulnerability');
    const { patches } = await other.get(`/vulnerabilities/${cve}`);
    assert(patches.length > 0, 'what mends it is named');
    await page.locator(`.fettle-why a[href="/patches/${patches[0].id}"]`).click();
    await screen.heading(new RegExp(`^${patches[0].package} `));
  }
  await screen.expecting(/status of 404/, /\/api\/v1\/patches/, async () => {
    await page.goto('/patches?group=nobodys');
    await screen.say('There is no such group');
  });
  await screen.check('patches-no-group');
}

function cardOf(page, title) {
  return page.locator('.pf-v6-c-card').filter({ has: page.getByRole('heading', { level: 2, name: title, exact: true }) });
}

const card = (page, title) => cardOf(page, title).locator('.fettle-figure').innerText();

export async function leafsThroughComputers(visit) {
  const { screen } = visit;
  const { page } = screen;
  await screen.go('Computers', /Computers/);
  await screen.settle();
  const { total } = await (await colleague(visit)).get('/computers?limit=1');
  await screen.say(`${figure(total)} computers`);
  assert.equal(await rows(page).count(), PAGE, 'a page, not the whole fleet');
  const first = await firstName(page);
  await screen.check('computers');
  const asked = page.waitForRequest(/\/api\/v1\/computers\?.*offset=50/);
  await page.getByRole('button', { name: 'Go to next page' }).first().click();
  assert.match((await asked).url(), /limit=50&offset=50/, 'the server pages');
  await page.waitForURL(/[?&]page=2/);
  await screen.settle();
  assert.notEqual(await firstName(page), first, 'the second page shows others');
  await page.goBack();
  await page.waitForURL(/\/computers$/);
  await screen.settle();
  assert.equal(await firstName(page), first, 'back shows the first page again');
}

export async function filtersComputers(visit) {
  const { screen } = visit;
  const { page } = screen;
  await screen.go('Computers', /Computers/);
  const sick = await (await colleague(visit)).get('/computers?health=HIGHLY_VULNERABLE&limit=1');
  await page.getByLabel('Health').selectOption('HIGHLY_VULNERABLE');
  await page.waitForURL(/health=HIGHLY_VULNERABLE/);
  await screen.say(new RegExp(`^${figure(sick.total)} computers?$`));
  const name = sick.items[0].hostname;
  await page.getByPlaceholder('Search by name').fill(name);
  await page.waitForURL(new RegExp(`text=${name}`));
  await screen.say('1 computer');
  const filtered = page.url();
  await page.reload();
  await screen.say('1 computer');
  assert.equal(page.url(), filtered, 'the address holds the filter');
  assert.equal(await page.getByPlaceholder('Search by name').inputValue(), name);
  await screen.settle();
  await screen.check('computers-filtered');
  await page.getByRole('link', { name, exact: true }).click();
  await screen.heading(name);
  await page.goBack();
  await screen.say('1 computer');
  assert.equal(page.url(), filtered, 'back leads to the filtered list');
  await page.getByPlaceholder('Search by name').fill('no-such-computer');
  await screen.say('No computer matches');
  await screen.check('computers-none');
  await screen.button('Clear filters').first().click();
  await page.waitForURL(/\/computers$/);
}

const rows = (page) => page.locator('table tbody tr');
const firstName = (page) => rows(page).first().locator('a').first().innerText();

export async function looksAtAComputer(visit) {
  const { screen } = visit;
  const { page } = screen;
  const other = await colleague(visit);
  const computer = await computerWithMissing(other);
  await page.goto(`/computers/${computer.id}`);
  await screen.heading(computer.hostname);
  await screen.check('computer');
  const { total, items } = await other.get(`/computers/${computer.id}/findings?state=missing&limit=1`);
  await page.getByRole('tab', { name: 'Findings' }).click();
  await screen.say(new RegExp(`^${figure(total)} findings?$`));
  await page.getByRole('button', { name: 'Details' }).first().click();
  const why = page.locator('.pf-v6-c-table__expandable-row-content').first();
  await why.getByText(items[0].candidate).first().waitFor();
  assert((await why.locator('li').count()) >= 2, 'why, in sentences');
  await screen.check('computer-findings');
  for (const tab of ['Packages', 'Facts']) {
    await page.getByRole('tab', { name: tab }).click();
    await screen.check(`computer-${tab.toLowerCase()}`);
  }
  await page.goBack();
  await page.waitForURL(/tab=packages/);
}

async function computerWithMissing(other) {
  const { items } = await other.get('/computers?health=HIGHLY_VULNERABLE&state=ACTIVE&limit=20');
  const found = items.find((computer) => computer.missing > 1 && computer.security > 0);
  assert(found, 'a computer that misses something');
  return found;
}

export async function deploysInThreeSteps(visit) {
  const { screen } = visit;
  const { page } = screen;
  const other = await colleague(visit);
  const computer = await computerWithMissing(other);
  await screen.go('Deployments', /Deployments/);
  await screen.settle();
  await screen.check('deployments');
  await screen.button('New deployment').click();
  await screen.say('Which patches?');
  await page.getByLabel('All missing security patches').check();
  await screen.check('deploy-patches');
  await screen.button('Next').click();
  await page.getByLabel('Computers that I choose').check();
  await screen.say('Choose at least one computer.');
  assert(await screen.button('Next').isDisabled(), 'an empty choice goes nowhere');
  await page.getByLabel('Search by name or address').fill(computer.hostname);
  await page.waitForFunction(() => document.querySelectorAll('input[type=checkbox]').length === 1);
  await page.getByRole('checkbox', { name: computer.hostname }).check();
  await screen.say('1 chosen');
  await screen.check('deploy-computers');
  await screen.button('Next').click();
  visit.deployment = `Security patches, ${screen.theme}`;
  await page.getByLabel('Name of the deployment').fill(visit.deployment);
  await screen.button('Show API call').click();
  await screen.check('deploy-review');
  await screen.button('Deploy').click();
  await page.waitForURL(/\/deployments\/[^/?]+$/);
  visit.deploymentId = new URL(page.url()).pathname.split('/').at(-1);
  await screen.heading(visit.deployment);
  const made = await other.get(`/deployments/${visit.deploymentId}`);
  assert.equal(made.name, visit.deployment);
  await screen.say(/^\d+ tasks?$/);
  await page.getByRole('button', { name: 'Details' }).first().click();
  await screen.check('deployment');
}

export async function seesProgressWithoutAReload(visit) {
  const { screen, server } = visit;
  const { page } = screen;
  await screen.say(/^0 of \d+ tasks? ended$/);
  const opened = screen.streams;
  await page.evaluate(() => (window.notLoadedAnew = true));
  await (await colleague(visit)).post(`/deployments/${visit.deploymentId}/cancellation`);
  await page.getByText(/^([1-9]\d*) of \1 tasks? ended$/).waitFor({ timeout: NEWS_LIMIT });
  await screen.say('Cancelled');
  assert(await page.evaluate(() => window.notLoadedAnew), 'no reload');
  assert.equal(screen.streams, opened, 'told by the stream that was open all the time');
  await screen.check('deployment-ended');
  await rows(page).first().getByRole('link').click();
  await page.waitForURL(/\/computers\/.*tab=tasks/);
  await rows(page).first().getByText('The deployment was cancelled.').waitFor();
  await screen.check('computer-tasks');
  await page.goBack();
  if (server.breakStreams) {
    await screen.expecting(/ERR_INCOMPLETE_CHUNKED/, /\/api\/v1\/changes/, async () => {
      server.breakStreams();
      await screen.say('Stale since');
      await page.getByText('Stale since').waitFor({ state: 'detached' });
    });
  }
}

export async function looksAtSources(visit) {
  const { screen } = visit;
  const { page } = screen;
  await screen.go('Sources', /Sources/);
  await screen.settle();
  const { items } = await (await colleague(visit)).get('/sources');
  assert(items.length > 0, 'there are sources');
  const words = { CURRENT: 'Up to date', SYNCING: 'Syncing', REFUSED: 'Refused', UNREACHABLE: 'Unreachable', NEW: 'New' };
  for (const source of items) {
    const row = rows(page).filter({ has: page.getByText(source.name, { exact: true }) });
    await row.getByText(words[source.state], { exact: true }).waitFor();
    await row.getByText(figure(source.packages), { exact: true }).waitFor();
  }
  await screen.check('sources');
}

export async function visitsTheOtherPages({ screen }) {
  for (const to of ['Offices', 'Enrolment', 'Audit']) {
    await screen.go(to, new RegExp(to === 'Enrolment' ? 'Enrolment' : to));
    await screen.check(to.toLowerCase());
  }
  const { page } = screen;
  await screen.go('Enrolment', /Enrolment/);
  await screen.button('Create a token').click();
  await page.getByRole('dialog').waitFor();
  await screen.check('token-new');
  await page.getByRole('dialog').getByRole('button', { name: 'Create a token' }).click();
  await screen.say('It is shown this once');
  await screen.check('token-secret');
  await screen.button('Close').last().click();
}

/** What makes no sense cannot be sent; what does is in force, and what was before can be put back. */
export async function changesTheHealthPolicy(visit) {
  const { screen } = visit;
  const { page } = screen;
  const other = await colleague(visit);
  const before = await other.get('/health-policy');
  await screen.go('Health policy', /Health policy/);
  const days = page.getByLabel('Known to be exploited: due within', { exact: true });
  const save = screen.button('Put in force');
  await screen.check('health-policy');
  await days.fill('3000');
  await page.getByText('Not later than what is critical.').waitFor();
  assert(await save.isDisabled(), 'what makes no sense cannot be sent');
  await screen.check('health-policy-wrong');
  for (const wanted of [before.exploitedDueDays - 1, before.exploitedDueDays]) {
    const { revision } = await other.get('/health-policy');
    await days.fill(String(wanted));
    await save.click();
    await page.getByText(`Revision ${revision + 1}, changed by`).waitFor();
    const now = await other.get('/health-policy');
    assert(now.exploitedDueDays === wanted && now.revision === revision + 1, 'the policy is in force');
  }
}

export async function looksAfterAccounts(visit) {
  const { screen } = visit;
  const { page } = screen;
  const dialog = page.getByRole('dialog');
  const name = `nora-${screen.theme}`;
  const row = rows(page).filter({ has: page.getByText(name, { exact: true }) });
  const other = await colleague(visit);
  const office = (await other.get('/offices')).items.find(({ computers }) => computers > 0);
  await screen.go('Accounts', /Accounts/);
  await screen.settle();
  await screen.check('accounts');
  await screen.button('Add an account').click();
  const add = dialog.getByRole('button', { name: 'Add an account' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Role').selectOption('OPERATOR');
  assert(await add.isDisabled(), 'an account that sees nothing is none');
  await dialog.getByLabel(office.name).check();
  await screen.check('account-new');
  await add.click();
  await screen.say(`One-time password of ${name}`);
  const oneTime = await dialog.getByLabel('One-time password', { exact: true }).inputValue();
  await screen.check('account-one-time');
  await screen.button('Close').last().click();
  await row.getByText(`1 office: ${office.name}`).waitFor();
  await row.getByText('Has not chosen a password').waitFor();
  if (visit.server.secure) await seesOneOffice(visit.server, name, oneTime, office);

  await screen.button(`Change ${name}`).click();
  await dialog.getByLabel('Everything').check();
  await screen.check('account-change');
  await screen.button('Save').click();
  await row.getByText('Everything').waitFor();
  await screen.button(`Reset password of ${name}`).click();
  await screen.check('account-reset');
  await dialog.getByRole('button', { name: 'Reset password' }).click();
  await screen.say('It is shown this once');
  await screen.button('Close').last().click();
  await screen.button(`Disable ${name}`).click();
  await dialog.getByRole('button', { name: 'Disable', exact: true }).click();
  await row.getByText('Disabled').waitFor();
  await screen.button(`Enable ${name}`).waitFor();
  await screen.button(`Remove ${name}`).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await row.waitFor({ state: 'detached' });

  await screen.button(`Disable ${USER}`).click();
  await screen.expecting(/status of 409/, /\/accounts\/admin$/, async () => {
    await dialog.getByRole('button', { name: 'Disable', exact: true }).click();
    await screen.say('This is the last administrator who sees everything');
  });
  await screen.check('account-last');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
}

/** What a real server lets somebody see who sees one office, figures included. */
async function seesOneOffice({ api }, name, oneTime, office) {
  const first = await api.logIn(name, oneTime);
  await first.post('/session/password', { oldPassword: oneTime, newPassword: OWN_PASSWORD });
  const own = await api.logIn(name, OWN_PASSWORD);
  const computers = await own.get('/computers?limit=1000');
  assert.equal(computers.total, office.computers);
  assert.deepEqual([...new Set(computers.items.map(({ officeId }) => officeId))], [office.id]);
  assert.deepEqual((await own.get('/offices')).items.map(({ id }) => id), [office.id]);
  assert((await own.get('/relays')).items.every(({ officeId }) => officeId === office.id));
  const summary = await own.get('/summary');
  assert(summary.computers <= office.computers, 'counts its own office');
  assert.equal(summary.connected, computers.items.filter(({ connected }) => connected).length);
  for (const { computers: missing } of (await own.get('/patches?limit=1000')).items) assert(missing <= office.computers);
  for (const { exposed } of (await own.get('/vulnerabilities?limit=1000')).items) assert(exposed <= office.computers);
  const names = new Set(computers.items.map(({ id }) => id));
  for (const { id, computers: planned } of (await own.get('/deployments')).items) {
    const tasks = await own.get(`/deployments/${id}/tasks?limit=1000`);
    assert.equal(planned, tasks.total);
    assert(tasks.items.every(({ computerId }) => names.has(computerId)));
  }
  await assert.rejects(own.get('/accounts'), /403.*ROLE_TOO_LOW/);
}

export async function acceptsASuggestedSource({ screen }) {
  const { page } = screen;
  await screen.go('Sources', /Sources/);
  await page.getByRole('button', { name: /Add as a source/ }).first().click();
  await page.getByRole('dialog').waitFor();
  await screen.check('source-accept');
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
}

export async function seesAnAbsentCapability(visit) {
  const { screen, server } = visit;
  const { page } = screen;
  const other = await colleague(visit);
  const { name, content } = server.bundle('deployment');
  await screen.go('Deployments', /Deployments/);
  await screen.settle();
  await screen.expecting(/status of 503/, /\/api\/v1\/deployments/, async () => {
    await other.remove('/platform/bundles/io.fettle.deployment');
    try {
      await page.reload();
      await screen.say('This capability is not deployed now');
      await page.getByRole('navigation').getByRole('link', { name: 'Deployments not deployed' }).waitFor();
      for (const theme of ['dark', 'light']) {
        await screen.turn(theme);
        await screen.check('absent');
      }
      await screen.go('Dashboard');
      await screen.settle();
      await cardOf(page, 'Open deployments').getByText('not deployed').waitFor();
      await screen.check('absent-dashboard');
      await screen.go('Deployments', /Deployments/);
      await screen.say('This capability is not deployed now');
    } finally {
      await other.post(`/platform/bundles?name=${name}`, content);
    }
    await page.getByRole('link', { name: visit.deployment }).waitFor({ timeout: CAPABILITIES_LIMIT });
  });
  assert.equal(await page.getByText('not deployed').count(), 0, 'it is back, without a reload');
}

export async function readsGerman(visit) {
  const { screen } = visit;
  const { page } = screen;
  const computer = await computerWithMissing(await colleague(visit));
  await page.goto('/');
  await page.getByRole('button', { name: /DE – Deutsch/ }).click();
  await screen.heading('Übersicht');
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  await screen.check('german-dashboard');
  await screen.go('Computer', /Computer/);
  await screen.check('german-computers');
  await page.goto(`/computers/${computer.id}?tab=findings`);
  await page.getByRole('button', { name: 'Details' }).first().click();
  await screen.check('german-findings');
  await page.goto('/patches');
  await page.locator('table tbody a').first().click();
  await page.getByRole('grid', { name: 'Nach Standort' }).waitFor();
  await screen.check('german-patch');
  await page.goto('/patches');
  await page.getByRole('button', { name: /^Entscheiden / }).first().click();
  await screen.check('german-decide');
  await page.goto('/deploy');
  await page.getByRole('button', { name: 'Weiter', exact: true }).click();
  await page.getByRole('button', { name: 'Weiter', exact: true }).click();
  await screen.check('german-deploy-review');
  await page.goto(`/deployments/${visit.deploymentId}`);
  await screen.heading(visit.deployment);
  await screen.check('german-deployment');
  await page.goto('/sources');
  await screen.check('german-sources');
  await page.goto('/accounts');
  await screen.check('german-accounts');
  await page.getByRole('button', { name: 'Konto anlegen' }).click();
  await screen.check('german-account-new');
  await page.getByRole('dialog').getByRole('button', { name: 'Abbrechen' }).click();
  await page.goto('/sources');
  await page.getByRole('button', { name: /EN – English/ }).click();
  await screen.heading(/Sources/);
}

export async function readsOnAPhone({ screen }) {
  const { page } = screen;
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [name, path] of [['dashboard', '/'], ['computers', '/computers'], ['sources', '/sources']]) {
    await page.goto(path);
    await screen.settle();
    assert(await page.evaluate(() => document.scrollingElement.scrollWidth <= innerWidth), `${name} fits in width`);
    await screen.check(`narrow-${name}`);
  }
  await page.setViewportSize(wide);
}

/** Without this the absence of violations would say nothing. */
export async function isProtectedByItsPolicy({ screen }) {
  const { page } = screen;
  const answer = await page.goto('/');
  assert.match((await answer.allHeaders())['content-security-policy'], /^default-src 'none'; script-src 'self'; style-src 'self';/);
  await screen.settle();
  await screen.expecting(/Executing inline script violates/, /^/, async () => {
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
    });
    await page.waitForFunction(() => window.refused.length > 0);
  });
  assert.deepEqual(await screen.refused(), ['script-src-elem inline']);
  assert.equal(await page.evaluate(() => window.injected), undefined);
}

export async function switchesTheTheme({ screen }) {
  const { page } = screen;
  const isDark = () => page.locator('html').evaluate((html) => html.classList.contains('pf-v6-theme-dark'));
  const before = screen.theme;
  assert.equal(await isDark(), before === 'dark', 'begins as the system says');
  const other = before === 'dark' ? 'light' : 'dark';
  await screen.turn(other);
  await page.reload();
  await screen.settle();
  assert.equal(await isDark(), other === 'dark', 'stays as chosen');
  await screen.turn(before);
}

export async function logsOut(visit) {
  const { screen } = visit;
  const { page } = screen;
  await page.goto('/computers');
  await screen.say(/\d+ computers/);
  await screen.button('Log out').click();
  await screen.heading('Log in');
  assert.equal(await page.getByRole('navigation').count(), 0);
  assert.equal(await page.evaluate(async () => (await fetch('/api/v1/session')).status), 401, 'the server forgot it too');
  await page.reload();
  await screen.heading('Log in');
  await screen.settle();
}
