// Who calls whom at the moment, and what is said: a telephone knows no accounts and proves nobody.
import { whoseNumber } from '../phone.ts';
import type { World } from '../world.ts';
import { Refused } from './door.ts';
import type { CallView } from './protocol.ts';

export type Phone = ReturnType<typeof createPhone>;

/** `told` is called for both sides of a call whenever it has changed; without a call it is over. */
export function createPhone(world: World, told: (person: string, call: CallView | undefined) => void) {
  const calls = new Set<CallView>();

  const callOf = (person: string) => [...calls].find(({ caller, callee }) => [caller, callee].includes(person));

  function change(before: CallView | undefined, after: CallView | undefined): void {
    if (before) calls.delete(before);
    if (after) calls.add(after);
    const { caller, callee } = after ?? before ?? { caller: '', callee: '' };
    for (const person of [caller, callee]) told(person, after);
  }

  function theirs(person: string): CallView {
    const call = callOf(person);
    if (!call) throw new Refused(`${person} is in no call.`);
    return call;
  }

  return {
    callOf,
    /** Rings there until it is answered or hung up. */
    async call(person: string, number: string): Promise<void> {
      const caller = world.find(person);
      const callee = whoseNumber(world, number);
      if (!caller || !callee) throw new Refused(`Nobody here has the number ${number}.`);
      if (caller === callee || callOf(caller.key) || callOf(callee.key)) throw new Refused('Engaged.', 'engaged');
      change(undefined, { caller: caller.key, callee: callee.key, number, answered: false, said: [] });
    },
    async answer(person: string): Promise<void> {
      const call = theirs(person);
      if (call.callee === person) change(call, { ...call, answered: true });
    },
    async say(person: string, words: string): Promise<void> {
      const call = theirs(person);
      if (call.answered) change(call, { ...call, said: [...call.said, { by: person, words }] });
    },
    /** Either side, at any time; nothing when the other was faster. */
    async hangUp(person: string): Promise<void> {
      change(callOf(person), undefined);
    },
  };
}
