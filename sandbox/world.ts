// The only state of the sandbox: people, passwords, lags, and what crossed the wire. Every service reads and writes it.
import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { DirectoryAudit } from '@microsoft/microsoft-graph-types';
import { DOMAINS, type DomainName, GROUPS, type GroupKey, type Provider, TENANT } from './company.ts';
import { createEstate } from './estate.ts';
import type { HandsModel } from './hands.ts';
import type { OnPremises } from './on-premises/on-premises.ts';
import { type Cast, PEOPLE } from './people.ts';

/** One password as its directory holds it. The sandbox keeps it readable: it is the company on your desk, not a company. */
export type Credential = { value: string; mustChange: boolean; changedAt: number; history: string[] };

export type Person = Omit<Cast, 'groups'> & {
  groups: Set<GroupKey>;
  accountEnabled: boolean;
  userType: 'Member' | 'Guest';
  /** What Entra checks (managed domains, and what a TAP or hash sync would use). Guests have none here. */
  cloud: Credential | undefined;
  /** What AD DS checks, for people who come from there. */
  ad: Credential | undefined;
  createdAt: number;
  lastPasswordChangeAt: number;
  sessionsValidFrom: number;
  /** Failed password entries since the last good one; 10 lock the account for a minute (assumed smart-lockout default). */
  badPasswords: number;
};

/** How long the slow parts take, in milliseconds. A story at reading speed sets them up, a test sets them to nothing. */
export type Lags = {
  /** From accepting a reset to the operation's end. */
  operation: number;
  /** From an on-premises change to its arrival in Entra. */
  directorySync: number;
  /** From an event to its row in the directory audit. */
  audit: number;
};

/** One thing that crossed the wire, for the timeline and for whoever is curious. Never holds a token. */
export type WireEvent = {
  at: number;
  kind: 'activity' | 'connector' | 'graph' | 'entra' | 'mail' | 'page' | 'bot';
  title: string;
  detail: unknown;
};

export type Mail = { at: number; from: string; to: string[]; subject: string; html: string; text: string };

export type World = ReturnType<typeof createWorld>;

/** Makes one world. `origin` is the sandbox's own address, e.g. `http://127.0.0.1:3979`, known once it listens. */
export function createWorld(options: { lags?: Partial<Lags>; hands?: HandsModel } = {}) {
  const now = () => Date.now();
  const people = PEOPLE.map(cast => settle(cast, now()));
  const wire = new EventEmitter();
  const events: WireEvent[] = [];
  return {
    tenant: TENANT,
    origin: '',
    people,
    /** Whose rights reset here. */
    hands: options.hands ?? ('service-account' as HandsModel),
    lags: { operation: 400, directorySync: 300, audit: 200, ...options.lags } as Lags,
    /** Resets Graph accepted in this run, newest last. */
    resets: [] as { person: string; at: number; operation: string }[],
    /** The bot's public address, e.g. `http://127.0.0.1:3978`: where sign-ins may return to and activities go. */
    botOrigin: '',
    /** Who decides for the company's Active Directory; without anybody, the world's own memory does. */
    onPremises: undefined as OnPremises | undefined,
    /** Kills the bot's process at once (SIGKILL); set by whoever runs it. */
    killBot: () => {},
    mails: [] as Mail[],
    audits: [] as DirectoryAudit[],
    /** A row reaches the directory audit after its lag, as in the real one. */
    audit(row: DirectoryAudit): void {
      setTimeout(() => this.audits.push(row), this.lags.audit).unref();
    },
    /** People whose password sign-in must be followed by a second factor, besides holders of a directory role. */
    requireMfa: new Set<string>(),
    /** Authentication contexts that a Conditional Access policy targets, and what it demands; `reportOnly`: it says what it would. */
    contexts: new Map<string, { requires: 'passwordless'; reportOnly?: true }>([['c1', { requires: 'passwordless' }]]),
    /** Whether id tokens carry the optional claim `auth_time`. */
    authTimeClaim: true,
    /** Documented misbehaviours of the real services, each a switch. */
    quirks: {
      writebackDown: false,
      policyRefusesNext: false,
      cloudFailsAfterOnPremises: false,
      operationNeverEnds: false,
      reportsStale: false,
      auditNeverArrives: false,
    },
    /** What the tenant pays for: without P2 no PIM and no risk, without P1 no report. */
    licence: 'P2' as 'P2' | 'P1' | 'free',
    /** How its admins have set the tenant up. */
    estate: createEstate(now()),
    now,
    events,
    /** Finds a person by key, object id, UPN or Teams id (`29:` + object id). */
    find(who: string): Person | undefined {
      const wanted = who.toLowerCase().replace(/^29:/, '');
      return people.find(p => [p.key, p.id, p.upn.toLowerCase()].includes(wanted));
    },
    members(group: GroupKey): Person[] {
      return people.filter(p => p.groups.has(group));
    },
    groupById(id: string): GroupKey | undefined {
      return (Object.keys(GROUPS) as GroupKey[]).find(key => GROUPS[key].id === id);
    },
    tell(kind: WireEvent['kind'], title: string, detail: unknown = {}): void {
      const event = { at: now(), kind, title, detail };
      events.push(event);
      if (events.length > 5_000) events.splice(0, 1_000);
      wire.emit('event', event);
    },
    /** Calls back for every wire event; returns how to stop. */
    watch(listener: (event: WireEvent) => void): () => void {
      wire.on('event', listener);
      return () => void wire.off('event', listener);
    },
    id: () => randomUUID(),
  };
}

export function domainOf(person: { upn: string }): DomainName | undefined {
  const name = person.upn.slice(person.upn.lastIndexOf('@') + 1);
  return name in DOMAINS ? (name as DomainName) : undefined;
}

/**
 * Who signs somebody in instead of Entra: the provider of their domain, unless they are in a staged rollout, for whom Entra does it itself
 * (Microsoft: "Migrate to cloud authentication using Staged Rollout").
 */
export function providerOf(person: Pick<Person, 'upn' | 'groups'>): Provider | undefined {
  const domain = domainOf(person);
  return domain === undefined || person.groups.has('stagedRollout') ? undefined : DOMAINS[domain].provider;
}

export function isOnPremises(person: { upn: string }): boolean {
  const domain = domainOf(person);
  return domain !== undefined && DOMAINS[domain].onPremises;
}

/** In minutes: for whose last change does not matter. */
const LONG = 90 * 24 * 60;

/** When somebody's password was changed last before their story begins. */
export function lastChange({ changedMinutesAgo }: Pick<Cast, 'changedMinutesAgo'>, now: number): number {
  return now - (changedMinutesAgo ?? LONG) * 60_000;
}

function settle(cast: Cast, now: number): Person {
  const long = lastChange({}, now);
  const credential = (): Credential => ({ value: cast.password, mustChange: false, changedAt: long, history: [] });
  const guest = cast.homeDomain !== undefined;
  return {
    ...cast,
    groups: new Set(cast.groups),
    accountEnabled: cast.accountEnabled ?? true,
    userType: cast.userType ?? 'Member',
    cloud: guest ? undefined : credential(),
    ad: isOnPremises(cast) ? credential() : undefined,
    createdAt: long - 300 * 24 * 3_600_000,
    lastPasswordChangeAt: lastChange(cast, now),
    sessionsValidFrom: long,
    badPasswords: 0,
  };
}
