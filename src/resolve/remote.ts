import type { IncomingMessage } from 'node:http';
import type { Failure } from '../errors.ts';
import { decode } from '../source/decode.ts';
import type { Source } from '../source/source.ts';
import type { Dead } from './bundle.ts';
import { refuse } from './refuse.ts';
import { type Connection, request } from './request.ts';

/** What may be fetched, and how. */
export interface FetchRules {
  readonly allowedHosts: readonly string[];
  readonly maxBytes: number;
  readonly connection: Connection;
  /** Ends all fetching of a description. */
  readonly signal: AbortSignal;
}

const MOST_REDIRECTS = 5;
const MOST_MILLISECONDS = 15_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Fetches a text; every redirect is judged as the address itself is. Never throws for what happens on the network. */
export async function fetchSource(
  address: string,
  rules: FetchRules,
): Promise<Source | Failure | Dead> {
  let url = new URL(address);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    const refusal = refuse(url, rules.allowedHosts);
    if (refusal !== undefined)
      return remote(redirects === 0 ? refusal : `a redirect leads astray: ${refusal}`);
    const response = await request(
      url,
      rules.connection,
      AbortSignal.any([
        rules.signal,
        AbortSignal.timeout(rules.connection.milliseconds ?? MOST_MILLISECONDS),
      ]),
    );
    if ('problem' in response) return response;
    const { statusCode: status = 0, headers } = response;
    if (!REDIRECTS.has(status)) return textOf(response, address, rules.maxBytes);
    response.destroy();
    const next = headers.location ?? '';
    if (!URL.canParse(next, url.href)) return unresolved('a redirect leads nowhere');
    url = new URL(next, url);
  }
  return unresolved('there are too many redirects');
}

async function textOf(
  response: IncomingMessage,
  uri: string,
  maxBytes: number,
): Promise<Source | Failure | Dead> {
  const { statusCode, headers } = response;
  if (statusCode !== 200) {
    response.destroy();
    return unresolved(`the server answers ${statusCode}`);
  }
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') {
    response.destroy();
    return { uri, message: 'The server sent it compressed, although it was asked not to.' };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > maxBytes) {
        response.destroy();
        return { uri, message: `It has more than the ${maxBytes} bytes that are allowed.` };
      }
      chunks.push(bytes);
    }
  } catch {
    return unresolved('the connection broke off');
  }
  return decode(uri, Buffer.concat(chunks));
}

function remote(reason: string): Dead {
  return { problem: 'remote', reason };
}

function unresolved(reason: string): Dead {
  return { problem: 'unresolved', reason };
}
