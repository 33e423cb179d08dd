// Setting up an authenticator app with the desk: proofs of its own, and then a link. Neither code nor secret is ever shown in the chat.
import { type DialogTurnResult, WaterfallDialog, type WaterfallStepContext } from 'botbuilder-dialogs';
import { enrolCard } from '../cards/enrol.ts';
import { isRefused } from '../src/core/refusals.ts';
import { proofDialogs, prove } from './prove.ts';
import { news } from './recover.ts';
import { openRequest } from './request.ts';
import { type DialogTools, requestAfter, say, sayRefusal, show, speakerOf, wordsOf } from './talk.ts';
import { Wait } from './wait.ts';

export const ENROL = 'enrol';
const PAGE = 'enrol.page';

type Step = (tools: DialogTools, dialog: WaterfallStepContext) => Promise<DialogTurnResult>;

export function enrol(tools: DialogTools) {
  const steps: readonly Step[] = [begin, proofs, page];
  return [
    new WaterfallDialog(
      ENROL,
      steps.map(step => dialog => step(tools, dialog)),
    ),
    new Wait(PAGE, ENROL),
    ...proofDialogs(tools, ENROL),
  ];
}

const begin: Step = async (tools, dialog) => {
  const { context } = dialog;
  const { person, locale, command, resumed } = speakerOf(context);
  const begun = await tools.desk.beginEnrolment(person, { locale, command: command('draft') });
  if (isRefused(begun)) {
    await sayRefusal(context, begun);
    return dialog.endDialog();
  }
  if (resumed) await news(context, begun);
  else if (await requestAfter(tools, context, 'draft')) await say(context, 'chat.enrolment.plan');
  return dialog.next();
};

const proofs: Step = async (tools, dialog) => {
  const request = await openRequest(tools, dialog);
  return request ? prove(tools, dialog, request, ENROL) : dialog.endDialog();
};

const page: Step = async (tools, dialog) => {
  const { context } = dialog;
  const request = await openRequest(tools, dialog);
  if (!request) return dialog.endDialog();
  const { person } = speakerOf(context);
  const ticket = await tools.tickets.issue(
    'sign-in:enrol',
    { request: request.id, person: person.id, tenant: person.tenant, upn: request.account.upn },
    tools.policy.stepUpValid,
  );
  await show(context, enrolCard({ url: tools.links.enrol(ticket) }, wordsOf(context)));
  return dialog.beginDialog(PAGE);
};
