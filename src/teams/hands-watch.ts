// The identity that resets: its admins hear at once when its sign-in is lost, and in good time before it lapses.
import { wordsFor } from '../../locales/words.ts';
import type { Memory } from '../core/keeping.ts';
import type { Hands, Letter, World } from '../core/ports.ts';

const DAY = 24 * 3_600_000;
/** Days before the end; each brings one mail. */
const MARKS = [1, 3, 7] as const;

type Identity = { readonly which: string; readonly account: string; readonly state: Hands['state'] };

export function createHandsWatch(tools: {
  readonly identities: readonly Identity[];
  /** How long a sign-in lasts; undefined: nobody knows, and nobody is reminded. */
  readonly signInDays: number | undefined;
  readonly memory: Memory;
  readonly mail: (letter: Letter) => Promise<void>;
  readonly adminMail: string;
  readonly locale: string;
  readonly world: World;
}) {
  const { identities, signInDays, memory, mail, world } = tools;
  const words = wordsFor(tools.locale);
  const tell = (what: 'lost' | 'lapsing', { which, account }: Identity, when: number) => {
    const values = { which, account, at: words.moment(when) };
    const text = words.say(`mail.hands.${what}.text`, values);
    return mail({ to: [tools.adminMail], subject: words.say(`mail.hands.${what}.subject`, values), text });
  };

  async function remind(identity: Identity, days: number): Promise<void> {
    const { connected, since } = await identity.state();
    if (!connected || since === undefined) return;
    const end = since + days * DAY;
    const mark = MARKS.find(before => end - world.now() <= before * DAY);
    const [key, told] = [`reminded:${identity.which}`, `${since}:${mark}`];
    if (mark === undefined || (await memory.read(key)) === told) return;
    await tell('lapsing', identity, end);
    await memory.write(key, told);
  }

  return {
    /** Looked at when it is sent: who has signed in again meanwhile needs no mail. */
    async lost(which: string): Promise<void> {
      const identity = identities.find(one => one.which === which);
      const state = await identity?.state();
      if (identity && state && !state.connected) await tell('lost', identity, state.since ?? world.now());
    },

    async remind(): Promise<void> {
      if (signInDays === undefined) return;
      for (const identity of identities) await remind(identity, signInDays);
    },
  };
}
