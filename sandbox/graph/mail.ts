// Sending mail as a mailbox of the tenant: accepted with 202 and no body, and kept for the people it went to.
import type { Mail } from '../world.ts';
import { insufficient, refuse } from './refusals.ts';
import type { Answers, Call, Reply } from './types.ts';
import { mailOf } from './user-object.ts';
import { withTarget } from './users.ts';

export const mailAnswers: Answers<'POST /users/{id}/sendMail'> = {
  'POST /users/{id}/sendMail': call =>
    withTarget(call, sender => {
      if (call.caller.kind === 'user' && call.caller.person.id !== sender.id) return insufficient();
      return send(call, mailOf(sender));
    }),
};

function send({ world, body }: Call, from: string): Reply {
  const message = member(body, 'message');
  const content = member(member(message, 'body'), 'content');
  const recipients = member(message, 'toRecipients');
  const to = (Array.isArray(recipients) ? recipients : [])
    .map(one => member(member(one, 'emailAddress'), 'address'))
    .filter(address => typeof address === 'string');
  if (message === undefined) return refuse(400, 'ErrorInvalidRequest', "The parameter 'message' is required.");
  if (to.length === 0) return refuse(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.');
  const written = typeof content === 'string' ? content : '';
  const isHtml = String(member(member(message, 'body'), 'contentType') ?? 'text').toLowerCase() === 'html';
  const mail: Mail = {
    at: world.now(),
    from,
    to,
    subject: String(member(message, 'subject') ?? ''),
    html: isHtml ? written : '',
    text: isHtml ? plain(written) : written,
  };
  world.mails.push(mail);
  world.tell('mail', `${mail.subject} → ${to.join(', ')}`, mail);
  return { status: 202 };
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** What a mail program without HTML shows; links keep their address. */
function plain(html: string): string {
  return html
    .replace(/<(style|title|script)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<a\b[^>]*href="([^"]*)"[^>]*>([\s\S]*?)<\/a>/gi, (_, url: string, text: string) => `${text} (${url})`)
    .replace(/<(br|\/p|\/div|\/h\d|\/li|\/tr)\b[^>]*>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}
