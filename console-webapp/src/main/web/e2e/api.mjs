// The API as programs call it, each over TLS that trusts nobody but the server's own root.
import http from 'node:http';
import https from 'node:https';

const LIMIT = 30_000;

export class Api {
  #base;
  #ca;
  #headers;

  /** @param ca PEM of the only root that is trusted; none where base is plain HTTP */
  constructor(base, ca, headers = {}) {
    this.#base = base;
    this.#ca = ca;
    this.#headers = headers;
  }

  /** As local admin: with the token that only the user who runs the server can read. */
  as(headers) {
    return new Api(this.#base, this.#ca, { ...this.#headers, ...headers });
  }

  /** Another person at work: logs in and keeps the session. */
  async logIn(name, password) {
    const { headers, body } = await this.#send('POST', '/session', { name, password });
    const cookie = (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
    return this.as({ 'X-CSRF-Token': body.csrfToken, ...(cookie && { Cookie: cookie }) });
  }

  async get(path) {
    return (await this.#send('GET', path)).body;
  }

  async post(path, body) {
    return (await this.#send('POST', path, body)).body;
  }

  async remove(path) {
    return (await this.#send('DELETE', path)).body;
  }

  #send(method, path, body) {
    const binary = Buffer.isBuffer(body);
    const content = body === undefined ? undefined : binary ? body : JSON.stringify(body);
    const type = binary ? 'application/octet-stream' : 'application/json';
    const url = new URL(`${this.#base}/api/v1${path}`);
    const { request } = url.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      const options = { method, ca: this.#ca, timeout: LIMIT, headers: { ...this.#headers, 'Content-Type': type } };
      const asked = request(url, options, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode >= 300) reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`));
          else resolve({ headers: response.headers, body: text ? JSON.parse(text) : undefined });
        });
      });
      asked.on('timeout', () => asked.destroy(new Error(`${method} ${path}: no answer within ${LIMIT} ms`)));
      asked.on('error', reject);
      asked.end(content);
    });
  }
}
