// The request that other tests build on is one the desk itself would have drafted.
import { deepEqual } from 'node:assert/strict';
import { diagnose } from '../../src/core/diagnosis.ts';
import { aRequest } from './a-request.ts';
import { START } from './a-world.ts';

describe('an ordinary request', () => {
  it('carries the verdict that its account leads to', () => {
    const { account, verdict } = aRequest();
    deepEqual(diagnose({ account, attested: { never: [] }, now: START }), verdict);
  });
});
