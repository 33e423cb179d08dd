// The same chance in every run: a red test means that something broke. `TEST_SEED=7 npm test` draws other examples; a failure names its seed.
import { configureGlobal } from 'fast-check';

configureGlobal({ seed: Number(process.env.TEST_SEED ?? 20_261_102) });
