// The bot's plug, under "Behind the scenes" on the sandbox's page.
import { press } from './browser.ts';
import type { Window } from './page-window.ts';

export async function pullsThePlug({ page }: Window): Promise<void> {
  await press(page, 'Behind the scenes');
  await page.getByRole('tab', { name: 'Switches' }).click();
  await press(page, 'Pull the plug');
  await page.getByRole('button', { name: 'Plug it in again' }).waitFor();
}

export async function plugsItIn({ page }: Window): Promise<void> {
  await press(page, 'Plug it in again');
  await page.getByRole('button', { name: 'Pull the plug' }).waitFor();
  await press(page, 'Behind the scenes');
}
