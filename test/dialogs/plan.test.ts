// What somebody is told before it begins: what they themselves will have to show, and how many people decide.
import assert from 'node:assert/strict';
import { planOf } from '../../dialogs/plan.ts';
import { languages, wordsFor } from '../../locales/words.ts';
import { CALM, type Demand, demandOf } from '../../src/core/demand.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/core/policy.ts';
import { PROOF_KINDS, type ProofKind } from '../../src/core/proof.ts';
import { anAccount, aRequest } from '../contracts/a-request.ts';
import { bots, RITA, say } from '../teams/a-bot.ts';
import * as story from './a-story.ts';

const ways = (...lines: string[]) => lines.map(line => `• ${line}`).join('\n');
const [SIGN_IN, MANAGER, APP, CALL] = (['step-up', 'vouch', 'totp', 'call-back'] as const).map(kind =>
  say(`chat.way.${kind}`),
) as [string, string, string, string];
const settled = { phones: [{ number: '+44 20 7946 0170', kind: 'business' }], changes: {} } as const;
const told = (lines: readonly string[]) => lines[2]?.split('\n') ?? [];

describe('the plan', () => {
  const aBot = bots();

  it('names what this person can show, and that one approver decides', async () => {
    const bot = await aBot();
    assert.deepEqual(
      told(await bot.says(RITA, story.OPENING)),
      [say('chat.plan', { approvals: 1 }), say('chat.plan.needed', { count: 2, ways: ways(SIGN_IN, MANAGER) })].flatMap(
        line => line.split('\n'),
      ),
    );
  });

  it('leaves the choice to whoever has more than is asked', async () => {
    const bot = await aBot({ account: settled });
    const plan = told(await bot.says(RITA, story.OPENING))
      .slice(1)
      .join('\n');
    assert.equal(plan, say('chat.plan.choice', { count: 2, ways: ways(SIGN_IN, MANAGER, CALL) }));
  });

  it('asks somebody without a second factor for their manager’s word, and says that two people decide', async () => {
    const bot = await aBot({ account: { mfaRegistered: false } });
    const [how, ...plan] = told(await bot.says(RITA, story.OPENING));
    assert.equal(how, say('chat.plan', { approvals: 2 }));
    assert.match(how ?? '', /2 people of the helpdesk decide/);
    assert.equal(plan.join('\n'), say('chat.plan.needed', { count: 1, ways: ways(MANAGER) }));
  });

  it('says three to somebody whom a rule asks for three, and whom it takes to decide', async () => {
    const rules = [{ name: 'directors', proofsApart: 3, approvals: 3 }];
    const bot = await aBot({ account: settled, policy: { rules } });
    const [how, ...plan] = told(await bot.says(RITA, story.OPENING));
    assert.match(how ?? '', /3 people/);
    assert.equal(plan.join('\n'), say('chat.plan.needed', { count: 3, ways: ways(SIGN_IN, MANAGER, CALL) }));
  });
});

describe('what is to be shown', () => {
  const demand = (account = {}, policy: Partial<Policy> = {}, shieldsUp = false): Demand =>
    demandOf({ ...aRequest(), account: anAccount(account) }, { ...DEFAULT_POLICY, ...policy }, { ...CALM, shieldsUp });
  const ALL: readonly ProofKind[] = PROOF_KINDS;

  it('counts what one device holds once, and says so', () => {
    const { choice } = planOf(demand(), ALL);
    assert.deepEqual(choice, { count: 2, of: [['step-up'], ['vouch'], ['totp', 'call-back']] });
    const device = say('chat.plan.device', { ways: `${APP} / ${CALL}` });
    assert.match(device, /^Your authenticator \/ A call from the helpdesk \(.*once\)$/);
  });

  it('leaves nothing out where what somebody has would not do: they hear later why', () => {
    assert.equal(planOf(demand(), ['totp']).choice.of.length, 3);
    assert.deepEqual(planOf(demand({ mfaRegistered: false }), ['totp']).needed, [['vouch']]);
  });

  it('is both strong proofs while shields are up', () => {
    assert.deepEqual(planOf(demand({}, {}, true), ALL), {
      needed: [['step-up'], ['vouch']],
      choice: { count: 0, of: [] },
    });
  });

  it('may be one that must be and one of several', () => {
    assert.deepEqual(planOf(demand({ mfaRegistered: false }, { proofsApart: 3 }), ALL), {
      needed: [['vouch']],
      choice: { count: 1, of: [['step-up'], ['totp', 'call-back']] },
    });
  });

  it('can be said in every language, of one as of several', () => {
    for (const language of languages())
      for (const count of [1, 2, 3])
        for (const key of ['chat.plan.needed', 'chat.plan.choice', 'chat.plan.also'] as const) {
          const said = wordsFor(language).say(key, { count, ways: '• …' });
          assert.ok(said.endsWith('\n• …') && said.length > 6, `${language} ${key} ${count}: ${said}`);
        }
  });
});
