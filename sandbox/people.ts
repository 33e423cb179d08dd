// Who works at the demo company, and how their passwords live. Data only; the world makes them move.
import { ACCOUNTS } from './people/accounts.ts';
import type { Cast } from './people/cast.ts';
import { HELPERS } from './people/helpers.ts';
import { REFUSED } from './people/refused.ts';
import { ROADS } from './people/roads.ts';
import { STAFF } from './people/staff.ts';

export type { Cast, Method } from './people/cast.ts';

export const PEOPLE: readonly Cast[] = [...STAFF, ...REFUSED, ...ROADS, ...HELPERS, ...ACCOUNTS];
