// The whole contract of the store, run by every database it works on.
import { anchorsContract } from './anchors.ts';
import { auditContract } from './audit.ts';
import type { Open } from './bench.ts';
import { conversationsContract } from './conversations.ts';
import { crossingsContract } from './crossings.ts';
import { enrolmentsContract } from './enrolments.ts';
import { erasureContract } from './erasure.ts';
import { historyContract } from './history.ts';
import { jobsContract } from './jobs.ts';
import { keptContract } from './kept.ts';
import { limitsContract } from './limits.ts';
import { requestsContract } from './requests.ts';
import { sealsContract } from './seals.ts';
import { sessionsContract } from './sessions.ts';
import { shieldsContract } from './shields.ts';
import { ticketsContract } from './tickets.ts';

export function storeContract(name: string, open: Open): void {
  requestsContract(name, open);
  sealsContract(name, open);
  auditContract(name, open);
  anchorsContract(name, open);
  erasureContract(name, open);
  jobsContract(name, open);
  limitsContract(name, open);
  ticketsContract(name, open);
  sessionsContract(name, open);
  conversationsContract(name, open);
  keptContract(name, open);
  historyContract(name, open);
  crossingsContract(name, open);
  shieldsContract(name, open);
  enrolmentsContract(name, open);
}
