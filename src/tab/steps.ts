// How far the request is: every landing with its time, as it happens.
import type { Step } from '../core/progress.ts';
import { make, section } from './dom.ts';
import { icon } from './icons.ts';
import type { State } from './state.ts';
import { timeOf } from './times.ts';

export function createSteps() {
  const element = make('div');
  let drawn = '';

  return {
    element,
    draw({ progress, words }: State): void {
      // Once it is over or stopped nothing is "to come": only what happened is told.
      const goesOn = progress.live && progress.state !== 'frozen';
      const steps = progress.steps.filter(({ status }) => goesOn || status === 'done' || status === 'failed');
      element.hidden = progress.road !== 'helpdesk' || steps.length === 0;
      const view = JSON.stringify([steps, words.lang]);
      if (view === drawn) return;
      drawn = view;
      const rows = steps.map(step => row(step, words));
      element.replaceChildren(section(words.headings.steps, make('ol', { class: 'steps' }, ...rows)));
    },
  };
}

function row({ name, status, at }: Step, words: State['words']): HTMLElement {
  const mark = make('span', { class: 'mark', 'aria-hidden': 'true' });
  if (status === 'done') mark.append(icon('check'));
  if (status === 'failed') mark.append(icon('cross'));
  const spoken = make('span', { class: 'unseen' }, ` (${words.status[status]})`);
  const when =
    at === undefined ? undefined : make('time', { datetime: new Date(at).toISOString() }, timeOf(at, words.lang));
  const current = status === 'now' ? { 'aria-current': 'step' } : {};
  return make('li', { class: status, ...current }, mark, make('span', {}, words.steps[name], spoken), when);
}
