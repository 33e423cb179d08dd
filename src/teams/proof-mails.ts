// The mails about proofs: a code, and an authenticator that was set up, taken away or stopped.
import type { Words } from '../../locales/words.ts';
import type { MailedCode } from '../core/desk/proofs/mail-code.ts';
import type { Audience, Letter, NoticeKind } from '../core/ports.ts';
import type { Request } from '../core/request.ts';
import { addresses } from './addresses.ts';

export type ProofWriting = {
  readonly trackerUrl: (request: string) => string;
  /** The code under way; undefined once it is of no use any more. */
  readonly mailedCode: (request: Request) => MailedCode | undefined;
};

/** Undefined when there is nobody to write to, or nothing to say any more. */
export function proofLetter(
  kind: NoticeKind,
  audience: Audience,
  request: Request,
  words: Words,
  { trackerUrl, mailedCode }: ProofWriting,
): Letter | undefined {
  const { name, upn } = request.account;
  if (kind === 'code-mail') {
    const code = mailedCode(request);
    if (!code) return undefined;
    const values = { name, upn, code: code.digits, until: words.moment(code.expiresAt) };
    return { to: [code.to], subject: words.say('mail.code.subject'), text: words.say('mail.code.text', values) };
  }
  const told = stageOf(kind, request);
  const to = addresses(request, audience);
  if (!told || to.length === 0) return undefined;
  const values = { name, upn, time: words.moment(told.at), from: words.moment(told.from), url: trackerUrl(request.id) };
  const reader = audience === 'manager' ? 'manager' : 'person';
  return {
    to,
    subject: words.say(`mail.enrolment.${told.stage}.${reader}.subject`, values),
    text: words.say(`mail.enrolment.${told.stage}.${reader}.text`, values),
  };
}

function stageOf(kind: NoticeKind, { state, enrolling, since }: Request) {
  if (kind === 'frozen-mail') return { stage: 'stopped', at: since, from: since } as const;
  if (kind !== 'enrolment-mail' || state === 'frozen' || enrolling?.usableFrom === undefined) return undefined;
  const { shownAt, removedAt, usableFrom } = enrolling;
  return removedAt === undefined
    ? ({ stage: 'set-up', at: shownAt, from: usableFrom } as const)
    : ({ stage: 'removed', at: removedAt, from: usableFrom } as const);
}
