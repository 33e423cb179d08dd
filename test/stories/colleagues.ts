// The others: a manager who types the digits they are told, and an approver who presses Approve when a card asks.
import { hasVerb } from '../../sandbox/rehearse/chat.ts';
import type { Actor } from '../../sandbox/rehearse/story.ts';
import type { Seen } from '../../sandbox/teams/sight.ts';
import type { Person } from '../../sandbox/world.ts';
import { untilAnswered } from './chat.ts';
import type { Company } from './company.ts';
import { seesThrough } from './hands.ts';

/** Somebody who looks at their screen now and then. True: they did something. */
export type Life = { look(): Promise<boolean> };

export function createManager(company: Company, manager: Actor, about: Person, deadline: number): Life {
  const tried = new Set<string>();
  return {
    async look() {
      const digits = company.phone.get(about.key);
      const card = newest(manager.teams.messages, 'vouch', about);
      const wish = `${card?.id} ${card?.changed} ${digits}`;
      if (!card || !digits || tried.has(wish)) return false;
      tried.add(wish);
      await untilAnswered(
        company,
        deadline,
        () => manager.teams.execute(card, 'vouch', { digits, attest: 'true' }),
        ({ answer }) => answer.status === 200,
      );
      return true;
    },
  };
}

export function createApprover(company: Company, approver: Actor, about: Person, deadline: number): Life {
  const pressed = new Set<string>();
  return {
    async look() {
      const channel = approver.teams.inChannel();
      const card = newest(channel.messages, 'approve', about);
      if (!card || pressed.has(`${card.id} ${card.changed}`)) return false;
      const outcome = await untilAnswered(
        company,
        deadline,
        () => channel.execute(card, 'approve'),
        ({ answer }) => answer.status === 200,
      );
      // Words mean "not now", and a page that died in the middle is nobody's word: pressed again when something has changed.
      const counts = await seesThrough(company, approver.person.key, outcome).catch(() => false);
      if (counts) pressed.add(`${card.id} ${card.changed}`);
      return counts;
    },
  };
}

function newest(messages: readonly Seen[], verb: string, about: Person): Seen | undefined {
  return messages.findLast(message => hasVerb(verb)(message) && message.words.includes(about.upn));
}
