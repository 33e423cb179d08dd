// Whose hands reset in a story: told of each identity model, and what an approver still does after the click is here and nowhere else.
import assert from 'node:assert/strict';
import { HANDS_MODELS, type HandsModel } from '../../sandbox/hands.ts';
import { signInLink, signsInAt } from '../../sandbox/rehearse/desk.ts';
import type { Outcome } from '../../sandbox/teams/outcome.ts';
import { type Company, type CompanyOptions, openCompany } from './company.ts';

/** `STORY_HANDS=all`: every story of every model. Otherwise each model is told of where it makes a difference (docs/identity.md). */
export const EVERYTHING = process.env['STORY_HANDS'] === 'all';

/** A guest is a service account under another name, which matters only where the directory's audit is read: elsewhere these two tell all. */
export const DESK_AND_APPROVER: readonly HandsModel[] = EVERYTHING ? HANDS_MODELS : ['service-account', 'approver'];

/** For the names of tests. */
export const BY: Readonly<Record<HandsModel, string>> = {
  'service-account': 'with a service account',
  'guest-admin': 'with a vendor’s guest',
  approver: 'with the approver’s own hands',
};

/**
 * Where the model or the request asks for it, the approver signs in. False: it does not count, for somebody was faster.
 * @param by who pressed, by key
 */
export async function seesThrough(company: Company, by: string, outcome: Outcome): Promise<boolean> {
  if (outcome.kind !== 'card') return false;
  const link = signInLink(outcome.card);
  if (!link) return true;
  const { person } = company.actor(by);
  const page = await signsInAt(company.story.freshBrowser(), link, person);
  return page.status === 200;
}

/** The same tests in a company of each model. They are opened at once, and gone with the last test. */
export function inEachModel(
  words: string,
  options: CompanyOptions & { readonly first?: (company: Company) => Promise<unknown> },
  tests: (theCompany: () => Company, hands: HandsModel) => void,
): void {
  describe(words, function () {
    this.timeout(120_000);
    const open = new Map<HandsModel, Company>();
    const opens = async (hands: HandsModel) => {
      const company = await openCompany({ ...options, hands });
      open.set(hands, company);
      await options.first?.(company);
    };
    before(async () => {
      const opened = await Promise.allSettled(DESK_AND_APPROVER.map(opens));
      for (const one of opened) if (one.status === 'rejected') throw one.reason;
    });
    after(() => Promise.all([...open.values()].map(company => company.close())));

    for (const hands of DESK_AND_APPROVER)
      describe(BY[hands], () => {
        afterEach(function () {
          if (this.currentTest?.state === 'failed') open.get(hands)?.printLastWords();
        });
        tests(() => open.get(hands) ?? assert.fail('the company never opened'), hands);
      });
  });
}
