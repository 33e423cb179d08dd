// What the company's directories hold about everybody, read again whenever something has happened.
import { useEffect, useState } from 'preact/hooks';
import type { AccountView } from '../../stage/protocol.ts';
import { useDesk, useDeskState } from '../model/desk.ts';
import { day } from '../teams/when.ts';

const LIVES: Readonly<Record<AccountView['kind'], string>> = {
  guest: 'In another organisation',
  federated: 'In the company’s AD, sign-in through AD FS',
  synced: 'In the company’s AD, its hash in Entra',
  cloud: 'In Entra alone',
};

export function Directory() {
  const desk = useDesk();
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
              {!account.enabled && <span class="flag">Disabled</span>}
              {account.mustChange && <span class="flag">Must change password</span>}
            </summary>
            <dl>
              <Row name="Password lives" value={LIVES[account.kind]} />
              <Row name="Last changed" value={day(account.changedAt)} />
              <Row
                name="They remember"
                value={`${account.remembers} (${account.stillWorks ? 'it is right' : 'no longer right'})`}
              />
              <Row name="Wrong tries" value={String(account.wrongTries)} />
              <Row name="Signed in since" value={`not before ${day(account.sessionsFrom)}`} />
              <Row name="Sign-in methods" value={account.methods.join(', ') || 'none'} />
              <Row name="Self-service reset" value={account.selfService ? 'yes' : 'no'} />
              <Row name="Roles" value={account.roles.join(', ') || 'none'} />
              <Row name="Groups" value={account.groups.join(', ') || 'none'} />
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
