// Takes people out of a closed request because somebody asked for it, and says what became of that.
import type { Store } from '../../store/open.ts';
import { DONE, type Door, FAILED } from '../door.ts';

export async function erased({ erasure }: Store, { print, complain }: Door, request: string): Promise<number> {
  switch (await erasure.erase(request, 'asked')) {
    case 'erased':
      print(`Erased: request ${request} names nobody any more. What happened to it, and when, is still there.\n`);
      return DONE;
    case 'erased-before':
      print(`Request ${request} names nobody any more; that was erased before.\n`);
      return DONE;
    case 'live':
      complain(`Request ${request} is still under way, and needs to know whom it is about. Nothing was erased.\n`);
      return FAILED;
    case 'unknown':
      complain(`There is no request ${request}.\n`);
      return FAILED;
  }
}
