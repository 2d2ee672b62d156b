import { lookup as lookupName } from 'node:dns/promises';
import { type IncomingMessage, request as requestPlain } from 'node:http';
import { type RequestOptions, request as requestSecure } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { connect as connectSecurely, rootCertificates } from 'node:tls';
import type { Dead } from './bundle.ts';
import { isPublicAddress } from './public-address.ts';

/** How hosts are reached. The caller reads the environment; nothing here does. */
export interface Connection {
  /** A proxy for https, as `http://proxy.example.com:3128`; it looks up names and judges addresses itself. */
  readonly proxy?: string;
  /** Hosts that are reached without the proxy: names, with all below them, or `*`. */
  readonly noProxy?: readonly string[];
  /** Certificates, as PEM, that are trusted besides those of Node. */
  readonly certificates?: string;
  /** The addresses of a host; by default those that the system knows. */
  readonly lookup?: (host: string) => Promise<readonly string[]>;
  /** Whether an address may be connected to; by default the public ones. */
  readonly isAllowedAddress?: (address: string) => boolean;
  /** How long one answer may take, from the connection to its last byte; by default 15 seconds. */
  readonly milliseconds?: number;
}

/** Sends one GET by https. What goes wrong on the way is told, not thrown. */
export async function request(
  url: URL,
  connection: Connection,
  signal: AbortSignal,
): Promise<IncomingMessage | Dead> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  try {
    const by = viaProxy(host, connection)
      ? await tunnel(url, connection, signal)
      : await pinned(host, connection);
    return 'problem' in by ? by : await send(url, { ...by, signal }, connection);
  } catch (error) {
    return { problem: 'unresolved', reason: inWords(error) };
  }
}

function send(
  url: URL,
  by: RequestOptions,
  { certificates }: Connection,
): Promise<IncomingMessage> {
  const options: RequestOptions = {
    ...by,
    headers: {
      accept: 'application/yaml, application/json, */*;q=0.5',
      'accept-encoding': 'identity',
      'user-agent': 'specgate',
    },
    ...(certificates === undefined ? {} : { ca: [...rootCertificates, certificates] }),
  };
  return new Promise((resolve, reject) => {
    requestSecure(url, options, resolve).on('error', reject).end();
  });
}

/** Connects to exactly the address that was judged: a name that is looked up again may have another one by then. */
async function pinned(host: string, connection: Connection): Promise<RequestOptions | Dead> {
  const { lookup = addressesOf, isAllowedAddress = isPublicAddress } = connection;
  const addresses = isIP(host) === 0 ? await lookup(host) : [host];
  const [address] = addresses;
  if (address === undefined) return { problem: 'unresolved', reason: 'its host has no address' };
  if (!addresses.every(isAllowedAddress)) {
    return { problem: 'remote', reason: 'its host is inside a private network' };
  }
  return {
    agent: false,
    lookup: (_host, options, done) => {
      const family = isIP(address);
      if (options.all === true) done(null, [{ address, family }]);
      else done(null, address, family);
    },
  };
}

async function addressesOf(host: string): Promise<readonly string[]> {
  const found = await lookupName(host, { all: true, verbatim: true });
  return found.map(({ address }) => address);
}

function viaProxy(host: string, { proxy, noProxy = [] }: Connection): boolean {
  if (proxy === undefined || proxy === '') return false;
  return !noProxy.some((entry) => {
    const name = entry
      .trim()
      .toLowerCase()
      .replace(/^\*?\./, '');
    return name === '*' || (name !== '' && (host === name || host.endsWith(`.${name}`)));
  });
}

/** A connection through the proxy to the host, encrypted from end to end. */
async function tunnel(
  url: URL,
  { proxy = '', certificates, isAllowedAddress = isPublicAddress }: Connection,
  signal: AbortSignal,
): Promise<RequestOptions | Dead> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isAllowedAddress(host)) {
    return { problem: 'remote', reason: 'its host is inside a private network' };
  }
  const socket = await connectThrough(new URL(proxy), `${url.hostname}:${url.port || 443}`, signal);
  if (socket === undefined) return { problem: 'unresolved', reason: 'the proxy refuses it' };
  const ca = certificates === undefined ? {} : { ca: [...rootCertificates, certificates] };
  const servername = isIP(host) === 0 ? { servername: host } : {};
  return { createConnection: () => connectSecurely({ socket, ...servername, ...ca }) };
}

function connectThrough(
  proxy: URL,
  target: string,
  signal: AbortSignal,
): Promise<Socket | undefined> {
  const ask = proxy.protocol === 'https:' ? requestSecure : requestPlain;
  const credentials = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const basic = `Basic ${Buffer.from(credentials).toString('base64')}`;
  const headers = proxy.username === '' ? {} : { 'proxy-authorization': basic };
  return new Promise((resolve, reject) => {
    const asked = ask({
      host: proxy.hostname,
      port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...headers },
      agent: false,
      signal,
    });
    asked.on('error', reject);
    asked.on('connect', ({ statusCode }, socket) => {
      if (statusCode === 200) return resolve(socket);
      socket.destroy();
      resolve(undefined);
    });
    asked.on('response', (response) => {
      response.destroy();
      resolve(undefined);
    });
    asked.end();
  });
}

function inWords(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ABORT_ERR' || code === 'ETIMEDOUT') return 'there was no answer in time';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its host is not known';
  if (code === 'ECONNREFUSED') return 'its host refuses the connection';
  return `it could not be fetched${code === '' ? '' : ` (${code})`}`;
}
