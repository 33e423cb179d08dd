// The mails that were sent, and the way into everybody's mailbox.
import { useDeskState } from '../model/desk.ts';
import { exactly } from '../teams/when.ts';

export function Mail() {
  const mails = useDeskState(state => state.mails);
  const people = useDeskState(state => state.company.people);
  const nameOf = (address: string) => people.find(person => person.upn.toLowerCase() === address.toLowerCase());
  return (
    <>
      {mails.length === 0 && <p class="empty">No mail was sent yet.</p>}
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
                To {mail.to.map(address => nameOf(address)?.name ?? address).join(', ')}, {exactly(mail.at)}
              </span>
            </a>
          </li>
        ))}
      </ol>
      <h4>Mailboxes</h4>
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
