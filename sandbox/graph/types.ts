// What the parts of the sandbox's Graph hand each other: a call, who makes it, and what it is answered.
import type { Person, World } from '../world.ts';

/** The role names of Microsoft's built-in roles page; the demo company uses a few, the reset table knows more. */
export type RoleName = string;

/** Who the bearer token speaks for: an app with its application permissions, or a person through an app with its scopes. */
export type Caller =
  | { readonly kind: 'app'; readonly appId: string; readonly permissions: ReadonlySet<string> }
  | {
      readonly kind: 'user';
      readonly appId: string;
      readonly person: Person;
      readonly permissions: ReadonlySet<string>;
      readonly roles: readonly RoleName[];
    };

export type Call = {
  readonly world: World;
  readonly caller: Caller;
  /** The path's variable segments, decoded, e.g. `{ id: 'freya…' }`. */
  readonly params: Readonly<Record<string, string>>;
  /** The type in a trailing cast segment, e.g. `microsoft.graph.group`. */
  readonly cast: string | undefined;
  /** The path below `/v1.0`, as called. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The parsed JSON body, or whatever came instead. */
  readonly body: unknown;
  header(name: string): string | undefined;
};

export type Answer = {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
};

/** An error answer; the error body around it is made where it is sent. */
export type Refusal = Answer & { readonly code: string; readonly message: string };

export type Reply = Answer | Refusal;

/** What an operation is asked with, by its name in the contract. */
export type Answers<Name extends string> = { readonly [N in Name]: (call: Call) => Reply | Promise<Reply> };
