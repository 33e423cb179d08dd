// Only what passed the gate becomes a turn; whoever is turned away learns a status and nothing else.
import assert from 'node:assert/strict';
import type { IncomingHttpHeaders } from 'node:http';
import type { Activity } from '../../src/teams/activity.ts';
import type { Gate } from '../../src/teams/gate.ts';
import { createReception } from '../../src/teams/reception.ts';

type Checked = Awaited<ReturnType<Gate>>;

const HEADERS: IncomingHttpHeaders = { authorization: 'Bearer x', 'content-type': 'application/json' };
const activity = { type: 'message', id: 'a-1' } as Activity;
const body = { type: 'message', id: 'a-1', checked: true };

function aReception(checked: Checked) {
  const seen: { gate: unknown[]; turns: unknown[]; answer: unknown[]; lines: string[] } = {
    gate: [],
    turns: [],
    answer: [],
    lines: [],
  };
  const response = {
    socket: undefined,
    header: () => response,
    status: (code: number) => Object.assign(response, { code: seen.answer.push(code) }),
    send: (what: unknown) => seen.answer.push(what),
    end: () => seen.answer.push('end'),
  };
  const note = (facts: object, message: string) => void seen.lines.push(`${message} ${JSON.stringify(facts)}`);
  const gate = Object.assign(
    async (...given: Parameters<Gate>) => {
      seen.gate.push(given);
      return checked;
    },
    { sizes: () => ({}) },
  ) as unknown as Gate;
  const reception = createReception({
    gate,
    adapter: {
      async processActivity(req, res, logic) {
        seen.turns.push(req);
        await logic({} as Parameters<typeof logic>[0]);
        res.status(200);
        res.end();
      },
    },
    router: async (_turn, routed) => void seen.turns.push(routed),
    log: { info: note, warn: note, error: note },
  });
  return { seen, knock: (raw: string) => reception(HEADERS, Buffer.from(raw), response) };
}

describe('the reception', () => {
  for (const status of [400, 401, 403, 413, 415, 503] as const)
    it(`turns away with ${status} and no word, and runs nothing`, async () => {
      const { seen, knock } = aReception({ pass: false, status, why: 'a token for another bot' });
      await knock('{"type":"message"}');
      assert.deepEqual(seen.answer, [status, 'end']);
      assert.deepEqual(seen.turns, []);
      assert.match(seen.lines.join(), /a token for another bot/);
    });

  it('hands on what the gate has checked, not what came in', async () => {
    const { seen, knock } = aReception({ pass: true, activity, body });
    await knock('{"type":"message","id":"raw"}');
    assert.deepEqual(seen.gate, [[HEADERS, Buffer.from('{"type":"message","id":"raw"}'), 'application/json']]);
    assert.deepEqual(seen.turns, [{ headers: HEADERS, body }, activity]);
    assert.deepEqual(seen.answer, [200, 'end']);
  });
});
