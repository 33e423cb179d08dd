// In whose language, and in which time zone, somebody is written to: as they last wrote themselves, as far as that is known.
import { type Words, wordsFor } from '../../locales/words.ts';
import type { Conversations } from '../core/keeping.ts';
import type { Person } from '../core/person.ts';
import type { Request } from '../core/request.ts';

export function ownerOf(request: Request): Person {
  return { tenant: request.tenant, id: request.person };
}

/** @param otherwise the language of those who never wrote to the bot */
export async function wordsOf(conversations: Conversations, reader: Person, otherwise: string): Promise<Words> {
  const row = await conversations.find(reader);
  return wordsFor(row?.locale ?? otherwise, row?.zone);
}
