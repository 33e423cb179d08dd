// A row of the table of routes: method, path, guard, handler. What passes the guard is all that the handler gets.
import type { Request, Response } from 'restify';
import type { Words } from '../../locales/words.ts';
import type { Answer } from './answer.ts';
import { isTrouble, type Speech, type Trouble } from './trouble.ts';

export type Asked = {
  readonly query: URLSearchParams;
  /** A header's one value; undefined when absent. */
  readonly header: (name: string) => string | undefined;
  /** In the language the browser asks for. */
  readonly words: Words;
  /** Shown with whatever goes wrong, and written into the log beside it. */
  readonly reference: string;
  /** The framework's own objects: for guards, and for handlers that must answer by themselves. */
  readonly request: Request;
  readonly response: Response;
};

export type Guard<Given> = {
  readonly name: string;
  check(asked: Asked): Promise<{ readonly given: Given } | Trouble>;
};

/** `answered`: the handler wrote to the response itself. */
export type Handled = Answer | Trouble | 'answered';

export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly guard: string;
  readonly speaks: Speech;
  readonly handle: (asked: Asked) => Promise<Handled>;
};

export type Row<Given> = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly guard: Guard<Given>;
  readonly handle: (given: Given, asked: Asked) => Promise<Handled>;
  /** JSON unless said. */
  readonly speaks?: Speech;
};

export function route<Given>({ method, path, guard, handle, speaks = 'json' }: Row<Given>): Route {
  return {
    method,
    path,
    guard: guard.name,
    speaks,
    async handle(asked) {
      const checked = await guard.check(asked);
      return isTrouble(checked) ? checked : handle(checked.given, asked);
    },
  };
}
