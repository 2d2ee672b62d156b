import { createServer as createPlain, type Server as PlainServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { build } from '../../src/model/build.ts';
import { parse } from '../../src/parse/parse.ts';
import type { Read } from '../../src/resolve/files.ts';
import type { Connection } from '../../src/resolve/request.ts';
import { type ReferencePolicy, resolve } from '../../src/resolve/resolve.ts';
import { Source } from '../../src/source/source.ts';
import { policyFor, referring } from './built.ts';
import { selfSigned } from './self-signed.ts';

// A server on this machine that plays the hosts of the tests. Nothing else is ever connected to.
const identity = selfSigned(['schemas.test', 'other.test']);
const asked: string[] = [];
const lookedUp: string[] = [];
const tunnels: string[] = [];
let server: Server;
let proxy: PlainServer;
let port = 0;

const PAGES: { readonly [path: string]: string } = {
  '/pet.yaml': 'type: object\nproperties: { tag: { $ref: parts/tag.yaml } }',
  '/parts/tag.yaml': 'allOf: [{ $ref: ../base.json }]',
  '/base.json': '{ "type": "object" }',
  '/thief.yaml': 'properties: { a: { $ref: "file:///etc/passwd" }, b: { $ref: /etc/passwd } }',
  '/broken.yaml': 'a: [',
  '/big.yaml': `description: ${'x'.repeat(3000)}`,
};

const REDIRECTS: { readonly [path: string]: () => string } = {
  '/moved.yaml': () => '/pet.yaml',
  '/away.yaml': () => `https://other.test:${port}/pet.yaml`,
  '/plain.yaml': () => `http://schemas.test:${port}/pet.yaml`,
  '/inside.yaml': () => `https://127.0.0.1:${port}/pet.yaml`,
  '/file.yaml': () => 'file:///etc/passwd',
  '/round.yaml': () => '/round.yaml',
};

beforeAll(async () => {
  server = createServer({ key: identity.key, cert: identity.cert }, (request, response) => {
    const path = request.url ?? '';
    asked.push(`${request.headers.host?.split(':')[0]}${path}`);
    if (path === '/never.yaml') return;
    if (path === '/stall.yaml') return void response.write('type: ');
    if (path === '/half.yaml') return void response.write('type: ', () => response.destroy());
    const location = REDIRECTS[path]?.();
    if (location !== undefined) response.writeHead(302, { location });
    else if (path === '/packed.yaml') response.writeHead(200, { 'content-encoding': 'gzip' });
    else response.writeHead(Object.hasOwn(PAGES, path) ? 200 : 404);
    response.end(PAGES[path]);
  });
  proxy = createPlain();
  proxy.on('connect', ({ url, headers }, socket) => {
    tunnels.push(`${url} ${headers['proxy-authorization'] ?? ''}`.trim());
    if (url?.startsWith('other.test')) return socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
  port = portOf(server);
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
  proxy.close();
});

beforeEach(() => {
  for (const list of [asked, lookedUp, tunnels]) list.length = 0;
});

function portOf(listening: { address(): string | AddressInfo | null }): number {
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const TO_SERVER: Connection = {
  certificates: identity.cert,
  milliseconds: 20_000,
  isAllowedAddress: (address) => address === '127.0.0.1',
  lookup: async (host) => {
    lookedUp.push(host);
    return ['127.0.0.1'];
  },
};

interface Asked {
  readonly connection?: Connection;
  readonly hosts?: readonly string[];
  readonly more?: Partial<ReferencePolicy>;
}

/** The references of a description whose schemas refer to these pages. */
async function referTo(texts: readonly string[], { connection = {}, hosts, more }: Asked = {}) {
  const source = new Source('/nowhere/openapi.yaml', referring(texts.map(atPort)));
  const { document } = parse(source);
  if (document === undefined) throw new Error('the text of the test does not parse');
  const bundle = await resolve(
    document,
    policyFor('/nowhere', {
      mode: 'remote',
      maxFileSize: 2000,
      allowedHosts: (hosts ?? ['schemas.test:PORT']).map(atPort),
      connection: { ...TO_SERVER, ...connection },
      ...more,
    }),
  );
  const { nodes } = build(bundle, '3.1');
  return { bundle, references: nodes.Reference };
}

const atPort = (text: string): string => text.replaceAll('PORT', String(port));

const PET = 'https://schemas.test:PORT/pet.yaml';

describe('an allowed host', () => {
  test('is asked once for each file, also for those that a fetched file refers to', async () => {
    const { bundle, references } = await referTo([PET, `${PET}#/properties/tag`]);
    expect(references.map(({ problem }) => problem)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(asked.toSorted()).toEqual([
      'schemas.test/base.json',
      'schemas.test/parts/tag.yaml',
      'schemas.test/pet.yaml',
    ]);
    expect(bundle.documents.map(({ source }) => source.uri)).toEqual([
      '/nowhere/openapi.yaml',
      ...['pet.yaml', 'parts/tag.yaml', 'base.json'].map((name) =>
        atPort(`https://schemas.test:PORT/${name}`),
      ),
    ]);
  });

  test('is asked once in a run', async () => {
    const cache = new Map<string, Read>();
    await referTo([PET], { more: { cache } });
    await referTo([PET], { more: { cache } });
    expect(asked).toHaveLength(3);
  });

  test('is looked up once a connection, and the address that was judged is the one that is used', async () => {
    await referTo(['https://schemas.test:PORT/base.json']);
    expect(lookedUp).toEqual(['schemas.test']);
    expect(asked).toEqual(['schemas.test/base.json']);
  });

  test('may redirect to itself', async () => {
    const { references } = await referTo(['https://schemas.test:PORT/moved.yaml']);
    expect(references[0]?.problem).toBeUndefined();
  });

  test('can not make files of this computer be read', async () => {
    const { references } = await referTo(['https://schemas.test:PORT/thief.yaml']);
    expect(references.slice(1).map(({ problem }) => problem)).toEqual(['escape', 'unresolved']);
    expect(asked).toContain('schemas.test/etc/passwd');
  });
});

describe('nobody is asked', () => {
  test.each([
    ['on a host that is not allowed', 'https://other.test:PORT/pet.yaml', 'remote'],
    ['on another port', 'https://schemas.test/pet.yaml', 'remote'],
    ['on a host below an allowed one', 'https://evil.schemas.test:PORT/pet.yaml', 'remote'],
    ['without https', 'http://schemas.test:PORT/pet.yaml', 'remote'],
    ['by ftp', 'ftp://schemas.test:PORT/pet.yaml', 'remote'],
    ['with a password', 'https://me:secret@schemas.test:PORT/pet.yaml', 'remote'],
    ['under a number', 'https://2130706433:PORT/pet.yaml', 'remote'],
    ['under a hexadecimal number', 'https://0x7f.0.0.1:PORT/pet.yaml', 'remote'],
    ['under an octal number', 'https://0177.0.0.1:PORT/pet.yaml', 'remote'],
    ['under a short address', 'https://127.1:PORT/pet.yaml', 'remote'],
  ])('%s', async (_how, text, problem) => {
    const hosts = ['schemas.test:PORT', '127.0.0.1:PORT'];
    const { references } = await referTo([text], { hosts });
    expect(references.map((reference) => reference.problem)).toEqual([problem]);
    expect([...asked, ...lookedUp]).toEqual([]);
  });

  test.each(['local', 'none'] as const)('in the mode %s', async (mode) => {
    const { references } = await referTo([PET], { more: { mode } });
    expect(references[0]).toMatchObject({
      problem: 'remote',
      reason: 'nothing is fetched from the network',
      address: atPort(PET),
    });
    expect([...asked, ...lookedUp]).toEqual([]);
  });

  test.each([
    ['a private address', ['10.0.0.1']],
    ['a private address among others', ['93.184.216.34', '127.0.0.1']],
    ['an IPv4 address in IPv6', ['::ffff:127.0.0.1']],
    ['no address', []],
  ])('at %s', async (_what, addresses) => {
    const connection: Connection = { ...TO_SERVER, lookup: async () => addresses };
    Reflect.deleteProperty(connection, 'isAllowedAddress');
    const source = new Source('/nowhere/openapi.yaml', referring([atPort(PET)]));
    const { document } = parse(source);
    if (document === undefined) throw new Error('the text of the test does not parse');
    const allowedHosts = [atPort('schemas.test:PORT')];
    const bundle = await resolve(
      document,
      policyFor('/nowhere', { mode: 'remote', allowedHosts, connection }),
    );
    const [reference] = build(bundle, '3.1').nodes.Reference;
    expect(reference?.problem).toBe(addresses.length === 0 ? 'unresolved' : 'remote');
    expect(asked).toEqual([]);
  });
});

describe('an answer that is none', () => {
  test.each([
    ['missing.yaml', 'unresolved', 'the server answers 404'],
    ['away.yaml', 'remote', 'a redirect leads astray: other.test:PORT is not an allowed host'],
    ['plain.yaml', 'remote', 'a redirect leads astray: only https is fetched'],
    ['inside.yaml', 'remote', 'a redirect leads astray: 127.0.0.1:PORT is not an allowed host'],
    ['file.yaml', 'remote', 'a redirect leads astray: only https is fetched'],
    ['round.yaml', 'unresolved', 'there are too many redirects'],
    ['never.yaml', 'unresolved', 'there was no answer in time'],
    ['half.yaml', 'unresolved', 'the connection broke off'],
  ])('%s', async (page, problem, reason) => {
    const isSlow = page === 'never.yaml';
    const { references } = await referTo([`https://schemas.test:PORT/${page}`], {
      connection: isSlow ? { milliseconds: 500 } : {},
    });
    expect(references[0]).toMatchObject({ problem, reason: atPort(reason) });
    expect(asked.every((page) => page.startsWith('schemas.test'))).toBe(true);
  });

  test('stops in the middle', async () => {
    const connection = { milliseconds: 1000 };
    const { references } = await referTo(['https://schemas.test:PORT/stall.yaml'], { connection });
    expect(references[0]?.problem).toBe('unresolved');
  });

  test.each([
    ['big.yaml', /more than the 2000 bytes/],
    ['packed.yaml', /compressed/],
    ['broken.yaml', /./],
  ])('is a failure if it cannot be read: %s', async (page, message) => {
    const uri = `https://schemas.test:PORT/${page}`;
    const { bundle, references } = await referTo([uri, uri]);
    expect(references.map(({ problem }) => problem)).toEqual(['unreadable', 'unreadable']);
    expect(bundle.failures).toHaveLength(1);
    expect(bundle.failures[0]).toMatchObject({
      uri: atPort(uri),
      message: expect.stringMatching(message),
    });
  });

  test('comes from a host whose certificate nobody vouches for', async () => {
    const { references } = await referTo([PET], { connection: { certificates: '' } });
    expect(references[0]).toMatchObject({
      problem: 'unresolved',
      reason: expect.stringContaining('could not be fetched'),
    });
    expect(asked).toEqual([]);
  });
});

describe('a proxy', () => {
  const through = (more: Connection = {}): Connection => ({
    proxy: `http://127.0.0.1:${portOf(proxy)}`,
    isAllowedAddress: () => false,
    ...more,
  });

  test('is asked to connect, and looks up the name itself', async () => {
    const { references } = await referTo([PET], { connection: through() });
    expect(references[0]?.problem).toBeUndefined();
    expect(tunnels).toHaveLength(3);
    expect(lookedUp).toEqual([]);
  });

  test('is told who asks', async () => {
    const connection = through({ proxy: `http://me:pass%20word@127.0.0.1:${portOf(proxy)}` });
    await referTo(['https://schemas.test:PORT/base.json'], { connection });
    expect(tunnels).toEqual([
      `schemas.test:${port} Basic ${Buffer.from('me:pass word').toString('base64')}`,
    ]);
  });

  test('is left aside for some hosts', async () => {
    for (const noProxy of [['schemas.test'], ['.test'], ['*.test'], ['a', '*']]) {
      const connection = through({ noProxy, isAllowedAddress: () => true });
      const { references } = await referTo(['https://schemas.test:PORT/base.json'], { connection });
      expect(references[0]?.problem).toBeUndefined();
    }
    expect(tunnels).toEqual([]);
  });

  test('may refuse, and may not be there', async () => {
    const hosts = ['other.test:PORT'];
    const other = ['https://other.test:PORT/pet.yaml'];
    const refused = await referTo(other, { hosts, connection: through() });
    expect(refused.references[0]).toMatchObject({
      problem: 'unresolved',
      reason: 'the proxy refuses it',
    });
    const absent = await referTo(other, {
      hosts,
      connection: through({ proxy: 'http://127.0.0.1:1' }),
    });
    expect(absent.references[0]?.problem).toBe('unresolved');
  });

  test('is not asked for an address inside a network', async () => {
    const hosts = ['10.0.0.1'];
    const { references } = await referTo(['https://10.0.0.1/pet.yaml'], {
      hosts,
      connection: through(),
    });
    expect(references[0]?.problem).toBe('remote');
    expect(tunnels).toEqual([]);
  });
});

test('a reference in an example may be fetched, and is nobody’s problem', async () => {
  const text = `openapi: 3.1.0\ncomponents: { schemas: { A: { example: { $ref: 'https://schemas.test:${port}/missing.yaml' } } } }`;
  const { document } = parse(new Source('/nowhere/openapi.yaml', text));
  if (document === undefined) throw new Error('the text of the test does not parse');
  const allowedHosts = [atPort('schemas.test:PORT')];
  const bundle = await resolve(
    document,
    policyFor('/nowhere', { mode: 'remote', allowedHosts, connection: TO_SERVER }),
  );
  expect(build(bundle, '3.1').nodes.Reference).toEqual([]);
  expect(bundle.failures).toEqual([]);
});
