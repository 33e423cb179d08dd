// The request a dialog works on, as it stands now; told in words when it has moved on without this conversation.
import type { DialogContext } from 'botbuilder-dialogs';
import type { Request } from '../src/core/request.ts';
import { showTracker } from './status.ts';
import { type DialogTools, liveRequest, requestAfter, say } from './talk.ts';

/** The request while it is still being asked for, or as these very words left it. */
export async function openRequest(tools: DialogTools, dialog: DialogContext, did = ''): Promise<Request | undefined> {
  const { context } = dialog;
  const live = await liveRequest(tools, context);
  if (live?.state === 'open') return live;
  const moved = did === '' ? undefined : await requestAfter(tools, context, did);
  if (moved) return moved;
  if (live) await showTracker(tools, context, live);
  else await say(context, 'chat.status.none');
  return undefined;
}
