// (a) A code of the authenticator app enrolled with the desk: of no use before its enrolment has settled, and each code once.
import type { Person } from '../../person.ts';
import type { CommandId, Enrolment } from '../../ports.ts';
import { type Refused, refuse } from '../../refusals.ts';
import type { RequestId } from '../../request.ts';
import type { Tools } from '../tools.ts';
import type { Way } from './challenge.ts';
import { type Compared, hear } from './typed.ts';

/** What an enrolled secret is sealed with: in another row it does not open. */
export function totpBinding({ tenant, id }: Person): string {
  return `${tenant}|${id.toLowerCase()}|totp`;
}

export function totp(tools: Tools) {
  const way: Way = {
    kind: 'totp',
    hindrance: async ({ tenant, person }) => unusable(tools, await tools.enrolments.find({ tenant, id: person })),
  };
  return {
    way,
    verbs: {
      answerTotp(person: Person, id: RequestId, text: string, command: CommandId) {
        // A step can be used once, also by a judgement that has to be made again.
        let compared: Promise<Compared> | undefined;
        return hear(tools, person, id, command, {
          kind: 'totp',
          ready: way.hindrance,
          compare: () => (compared ??= compare(tools, person, text)),
        });
      },
    },
  };
}

/** Uses the code up when it is right. To be asked after a try was spent. */
export async function compare(tools: Tools, person: Person, text: string): Promise<Compared> {
  const enrolment = await tools.enrolments.find(person);
  if (!enrolment || unusable(tools, enrolment)) return 'code-wrong';
  const step = tools.authenticator.stepOf(tools.sealer.open(enrolment.secret, totpBinding(person)), text);
  if (step === undefined) return 'code-wrong';
  return (await tools.enrolments.use(person, step)) ? 'right' : 'code-used';
}

export function unusable(tools: Tools, enrolment: Enrolment | undefined): Refused | undefined {
  if (!enrolment) return refuse('not-enrolled');
  const { usableFrom } = enrolment;
  return tools.world.now() < usableFrom ? refuse('enrolment-too-new', { until: usableFrom }) : undefined;
}
