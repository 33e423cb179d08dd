// A persona: somebody who can be played, and the ending their story must have. Anything else is a failure.
import type { Amendment } from '../rules.ts';
import type { Actor, Story } from './story.ts';

export type Ending = {
  readonly route: 'sspr' | 'helpdesk' | 'refused';
  readonly state: string;
  readonly signedIn: boolean;
};

export type Persona = {
  readonly name: string;
  /** One line for --help. */
  readonly about: string;
  readonly person: string;
  readonly expects: Ending & { readonly resetCalls: number };
  /** What the company's policy must say besides; the bot is started anew for it. */
  readonly amendment?: Amendment;
  readonly play: (story: Story, who: Actor) => Promise<Ending>;
};

/** Reset by the helpdesk, and signed in again. */
export const BACK = { route: 'helpdesk', state: 'completed', signedIn: true, resetCalls: 1 } as const;
/** Back in without the helpdesk, which had been asked. */
export const BY_THEMSELVES = { ...BACK, resetCalls: 0 } as const;
/** Guided to Microsoft's own page, and back in. */
export const GUIDED = { ...BY_THEMSELVES, route: 'sspr' } as const;
export const REFUSED = { route: 'refused', state: 'refused', signedIn: false, resetCalls: 0 } as const;

export const ADMIN = 'ada.brandt@finch-cloud.example';
