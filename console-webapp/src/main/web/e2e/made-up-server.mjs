// The mock server on the built page, in the same shape as a started server.
import { startMock } from '../mock/server.mjs';
import { Api } from './api.mjs';

export async function madeUpServer(dist) {
  const mock = await startMock({ dist });
  return {
    base: mock.url,
    pins: [],
    api: new Api(mock.url),
    password: 'one-time',
    secure: false,
    bundle: (capability) => ({ name: `fettle-${capability}.jar`, content: Buffer.from('PK') }),
    breakStreams: mock.breakStreams,
    stop: mock.stop,
  };
}
