// The page of the tracker before it knows anything: what it says while opening, and when it cannot be opened.
import type { Words } from '../../locales/words.ts';
import type { Answer } from './answer.ts';
import { type Assets, addressOf } from './assets.ts';
import { html, page } from './page.ts';

/**
 * The script fills `#tracker`; the other parts wait, hidden, until it is their turn, so that no sentence lives in the script. They are in
 * the browser's language until a request is known: it brings them along in its owner's.
 * @param teamsOrigins who may frame the page. Those without a wildcard are also told to teams-js, which only knows Microsoft's own.
 */
export function trackerPage(words: Words, assets: Assets, teamsOrigins: readonly string[]): Answer {
  const hosts = teamsOrigins.filter(origin => !origin.includes('*')).join(' ');
  const body = html`<div id="app" class="app" data-hosts="${hosts}">
<p id="offline" class="banner" role="status" hidden>${words.say('tracker.offline')}</p>
<p id="problem" class="banner" role="alert" hidden>${words.say('tracker.problem')}</p>
<p id="opening" class="panel" role="status">${words.say('tracker.opening')}</p>
<noscript><p class="banner">${words.say('tracker.no-script')}</p></noscript>
<p id="no-session" class="panel" role="status" hidden>${words.say('tracker.no-session')}</p>
<p id="no-request" class="panel" role="status" hidden>${words.say('tracker.no-request')}</p>
<p id="moved" class="panel" role="status" hidden>${words.say('tracker.moved')}</p>
<a class="button primary again" id="again" hidden href="/sign-in/tracker">${words.say('tracker.sign-in-again')}</a>
<div id="tracker" class="tracker" hidden></div>
</div>`;
  return page(words, {
    title: words.say('tracker.page'),
    body,
    script: addressOf(assets, 'tracker.js'),
    styles: ['look.css', 'tracker.css', 'parts.css'].map(name => addressOf(assets, name)),
    frames: teamsOrigins,
    wide: true,
  });
}
