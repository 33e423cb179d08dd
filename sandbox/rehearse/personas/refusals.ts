// Whom the desk does not serve, row by row of docs/diagnosis.md: each is told why, and what to do instead.
import type { Seen } from '../../teams/sight.ts';
import { FORGOT, isForeign, isSaid, says } from '../chat.ts';
import { opensFor } from '../on-behalf.ts';
import { type Persona, REFUSED } from '../persona.ts';

/** Risk is asked about once a second in a tenant, whoever it is about: somebody else may have been asked about just now. */
const RISK_PACE = 1_100;
const OWN_ACCOUNT = 'svc-resetdesk@finch-cloud.example';

export const REFUSALS: readonly Persona[] = [
  {
    name: 'never',
    about: 'the helpdesk asks for the desk’s own account, which nobody ever resets here',
    person: 'hana',
    expects: REFUSED,
    async play(story, who) {
      const isNo = isSaid(/I cannot help with that account here/);
      story.quotes('desk', await opensFor(story, who, { upn: OWN_ACCOUNT }, isNo, 'the refusal in plain words'));
      return REFUSED;
    },
  },
  refused('shared', 'an account that several people share', 'lobby', /shared by several people/),
  refused('guest', 'a guest: the password lives at home', 'gus', /guest|home|own organisation/i),
  refused('external', 'a member who signs in at another organisation', 'ines', /sign in at another organisation/),
  refused('disabled', 'a disabled account', 'dario', /disabled|switched off|blocked/i),
  refused('other-system', 'another system resets this group’s passwords', 'fabio', /Factory/),
  refused('not-in-pilot', 'is in none of the pilot groups', 'pia', /pilot|not yet|helpdesk/i),
  refused(
    'at-risk',
    'Entra ID Protection calls the account at risk: security decides',
    'rasmus',
    /security has to look/,
    { after: RISK_PACE },
  ),
  refused('privileged', 'an administrator: never reset from a chat', 'petra', /You hold an administrator role/),
  refused('eligible', 'can activate an administrator role', 'erik', /can activate an administrator role/),
  refused('group-owner', 'owns a group that may hold administrator roles', 'olga', /You own a group/),
  refused('desk-power', 'owns one of the bot’s own registrations', 'dean', /what this desk is made of/),
  refused('restricted', 'in a restricted management administrative unit', 'vera', /under restricted management/),
  refused('mfa-lost', 'has lost the phone, not the password: another door', 'lotte', /shows that it is you/, {
    opening: 'I lost my phone',
  }),
];

type Told = { readonly opening?: string; readonly after?: number };

function refused(
  name: string,
  about: string,
  person: string,
  why: RegExp,
  { opening = FORGOT, after = 0 }: Told = {},
): Persona {
  return {
    name,
    about: `${about}: told why, and what to do instead`,
    person,
    expects: REFUSED,
    async play(story, who) {
      await who.teams.install();
      await new Promise(done => setTimeout(done, after));
      const isWhy = (message: Seen) => message.card !== undefined && (why.test(message.words) || isForeign(message));
      story.quotes('desk', await says(story, who, opening, isWhy, 'the refusal in plain words'));
      return REFUSED;
    },
  };
}
