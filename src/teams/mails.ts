// The mails of a request: to its owner and their manager before and after, to the admins when something needs a human.
import type { Words } from '../../locales/words.ts';
import type { Audience, Letter, NoticeKind } from '../core/ports.ts';
import type { Request } from '../core/request.ts';

export type Writing = {
  readonly adminMail: string;
  readonly trackerUrl: (request: string) => string;
  readonly now: number;
};

/** Undefined when there is nobody to write to (no address in the directory) or nothing to say. */
export function letterFor(
  kind: NoticeKind,
  audience: Audience,
  request: Request,
  words: Words,
  writing: Writing,
): Letter | undefined {
  if (audience === 'admins') return alarm(kind, request, words, writing);
  const what =
    kind === 'filed-mail'
      ? 'filed'
      : kind === 'changed-mail'
        ? 'changed'
        : kind === 'frozen-mail'
          ? 'frozen'
          : undefined;
  const to = addresses(request, audience);
  if (!what || to.length === 0) return undefined;
  const reader = audience === 'manager' ? 'manager' : 'person';
  const values = {
    name: request.account.name,
    upn: request.account.upn,
    time: words.moment(momentOf(what, request)),
    url: writing.trackerUrl(request.id),
  };
  return {
    to,
    subject: words.say(`mail.${what}.${reader}.subject`, values),
    text: words.say(`mail.${what}.${reader}.text`, values),
  };
}

/** When it happened; the row may have moved on since. */
function momentOf(what: 'filed' | 'changed' | 'frozen', { consentAt, landedAt, since }: Request): number {
  if (what === 'filed') return consentAt ?? since;
  return what === 'changed' ? (landedAt ?? since) : since;
}

/** The person is told on every address the directory knows; one of them may be the locked mailbox. */
function addresses(request: Request, audience: Audience): readonly string[] {
  const { mail, otherMails, manager } = request.account;
  if (audience === 'manager') return manager !== 'unknown' && manager?.mail ? [manager.mail] : [];
  return [...new Set([...(mail ? [mail] : []), ...otherMails])];
}

function alarm(kind: NoticeKind, request: Request, words: Words, { adminMail, now }: Writing): Letter | undefined {
  const what = cause(kind, request);
  if (!what) return undefined;
  const explain = `mail.explain.${request.failure?.code ?? (what === 'held' || what === 'repeated' ? what : 'other')}`;
  const values = {
    what: words.say(`mail.alarm.${what}`),
    explanation: words.say(words.knows(explain) ? explain : 'mail.explain.unknown'),
    name: request.account.name,
    upn: request.account.upn,
    request: request.id,
    state: request.state,
    said: request.failure?.said ?? '–',
    graph: request.failure?.requestId ?? '–',
    time: words.moment(now),
  };
  return {
    to: [adminMail],
    subject: words.say('mail.alarm.subject', values),
    text: words.say('mail.alarm.text', values),
  };
}

/** What the admins must look at; undefined when the row has moved past it, or there is nothing to mend. */
function cause(
  kind: NoticeKind,
  request: Request,
): 'failed' | 'expired' | 'frozen' | 'held' | 'recalled' | 'other-page' | 'repeated' | undefined {
  if (kind === 'alarm-page') return 'other-page';
  if (kind === 'alarm-repeat') return 'repeated';
  if (kind === 'alarm-held') return request.hold?.why === 'hands' ? 'held' : undefined;
  switch (request.state) {
    case 'failed':
    case 'expired':
    case 'frozen':
      return request.state;
    case 'pending':
      return 'recalled';
    default:
      return undefined;
  }
}
