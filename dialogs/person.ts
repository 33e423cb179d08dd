// How a person reaches the helpdesk without this bot.
import type { TurnContext } from 'botbuilder';
import { type DialogTools, say } from './talk.ts';

export async function sayHowToReach({ contact }: Pick<DialogTools, 'contact'>, turn: TurnContext): Promise<void> {
  await (contact ? say(turn, 'chat.person', { contact }) : say(turn, 'chat.person.no-contact'));
}
