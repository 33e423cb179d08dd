// The anchors of the audit, by mail to the admins: a copy that nobody can change who can change the database.
import { wordsFor } from '../../locales/words.ts';
import { type Anchor, anchorLine } from '../core/evidence.ts';
import type { Letter } from '../core/ports.ts';
import type { RequestId } from '../core/request.ts';

export function createAnchorMail(tools: {
  readonly mail: (letter: Letter) => Promise<void>;
  readonly adminMail: string;
  readonly locale: string;
}) {
  const words = wordsFor(tools.locale);
  return async (standing: {
    readonly anchors: readonly Anchor[];
    readonly missing: readonly RequestId[];
  }): Promise<void> => {
    const lines = standing.anchors.map(anchor =>
      words.say('mail.anchor.line', { line: anchorLine(anchor), at: words.moment(anchor.at), count: anchor.count }),
    );
    const broken = standing.missing.length > 0;
    const values = {
      number: standing.anchors.at(-1)?.number ?? 0,
      lines: lines.join('\n'),
      requests: standing.missing.join('\n'),
    };
    await tools.mail({
      to: [tools.adminMail],
      subject: words.say(broken ? 'mail.anchor.broken.subject' : 'mail.anchor.subject', values),
      text: [
        ...(broken ? [words.say('mail.anchor.broken.text', values)] : []),
        ...(lines.length > 0 ? [words.say('mail.anchor.text', values)] : []),
      ].join('\n\n'),
    });
  };
}
