// Where a request is: the same card for `status`, after filing, and whenever the person is called to the tracker.
import type { TurnContext } from 'botbuilder';
import { trackerCard } from '../cards/tracker.ts';
import type { Request } from '../src/core/request.ts';
import { type DialogTools, say, show, speakerOf, wordsOf } from './talk.ts';

export async function showTracker(tools: DialogTools, turn: TurnContext, request: Request): Promise<void> {
  const view = { request, policy: tools.policy, now: tools.world.now(), url: tools.links.tracker(request.id) };
  await show(turn, trackerCard(view, wordsOf(turn)), request);
}

export async function sayStatus(tools: DialogTools, turn: TurnContext): Promise<void> {
  const latest = await tools.requests.latest(speakerOf(turn).person);
  if (!latest) return say(turn, 'chat.status.none');
  if (latest.state === 'open' || latest.state === 'guided') return say(turn, `chat.state.${latest.state}`);
  return showTracker(tools, turn, latest);
}
