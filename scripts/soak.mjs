// `npm run soak -- 100`: many stories on one bot; prints its memory and the time a story takes, every twenty.
import { ready } from './ready.mjs';
import { run } from './run.mjs';

await ready();
process.exitCode = await run('sandbox/rehearse/soak.js', process.argv.slice(2));
