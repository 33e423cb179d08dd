// Whose rights reset in a company: the settings of each model, the people it needs, and who must sign in before the first story.
import { oid } from '../../sandbox/people/cast.ts';
import type { World } from '../../sandbox/world.ts';

export type HandsModel = 'service-account' | 'guest-admin' | 'approver';

type Model = {
  readonly settings: Readonly<Record<string, string>>;
  readonly prepare: (world: World) => void;
  /** Whoever signs in at the one-time link. */
  readonly connectsAs?: string;
};

const VENDOR = 'kim_vendor.example#EXT#@finch-cloud.example';

export const HANDS: Readonly<Record<HandsModel, Model>> = {
  'service-account': { settings: {}, prepare: () => {}, connectsAs: 'service' },
  'guest-admin': {
    settings: { HANDS_MODEL: 'guest-admin', HANDS_ACCOUNT: VENDOR },
    prepare: inviteVendor,
    connectsAs: 'kim',
  },
  approver: { settings: { HANDS_MODEL: 'approver', HANDS_ACCOUNT: '' }, prepare: giveApproversARole },
};

/** The service account's twin from another company: same role, another home. */
function inviteVendor(world: World): void {
  const service = world.find('service');
  if (!service) throw new Error('the company has no service account to copy');
  const home = { key: 'kim', id: oid(99), name: 'Kim Vendor', upn: VENDOR, userType: 'Guest' as const };
  world.people.push({ ...service, ...home, groups: new Set(), cloud: service.cloud && { ...service.cloud } });
}

function giveApproversARole(world: World): void {
  // The very same person: rooms and browsers know them already.
  for (const key of ['hana', 'hugo']) Object.assign(world.find(key) ?? {}, { roles: ['Authentication Administrator'] });
}
