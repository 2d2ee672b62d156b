import { posix } from 'node:path';
import type { Dead } from './bundle.ts';
import { percentDecode } from './reference.ts';

/** Where a reference leads by its text alone: nothing was looked up. */
export type Location =
  | { readonly kind: 'file'; readonly path: string; readonly problem?: undefined }
  | { readonly kind: 'url'; readonly url: string; readonly problem?: undefined }
  | (Dead & { readonly kind?: undefined });

const SCHEME = /^([a-z][a-z0-9+.-]*):/i;
const DRIVE = /^[a-z]:[\\/]/i;
const DRIVE_NAME = /^[a-z]:(?=\/)/i;

/** What most references look like: names and slashes, of which nothing needs to be decoded. */
const PLAIN = /^(?!\/)[\w./-]+$/;

/** Resolves the part of a reference before `#` against an absolute path with `/` or an absolute URI. */
export function locate(base: string, uri: string): Location {
  if (base.startsWith('/') && PLAIN.test(uri)) return below(base, uri);
  if (/[\x00-\x1f\x7f]/.test(uri)) return malformed('it holds a control character');
  if (uri.startsWith('\\\\')) return outside('it names a file of another computer');
  if (DRIVE.test(uri)) return fileAt(base, `/${uri.replaceAll('\\', '/')}`);
  if (uri.includes('\\')) {
    return malformed(`a backslash is no separator; write "${uri.replaceAll('\\', '/')}"`);
  }
  const scheme = SCHEME.exec(uri)?.[1]?.toLowerCase();
  if (scheme === 'file') return fileUrl(base, uri.slice('file:'.length));
  if (scheme !== undefined) return absoluteUrl(uri);
  if (isUri(base)) return absoluteUrl(uri, base);
  if (uri.startsWith('//')) return absoluteUrl(`https:${uri}`);
  const path = uri.replace(/\?.*$/s, '');
  return path === '' ? { kind: 'file', path: base } : fileAt(base, path);
}

/** Whether a base is an address rather than a path. A drive letter is no scheme. */
export function isUri(base: string): boolean {
  return (SCHEME.exec(base)?.[1]?.length ?? 0) > 1;
}

/** Whether a reference depends on where it stands. */
export function isRelative(uri: string): boolean {
  return !SCHEME.test(uri) && !uri.startsWith('//');
}

function fileUrl(base: string, rest: string): Location {
  const named = /^\/\/([^/]*)(.*)$/s.exec(rest);
  const [host, path] = named === null ? ['', rest] : [named[1] ?? '', named[2] ?? ''];
  if (host !== '' && host.toLowerCase() !== 'localhost') {
    return outside('it names a file of another computer');
  }
  if (isUri(base)) return outside('a fetched document may not name files of this computer');
  return fileAt(base, path.replace(/\?.*$/s, ''));
}

/** A path as it is written in a reference, percent-encoded or not. */
function fileAt(base: string, written: string): Location {
  const decoded = percentDecode(written);
  if (decoded === undefined) {
    return malformed('a percent sign in it is followed by no code; write "%25"');
  }
  if (/[\x00-\x1f\x7f]/.test(decoded)) return malformed('it holds a control character');
  if (decoded.includes('\\')) return malformed('a backslash is no separator in a reference');
  if (isUri(base)) return outside('a fetched document may not name files of this computer');
  return below(base, decoded);
}

/** A path that is relative to a file's folder or absolute. A drive letter is no folder that `..` could leave. */
function below(base: string, decoded: string): Location {
  const isAbsolute = decoded.startsWith('/');
  if (!isAbsolute && base.startsWith('/')) {
    return file('', `${base.slice(0, base.lastIndexOf('/') + 1)}${decoded}`);
  }
  const own = isAbsolute && DRIVE.test(decoded.slice(1)) ? decoded.slice(1) : decoded;
  const folder = isAbsolute ? '' : base.slice(0, base.lastIndexOf('/') + 1);
  const drive = (isAbsolute && DRIVE_NAME.exec(own)?.[0]) || (DRIVE_NAME.exec(base)?.[0] ?? '');
  return file(drive, `${folder}${own}`.replace(DRIVE_NAME, ''));
}

function file(drive: string, path: string): Location {
  const normal = posix.normalize(path);
  const isFolder = normal.length > 1 && normal.endsWith('/');
  return { kind: 'file', path: `${drive}${isFolder ? normal.slice(0, -1) : normal}` };
}

function absoluteUrl(uri: string, base?: string): Location {
  if (!URL.canParse(uri, base)) return malformed('it is not a valid address');
  const url = new URL(uri, base);
  url.hash = '';
  return { kind: 'url', url: url.href };
}

function malformed(reason: string): Location {
  return { problem: 'malformed', reason };
}

function outside(reason: string): Location {
  return { problem: 'escape', reason };
}
