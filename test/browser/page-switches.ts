// What is behind the scenes on the sandbox's page: its tabs, and the bot's plug under one of them.
import { press } from './browser.ts';
import type { Window } from './page-window.ts';

export async function opensDrawer({ page }: Window, tab: string): Promise<void> {
  const shown = page.getByRole('tab', { name: tab });
  if (!(await shown.isVisible())) await press(page, 'Behind the scenes');
  await shown.click();
}

export async function pullsThePlug(window: Window): Promise<void> {
  const { page } = window;
  await opensDrawer(window, 'Switches');
  await press(page, 'Pull the plug');
  await page.getByRole('button', { name: 'Plug it in again' }).waitFor();
}

export async function plugsItIn({ page }: Window): Promise<void> {
  await press(page, 'Plug it in again');
  await page.getByRole('button', { name: 'Pull the plug' }).waitFor();
  await press(page, 'Behind the scenes');
}
