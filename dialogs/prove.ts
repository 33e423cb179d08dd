// The step that finds the proof that is due and asks for it: what cannot be used says why, what does not suit gives way to the next.
import type { TurnContext } from 'botbuilder';
import type { DialogTurnResult, WaterfallStepContext } from 'botbuilder-dialogs';
import { digitsCard } from '../cards/digits.ts';
import { stepUpCard } from '../cards/step-up.ts';
import type { Done } from '../src/core/desk/act.ts';
import type { Available } from '../src/core/desk/proofs/proofs.ts';
import { maskMail, maskNumber } from '../src/core/masks.ts';
import type { ProofKind } from '../src/core/proof.ts';
import { isRefused, type Refused } from '../src/core/refusals.ts';
import { challenge, type Request } from '../src/core/request.ts';
import { sayHowToReach } from './person.ts';
import { type DialogTools, once, refusalIn, say, sayRefusal, show, speakerOf, wordsOf } from './talk.ts';
import { Typed } from './typed.ts';
import { type Course, Wait } from './wait.ts';

const OUTSIDE = 'outside';
const TYPED = 'typed';

/** What a dialog needs whose steps ask for proofs. `home`: that dialog, begun again whenever something has come in. */
export function proofDialogs(tools: DialogTools, home: string) {
  return [new Wait(`${home}.${OUTSIDE}`, home), new Typed(`${home}.${TYPED}`, home, tools)];
}

/** Asks for the proof that is due, or goes on when enough is proved. */
export async function prove(
  tools: DialogTools,
  dialog: WaterfallStepContext,
  request: Request,
  home: string,
): Promise<DialogTurnResult> {
  const { context } = dialog;
  const available = await tools.desk.proofs.available(request);
  if (available.length === 0) return dialog.next();
  const { kind, declined = [], told = [] } = dialog.options as Course;
  const ready = available.filter(one => one.ready).map(one => one.kind);
  const suiting = ready.filter(one => !declined.includes(one));
  const last = declined.at(-1);
  const around = ready.filter(one => one !== last);
  const choice = suiting.length > 0 ? suiting : around.length > 0 ? around : ready;
  const enough = await tools.desk.proofs.wouldDo(request, available);
  const due = enough ? choose(request, choice, kind, tools.world.now()) : undefined;
  const passed = available.slice(0, due ? available.findIndex(one => one.kind === due) : available.length);
  await explain(context, passed, told);
  if (!due) {
    if (ready.length > 0) await say(context, 'chat.prove.not-enough');
    await say(context, 'chat.prove.none-left');
    await sayHowToReach(tools, context);
    return dialog.endDialog();
  }
  if (suiting.length === 0) await say(context, around.length > 0 ? 'chat.prove.around' : 'chat.prove.no-other');
  const course: Course = {
    kind: due,
    declined: suiting.length > 0 ? declined : last && last !== due ? [last] : [],
    told: [...new Set([...told, ...passed.map(one => one.kind)])],
  };
  const no = await ASK[due](tools, context, request);
  if (!no) return dialog.beginDialog(`${home}.${due === 'step-up' || due === 'vouch' ? OUTSIDE : TYPED}`, course);
  await sayRefusal(context, no);
  // Read just now, it cannot be used after all: whatever is next.
  if (ready.length > 1 && !declined.includes(due) && no.refused !== 'directory-unavailable')
    return dialog.replaceDialog(home, { declined: [...declined, due], told: [...(course.told ?? []), due] });
  return dialog.endDialog();
}

/** The one they are at, the one they were at when the conversation lost its place, or the first. */
function choose(
  { challenges }: Request,
  choice: readonly ProofKind[],
  at: ProofKind | undefined,
  now: number,
): ProofKind | undefined {
  if (at && choice.includes(at)) return at;
  const running = challenges
    .filter(one => now <= one.expiresAt && !('spent' in one && one.spent) && choice.includes(one.kind))
    .toSorted((one, other) => other.issuedAt - one.issuedAt);
  return running[0]?.kind ?? choice[0];
}

/** Each reason once. */
async function explain(turn: TurnContext, passed: readonly Available[], told: readonly ProofKind[]): Promise<void> {
  const words = wordsOf(turn);
  const reasons = passed.flatMap(one => {
    if (one.ready || told.includes(one.kind)) return [];
    const why = refusalIn(words, { refused: one.why, ...(one.until === undefined ? {} : { until: one.until }) });
    return [words.say('chat.prove.not-this', { way: words.say(`chat.way.${one.kind}`), why })];
  });
  if (reasons.length > 0) await say(turn, 'chat.prove.not-these', { reasons: reasons.join('\n') });
}

type Ask = (tools: DialogTools, turn: TurnContext, request: Request) => Promise<Refused | undefined>;

const ASK: Readonly<Record<ProofKind, Ask>> = {
  async 'step-up'(tools, turn, request) {
    const { person, command } = speakerOf(turn);
    const offered = await tools.desk.offerStepUp(person, request.id, command('step-up'));
    if (isRefused(offered)) return offered;
    const ticket = await tools.tickets.issue(
      'sign-in:prove',
      { request: request.id, person: person.id, tenant: person.tenant, upn: request.account.upn },
      tools.policy.stepUpValid,
    );
    await show(turn, stepUpCard({ request, url: tools.links.prove(ticket) }, wordsOf(turn)));
    return undefined;
  },

  async vouch(tools, turn, request) {
    const offered = await offer(turn, 'vouch', (person, command) => tools.desk.offerVouch(person, request.id, command));
    if (isRefused(offered)) return offered;
    await show(turn, digitsCard({ request: offered.done }, wordsOf(turn)));
    await say(turn, 'chat.vouch.sent', { manager: challenge(offered.done, 'vouch')?.voucher.name ?? '' });
    return undefined;
  },

  async totp(_tools, turn) {
    await say(turn, 'chat.totp.ask');
    return undefined;
  },

  async 'call-back'(tools, turn, request) {
    const offered = await offer(turn, 'call-back', (person, command) =>
      tools.desk.offerCallBack(person, request.id, command),
    );
    if (isRefused(offered)) return offered;
    const number = maskNumber(challenge(offered.done, 'call-back')?.number ?? '');
    await say(turn, 'chat.call-back.sent', { number, words: tools.desk.usWords(offered.done) });
    return undefined;
  },

  async 'mail-code'(tools, turn, request) {
    const offered = await offer(turn, 'mail-code', (person, command) =>
      tools.desk.offerMailCode(person, request.id, command),
    );
    if (isRefused(offered)) return offered;
    await say(turn, 'chat.mail-code.sent', { to: maskMail(challenge(offered.done, 'mail-code')?.to ?? '') });
    return undefined;
  },
};

function offer(
  turn: TurnContext,
  kind: ProofKind,
  how: (person: ReturnType<typeof speakerOf>['person'], command: string) => Promise<Done | Refused>,
): Promise<Done | Refused> {
  const { person, command } = speakerOf(turn);
  return once(() => how(person, command(kind)));
}
