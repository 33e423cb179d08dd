// What the company's directories hold about everybody, read again whenever something has happened.
import { useEffect, useState } from 'preact/hooks';
import type { AccountView } from '../../stage/protocol.ts';
import { useDesk, useDeskState } from '../model/desk.ts';
import { useWords } from '../model/words.ts';
import { day } from '../teams/when.ts';

export function Directory() {
  const desk = useDesk();
  const { say, locale } = useWords();
  const happened = useDeskState(state => state.wire.at(-1)?.n);
  const [accounts, setAccounts] = useState<readonly AccountView[]>([]);
  useEffect(() => {
    void desk.api.directory().then(found => found && setAccounts(found));
  }, [happened]);
  return (
    <ul class="directory">
      {accounts.map(account => (
        <li key={account.key}>
          <details>
            <summary>
              <strong>{account.name}</strong>
              <span class="directory-upn">{account.upn}</span>
              {!account.enabled && <span class="flag">{say('account.disabled')}</span>}
              {account.mustChange && <span class="flag">{say('account.must-change')}</span>}
            </summary>
            <dl>
              <Row name={say('account.lives')} value={say(`lives.${account.kind}`)} />
              <Row name={say('account.changed')} value={day(account.changedAt, locale)} />
              <Row
                name={say('account.remembers')}
                value={say(account.stillWorks ? 'account.right' : 'account.wrong', { password: account.remembers })}
              />
              <Row name={say('account.tries')} value={String(account.wrongTries)} />
              <Row
                name={say('account.since')}
                value={say('account.not-before', { moment: day(account.sessionsFrom, locale) })}
              />
              <Row name={say('account.methods')} value={account.methods.join(', ') || say('account.none')} />
              <Row name={say('account.self-service')} value={say(account.selfService ? 'account.yes' : 'account.no')} />
              <Row name={say('account.roles')} value={account.roles.join(', ') || say('account.none')} />
              <Row name={say('account.groups')} value={account.groups.join(', ') || say('account.none')} />
            </dl>
          </details>
        </li>
      ))}
    </ul>
  );
}

function Row({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}
