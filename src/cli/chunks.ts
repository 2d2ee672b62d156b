const ENOUGH = 64 * 1024;

/** Small pieces joined into ones that are worth a call of the system. */
export function* chunks(pieces: Iterable<string>): Iterable<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < ENOUGH) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}
