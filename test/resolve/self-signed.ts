import { generateKeyPairSync, sign } from 'node:crypto';

/** A key and a certificate for host names, made on the spot so that no key lies in the repository. */
export function selfSigned(hosts: readonly string[]): {
  readonly key: string;
  readonly cert: string;
} {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = sequence(objectId([0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));
  const name = sequence(
    set(sequence(objectId([0x55, 0x04, 0x03]), value(0x0c, Buffer.from('test')))),
  );
  const validity = sequence(time('240101000000Z'), time('491231235959Z'));
  const names = sequence(...hosts.map((host) => value(0x82, Buffer.from(host))));
  const extension = sequence(objectId([0x55, 0x1d, 0x11]), value(0x04, names));
  const content = sequence(
    value(0xa0, integer(2)),
    integer(1),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    value(0xa3, sequence(extension)),
  );
  const signature = Buffer.concat([Buffer.of(0), sign('sha256', content, privateKey)]);
  const certificate = sequence(content, ecdsaWithSha256, value(0x03, signature));
  const base64 = certificate.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
  };
}

/** One value in DER: tag, length, content. */
function value(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
  if (length < 0x100) return Buffer.concat([Buffer.of(tag, 0x81, length), content]);
  return Buffer.concat([Buffer.of(tag, 0x82, length >> 8, length & 0xff), content]);
}

const sequence = (...parts: readonly Buffer[]) => value(0x30, Buffer.concat(parts));
const set = (...parts: readonly Buffer[]) => value(0x31, Buffer.concat(parts));
const objectId = (bytes: readonly number[]) => value(0x06, Buffer.from(bytes));
const integer = (number: number) => value(0x02, Buffer.of(number));
const time = (text: string) => value(0x17, Buffer.from(text));
