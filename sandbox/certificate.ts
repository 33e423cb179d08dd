// A signing certificate as AD FS makes itself one: self-signed, and made with nothing but Node. Base64 of its DER, as Graph shows it.
import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

const DAY = 86_400_000;
const ECDSA_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';

/** @param ends milliseconds since 1970, before 2050: UTCTime has two digits for the year */
export function signingCertificate(name: string, ends: number): string {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = sequence(oid(ECDSA_SHA256));
  const subject = sequence(field(0x31, sequence(oid(COMMON_NAME), field(0x0c, Buffer.from(name)))));
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(15)]);
  const body = sequence(
    field(0xa0, field(0x02, Buffer.from([2]))),
    field(0x02, serial),
    algorithm,
    subject,
    sequence(time(ends - 365 * DAY), time(ends)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = createSign('sha256').update(body).sign(privateKey);
  return sequence(body, algorithm, field(0x03, Buffer.from([0]), signature)).toString('base64');
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return field(0x30, ...parts);
}

/** Tag, length, value (DER). */
function field(tag: number, ...parts: readonly Buffer[]): Buffer {
  const value = Buffer.concat(parts);
  const { length } = value;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), value]);
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return field(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(number: number): number[] {
  const digits = [number & 127];
  for (let left = number >>> 7; left > 0; left >>>= 7) digits.unshift((left & 127) | 128);
  return digits;
}

function time(at: number): Buffer {
  return field(0x17, Buffer.from(`${new Date(at).toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
}
