// Where a request stands, for its owner: calls them to the tracker page, and answers `status`. No password is ever on it.
import type { Key, Words } from '../locales/words.ts';
import { step as lifecycleStep } from '../src/core/lifecycle.ts';
import type { Policy } from '../src/core/policy.ts';
import { type Progress, progressOf, type Step } from '../src/core/progress.ts';
import type { Request } from '../src/core/request.ts';
import { plain, type Rendered, readTemplate, when } from './pieces.ts';

export type TrackerView = {
  readonly request: Request;
  readonly policy: Policy;
  readonly now: number;
  /** The tracker's address in the browser; it carries the request and opens nothing without a sign-in. */
  readonly url: string;
};

const TONES = { done: 'good', now: 'accent', next: 'default', failed: 'attention' } as const;
/** What nobody can tell is not called "nothing changed". */
const UNCLEAR: readonly string[] = ['unknown-outcome', 'unknown', 'connectivity'];

const fill = readTemplate('tracker');

export function trackerCard(view: TrackerView, words: Words): Rendered {
  const { request, now } = view;
  const progress = progressOf(request, view.policy);
  const openable = ['pending', 'approved', 'resetting', 'landed'].includes(request.state);
  const cancellable = lifecycleStep(request.state, 'cancel') !== undefined;
  const title = words.say(`cards.tracker.title-${request.state}`);
  const quote = plain(progress.denial?.reason ?? '');
  const hasSteps = request.consentAt !== undefined;
  const card = fill(words, {
    request: request.id,
    title,
    fallback: title,
    lead: lead(view, progress, words),
    hasQuote: quote !== '',
    quote: words.say('cards.quoted', { text: quote }),
    hasSteps,
    // Once it is over or frozen nothing is "to come": only what happened is told.
    steps: hasSteps
      ? progress.steps
          .filter(({ status }) => openable || status === 'done' || status === 'failed')
          .map(step => stepOf(step, now, words))
      : [],
    hasActions: openable || cancellable,
    openable,
    open: words.say('cards.tracker.open-page'),
    openBrowser: words.say('cards.tracker.open-browser'),
    url: view.url,
    cancellable,
    cancel: words.say('cards.tracker.cancel'),
  });
  return { card, summary: title };
}

function lead({ request, policy, now }: TrackerView, progress: Progress, words: Words): string {
  const at = (instant: number) => when(instant, now, words);
  switch (request.state) {
    case 'pending':
      return words.say('cards.tracker.pending', { until: at(request.since + policy.pendingFor) });
    case 'approved':
      return request.hold
        ? words.say(`cards.tracker.held-${request.hold.why}`, { until: at(request.hold.until) })
        : words.say('cards.tracker.approved');
    case 'resetting':
      return words.say(progress.password === 'not-yet' ? 'cards.tracker.resetting' : 'cards.tracker.resetting-ready');
    case 'landed':
      return words.say(landed(progress), { until: at(progress.passwordUntil ?? now) });
    case 'denied':
      return words.say('cards.tracker.denied', { name: plain(progress.denial?.by ?? '') });
    case 'expired':
      return words.say(request.landedAt === undefined ? 'cards.tracker.expired' : 'cards.tracker.expired-landed');
    case 'failed':
      return words.say(
        UNCLEAR.includes(progress.failure ?? 'unknown') ? 'cards.tracker.failed-unclear' : 'cards.tracker.failed',
      );
    default:
      return words.say(`cards.tracker.${request.state}`);
  }
}

function landed(progress: Progress): Key {
  if (progress.password === 'ready') return 'cards.tracker.landed-ready';
  if (progress.password === 'open') return 'cards.tracker.landed-open';
  return 'cards.tracker.landed-taken';
}

function stepOf({ name, status, at }: Step, now: number, words: Words) {
  const step = words.say(`cards.step.${name}`);
  const text =
    status === 'done' && at !== undefined
      ? words.say('cards.step-status.done', { step, at: when(at, now, words) })
      : words.say(`cards.step-status.${status === 'done' ? 'now' : status}`, { step });
  return { text, tone: TONES[status], weight: status === 'now' ? 'bolder' : 'default' };
}
