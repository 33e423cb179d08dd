// Everything the tracker page says of a request, in its owner's language: the page itself knows no sentence of a state.
import type { Key, Words } from '../../locales/words.ts';
import type { Progress, StepName, Way } from '../core/progress.ts';
import type { Request } from '../core/request.ts';
import type { ButtonWord, HeadingWord, LineWord, PasswordWord, TrackerWords, WayWords } from '../tab/state.ts';

const PASSWORD: readonly PasswordWord[] = [
  'label',
  'masked',
  'rule',
  'left',
  'waits',
  'copied',
  'elsewhere',
  'handed-over',
  'over',
];
const BUTTONS: readonly ButtonWord[] = [
  'reveal',
  'show',
  'hide',
  'copy',
  'have-it',
  'check',
  'keep-open',
  'not-me',
  'not-me-sure',
  'not-me-back',
];
const HEADINGS: readonly HeadingWord[] = ['steps', 'password', 'ways', 'check', 'keep-open', 'not-me', 'not-me-sure'];
const LINES: readonly LineWord[] = [
  'page',
  'offline',
  'problem',
  'moved',
  'sign-in-again',
  'waits',
  'keep-open-why',
  'check-why',
];
const PLACES = [1, 2, 3, 4] as const;
const STEPS: readonly StepName[] = ['asked', 'approved', 'accepted', 'on-premises', 'landed', 'taken', 'signed-in'];

/** What the page shows: how far the request is, and whether a newer page is the one that counts. */
type Shown = Progress & { readonly superseded: boolean };

/** @param signInUrl where Microsoft lets people sign in and choose a password: the cloud's My Account */
export function trackerWords(request: Request, progress: Shown, words: Words, signInUrl: string): TrackerWords {
  const say = (key: Key) => words.say(key);
  return {
    lang: words.locale,
    dir: words.dir,
    title: say(titleOf(progress)),
    lead: say(leadOf(progress)),
    ball: say(`tracker.ball.${progress.ball}`),
    who: words.say('tracker.for', { name: request.account.name, upn: request.account.upn }),
    notes: notesOf(progress, words),
    steps: all(STEPS, name => say(`tracker.step.${name}`)),
    status: all(['done', 'now', 'next', 'failed'], name => say(`tracker.status.${name}`)),
    ways: progress.ways.map(way => wayWords(way, request, progress, words, signInUrl)),
    password: all(PASSWORD, name => say(`tracker.password.${name}`)),
    buttons: all(BUTTONS, name => say(`tracker.button.${name}`)),
    headings: all(HEADINGS, name => say(`tracker.heading.${name}`)),
    // A placeholder that is left in place: the browser alone knows the reader's time zone.
    lines: all(LINES, name => words.say(`tracker.${name}`, { time: '{time}' })),
    afterwards: {
      title: say('tracker.afterwards.title'),
      why: say('tracker.afterwards.why'),
      places: PLACES.map(place => say(`tracker.afterwards.${place}`)),
    },
  };
}

function titleOf({ state, password, superseded }: Shown): Key {
  if (superseded) return 'tracker.title.newer';
  return state === 'resetting' && password === 'ready' ? 'tracker.title.ready' : `tracker.title.${state}`;
}

function leadOf({ state, password, superseded }: Shown): Key {
  if (superseded) return 'tracker.lead.newer';
  if (state === 'landed' && password === 'handed-over') return 'tracker.lead.handed-over';
  return state === 'resetting' && password !== 'not-yet' ? 'tracker.lead.ready' : `tracker.lead.${state}`;
}

function notesOf(progress: Progress, words: Words): readonly string[] {
  const notes: string[] = [];
  if (progress.hold) notes.push(words.say(`tracker.hold.${progress.hold}`));
  if (progress.unreached) notes.push(words.say('tracker.unreached'));
  if (progress.replaced && progress.live) notes.push(words.say('tracker.replaced'));
  if (progress.denial) notes.push(words.say('tracker.denial', progress.denial));
  if (progress.failure) {
    const key = `tracker.failure.${progress.failure}`;
    notes.push(words.say(words.knows(key) ? key : 'tracker.failure.unknown'));
  }
  return notes;
}

function wayWords(way: Way, request: Request, progress: Progress, words: Words, signInUrl: string): WayWords {
  const { upn } = request.account;
  const steps = ([1, 2, 3, 4] as const).flatMap(number => {
    const key = `tracker.way.${way}.${number}`;
    return words.knows(key) ? [words.say(key, { upn })] : [];
  });
  const url = linkOf(way, upn, progress, signInUrl);
  const link =
    url === undefined ? {} : { link: { text: words.say('tracker.way.open', { host: new URL(url).host }), url } };
  return { key: way, title: words.say(`tracker.way.${way}`), steps, ...link };
}

/** The update page comes from the directory or a setting; only a web address becomes a link. AD FS fills in the name it is given. */
function linkOf(way: Way, upn: string, { finish, updateUrl }: Progress, signInUrl: string): string | undefined {
  const address = way === 'microsoft' ? signInUrl : way === 'change-there' ? updateUrl : undefined;
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (way === 'change-there' && finish === 'adfs' && !url.searchParams.has('username'))
    url.searchParams.set('username', upn);
  return url.href;
}

function all<Name extends string>(names: readonly Name[], say: (name: Name) => string): Record<Name, string> {
  return Object.fromEntries(names.map(name => [name, say(name)])) as Record<Name, string>;
}
