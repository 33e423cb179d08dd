// A value that must not be seen: it can be used, never printed, logged or serialised by accident.
import { inspect } from 'node:util';

const SHOWN = '[secret]';

export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The only way in. Keep the plain text inside `use`; do not return it from there unless it leaves the process at once. */
  use<T>(work: (plain: string) => T): T {
    return work(this.#value);
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
