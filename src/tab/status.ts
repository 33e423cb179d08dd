// The top of the tracker: whose turn it is, what is going on, and what must be known of it.
import type { Progress } from '../core/progress.ts';
import { make, write } from './dom.ts';
import { type IconName, icon } from './icons.ts';
import type { State } from './state.ts';
import { timeOf } from './times.ts';

const BALLS: Readonly<Record<Progress['ball'], IconName>> = {
  you: 'you',
  helpdesk: 'people',
  'reset-desk': 'work',
  microsoft: 'work',
  security: 'shield',
  nobody: 'clock',
};

export type Tone = 'turn' | 'wait' | 'good' | 'bad' | 'over';

export function createStatus() {
  const ball = make('p', { class: 'ball' });
  const headline = make('h2', { id: 'headline' });
  const lead = make('p', { class: 'lead' });
  const until = make('p', { class: 'quiet', id: 'until', hidden: '' });
  // Filled in place, and once: a screen reader says what is new and nothing twice.
  const attributes = { class: 'panel status', role: 'status', 'aria-labelledby': 'headline' };
  const status = make('section', attributes, ball, headline, lead, until);
  const notes = make('div', { class: 'notes', 'aria-live': 'polite' });

  return {
    elements: [status, notes] as const,
    draw({ words, progress, superseded }: State): void {
      write(headline, words.title);
      write(lead, words.lead);
      if (ball.textContent !== words.ball) ball.replaceChildren(icon(drawingOf(progress)), words.ball);
      status.dataset['state'] = progress.state;
      status.dataset['tone'] = superseded ? 'bad' : toneOf(progress);
      const ends = progress.state === 'pending' ? progress.until : undefined;
      until.hidden = ends === undefined;
      if (ends !== undefined) write(until, words.lines.waits.replace('{time}', timeOf(ends, words.lang)));
      if (notes.textContent !== words.notes.join(''))
        notes.replaceChildren(...words.notes.map(one => make('p', { class: 'note' }, one)));
    },
  };
}

function drawingOf({ state, ball }: Progress): IconName {
  if (state === 'completed') return 'check';
  return state === 'failed' || state === 'denied' ? 'cross' : BALLS[ball];
}

function toneOf({ state, ball, password }: Progress): Tone {
  if (state === 'completed') return 'good';
  if (state === 'failed' || state === 'denied' || state === 'frozen') return 'bad';
  if (ball === 'nobody') return 'over';
  return ball === 'you' || password !== 'not-yet' ? 'turn' : 'wait';
}
