// `npm run rehearse -- --persona NAME`: see `--help`.
import { ready } from './ready.mjs';
import { run } from './run.mjs';

await ready();
process.exitCode = await run('sandbox/rehearse/main.js', process.argv.slice(2));
