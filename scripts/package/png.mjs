// Reads the kind of PNG Teams takes: eight bits a channel, red, green and blue, with or without transparency.
import { inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const CHANNELS = { 2: 3, 6: 4 };
const MOST_PIXELS = 1_024 * 1_024;

/** `{ width, height, pixels }`, pixels as RGBA bytes row by row; undefined for every other file, broken ones too. */
export function readPng(bytes) {
  try {
    return read(Buffer.from(bytes));
  } catch {
    return undefined;
  }
}

function read(file) {
  if (!file.subarray(0, 8).equals(SIGNATURE)) return undefined;
  const chunks = [...chunksOf(file)];
  const head = chunks.find(({ type }) => type === 'IHDR')?.data;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const [depth, colour, , , interlaced] = head.subarray(8);
  const channels = CHANNELS[colour];
  if (depth !== 8 || channels === undefined || interlaced !== 0 || width * height > MOST_PIXELS) return undefined;
  const rows = inflateSync(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)));
  if (rows.length !== height * (1 + width * channels)) return undefined;
  return { width, height, pixels: rgba(unfiltered(rows, width * channels, height, channels), channels) };
}

function* chunksOf(file) {
  for (let at = 8; at + 12 <= file.length; ) {
    const length = file.readUInt32BE(at);
    yield { type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) };
    at += 12 + length;
  }
}

/** Undoes the filter of each row (PNG specification, section 9): every byte was stored as its difference from its neighbours. */
function unfiltered(rows, stride, height, channels) {
  const out = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (stride + 1)];
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : out[y * stride + x - channels];
      const up = y === 0 ? 0 : out[(y - 1) * stride + x];
      const corner = x < channels || y === 0 ? 0 : out[(y - 1) * stride + x - channels];
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[y * stride + x] = (rows[y * (stride + 1) + 1 + x] + guess) & 0xff;
    }
  }
  return out;
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map(one => Math.abs(guess - one));
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function rgba(bytes, channels) {
  if (channels === 4) return bytes;
  const out = Buffer.alloc((bytes.length / 3) * 4, 255);
  for (let at = 0; at < bytes.length / 3; at++) bytes.copy(out, at * 4, at * 3, at * 3 + 3);
  return out;
}
