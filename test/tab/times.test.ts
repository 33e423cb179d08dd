// Times on the tracker: how long is left, and when something happened.
import { equal, match } from 'node:assert/strict';
import fc from 'fast-check';
import { clock, timeOf } from '../../src/tab/times.ts';

const MINUTE = 60_000;

describe('how long is left', () => {
  it('is told in minutes and seconds, and the last second is a whole one', () => {
    equal(clock(30 * MINUTE), '30:00');
    equal(clock(10 * MINUTE - 1), '10:00');
    equal(clock(9 * MINUTE + 5_000), '9:05');
    equal(clock(1), '0:01');
    equal(clock(0), '0:00');
  });

  it('is never less than nothing, and never runs backwards', () => {
    fc.assert(
      fc.property(fc.integer({ min: -MINUTE, max: 60 * MINUTE }), fc.nat(MINUTE), (left, later) => {
        const seconds = (shown: string) => {
          match(shown, /^\d+:[0-5]\d$/);
          const [minutes = 0, rest = 0] = shown.split(':').map(Number);
          return minutes * 60 + rest;
        };
        return seconds(clock(left)) >= seconds(clock(left - later));
      }),
    );
  });
});

describe('when it happened', () => {
  it('is written as the language and the region of the request write it', () => {
    const at = new Date(2026, 10, 20, 14, 5).getTime();
    equal(timeOf(at, 'en-GB'), '14:05');
    match(timeOf(at, 'en-US'), /^2:05\sPM$/);
    match(timeOf(at, 'ar-EG'), /٠٥|٥/, 'with the figures of the region');
  });
});
