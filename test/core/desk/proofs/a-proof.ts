// Rita has asked, and nothing is proved yet: what she, her manager, her app, the phone and her mail would say.
import { generateSync } from 'otplib';
import type { Account } from '../../../../src/core/account.ts';
import { challenge } from '../../../../src/core/request.ts';
import type { Secret } from '../../../../src/core/secret.ts';
import { anAccount, TENANT } from '../../../contracts/a-request.ts';
import { aDesk, done, HOUR, ok, rita } from '../../a-desk.ts';

export const DAY = 24 * HOUR;

type Options = Parameters<typeof aDesk>[0] & { readonly account?: Partial<Account> };

/** With two numbers of record, a private address, and nothing changed of late. */
export async function drafted(options: Options = {}) {
  const bench = proofBench(options);
  return { ...bench, ...(await bench.drawn()) };
}

export function proofBench({ account = {}, ...options }: Options = {}) {
  const bench = aDesk(options);
  const { desk, company, click, row, world } = bench;
  company.state.account = anAccount({
    phones: [
      { kind: 'mobile', number: '+49 170 5550142' },
      { kind: 'business', number: '+49 30 555 0199' },
    ],
    ...account,
  });
  const signedIn = (changed = {}) => ({
    tenant: TENANT,
    id: rita.id,
    authTime: world.now(),
    contexts: ['c1'],
    ...changed,
  });

  /** A request of hers, with what its challenges expect. */
  async function drawn() {
    const { id } = ok(await desk.draft(rita, { locale: 'en', command: click() }));
    done(await desk.giveReason(rita, id, 'I forgot it on holiday', click()));
    const digits = () => challenge(row(id), 'vouch')?.digits ?? '';
    return {
      id,
      digits,
      wrong: () => (digits() === '10' ? '11' : '10'),
      /** What only the approvers' card shows. */
      words: async () => (await desk.deskView(row(id))).call?.words ?? '',
      /** What only the mail says. */
      mailed: () => desk.mailedCode(row(id))?.digits ?? '',
    };
  }

  /** Sets up an authenticator by the real verbs. Gives what the app shows. */
  async function enrolled() {
    const { id } = ok(await desk.beginEnrolment(rita, { locale: 'en', command: click() }));
    done(await desk.offerStepUp(rita, id, click()));
    done(await desk.passStepUp(rita, id, signedIn(), click()));
    const { secret } = ok(await desk.showEnrolment(rita, id, click()));
    const code = (at = world.now()) => codeOf(secret, at);
    done(await desk.confirmEnrolment(rita, id, code(), click()));
    return { enrolment: id, code };
  }

  return { ...bench, signedIn, drawn, enrolled };
}

/** As an app of somebody else's making shows it. */
export function codeOf(secret: Secret, at: number): string {
  return secret.use(base64 => generateSync({ secret: Buffer.from(base64, 'base64'), epoch: Math.floor(at / 1_000) }));
}
