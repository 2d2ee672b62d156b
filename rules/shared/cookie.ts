/** A `Set-Cookie` value (RFC 6265 §4.1) in parts. */
export interface Cookie {
  readonly name: string;
  /** The names of its attributes, in lower case. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** Reads the value of a `Set-Cookie` header; undefined for what is none, such as the name of a cookie alone. */
export function readCookie(text: string): Cookie | undefined {
  const [pair = '', ...rest] = text.split(';');
  const equals = pair.indexOf('=');
  if (equals < 1) return undefined;
  const attributes = rest.map((attribute): readonly [string, string] => {
    const [name = '', value = ''] = attribute.split('=', 2);
    return [name.trim().toLowerCase(), value.trim().toLowerCase()];
  });
  return { name: pair.slice(0, equals).trim(), attributes: new Map(attributes) };
}
