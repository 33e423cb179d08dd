// In the popup that Teams opens for a sign-in: presses the button of the start page, and takes the code of the end page to the chat.
import { joinTeams, wear } from './host.ts';

const form = document.querySelector<HTMLFormElement>('form#start');
const code = document.querySelector<HTMLElement>('#code');

/** Pressed twice, the second would find the ticket used. */
function once(start: HTMLFormElement): void {
  start.addEventListener('submit', () => {
    for (const button of start.querySelectorAll('button')) button.disabled = true;
  });
}

async function go(): Promise<void> {
  if (form) once(form);
  // Only a Teams client answers. Whatever else fetches the link, and runs its scripts, burns nothing.
  const host = await joinTeams((form ?? code)?.dataset['hosts'] ?? '');
  if (!host) return;
  host.followTheme(wear);
  const known = code?.dataset['code'];
  if (known !== undefined) host.handToChat(known);
  else if (form && !form.querySelector('button')?.disabled) form.requestSubmit();
}

void go();
