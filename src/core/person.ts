// Who acts: always an object id within a tenant, never a name or an address.

export type Person = { readonly tenant: string; readonly id: string };

export type Named = { readonly id: string; readonly name: string };

/** Whoever caused a change, as the audit names them. */
export type Actor =
  | ({ readonly kind: 'person' } & Named)
  | { readonly kind: 'desk' }
  | { readonly kind: 'worker' }
  | { readonly kind: 'clock' };

export function same(one: Person, other: Person): boolean {
  return one.tenant === other.tenant && one.id.toLowerCase() === other.id.toLowerCase();
}

export function named(person: Named): Actor {
  return { kind: 'person', id: person.id, name: person.name };
}
