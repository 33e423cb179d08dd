// What may stand in a policy file, entry by entry. From this come the reading of it and env/policy.schema.json.
import { z } from 'zod';
import { DIAGNOSIS } from '../../core/diagnosis.ts';
import { PROOF_KINDS } from '../../core/proof.ts';
import { CLOCK_ENTRIES, HURRIED_CLOCKS } from './clocks.ts';
import { account, count, domain, duration, from, group, link, mail, name, some, until } from './entries.ts';

const proofs = some(z.enum(PROOF_KINDS));

const rule = z.strictObject({
  name: name.meta({ description: 'Named on the approver’s card and by `npm run policy -- explain`.' }),
  groups: some(group).optional().meta({ description: 'Whose members it meets; left out: everybody.' }),
  kinds: some(z.enum(['cloud', 'synced', 'federated', 'privileged']))
    .optional()
    .meta({ description: 'Which kinds of account it meets; left out: all.' }),
  proofsApart: count(2, 3).optional(),
  proofs: proofs.optional().meta({ description: 'Only these kinds of proof count for them.' }),
  approvals: count(1, 5).optional(),
  approverStepUp: z
    .literal(true, 'can only be true: rules only ever ask for more')
    .optional()
    .meta({ description: 'Each approver shows a fresh passwordless gesture.' }),
  tellAdmins: z
    .literal(true, 'can only be true: rules only ever ask for more')
    .optional()
    .meta({ description: 'Admins are told when such a request is filed.' }),
});

const wave = z.strictObject({ name, group, from: from.optional(), until: until.optional() });
const otherSystem = z.strictObject({ name, group, link });
const step = z.strictObject({
  group,
  after: duration('1s', '31d'),
  mail: mail
    .optional()
    .meta({ description: 'Written to when their turn comes: a list, a mailbox, or an on-call service.' }),
});
const attestation = z.strictObject({
  value: z.boolean(),
  by: name.meta({ description: 'Who looked.' }),
  until: until.meta({ description: 'From then on it is unknown again, until somebody looks again.' }),
});

const refusing = DIAGNOSIS.filter(({ route }) => route === 'refused').map(({ row }) => row);

export const FILE = z.strictObject({
  $schema: z.string().optional().meta({ description: 'So that editors help: "./policy.schema.json".' }),
  proofs: proofs.optional().meta({
    description:
      'The kinds of proof that are switched on, in the order they are offered: step-up (a fresh passwordless sign-in), vouch (the manager), totp (an authenticator app enrolled with the bot), call-back (the desk dials a number of record), mail-code (a code to another address; weak, and off unless named).',
  }),
  ...CLOCK_ENTRIES,
  rules: z.array(rule).optional().meta({
    description:
      'Who must show more than everybody: { name, groups, kinds, proofsApart, proofs, approvals, approverStepUp, tellAdmins }. Rules only ever ask for more; the strictest of all that meet somebody counts.',
  }),
  privilegedTargets: z.boolean().optional().meta({
    description:
      'Whether accounts with power over others are served at all: then a gesture and a voucher, two approvers who each show a gesture, and all admins are told.',
  }),
  guestApprovers: z.boolean().optional().meta({ description: 'Whether guests in the approvers’ group may decide.' }),
  escalation: z.array(step).optional().meta({
    description:
      'Groups that are asked one after the other while a request waits: { group, after, mail }, each later than the last and shorter than pendingFor.',
  }),
  pilot: z.array(wave).optional().meta({
    description:
      'Who is served, as long as not everybody is: { name, group, from, until }, the dates as you need them. Empty: everybody.',
  }),
  otherSystems: z.array(otherSystem).optional().meta({
    description: 'Groups whose passwords another system resets: { name, group, link }. Their members get the link.',
  }),
  stagedRollout: z.array(group).optional().meta({
    description: 'Groups in Entra’s staged rollout: they sign in at Microsoft although their domain is federated.',
  }),
  finishingLinks: z.record(domain, link).optional().meta({
    description:
      'Where people of a federated domain change the temporary password, by domain. Goes before what the directory says.',
  }),
  instead: z
    .strictObject(Object.fromEntries(refusing.map(row => [row, link.optional()])))
    .optional()
    .meta({
      description:
        'Where those whom the desk must refuse can turn instead, by row of docs/diagnosis.md, such as { "mfa-lost": "https://…" }: the door for who lost their second factor.',
    }),
  never: z
    .strictObject({ accounts: some(account).optional(), groups: some(group).optional() })
    .optional()
    .meta({
      description:
        'Accounts that are never reset here, beside NEVER_RESET: { accounts, groups } for break-glass, service, shared and sync accounts. An account is a user principal name, an object id, or a pattern such as "svc-*@contoso.com".',
    }),
  attested: z
    .strictObject({
      ssprUnlock: attestation.optional().meta({ description: 'SSPR lets people unlock without a new password.' }),
      writeback: attestation.optional().meta({ description: 'Password writeback is on.' }),
      ssprTwoMethods: attestation.optional().meta({ description: 'SSPR asks for two methods.' }),
      ssprReconfirm: attestation
        .optional()
        .meta({ description: 'SSPR asks people again, after some days, whether their methods are still right.' }),
      ssprNotices: attestation
        .optional()
        .meta({ description: 'SSPR tells people of a reset, and admins of a reset of an admin.' }),
    })
    .optional()
    .meta({
      description:
        'What Microsoft Graph does not show and you looked up: ssprUnlock, writeback, ssprTwoMethods, ssprReconfirm, ssprNotices, each { value, by, until }. What has run out is unknown again.',
    }),
});

/** Where nobody is served for real. */
export const REHEARSED = FILE.extend(HURRIED_CLOCKS);

export type File = z.output<typeof FILE>;
