// Microsoft's self-service reset, walked as a person does.
import { has } from '../connect.ts';
import type { Actor, Story } from './story.ts';

export async function resetsAtMicrosoft(story: Story, who: Actor, link: string, fresh: string): Promise<void> {
  const { browser, person } = who;
  const language = new URL(link).searchParams.get('mkt');
  let page = await browser.open(link);
  if (has(page, 'username')) page = await browser.submit(page, { fields: { username: person.upn } });
  page = await browser.submit(page, { button: 'forgot' });
  page = await browser.submit(page);
  page = await browser.submit(page, { fields: { code: page.find('code') ?? '' } });
  page = await browser.submit(page, { fields: { password: fresh, again: fresh } });
  if (!/has been reset/.test(page.title + page.text))
    throw new Error(`self-service did not work: ${page.text.slice(0, 300)}`);
  story.tell(
    person.name,
    `resets the password at Microsoft’s own page${language ? ` (in ${language})` : ''} with a method registered long ago`,
  );
}
