// The icons as Teams wants them; each way of getting them wrong is named.
import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { checkedIn, problemsOfIcons, read } from './a-package.ts';

type Pixel = readonly number[];
const WHITE: Pixel = [255, 255, 255, 255];
const NOTHING: Pixel = [0, 0, 0, 0];

const ICONS = { color: 'color.png', outline: 'outline.png' };
const said = (name: string, bytes: Uint8Array) => read(problemsOfIcons(ICONS, checkedIn().set(name, bytes)));

describe('the icons', () => {
  it('may be drawn another way, as long as sizes and colours are right', () => {
    assert.deepEqual(
      said(
        'color.png',
        png(192, () => [200, 10, 10]),
      ),
      [],
    );
    assert.deepEqual(
      said(
        'outline.png',
        png(32, x => (x < 4 ? WHITE : NOTHING)),
      ),
      [],
    );
    // Half-transparent white is how edges are smooth.
    assert.deepEqual(
      said(
        'outline.png',
        png(32, x => (x < 4 ? [255, 255, 255, 90] : NOTHING)),
      ),
      [],
    );
  });

  it('have their sizes', () => {
    assert.deepEqual(
      said(
        'color.png',
        png(96, () => WHITE),
      ),
      ['appPackage/color.png is 96×96 pixels'],
    );
    assert.deepEqual(
      said(
        'outline.png',
        png(33, x => (x < 4 ? WHITE : NOTHING)),
      ),
      ['appPackage/outline.png is 33×33 pixels'],
    );
  });

  it('are white on nothing in the app bar', () => {
    const wrong = (draw: (x: number) => Pixel) => said('outline.png', png(32, draw));
    assert.deepEqual(
      wrong(() => WHITE),
      ['appPackage/outline.png has no transparent ground'],
    );
    assert.deepEqual(
      wrong(() => NOTHING),
      ['appPackage/outline.png is empty'],
    );
    assert.deepEqual(
      wrong(x => (x < 4 ? [250, 255, 255, 255] : NOTHING)),
      ['appPackage/outline.png has other colours than white'],
    );
  });

  it('are not see-through in colour', () => {
    assert.deepEqual(
      said(
        'color.png',
        png(192, () => NOTHING),
      ),
      ['appPackage/color.png is transparent in its middle'],
    );
  });

  it('are PNGs, whole ones', () => {
    const whole = png(32, x => (x < 4 ? WHITE : NOTHING));
    const no = ['appPackage/outline.png is no PNG of eight bits a channel'];
    assert.deepEqual(said('outline.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), no);
    assert.deepEqual(said('outline.png', whole.subarray(0, 40)), no);
    assert.deepEqual(said('outline.png', new Uint8Array()), no);
  });

  it('are there', () => {
    const files = checkedIn();
    files.delete('outline.png');
    assert.deepEqual(read(problemsOfIcons(ICONS, files)), ['appPackage/outline.png is not there']);
  });
});

/** A square PNG; three numbers a pixel make it RGB, four RGBA. Checksums are left zero, as the reader does not look at them. */
function png(size: number, draw: (x: number, y: number) => Pixel): Uint8Array {
  const rows = Array.from({ length: size }, (_, y) => [
    0,
    ...Array.from({ length: size }, (_, x) => draw(x, y)).flat(),
  ]);
  const colour = draw(0, 0).length === 4 ? 6 : 2;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, colour, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}
