// Single sign-on in Teams: the token it gets for whoever is signed in, when a bot asks for one for its own API.
import { REGISTRATIONS } from '../company.ts';
import { ISSUERS, type Keys } from '../keys.ts';
import type { Person, World } from '../world.ts';
import { isObject, type Json } from './activity.ts';

/** What `value.authentication` of a repeated click holds; undefined when Teams has to ask the person. */
export type Silently = (person: Person, request: unknown) => Promise<Json | undefined>;

/** Teams on desktop and phones, as the token's `azp` names it. */
const TEAMS = '1fec8e78-bce4-4aaf-ab1b-5451cc387264';

export function createSilent(world: World, keys: Keys): Silently {
  return async (person, request) => {
    const card = isObject(request) ? request : {};
    const wanted = isObject(card['tokenExchangeResource']) ? card['tokenExchangeResource'] : {};
    const { id, uri } = wanted;
    // `api://{host}/botid-{client}` as well as `api://{client}`.
    const client = Object.values(REGISTRATIONS).find(({ clientId }) => String(uri).endsWith(clientId));
    if (typeof uri !== 'string' || !client || !person.accountEnabled) return undefined;
    const token = await keys.entra.sign(
      {
        iss: ISSUERS.v2(world.tenant),
        aud: client.clientId,
        ver: '2.0',
        azp: TEAMS,
        scp: 'access_as_user',
        tid: world.tenant,
        oid: person.id,
        name: person.name,
        preferred_username: person.upn,
      },
      { expiresIn: 3_600 },
    );
    return { id: id ?? world.id(), connectionName: card['connectionName'], token };
  };
}
