// Max asks for Rita in his own chat, and the helpdesk hands her what she needs from its card.
import assert from 'node:assert/strict';
import { wishIn } from '../../dialogs/intents/wishes.ts';
import { challenge } from '../../src/core/request.ts';
import { anAccount } from '../contracts/a-request.ts';
import { type Bot, bots, HANK, HELPDESK, HILDA, MAX, RITA, SAM, type Somebody, say } from '../teams/a-bot.ts';
import { arabic } from './said/ar.ts';
import { german } from './said/de.ts';
import { english } from './said/en.ts';
import { spanish } from './said/es.ts';
import { french } from './said/fr.ts';
import { japanese } from './said/ja.ts';
import { portuguese } from './said/pt-br.ts';

const SAID = [english, german, french, spanish, portuguese, japanese, arabic].flatMap(said =>
  Object.values(said).flat(),
);
const OPENING = 'somebody in my team is locked out';
const MIA = { ...SAM, id: '22222222-aaaa-4bbb-8ccc-000000000006', name: 'Mia Above' };
const NELE = { ...SAM, id: '22222222-aaaa-4bbb-8ccc-000000000007', name: 'Nele Top' };

describe('asking for somebody who cannot open Teams', () => {
  const aBot = bots();

  async function aTeam(): Promise<Bot> {
    const bot = await aBot();
    const above = (who: Somebody, upn: string, over: Somebody | null) =>
      bot.directory.accounts.set(who.id, anAccount({ id: who.id, name: who.name, upn, manager: over }));
    above(MAX, 'max@corp.example', MIA);
    above(MIA, 'mia@corp.example', NELE);
    above(NELE, 'nele@corp.example', null);
    return bot;
  }
  async function asked(bot: Bot) {
    await bot.says(MAX, OPENING);
    await bot.says(MAX, 'rita@corp.example');
    await bot.says(MAX, 'her laptop was stolen');
    await bot.work();
  }
  async function vouched(bot: Bot, by: Somebody) {
    const { id: request } = await bot.request();
    await bot.desk.offerVouch(RITA, request, `offer-${by.id}`);
    await bot.work();
    const digits = challenge(await bot.request(), 'vouch')?.digits ?? '';
    await bot.clicks(by, 'vouch', { request, digits, attest: 'true' });
    await bot.work();
  }
  const body = (answer: { body?: unknown } | undefined) => JSON.stringify(answer?.body ?? {});

  it('goes from a sentence to a card with a code for her, and tells her who asked', async () => {
    const bot = await aTeam();
    assert.deepEqual(await bot.says(MAX, OPENING), [say('chat.for.who')]);
    assert.deepEqual(await bot.says(MAX, 'Nobody Nowhere'), [say('chat.refusal.nobody-found')]);
    assert.deepEqual(await bot.says(MAX, 'rita@corp.example'), [
      say('chat.for.reason', { name: 'Rita Reset', upn: 'rita@corp.example' }),
    ]);
    await bot.says(MAX, 'her laptop was stolen');
    await bot.work();
    const code = bot.desk.joinCode(await bot.request(), MAX)?.digits ?? '';
    assert.match(code, /^\d{6}$/);
    assert.equal((await bot.request()).reason, 'her laptop was stolen');
    const mail = bot.mails.find(({ subject }) => subject === say('mail.opened.person.subject', { by: MAX.name }));
    assert.deepEqual(mail?.to, ['rita@corp.example', 'rita@home.example']);
    assert.match(mail?.text ?? '', /join\/stop\?request=[\w-]+&key=[\w-]{27}/);
    assert.equal(mail?.text.includes(code), false);
    assert.ok(
      bot
        .chat(RITA)
        .join('\n')
        .includes(say('chat.for.opened', { by: MAX.name })),
    );
  });

  it('is heard in seven languages, and in nothing that people say of themselves', () => {
    for (const line of [
      ...['my colleague is locked out', 'One of my team cannot get in', 'I need help for somebody else'],
      ...['someone in my team forgot her password', 'a colleague of mine can’t sign in', 'on behalf of Rita'],
      ...['jemand aus meinem Team ist ausgesperrt', 'meine Kollegin kann sich nicht anmelden'],
      ...['un collègue, mon collègue ne peut plus se connecter', 'quelqu’un de mon équipe est bloqué'],
      ...['alguien de mi equipo no puede entrar', 'alguém da minha equipe esqueceu a senha'],
      ...['同僚がログインできません', 'زميلي لا يستطيع الدخول'],
    ])
      assert.equal(wishIn(line), 'for-another', line);
    for (const line of SAID) assert.notEqual(wishIn(line), 'for-another', line);
  });

  it('is for those she reports to: a colleague hears no more than that there is nobody', async () => {
    const bot = await aTeam();
    await bot.says(SAM, OPENING);
    assert.deepEqual(await bot.says(SAM, 'rita@corp.example'), [say('chat.refusal.nobody-found')]);
    assert.equal(await bot.store.requests.latest(RITA), undefined);
  });

  it('is the same however often each message is delivered', async () => {
    const bot = await aTeam();
    for (const text of [OPENING, 'rita@corp.example', 'her laptop was stolen']) {
      const raw = bot.spoken(MAX, text);
      await Promise.all([1, 2, 3].map(() => bot.deliver(raw)));
      await bot.work();
    }
    assert.equal((await bot.store.requests.recent(RITA, 0)).length, 1);
    assert.equal(bot.chat(MAX).filter(line => line === say('chat.for.who')).length, 1);
    assert.equal(bot.mails.filter(({ subject }) => /asked for a password reset/.test(subject)).length, 1);
  });

  it('leads to digits on one approver’s card alone, and to news for whoever asked', async () => {
    const bot = await aTeam();
    await asked(bot);
    const { id: request } = await bot.request();
    await vouched(bot, MIA);
    await vouched(bot, NELE);
    await bot.desk.file(RITA, request, 'file');
    await bot.work();
    await bot.clicks(HANK, 'approve', { request });
    await bot.work();
    const alone = body(await bot.clicks(HANK, 'in-person', { request }));
    assert.ok(alone.includes(say('chat.refusal.second-approver-needed')));
    const drawn = body(await bot.clicks(HILDA, 'in-person', { request }));
    const code = (await bot.desk.viewer(HILDA, await bot.request())).handOff?.code ?? 'none';
    assert.ok(drawn.includes(code));
    await bot.work();
    assert.equal(body(await bot.clicks(HANK, 'refresh', { request })).includes(code), false);
    assert.ok(body(await bot.clicks(HILDA, 'refresh', { request })).includes(code));
    assert.equal(JSON.stringify(bot.teams.messages(HELPDESK)).includes(code), false);
    const chat = bot.chat(MAX).join('\n');
    for (const state of ['open', 'pending', 'approved'] as const)
      assert.ok(chat.includes(say(`chat.for.news.${state}`, { name: 'Rita Reset' })), state);
    assert.equal(bot.chat(RITA).length, 1, 'her own chat leads nowhere');
  });

  it('can be taken back on the card, by whoever asked alone', async () => {
    const bot = await aTeam();
    await asked(bot);
    const { id: request } = await bot.request();
    assert.ok(body(await bot.clicks(HANK, 'for-cancel', { request })).includes(say('chat.refusal.not-yours')));
    const fresh = body(await bot.clicks(MAX, 'for-code', { request }));
    assert.ok(fresh.includes(bot.desk.joinCode(await bot.request(), MAX)?.digits ?? 'none'));
    await bot.clicks(MAX, 'for-cancel', { request });
    assert.equal((await bot.request()).state, 'cancelled');
  });

  it('can be taken back in the middle of it, and takes nothing else back', async () => {
    const bot = await aTeam();
    await bot.says(MAX, OPENING);
    assert.deepEqual(await bot.says(MAX, 'cancel'), [say('chat.for.cancelled')]);
    await bot.says(MAX, OPENING);
    await bot.says(MAX, 'rita@corp.example');
    const { id } = await bot.request();
    const own = await bot.desk.draft(MAX, { locale: 'en', command: 'his own', ask: true });
    assert.deepEqual(await bot.says(MAX, 'cancel'), [say('chat.for.cancelled')]);
    assert.equal((await bot.store.requests.find(id))?.state, 'cancelled');
    assert.ok('id' in own && own.state === 'open');
    assert.equal((await bot.store.requests.live(MAX))?.id, own.id);
    assert.deepEqual(
      await bot.says(MAX, 'cancel'),
      [say('chat.cancel.done')],
      'said outside of it, it is about his own',
    );
  });

  it('is no way into her tracker through Teams', async () => {
    const bot = await aTeam();
    await asked(bot);
    const { id: request } = await bot.request();
    const opened = await bot.deliver(bot.invoked(RITA, 'task/fetch', { data: { request, pane: 'tracker' } }));
    assert.ok(body(opened.answer).includes(say('chat.refusal.asked-by-another')));
    assert.ok((await bot.says(RITA, 'I forgot my password')).includes(say('chat.refusal.asked-by-another')));
  });

  it('is nothing to her chat: not even a question that was open there before goes on with it', async () => {
    const bot = await aTeam();
    await bot.says(RITA, 'I forgot my password');
    await bot.later(31 * 60_000);
    assert.equal((await bot.request()).state, 'expired');
    await asked(bot);
    const { version } = await bot.request();
    // Whoever has the laptop answers the old question.
    await bot.says(RITA, 'I came back from leave and cannot remember it');
    await bot.says(RITA, 'yes');
    const after = await bot.request();
    assert.deepEqual(
      [after.onBehalf?.by.id, after.version, after.challenges, after.consentAt],
      [MAX.id, version, [], undefined],
    );
  });
});
