// The app registrations Entra knows, and what they were consented to.
import { REGISTRATIONS } from '../company.ts';

export type Registration = {
  readonly clientId: string;
  readonly secret: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly scopes: readonly string[];
};

/** Scopes of sign-in itself: every registration may ask for them, and they say nothing about Graph. */
const OPENID = ['openid', 'profile', 'email', 'offline_access'];

export function registrationOf(clientId: string): Registration | undefined {
  return Object.values<Registration>(REGISTRATIONS).find(one => one.clientId === clientId);
}

/** Scopes as one list, without the Graph address some clients put before them. */
export function scopesIn(text: string): string[] {
  return text
    .split(/\s+/)
    .filter(scope => scope !== '')
    .map(scope => scope.replace(/^https:\/\/graph\.microsoft\.com\/\/?/, ''));
}

/** What was asked for and never consented to. `.default` asks for whatever was. */
export function unconsented(client: Registration, asked: readonly string[]): string[] {
  return asked.filter(scope => scope !== '.default' && !OPENID.includes(scope) && !client.scopes.includes(scope));
}

/** The `scp` of a delegated Graph token: all that was consented to, however little was asked for, as Entra does. */
export function granted(client: Registration): string {
  const graph = client.scopes.filter(scope => !OPENID.includes(scope));
  return ['openid', 'profile', ...graph].join(' ');
}
