// Who holds an office of the desk, now: read from the directory at the very moment, and nothing of it is left while their own account is called not theirs.
import { groupsAsked, type Office } from '../approver.ts';
import type { Person } from '../person.ts';
import type { Request } from '../request.ts';
import type { Tools } from './tools.ts';

type Reading = Pick<Tools, 'directory' | 'requests' | 'policy'>;

/** Whether they approve: as a member of the approvers' group, or of one that this request was escalated to. */
export function approves({ directory, requests, policy }: Reading, person: Person, request?: Request): Promise<Office> {
  return held(directory.isApprover(person, request && groupsAsked(request, policy)), { requests }, person);
}

export function administers({ directory, requests }: Reading, person: Person): Promise<Office> {
  return held(directory.isAdmin(person), { requests }, person);
}

/** Somebody said of this account "that is not them", and nobody has lifted it yet. */
export async function isFrozen({ requests }: Pick<Tools, 'requests'>, person: Person): Promise<boolean> {
  return (await requests.live(person))?.state === 'frozen';
}

async function held(
  member: Promise<boolean | 'unknown'>,
  tools: Pick<Tools, 'requests'>,
  person: Person,
): Promise<Office> {
  const [is, frozen] = await Promise.all([member, isFrozen(tools, person)]);
  return is === true && frozen ? 'frozen' : is;
}
