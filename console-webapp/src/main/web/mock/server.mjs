// A server to look at the console with: the built page under the real policy, and an API with made-up computers.
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';

const NOW = Date.now();
const MINUTE = 60_000;
const DAY = 24 * 60;
const at = (minutes) => new Date(NOW + minutes * MINUTE).toISOString().replace(/\.\d+Z$/, 'Z');
let seed = 42;
const random = () => (seed = (seed * 1664525 + 1013904223) >>> 0) / 2 ** 32;
const pick = (list) => list[Math.floor(random() * list.length)];

const offices = [
  { id: 'head-office', name: 'Head office', networks: ['10.0.0.0/16'], timeZone: 'Europe/Berlin', relay: null },
  { id: 'o-chennai', name: 'Chennai', networks: ['10.20.0.0/16', '10.21.0.0/16'], timeZone: 'Asia/Kolkata', relay: 'r-1' },
  { id: 'o-nairobi', name: 'Nairobi', networks: ['10.30.0.0/16'], timeZone: 'Africa/Nairobi', relay: 'r-2' },
];
const cache = { files: 1284, bytes: 8_412_000_000, requests: 30210, pulledFiles: 2417, pulledBytes: 6_930_000_000, hitRatio: 0.92, since: at(-9000) };
const relays = [
  { id: 'r-1', officeId: 'o-chennai', names: ['relay.chennai.example'], connected: true, lastSeenAt: at(0), version: '0.1.0', cache },
  { id: 'r-2', officeId: 'o-nairobi', names: ['relay.nairobi.example'], connected: false, lastSeenAt: at(-190), version: '', cache: null },
];
const NAMES = ['openssl', 'libssl3', 'linux-image-amd64', 'sudo', 'curl', 'libcurl4', 'vim-common', 'bash', 'tzdata', 'git', 'perl-base', 'nginx', 'openssh-server', 'libc6', 'python3.11'];
const patches = NAMES.map((name, i) => ({
  id: `p-${i}`,
  package: name,
  arch: 'amd64',
  candidate: `${1 + (i % 4)}.${i}.17-1~deb12u${1 + (i % 3)}`,
  security: i % 3 !== 2,
  severity: 'UNKNOWN',
  computers: 140 - i * 9,
  superseded: i === 2 ? 12 : 0,
  firstSeen: at(-DAY * (3 + i * 5)).slice(0, 10),
  overdue: i % 3 === 0 ? 20 - i : 0,
  unconfirmed: i % 2 === 0 ? 9 : 0,
  overdueUnconfirmed: i % 6 === 0 ? 3 : 0,
  aftermath: i === 2 ? ['REBOOT'] : [],
  approvedFor: i % 4 === 1 ? ['all'] : i === 4 ? ['Pilots'] : [],
  declinedFor: i === 5 ? ['Kiosks'] : [],
}));
const exposureStates = ['EXPOSED_AWAITING', 'EXPOSED_NO_FIX', 'UNKNOWN', 'FIXED'];
const vulnerabilities = NAMES.map((name, i) => ({
  cve: `CVE-2026-${2000 - i * 7}`,
  summary: `${name}: out-of-bounds write in the handling of crafted input`,
  severity: ['CRITICAL', 'IMPORTANT', 'MODERATE', 'LOW', 'UNKNOWN'][Math.min(4, Math.floor(i / 3))],
  ratings: [{ scale: 'CVSS_V3', severity: 'IMPORTANT', text: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', by: 'NVD' }],
  exploited: i < 2 ? { added: '2026-10-01', due: '2026-10-22', ransomware: i === 0 } : null,
  prediction: { score: 0.9 / (i + 1), percentile: 0.99 - i / 50, date: '2026-11-20', model: 'v4' },
  advisories: [{ source: 's-1', id: `DSA-${5900 + i}-1` }],
  computers: { EXPOSED_APPROVED: 0, EXPOSED_AWAITING: 60 - i, EXPOSED_NO_FIX: i % 4, UNKNOWN: 8, FIXED: 90 },
  exposed: 60 - i + (i % 4),
  catalogRevision: 17,
  changeRevision: 4711,
  computedAt: at(-1),
}));
const news = (id, kind, cve, vulnerabilities, newly, exposed, severity, exploited) => ({
  id, kind, cve, vulnerabilities, newly, exposed, severity, exploited, catalogRevision: 7, at: at(10 * id - 60),
});
const exposureNews = [
  news(4, 'EXPOSED', vulnerabilities[1].cve, 1, 3, 7, 'CRITICAL', true),
  news(3, 'EXPLOITED', vulnerabilities[2].cve, 1, 0, 5, 'IMPORTANT', true),
  news(2, 'EXPOSED', vulnerabilities[0].cve, 1, 1, 1, 'LOW', false),
  news(1, 'EXPOSED', null, 412, 9, 9, 'UNKNOWN', false),
];
const exposureOf = (computer, vulnerability, i) => ({
  computer: computer.id,
  hostname: computer.hostname,
  cve: vulnerability.cve,
  office: computer.officeId,
  groups: computer.groups,
  state: exposureStates[i % 4],
  severity: vulnerability.severity,
  exploited: vulnerability.exploited !== null,
  packages: [vulnerability.summary.split(':')[0]],
  why: [{ code: 'exposure.fix_missing', parameters: { package: vulnerability.summary.split(':')[0], installed: '1.0-1', source: 'openssl', judged: '1.0-1', fixed: '1.0-2', note: '', saidBy: vulnerability.cve } }],
});
const doubtsOf = (i, unknown) => [
  ...(unknown ? [{ code: 'exposure.no_inventory', parameters: {} }] : []),
  ...(i % 9 === 6 ? [{ code: 'source.stale', parameters: { name: 'Debian tracker', state: 'UNREACHABLE', since: at(-30_000) } }] : []),
];
const computers = Array.from({ length: 173 }, (_, i) => {
  const security = random() < 0.55 ? 0 : Math.ceil(random() * 9);
  const missing = security + Math.floor(random() * 6);
  const unknown = random() < 0.05;
  return {
    id: `c-${i}`,
    hostname: `${pick(['pc', 'srv', 'kiosk'])}-${String(i).padStart(4, '0')}.example.org`,
    officeId: pick(offices).id,
    groups: i % 5 === 0 ? ['pilots'] : [],
    state: i === 3 ? 'QUARANTINED' : 'ACTIVE',
    health: unknown ? 'UNKNOWN' : security > 4 ? 'HIGHLY_VULNERABLE' : missing > 0 ? 'VULNERABLE' : 'HEALTHY',
    demo: i % 2 === 1,
    os: pick(['Debian GNU/Linux 12 (bookworm)', 'Ubuntu 24.04.3 LTS', 'Debian GNU/Linux 13 (trixie)']),
    addresses: [`10.0.${i % 250}.7`, 'fe80::1'],
    level: i % 4 === 0 ? 'L0' : 'L1',
    agentVersion: '0.1.0',
    lastSeenAt: unknown ? null : at(-Math.floor(random() * 3000)),
    inventoryAt: unknown ? null : at(-Math.floor(random() * 3000)),
    via: 'direct',
    connected: !unknown && random() < 0.4,
    rebootRequired: random() < 0.1,
    installed: unknown ? null : 805,
    missing: unknown ? null : missing,
    security: unknown ? null : security,
    overdue: unknown ? null : Math.floor(security / 2),
    blocked: unknown ? null : 1,
    held: unknown ? null : 0,
    doubts: doubtsOf(i, unknown),
  };
});
const patchStates = ['MISSING_AWAITING', 'INSTALLED', 'MISSING_APPROVED', 'INSTALLED', 'UNKNOWN', 'MISSING_DECLINED', 'SUPERSEDED'];
const onPatch = (computer, i) => {
  const state = patchStates[i % 7];
  const isMissing = state.startsWith('MISSING');
  return {
    computer: computer.id,
    hostname: computer.hostname,
    office: computer.officeId,
    groups: computer.groups,
    state,
    installed: isMissing || state === 'SUPERSEDED' ? '1.0-1' : state === 'UNKNOWN' ? '' : '2.0-1',
    finding: isMissing ? (i % 5 === 1 ? 'HELD' : 'MISSING') : state === 'SUPERSEDED' ? state : null,
    firstSeen: isMissing ? at(-DAY * 9).slice(0, 10) : null,
    due: isMissing ? at(DAY * ((i % 4) - 1)).slice(0, 10) : null,
    overdue: isMissing && i % 4 === 0,
    stale: false,
    why: isMissing
      ? [{ code: 'finding.installed', parameters: { version: '1.0-1', priority: '100' } }, { code: 'finding.installable_now', parameters: {} }]
      : state === 'UNKNOWN'
        ? [{ code: 'exposure.inventory_old', parameters: {} }]
        : [],
  };
};
/** Who is in which state, place by place. */
const placesOf = (rows) => {
  const cut = (items) => ({ items, total: items.length });
  const place = (id, name, of) => ({ id, name, computers: count(of, 'state') });
  return {
    offices: cut(offices.map((o) => place(o.id, o.name, rows.filter((row) => row.office === o.id)))),
    groups: cut([place('pilots', 'pilots', rows.filter((row) => row.groups.includes('pilots')))]),
  };
};
const inPart = (query) => (row) =>
  (!query.get('office') || row.office === query.get('office')) &&
  (!query.get('group') || row.groups.includes(query.get('group'))) &&
  (!query.get('state') || row.state === query.get('state')) &&
  row.hostname.includes(query.get('text') ?? '');
const running = {
  kernel: { state: 'OUTDATED', running: '6.1.0-38-amd64', newest: '6.1.0-41-amd64' },
  restart: [
    { service: 'nginx.service', files: ['libcrypto.so.3', 'libssl.so.3', 'nginx'], processes: 5 },
    { service: 'ssh.service', files: ['libcrypto.so.3'], processes: 1 },
    { service: 'bash', files: ['libc.so.6'], processes: 2 },
  ],
  unseen: 41,
};
const facts = { osId: 'debian', osVersion: '12', osCodename: 'bookworm', kernel: '6.1.0-38-amd64', newestKernel: '6.1.0-41-amd64', architectures: ['amd64', 'i386'], running };
const factsOf = ({ rebootRequired }) => {
  const { newestKernel } = facts;
  if (rebootRequired) return facts;
  const kernel = { state: 'CURRENT', running: newestKernel, newest: newestKernel };
  return { ...facts, kernel: newestKernel, running: { ...running, kernel } };
};
const why = (i) => [
  { code: 'finding.candidate', parameters: { version: patches[i].candidate, priority: '500' } },
  { code: 'finding.offered_by', parameters: { label: 'Debian-Security', suite: 'bookworm-security', component: 'main', uri: 'http://deb.example.org/debian-security/', priority: '500' } },
  { code: 'finding.installed', parameters: { version: '1.0-1', priority: '100' } },
  ...(i === 3 ? [{ code: 'finding.declined', parameters: { groups: 'Kiosks' } }] : []),
  i === 1 ? { code: 'finding.held', parameters: {} } : i === 2 ? { code: 'apt.kept_back', parameters: { words: 'linux-image-amd64 : Depends: <img src=x onerror=alert(1)>' } } : { code: 'finding.installable_now', parameters: {} },
];
const findings = [
  ...patches.map((patch, i) => ({
    patch: patch.id,
    package: patch.package,
    arch: patch.arch,
    installed: '1.0-1',
    candidate: patch.candidate,
    state: i === 1 ? 'HELD' : i === 2 ? 'BLOCKED' : 'MISSING',
    security: patch.security,
    severity: 'UNKNOWN',
    advisories: [],
    cves: [],
    firstSeen: patch.firstSeen,
    due: patch.security ? at(DAY * (9 - i * 2)).slice(0, 10) : null,
    overdue: patch.security && i > 4,
    aftermath: patch.aftermath,
    approval: i === 3 ? 'DECLINED' : i === 4 ? 'APPROVED' : 'NOT_APPROVED',
    why: why(i),
  })),
  { patch: null, package: '', arch: '', installed: '', candidate: '', state: 'EOL', security: false, severity: 'UNKNOWN', advisories: [], cves: [], approval: null, firstSeen: null, due: null, overdue: false, aftermath: [], why: [{ code: 'finding.platform_ended', parameters: { platform: 'Ubuntu:20.04', end: '2025-05-29' } }, { code: 'finding.support_published', parameters: { asOf: '2026-11-28' } }, { code: 'finding.support_extended', parameters: { end: '2032-04-27' } }] },
  { patch: 'p-kernel', package: 'linux-image-6.1.0-41-amd64', arch: 'amd64', installed: '6.1.0-38-amd64', candidate: '6.1.0-41-amd64', state: 'REBOOT_PENDING', security: true, severity: 'IMPORTANT', advisories: ['DSA-5990-1'], cves: ['CVE-2026-1990', 'CVE-2026-1991'], approval: null, firstSeen: null, due: null, overdue: false, aftermath: [], why: [{ code: 'finding.kernel_outdated', parameters: { running: '6.1.0-38-amd64', newest: '6.1.0-41-amd64' } }, { code: 'finding.mended_by_reboot', parameters: { count: '2' } }] },
  { patch: null, package: 'perl-base', arch: 'amd64', installed: '5.36.0-7', candidate: '', state: 'NO_FIX', security: true, severity: 'LOW', advisories: ['CVE-2026-1700'], cves: ['CVE-2026-1700'], approval: null, firstSeen: null, due: null, overdue: false, aftermath: [], why: [{ code: 'finding.wont_fix', parameters: { count: '1' } }] },
  { patch: null, package: '', arch: '', installed: '', candidate: '', state: 'UPDATES_HIDDEN', security: false, severity: 'UNKNOWN', advisories: [], cves: [], approval: null, firstSeen: null, due: null, overdue: false, aftermath: [], why: [{ code: 'finding.hidden_by_default_release', parameters: { release: 'stable', count: '12' } }, { code: 'vendor.unheard_of', parameters: { what: 'x' } }] },
];
const step = (minutes, state, code, parameters = {}) => ({ at: at(minutes), state, reason: { code, parameters } });
const ENDS = [
  ['SUCCEEDED', [step(-30, 'VERIFYING', 'report.succeeded'), step(-28, 'SUCCEEDED', 'verify.installed')], 'NOBODY'],
  ['FAILED', [step(-20, 'FAILED', 'apt.package_failed', { words: 'dpkg: error processing package nginx (--configure)' })], 'ADMIN'],
  ['APPLYING', [step(-3, 'APPLYING', 'order.handed_out', { sequence: '12' })], 'COMPUTER'],
  ['STAGING', [step(-5, 'STAGING', 'order.handed_out', { sequence: '13' })], 'COMPUTER'],
  ['SKIPPED', [step(-25, 'SKIPPED', 'level.l0')], 'NOBODY'],
  ['PLANNED', [], 'COMPUTER'],
];
const tasks = Array.from({ length: 24 }, (_, i) => {
  const [state, steps, decidesNext] = ENDS[i % ENDS.length];
  return {
    id: `t-${i}`,
    deploymentId: 'd-1',
    computerId: computers[i].id,
    hostname: computers[i].hostname,
    patches: patches.slice(0, 5).map((p) => p.id),
    packages: patches.slice(0, 5).map((p) => `${p.package} ${p.candidate}`),
    state,
    since: at(-3 * i - 2),
    deadline: ['SUCCEEDED', 'FAILED', 'SKIPPED'].includes(state) ? null : at(600),
    decidesNext,
    trace: [step(-45, 'PLANNED', 'task.planned', { catalog: '17' }), ...steps],
  };
});
const count = (list, key) => list.reduce((sum, entry) => ({ ...sum, [entry[key]]: (sum[entry[key]] ?? 0) + 1 }), {});
const deployments = [
  { id: 'd-1', name: 'Security patches of November', createdBy: 'admin', createdAt: at(-45), deadline: at(10_000), patches: 5, computers: 24, tasks: count(tasks, 'state'), endedAt: null, cancelled: false },
  { id: 'd-0', name: 'Pilot', createdBy: 'admin', createdAt: at(-9000), deadline: at(-1000), patches: 2, computers: 4, tasks: { SUCCEEDED: 4 }, endedAt: at(-8000), cancelled: false },
];
/** Those of the first deployment are at all kinds of stages, those of a new one at the first. */
const tasksOf = ({ id, cancelled }) =>
  id === 'd-1'
    ? tasks
    : tasks.map((task) => ({
        ...task,
        id: `${id}-${task.id}`,
        deploymentId: id,
        state: cancelled ? 'CANCELLED' : 'PLANNED',
        decidesNext: cancelled ? 'NOBODY' : 'COMPUTER',
        trace: [step(-1, 'PLANNED', 'task.planned', { catalog: '17' }), ...(cancelled ? [step(0, 'CANCELLED', 'deployment.cancelled')] : [])],
      }));
const source = (id, name, state, more = {}) => ({
  id,
  kind: 'apt',
  name,
  settings: { uri: 'http://deb.example.org/debian/', suite: name.split(' ').at(-1), components: 'main', architectures: 'amd64', keyring: '…' },
  state,
  since: at(-60),
  lastSuccess: at(-60),
  nextAttempt: at(180),
  reason: null,
  progress: null,
  packages: 63_412,
  ...more,
});
const sources = [
  source('s-1', 'Debian bookworm', 'CURRENT'),
  source('s-2', 'Debian bookworm-security', 'SYNCING', { progress: { step: 'source.read', done: 640_000, total: 1_000_000 }, packages: 2_871 }),
  source('s-3', 'Backports bookworm-backports', 'REFUSED', { reason: { code: 'source.rollback', parameters: { date: '2026-11-01T00:00:00Z', known: '2026-11-20T00:00:00Z' } }, packages: 900 }),
  source('s-4', 'Nginx bookworm', 'UNREACHABLE', { reason: { code: 'source.unreachable', parameters: { detail: 'ConnectException' } }, lastSuccess: null, packages: 0 }),
];
const suggestions = [{ uri: 'http://apt.example.net/tool/', suite: 'stable', components: 'main', architectures: 'amd64', fingerprints: '0123456789ABCDEF0123456789ABCDEF01234567' }];
const tokens = [
  { id: 'k-1', role: 'AGENT', officeId: 'head-office', groups: [], autoApprove: true, usesLeft: 1, createdAt: at(-10), expiresAt: at(50), revokedAt: null, createdBy: 'admin', names: [] },
  { id: 'k-2', role: 'RELAY', officeId: 'o-chennai', groups: [], autoApprove: true, usesLeft: 0, createdAt: at(-4000), expiresAt: at(-3000), revokedAt: null, createdBy: 'admin', names: ['relay.chennai.example'] },
];
const accounts = [
  ['admin', 'PLATFORM_ADMIN', [], true, false],
  ['dora', 'ADMIN', [], true, true],
  ['meera', 'OPERATOR', ['o-chennai'], true, false],
  ['otieno', 'VIEWER', ['o-nairobi', 'head-office'], false, false],
].map(([name, role, seen, passwordSet, disabled], i) => ({ name, role, everything: seen.length === 0, offices: seen, disabled, passwordSet, createdAt: at(-9000 + i * 2000) }));
let policy = {
  revision: 0,
  severities: {
    CRITICAL: { counts: 'HIGHLY_VULNERABLE', dueDays: 7 },
    IMPORTANT: { counts: 'HIGHLY_VULNERABLE', dueDays: 14 },
    MODERATE: { counts: 'VULNERABLE', dueDays: 30 },
    LOW: { counts: 'VULNERABLE', dueDays: 90 },
  },
  unrated: 'IMPORTANT',
  otherUpdates: 'VULNERABLE',
  exploitedDueDays: 3,
  endedPlatform: 'VULNERABLE',
  longTermSupport: true,
  platformEnds: {},
  changedBy: null,
  changedAt: null,
};
const audit = [
  ['admin', 'deployment.created', 'deployment:d-1', 'DONE', { name: 'Security patches of November', computers: '24' }],
  ['agent:c-7', 'envelope.replayed', 'computer:c-7', 'REFUSED', { sequence: '41' }],
  ['local', 'source.added', 'source:s-1', 'DONE', {}],
].map(([actor, action, subject, outcome, details], i) => ({ number: 100 - i, at: at(-i * 7), actor, action, subject, outcome, details, chain: 'ab'.repeat(32) }));
const CAPABILITIES = ['assessment', 'catalog', 'deployment', 'depot', 'exchange', 'inventory', 'mirror', 'notification', 'persistence', 'security', 'sources'];

const MIME = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' };
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/** @returns the server's address and a way to end it */
export function startMock({ dist, port = 0 }) {
  let session = null;
  const absent = new Set();
  const streams = new Set();
  const tell = (topic, subject) => streams.forEach((stream) => stream.write(`id: 6\nevent: ${topic}\ndata: {"subject":"${subject}"}\n\n`));
  const problem = (status, code, detail) => ({ status, body: { type: 'about:blank', title: code, status, code, detail, requestId: 'a1b2c3d4e5f60718' } });
  const page = (list, query) => {
    const limit = Number(query.get('limit') ?? 50);
    const offset = Number(query.get('offset') ?? 0);
    return { items: list.slice(offset, offset + limit), total: list.length, next: null };
  };
  const answer = (method, url, body) => {
    const { searchParams: query } = url;
    const parts = url.pathname.replace('/api/v1/', '').split('/');
    const route = `${method} ${parts[0]}${parts.length > 1 ? '/*' : ''}${parts.length > 2 ? `/${parts[2]}` : ''}`;
    if (route === 'POST session') {
      if (body.password !== 'one-time' && body.password !== 'a much better one') return problem(403, 'LOGIN_REFUSED', 'Name or password is wrong');
      session = { name: body.name, role: 'PLATFORM_ADMIN', everything: true, offices: [], csrfToken: 'csrf', expiresAt: at(600), mustChangePassword: body.password === 'one-time' };
      return { body: session };
    }
    if (!session) return problem(401, 'NOT_LOGGED_IN', 'Log in at POST /api/v1/session');
    if (route === 'POST session/*') return { body: (session = { ...session, mustChangePassword: false }) };
    if (route === 'DELETE session') {
      session = null;
      return { status: 204 };
    }
    if (route === 'GET session') return { body: session };
    if (absent.has('deployment') && parts[0] === 'deployments') {
      return problem(503, 'CAPABILITY_ABSENT', 'The capability deployment is not deployed in this server now; deploy its bundle and try again');
    }
    if (parts[0] === 'platform' && parts[1] === 'bundles') {
      if (method === 'DELETE') absent.add(parts[2].replace('io.fettle.', ''));
      else absent.delete(query.get('name').replace(/^fettle-|\.jar$/g, ''));
      return { body: {} };
    }
    if (query.get('group') === 'nobodys') return problem(404, 'UNKNOWN_GROUP', 'No such group; list them at /api/v1/groups');
    switch (route) {
      case 'GET summary':
        return {
          body: {
            computers: computers.length,
            health: count(computers, 'health'),
            missingSecurity: 10,
            missingOther: 5,
            overdue: 12,
            computersOverdue: 9,
            computersMissingSecurity: computers.filter((c) => c.security).length,
            rebootRequired: computers.filter((c) => c.rebootRequired).length,
            endedPlatform: 7,
            oldInventories: 2,
            staleSources: computers.filter((c) => c.doubts.some((doubt) => doubt.code === 'source.stale')).length,
            catalogRevision: 17,
            computedAt: at(-1),
            connected: computers.filter((c) => c.connected).length,
            sources: { total: 4, current: 1, failing: 2 },
            openDeployments: absent.has('deployment') ? null : 1,
            demo: true,
          },
        };
      case 'GET computers': {
        const text = query.get('text') ?? '';
        const sort = query.get('sort') ?? 'hostname';
        const key = { hostname: 'hostname', lastSeen: 'lastSeenAt', office: 'officeId' }[sort.replace('-', '')];
        const found = computers
          .filter((c) => c.hostname.includes(text) && (!query.get('group') || c.groups.includes(query.get('group'))) && ['office', 'state', 'health'].every((f) => !query.get(f) || c[f === 'office' ? 'officeId' : f] === query.get(f)))
          .sort((a, b) => ((a[key] ?? '') < (b[key] ?? '') ? -1 : 1) * (sort.startsWith('-') ? -1 : 1));
        return { body: page(found, query) };
      }
      case 'GET computers/*': {
        const found = computers.find((c) => c.id === parts[1]);
        return found ? { body: { ...found, facts: factsOf(found) } } : problem(404, 'UNKNOWN_COMPUTER', 'No such computer, or not one you may see');
      }
      case 'GET computers/*/findings': {
        const state = query.get('state');
        const missing = ['MISSING', 'HELD', 'BLOCKED', 'PHASED'];
        return { body: page(findings.filter((f) => (!state || (state === 'missing' ? missing.includes(f.state) : f.state === state)) && f.package.includes(query.get('text') ?? '')), query) };
      }
      case 'GET computers/*/packages':
        return { body: page(NAMES.map((name, i) => ({ name, arch: 'amd64', version: '1.0-1', source: name, held: i === 1 })), query) };
      case 'GET computers/*/tasks':
        return { body: page(deployments.flatMap(tasksOf).filter((task) => task.computerId === parts[1]), query) };
      case 'POST computers/*/actions':
        return { body: { reach: 'WOKEN' } };
      case 'POST computers/*/approval':
        computers.find((c) => c.id === parts[1]).state = 'ACTIVE';
        return { status: 204 };
      case 'GET patches':
        return { body: page(patches.filter((p) => query.get('security') !== 'true' || p.security), query) };
      case 'GET patches/*': {
        const found = patches.find((p) => p.id === parts[1]);
        if (!found) return problem(404, 'UNKNOWN_PATCH', 'No repository offers this patch now');
        const rows = computers.map(onPatch);
        const mends = vulnerabilities.slice(0, 4).map((v) => ({ cve: v.cve, exploited: v.exploited !== null }));
        return {
          body: {
            patch: found,
            advisories: { items: ['DSA-5900-1'], total: 1 },
            mends: { items: mends, total: 7 },
            states: count(rows, 'state'),
            ...placesOf(rows),
            catalogRevision: 17,
            changeRevision: 4711,
            computedAt: at(-1),
          },
        };
      }
      case 'GET patches/*/computers':
        return { body: page(computers.map(onPatch).filter(inPart(query)), query) };
      case 'PUT patches/*/approvals': {
        const found = patches.find((p) => p.id === parts[1]);
        const without = (groups) => groups.filter((group) => group !== body.group);
        found.approvedFor = [...without(found.approvedFor), ...(body.decision === 'APPROVED' ? [body.group] : [])];
        found.declinedFor = [...without(found.declinedFor), ...(body.decision === 'DECLINED' ? [body.group] : [])];
        tell('APPROVAL', found.id);
        return { body: { patch: found.id, group: body.group, decision: body.decision, by: session.name, at: at(0), note: body.note } };
      }
      case 'GET groups':
        return { body: page([{ name: 'Kiosks' }, { name: 'Pilots' }, { name: 'pilots' }], query) };
      case 'GET vulnerabilities':
        return { body: page(vulnerabilities.filter((v) => v.cve.includes((query.get('text') ?? '').toUpperCase()) && (query.get('exploited') !== 'true' || v.exploited)), query) };
      case 'GET exposure-news':
        return { body: page(exposureNews, query) };
      case 'GET vulnerabilities/*': {
        const found = vulnerabilities.find((v) => v.cve === parts[1]);
        const rows = found && computers.map((computer, i) => exposureOf(computer, found, i));
        const mending = patches.slice(0, 2).map(({ id, package: name, arch, candidate, computers: many }) => ({ id, package: name, arch, candidate, computers: many }));
        return found ? { body: { ...found, patches: mending, ...placesOf(rows) } } : problem(404, 'UNKNOWN_VULNERABILITY', 'No source of this server speaks of it');
      }
      case 'GET vulnerabilities/*/computers': {
        const found = vulnerabilities.find((v) => v.cve === parts[1]);
        const exposures = computers.map((computer, i) => exposureOf(computer, found, i));
        return { body: page(exposures.filter(inPart(query)), query) };
      }
      case 'GET computers/*/exposures':
        return { body: page(vulnerabilities.map((v) => exposureOf(computers[0], v, 0)), query) };
      case 'GET health-policy':
        return { body: policy };
      case 'PUT health-policy':
        if (body.revision !== policy.revision) return problem(409, 'POLICY_CHANGED', 'Read it again and repeat the change');
        policy = { ...body, revision: policy.revision + 1, changedBy: session.name, changedAt: at(0) };
        tell('POLICY', 'health');
        return { body: policy };
      case 'GET sources':
        return { body: page(sources, query) };
      case 'GET sources/*':
        return { body: page(suggestions, query) };
      case 'POST sources':
        sources.push(source(`s-${sources.length + 1}`, body.name, 'NEW', { settings: body.settings }));
        return { body: sources.at(-1) };
      case 'POST sources/*/sync':
        return { status: 202 };
      case 'GET offices':
        return { body: page(offices.map((o) => ({ ...o, computers: computers.filter((c) => c.officeId === o.id).length })), query) };
      case 'GET relays':
        return { body: page(relays, query) };
      case 'GET deployments':
        return { body: page(deployments, query) };
      case 'GET deployments/*': {
        const found = deployments.find((d) => d.id === parts[1]);
        return found ? { body: found } : problem(404, 'UNKNOWN_DEPLOYMENT', 'No such deployment, or not one you may see');
      }
      case 'GET deployments/*/tasks':
        return { body: page(tasksOf(deployments.find((d) => d.id === parts[1])).filter((task) => !query.get('state') || task.state === query.get('state')), query) };
      case 'POST deployments':
        deployments.unshift({ ...deployments[0], id: `d-${deployments.length + 1}`, name: body.name, tasks: { PLANNED: 24 }, createdAt: at(0), endedAt: null, cancelled: false });
        return { body: deployments[0] };
      case 'POST deployments/*/cancellation':
        Object.assign(deployments.find((d) => d.id === parts[1]), { tasks: { CANCELLED: 24 }, endedAt: at(0), cancelled: true });
        tell('DEPLOYMENT', parts[1]);
        return { status: 202 };
      case 'GET enrolment-tokens':
        return { body: page(tokens, query) };
      case 'POST enrolment-tokens':
        tokens.unshift({ id: `k-${tokens.length + 1}`, groups: [], usesLeft: body.uses, createdAt: at(0), expiresAt: at(60), revokedAt: null, createdBy: 'admin', ...body });
        return { body: { ...tokens[0], secret: `fettle1.${'Zm9vYmFy'.repeat(12)}` } };
      case 'GET accounts':
        return { body: page(accounts, query) };
      case 'POST accounts':
        if (accounts.some((a) => a.name === body.name)) return problem(409, 'ACCOUNT_EXISTS', `There is an account ${body.name} already`);
        accounts.push({ disabled: false, passwordSet: false, createdAt: at(0), ...body });
        return { body: { ...accounts.at(-1), oneTimePassword: 'abcde-fghij-kmnpq-rstuv' } };
      case 'POST accounts/*':
      case 'DELETE accounts/*': {
        const account = accounts.find((a) => a.name === parts[1]);
        if (account.name === 'admin' && (method === 'DELETE' || body.disabled)) {
          return problem(409, 'LAST_ADMIN', 'admin is the last enabled administrator who sees everything; make another one first');
        }
        if (method === 'DELETE') return accounts.splice(accounts.indexOf(account), 1) && { status: 204 };
        return { body: Object.assign(account, body) };
      }
      case 'POST accounts/*/one-time-password':
        accounts.find((a) => a.name === parts[1]).passwordSet = false;
        return { body: { password: 'vwxyz-23456-789ab-cdefg' } };
      case 'GET audit':
        return { body: page(audit.filter((entry) => !query.get('action') || entry.action === query.get('action')), query) };
      case 'GET platform/*':
        return { body: Object.fromEntries(CAPABILITIES.map((name) => [name, !absent.has(name)])) };
      default:
        return problem(404, 'NOT_FOUND', 'Nothing is here');
    }
  };
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (url.pathname === '/api/v1/changes') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 3000\nid: 5\n\n');
      streams.add(response);
      response.on('close', () => streams.delete(response));
      return;
    }
    if (url.pathname.startsWith('/api/')) {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const text = Buffer.concat(chunks).toString();
      const unsafe = request.method !== 'GET' && url.pathname !== '/api/v1/session';
      const { status = 200, body } =
        unsafe && request.headers['x-csrf-token'] !== 'csrf'
          ? problem(403, 'CSRF_REFUSED', 'Send the token')
          : answer(request.method, url, text && request.headers['content-type'] === 'application/json' ? JSON.parse(text) : undefined);
      response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' });
      response.end(body === undefined ? '' : JSON.stringify(body));
      return;
    }
    let file = path.join(dist, path.normalize(url.pathname));
    if (!fs.existsSync(file) || fs.statSync(file).isDirectory()) file = path.join(dist, 'index.html');
    response.writeHead(200, { 'content-type': MIME[path.extname(file)] ?? 'application/octet-stream', 'content-security-policy': POLICY });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () =>
      resolve({
        url: `http://127.0.0.1:${server.address().port}`,
        breakStreams: () => streams.forEach((stream) => stream.destroy()),
        stop: () => {
          server.closeAllConnections();
          server.close();
        },
      }),
    );
  });
}

if (process.argv[1] === import.meta.filename) {
  const { url } = await startMock({ dist: process.env.OUT_DIR ?? 'dist', port: Number(process.env.PORT ?? 8181) });
  console.log(url);
}
