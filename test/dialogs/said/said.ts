// Lines of one language by what they mean.
import type { Intent } from '../../../dialogs/intents.ts';

export type Said = Readonly<Record<Intent, readonly string[]>>;
