// A server that runs, made ready for a first visit: a synthetic fleet in it, and a one-time password for its admin.
// Everything here is what ./fettle demo does too, by the same API and the same local token.
import crypto from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import tls from 'node:tls';
import { Api } from './api.mjs';

const LIMIT = 120_000;
const LOOK_MILLIS = 500;
const SEED = 1;

const pause = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

/** @param state the server's state directory @param program the directory of its program @param computers of the fleet */
export async function startedServer({ url, state, program, computers }) {
  const base = url.replace(/\/$/, '');
  await until('the server listens', () => listens(new URL(base)));
  const ca = fs.readFileSync(path.join(state, 'pki/root.pem'));
  const token = fs.readFileSync(path.join(state, 'local-admin.token'), 'utf8').trim();
  const local = new Api(base, ca, { Authorization: `Fettle-Local ${token}` });
  const pin = await pinOf(new URL(base), ca);
  await fill(local, computers);
  const { password } = await local.post('/accounts/admin/one-time-password', {});
  return {
    base,
    pins: [pin],
    api: new Api(base, ca),
    password,
    secure: true,
    bundle: (capability) => jarOf(program, capability),
    stop: () => undefined,
  };
}

function listens({ hostname, port }) {
  return new Promise((resolve) => {
    const socket = net.connect({ host: hostname, port }, () => {
      socket.end();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/**
 * The server's key, taken from a connection that was checked against its root. A browser that is given this hash trusts
 * this one key and holds every other certificate against its usual rules: narrower than to ignore what is wrong with
 * certificates, and, other than a root in the user's own store of certificates, gone with the browser.
 */
function pinOf({ hostname, port }, ca) {
  return new Promise((resolve, reject) => {
    const socket = tls.connect({ host: hostname, port, servername: hostname, ca, timeout: LIMIT }, () => {
      const key = socket.getPeerX509Certificate().publicKey.export({ type: 'spki', format: 'der' });
      socket.end();
      resolve(crypto.createHash('sha256').update(key).digest('base64'));
    });
    socket.on('timeout', () => socket.destroy(new Error('The server does not answer')));
    socket.on('error', reject);
  });
}

async function fill(local, computers) {
  await local.post('/demo', { computers, seed: SEED });
  await until('the fleet is there', async () => {
    const demo = await local.get('/demo');
    if (demo.state === 'FAILED') throw new Error(`The fleet cannot be made: ${JSON.stringify(demo.reason)}`);
    return demo.state === 'DONE';
  });
  let before = '';
  await until('findings have caught up', async () => {
    const { missingSecurity, missingOther, health } = await local.get('/summary');
    const now = JSON.stringify([missingSecurity, missingOther, health]);
    const settled = missingOther > 0 && now === before;
    before = now;
    return settled;
  });
}

async function until(what, reached) {
  const deadline = Date.now() + LIMIT;
  while (!(await reached())) {
    if (Date.now() > deadline) throw new Error(`In vain waited ${LIMIT} ms until ${what}`);
    await pause(LOOK_MILLIS);
  }
}

function jarOf(program, capability) {
  const directory = path.join(program, 'system/io/fettle', `fettle-${capability}`);
  const [version] = fs.readdirSync(directory);
  const file = fs.readdirSync(path.join(directory, version)).find((name) => name.endsWith('.jar'));
  return { name: file, content: fs.readFileSync(path.join(directory, version, file)) };
}
