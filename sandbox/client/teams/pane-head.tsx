// The top of a pane: whose Teams it is, and a menu to make it another's, in another theme or language.
import { useRef } from 'preact/hooks';
import type { PersonView } from '../../stage/protocol.ts';
import { Icon } from '../front/icons.tsx';
import { useDesk, useDeskState } from '../model/desk.ts';
import type { Pane, Theme } from '../model/state.ts';
import { useWords } from '../model/words.ts';
import { Avatar } from './avatar.tsx';

const THEMES: readonly Theme[] = ['light', 'dark', 'contrast'];

const LANGUAGES: Readonly<Record<string, string>> = {
  'en-GB': 'English (UK)',
  'en-US': 'English (US)',
  'de-DE': 'Deutsch',
  'fr-FR': 'Français',
  'es-ES': 'Español',
  'pt-BR': 'Português',
  'ja-JP': '日本語',
  'ar-SA': 'العربية',
};

export function PaneHead({ pane, who }: { readonly pane: Pane; readonly who: PersonView }) {
  return (
    <header class="pane-head">
      <Avatar name={who.name} />
      <div class="pane-who">
        <h2>{who.name}</h2>
        <p>{who.jobTitle}</p>
      </div>
      <PaneMenu pane={pane} who={who} />
    </header>
  );
}

function PaneMenu({ pane, who }: { readonly pane: Pane; readonly who: PersonView }) {
  const desk = useDesk();
  const { say } = useWords();
  const panes = useDeskState(state => state.panes);
  const people = useDeskState(state => state.company.people);
  const details = useRef<HTMLDetailsElement>(null);
  const summary = useRef<HTMLElement>(null);
  const close = () => details.current?.removeAttribute('open');
  const free = people.filter(one => one.inTeams && (one.key === who.key || !panes.some(p => p.person === one.key)));

  async function speak(locale: string): Promise<void> {
    await desk.api.language(who.key, locale);
    desk.store.set(({ company }) => ({
      company: { ...company, people: company.people.map(one => (one.key === who.key ? { ...one, locale } : one)) },
    }));
  }

  return (
    <details
      class="menu"
      ref={details}
      onKeyDown={event => {
        if (event.key !== 'Escape' || !details.current?.open) return;
        close();
        summary.current?.focus();
      }}
      onBlur={event => !details.current?.contains(event.relatedTarget as Node | null) && close()}
    >
      <summary class="icon-button" ref={summary} aria-label={say('pane.options', { name: who.name })}>
        <Icon name="more" />
      </summary>
      <div class="menu-body" tabIndex={-1}>
        <label>
          {say('pane.whose')}
          <select
            value={who.key}
            onChange={({ currentTarget: { value: person } }) => {
              const inChannel = people.find(one => one.key === person)?.inChannel;
              desk.pane(who.key, { person, show: inChannel ? 'teams' : 'chat', thread: undefined });
            }}
          >
            {free.map(one => (
              <option key={one.key} value={one.key}>
                {one.name}, {one.jobTitle}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('pane.theme')}
          <select
            value={pane.theme}
            onChange={event => desk.pane(who.key, { theme: event.currentTarget.value as Theme })}
          >
            {THEMES.map(theme => (
              <option key={theme} value={theme}>
                {say(`theme.${theme}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('pane.language')}
          <select value={who.locale} onChange={event => void speak(event.currentTarget.value)}>
            {Object.entries(LANGUAGES).map(([locale, name]) => (
              <option key={locale} value={locale} lang={locale}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <a href={`/authenticator/${who.key}`} target="_blank" rel="noreferrer">
          {say('pane.authenticator')}
        </a>
        <a href={`/mail/${who.key}`} target="_blank" rel="noreferrer">
          {say('pane.mailbox')}
        </a>
        <button type="button" onClick={() => void desk.api.install(who.key, true)}>
          {say('pane.install')}
        </button>
        {panes.length > 1 && (
          <button type="button" onClick={() => desk.panes(panes.filter(one => one.person !== who.key))}>
            {say('pane.close')}
          </button>
        )}
      </div>
    </details>
  );
}
