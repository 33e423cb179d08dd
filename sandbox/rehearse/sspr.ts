// Microsoft's self-service reset, walked as a person does.
import { has } from '../connect.ts';
import type { Actor, Story } from './story.ts';

export async function resetsAtMicrosoft(story: Story, who: Actor, link: string, fresh: string): Promise<void> {
  const { browser, person } = who;
  let page = await browser.open(link);
  if (has(page, 'username')) page = await browser.submit(page, { fields: { username: person.upn } });
  page = await browser.submit(page, { button: 'forgot' });
  page = await browser.submit(page);
  page = await browser.submit(page, { fields: { code: page.find('code') ?? '' } });
  page = await browser.submit(page, { fields: { password: fresh, again: fresh } });
  if (!/has been reset/.test(page.title + page.text))
    throw new Error(`self-service did not work: ${page.text.slice(0, 300)}`);
  story.tell(person.name, 'sspr');
}

/** Who knows the password has it back as it was: nothing is reset. */
export async function unlocksAtMicrosoft(story: Story, who: Actor, link: string): Promise<void> {
  const { browser, person } = who;
  let page = await browser.open(link);
  if (has(page, 'username')) page = await browser.submit(page, { fields: { username: person.upn } });
  page = await browser.submit(page, { button: 'unlock' });
  page = await browser.submit(page);
  page = await browser.submit(page, { fields: { code: page.find('code') ?? '' } });
  if (!/unlocked/.test(page.title + page.text)) throw new Error(`nothing was unlocked: ${page.text.slice(0, 300)}`);
  story.tell(person.name, 'quotes', { words: 'unlocks the account at Microsoft’s own page, and keeps the password' });
}
