// Where mail about a request goes: to every address the directory knows, for one of them may be the locked mailbox.
import type { Audience } from '../core/ports.ts';
import type { Request } from '../core/request.ts';

export function addresses({ account }: Request, audience: Audience): readonly string[] {
  const { mail, otherMails, manager } = account;
  if (audience === 'manager') return manager !== 'unknown' && manager?.mail ? [manager.mail] : [];
  return [...new Set([...(mail ? [mail] : []), ...otherMails])];
}
