// The telephones of the company: whose number is whose. What lies beyond our edge is played by people at the page, see stage/phone.ts.
import type { Person, World } from './world.ts';

/** As the directory has them; the one on the desk first. */
export function numbersOf({ deskPhone, mobile }: Pick<Person, 'deskPhone' | 'mobile'>): readonly string[] {
  return [deskPhone, mobile].filter(number => number !== undefined);
}

/** However it is written. */
export function whoseNumber(world: World, number: string): Person | undefined {
  const digits = digitsOf(number);
  return world.people.find(person => numbersOf(person).some(one => digitsOf(one) === digits));
}

function digitsOf(number: string): string {
  return number.replace(/\D/g, '');
}
