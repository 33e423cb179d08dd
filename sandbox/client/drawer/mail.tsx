// The mails that were sent, and the way into everybody's mailbox.
import { useDeskState } from '../model/desk.ts';
import { useWords } from '../model/words.ts';
import { exactly } from '../teams/when.ts';

export function Mail() {
  const { say, locale } = useWords();
  const mails = useDeskState(state => state.mails);
  const people = useDeskState(state => state.company.people);
  const nameOf = (address: string) => people.find(person => person.upn.toLowerCase() === address.toLowerCase());
  return (
    <>
      {mails.length === 0 && <p class="empty">{say('mail.none')}</p>}
      <ol class="mails">
        {[...mails].reverse().map((mail, index) => (
          <li key={`${mail.at}-${index}`}>
            <a
              href={`/mail/${encodeURIComponent(nameOf(mail.to[0] ?? '')?.key ?? mail.to[0] ?? '')}`}
              target="_blank"
              rel="noopener"
            >
              <strong>{mail.subject}</strong>
              <span>
                {say('mail.to', {
                  names: mail.to.map(address => nameOf(address)?.name ?? address).join(', '),
                  time: exactly(mail.at, locale),
                })}
              </span>
            </a>
          </li>
        ))}
      </ol>
      <h4>{say('mail.mailboxes')}</h4>
      <ul class="mailboxes">
        {people.map(person => (
          <li key={person.key}>
            <a href={`/mail/${person.key}`} target="_blank" rel="noopener">
              {person.name}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
