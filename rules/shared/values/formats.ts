const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/i;
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;

/** Formats about which there is no doubt. */
const TEXTS: { readonly [format: string]: (value: string) => boolean } = {
  date: (value) => DATE.test(value),
  'date-time': (value) =>
    DATE.test(value.slice(0, 10)) && /^[Tt ]/.test(value.slice(10)) && TIME.test(value.slice(11)),
  uuid: (value) => UUID.test(value),
  ipv4: (value) => IPV4.test(value),
  email: (value) => /^[^\s@]+@[^\s@]+$/.test(value),
};

/** Whether a text is of a format; true for formats that nobody can be sure of. */
export function isOfFormat(value: string, format: string): boolean {
  return !Object.hasOwn(TEXTS, format) || value.length > 1000 || TEXTS[format]?.(value) !== false;
}

/** Whether a number is in the range of a format; beyond 2^53 a number is not exact enough to tell. */
export function isInFormat(value: number, format: string): boolean {
  return format !== 'int32' || (value >= -(2 ** 31) && value < 2 ** 31);
}
