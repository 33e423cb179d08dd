// Microsoft's self-service reset, walked as a person does.
import { has } from '../connect.ts';
import type { Actor, Story } from './story.ts';

export async function resetsAtMicrosoft(story: Story, who: Actor, link: string, fresh: string): Promise<void> {
  const { browser, person } = who;
  story.tell(person.name, 'sspr');
  let page = await browser.open(link);
  if (has(page, 'username')) page = await browser.submit(page, { fields: { username: person.upn } });
  page = await browser.submit(page, { button: 'forgot' });
  page = await browser.submit(page);
  page = await browser.submit(page, { fields: { code: page.find('code') ?? '' } });
  page = await browser.submit(page, { fields: { password: fresh, again: fresh } });
  if (page.find('done') === undefined) throw new Error(`self-service did not work: ${page.text.slice(0, 300)}`);
}

/** Still signed in somewhere with a second factor: Microsoft asks for the new password alone. */
export async function changesAtSecurityInfo(story: Story, who: Actor, fresh: string): Promise<void> {
  const { browser, person } = who;
  story.tell(person.name, 'security-info');
  const page = await browser.submit(await browser.open(`${story.world.origin}/mysignins/`), {
    fields: { username: person.upn },
  });
  const changed = await browser.submit(page, { fields: { password: fresh, again: fresh } });
  if (changed.find('done') === undefined) throw new Error(`nothing was changed: ${changed.text.slice(0, 300)}`);
}

/** Who knows the password has it back as it was: nothing is reset. */
export async function unlocksAtMicrosoft(story: Story, who: Actor, link: string): Promise<void> {
  const { browser, person } = who;
  story.tell(person.name, 'unlocks');
  let page = await browser.open(link);
  if (has(page, 'username')) page = await browser.submit(page, { fields: { username: person.upn } });
  page = await browser.submit(page, { button: 'unlock' });
  page = await browser.submit(page);
  page = await browser.submit(page, { fields: { code: page.find('code') ?? '' } });
  if (page.find('done') === undefined) throw new Error(`nothing was unlocked: ${page.text.slice(0, 300)}`);
}
