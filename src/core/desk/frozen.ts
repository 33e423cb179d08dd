// Somebody said of an account "this is not them". Until that is lifted, it neither vouches nor decides for anybody else.
import type { Person } from '../person.ts';
import type { Tools } from './tools.ts';

export async function isFrozen({ requests }: Pick<Tools, 'requests'>, person: Person): Promise<boolean> {
  return (await requests.live(person))?.state === 'frozen';
}
