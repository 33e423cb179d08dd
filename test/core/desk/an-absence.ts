// Rita can open no Teams anywhere, so somebody asks for her: walked as far as a test needs it.
import { challenge, type Request } from '../../../src/core/request.ts';
import { anAccount, TENANT } from '../../contracts/a-request.ts';
import { MONA } from '../a-company.ts';
import { aDesk, ada, done, max, ok, rita, type Someone } from '../a-desk.ts';

export const mona: Someone = { tenant: TENANT, id: MONA.id, name: 'Mona Chief' };
export const nora: Someone = { tenant: TENANT, id: '22222222-aaaa-4bbb-8ccc-000000000010', name: 'Nora Board' };

export type Absence = ReturnType<typeof anAbsence>;

/** Above Rita stand Max, Mona and Nora, in that order. */
export function anAbsence(options: Parameters<typeof aDesk>[0] = {}) {
  const bench = aDesk(options);
  const { desk, click, row, company } = bench;
  const above = (who: Someone, upn: string, manager: { id: string; name: string } | null) =>
    company.state.people.set(who.id, anAccount({ id: who.id, name: who.name, upn, manager }));
  above(mona, 'mona@corp.example', { id: nora.id, name: nora.name });
  above(nora, 'nora@corp.example', null);

  async function opened(opener: Someone = max): Promise<Request> {
    const { id } = ok(await desk.draftFor(opener, 'rita@corp.example', { locale: 'en', command: click() }));
    return done(await desk.giveReasonFor(opener, id, 'Her laptop was stolen', click()));
  }

  /** The code is told, and typed on some device. */
  async function joined(id: string, teller: Someone = max): Promise<string> {
    done(await desk.newJoinCode(teller, id, click()));
    const digits = desk.joinCode(row(id), teller)?.digits ?? '';
    return ok(await desk.join('rita@corp.example', digits, '10.0.0.1', click())).page;
  }

  async function vouched(id: string, by: Someone): Promise<void> {
    done(await desk.offerVouch(rita, id, click()));
    done(await desk.answerVouch(by, id, challenge(row(id), 'vouch')?.digits ?? '', click()));
  }

  async function filed() {
    const { id } = await opened();
    const page = await joined(id);
    await vouched(id, mona);
    await vouched(id, nora);
    done(await desk.file(rita, id, click()));
    return { id, page };
  }

  async function approved(...by: readonly Someone[]) {
    const { id, page } = await filed();
    for (const approver of by.length > 0 ? by : [ada]) await desk.approve(approver, id, click());
    return { id, page };
  }

  return { ...bench, opened, joined, vouched, filed, approved };
}
