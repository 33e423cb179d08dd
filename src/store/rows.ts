// The one place where what we wrote is read back: text becomes types here by trusting our own writes, nowhere else.
import type { Selectable } from 'kysely';
import type { Conversation, Job, Posting } from '../core/keeping.ts';
import type { AuditLine, Session } from '../core/ports.ts';
import type { Request } from '../core/request.ts';
import type { Sealed } from '../core/seal.ts';
import type { ChainedLine } from './chain.ts';
import type { Tables } from './schema.ts';

type Row<Table extends keyof Tables> = Selectable<Tables[Table]>;

export function requestOf(row: Pick<Row<'requests'>, 'body'>): Request {
  return JSON.parse(row.body) as Request;
}

export function sealOf(row: Pick<Row<'seals'>, 'box' | 'attempt'>): { box: Sealed; attempt: number } {
  return { box: row.box as Sealed, attempt: Number(row.attempt) };
}

export function lineOf(row: Row<'audit'>): ChainedLine {
  return {
    request: row.request,
    version: Number(row.version),
    at: Number(row.at),
    event: row.event as ChainedLine['event'],
    from: row.from_state as ChainedLine['from'],
    to: row.to_state as ChainedLine['to'],
    command: row.command,
    facts: JSON.parse(row.facts) as AuditLine['facts'],
    personalHash: row.personal_hash,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}

export function personalOf(body: string): AuditLine['personal'] {
  return JSON.parse(body) as AuditLine['personal'];
}

export function jobOf(row: Pick<Row<'jobs'>, 'key' | 'generation' | 'attempts'>): Job {
  return { key: row.key, generation: Number(row.generation), attempts: Number(row.attempts) };
}

export function spentOf(row: Pick<Row<'limits'>, 'spent'>): readonly number[] {
  return JSON.parse(row.spent) as number[];
}

export function subjectOf(row: Pick<Row<'tickets'>, 'subject'>): Readonly<Record<string, string>> {
  return JSON.parse(row.subject) as Record<string, string>;
}

export function sessionOf(row: Pick<Row<'sessions'>, 'id' | 'request' | 'person' | 'seen_at'>): Session {
  return { id: row.id, request: row.request, person: row.person, seenAt: Number(row.seen_at) };
}

export type ConversationBody = Pick<Conversation, 'person' | 'reference' | 'locale' | 'zone' | 'stack' | 'seen' | 'by'>;

export function conversationOf(row: Pick<Row<'conversations'>, 'body' | 'owed' | 'version'>): Conversation {
  const body = JSON.parse(row.body) as ConversationBody;
  return { ...body, owed: Number(row.owed) === 1, version: Number(row.version) };
}

export function postingOf(row: Pick<Row<'postings'>, 'body'>): Posting {
  return JSON.parse(row.body) as Posting;
}
