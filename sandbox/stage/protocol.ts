// What travels between the page and the sandbox: types alone, and none of others', since the page is checked without Node's.

import type { Line, Speaker } from '../words/sentences.ts';

type Json = Readonly<Record<string, unknown>>;

/** In milliseconds, as the world has them. */
export type Lags = { readonly operation: number; readonly directorySync: number; readonly audit: number };

export type Place = 'chat' | 'channel';

/** Somebody at the company, as the page needs to know them. */
export type PersonView = {
  readonly key: string;
  /** Their id in Teams, `29:` and the object id. */
  readonly teamsId: string;
  readonly objectId: string;
  readonly name: string;
  readonly upn: string;
  readonly jobTitle: string;
  readonly locale: string;
  readonly inTeams: boolean;
  readonly inChannel: boolean;
  /** Their telephone numbers, as the directory has them. */
  readonly numbers: readonly string[];
};

/** What does not change while the sandbox runs. */
export type CompanyView = {
  readonly name: string;
  readonly origin: string;
  readonly botOrigin: string;
  readonly tenant: string;
  readonly bot: { readonly id: string; readonly name: string };
  readonly team: string;
  readonly channel: string;
  readonly people: readonly PersonView[];
  /** Names alone: the page has a sentence for each, in its reader's language. */
  readonly faults: readonly string[];
  readonly quirks: readonly string[];
  readonly stories: readonly StoryView[];
  readonly paces: readonly PaceName[];
};

export type StoryView = {
  readonly name: string;
  readonly person: string;
  readonly manager: string;
  /** The state of the request at its end. */
  readonly ends: string;
};

export type PaceName = 'instant' | 'brisk' | 'lifelike';

/** One message on one person's screen. */
export type MessageView = {
  readonly id: string;
  readonly thread?: string;
  /** `bot`, or a person's key. */
  readonly from: string;
  readonly text: string;
  readonly card?: Json;
  /** One plain sentence for a toast; empty where the bot gave none. */
  readonly summary: string;
  readonly ownView: boolean;
  readonly notice?: string;
  readonly error?: string;
  /** The error is not the bot's but Teams' own: the bot did not answer, or not in a way Teams knows. */
  readonly unreachable?: boolean;
  readonly edited: boolean;
  readonly deleted: boolean;
  readonly at: number;
  readonly changed: number;
  /** Of a person's own message: on its way to the bot, or not taken by it. Nothing once it has arrived. */
  readonly delivery?: 'sending' | 'failed';
};

export type WireView = { readonly n: number; readonly at: number; readonly kind: string; readonly title: string };

/** A line of a story; `who` is a person's name, or English for `speaker`. */
export type StepView = {
  readonly at: string;
  readonly who: string;
  readonly speaker?: Speaker;
  readonly line: Line;
  readonly values: Readonly<Record<string, string | number>>;
};

/** How a story ended: with somebody signed in again, or the request in some state, or not at all. */
export type EndingView =
  | { readonly how: 'signed-in'; readonly name: string }
  | { readonly how: 'other'; readonly state: string }
  | { readonly how: 'broken'; readonly words: string }
  | { readonly how: 'stopped' };

export type PlayView = {
  readonly story: string;
  readonly person: string;
  readonly state: 'playing' | 'done' | 'stopped' | 'failed';
  readonly steps: readonly StepView[];
  readonly ending?: EndingView;
};

export type SwitchesView = {
  readonly bot: 'up' | 'down' | 'starting';
  /** Whether policy serves people with admin power. */
  readonly privileged: boolean;
  /** The names of the presets that may still strike. */
  readonly faults: readonly string[];
  readonly quirks: Readonly<Record<string, boolean>>;
  readonly lags: Lags;
  readonly pace: PaceName | undefined;
};

export type MailView = { readonly at: number; readonly to: readonly string[]; readonly subject: string };

/** The events of `/stage/events`, one JSON object each. */
export type StageEvent =
  | { readonly kind: 'room'; readonly person: string; readonly place: Place; readonly messages: readonly MessageView[] }
  | { readonly kind: 'message'; readonly person: string; readonly place: Place; readonly message: MessageView }
  | { readonly kind: 'typing'; readonly person: string; readonly on: boolean }
  | { readonly kind: 'wire'; readonly events: readonly WireView[] }
  | { readonly kind: 'mails'; readonly mails: readonly MailView[] }
  | { readonly kind: 'switches'; readonly switches: SwitchesView }
  | { readonly kind: 'play'; readonly play: PlayView | undefined }
  | { readonly kind: 'call'; readonly person: string; readonly call: CallView | undefined }
  /** In a played story: what opened before somebody's eyes. */
  | { readonly kind: 'opened'; readonly person: string; readonly task: TaskView }
  | { readonly kind: 'browser'; readonly person: string; readonly page: PageView };

/** A telephone call between two people of the company, by their keys. */
export type CallView = {
  readonly caller: string;
  readonly callee: string;
  readonly number: string;
  readonly answered: boolean;
  readonly said: readonly { readonly by: string; readonly words: string }[];
};

/** A page in the browser of somebody in a played story; `view` is where it can be looked at, without being touched. */
export type PageView = { readonly address: string; readonly title: string; readonly view: string };

/** A dialog to show: a page, a card, or words. */
export type TaskView =
  | {
      readonly type: 'continue';
      readonly value: {
        readonly title?: string;
        readonly url?: string;
        readonly card?: { readonly content: Json };
        readonly width?: number | string;
        readonly height?: number | string;
      };
    }
  | { readonly type: 'message'; readonly value: string };

/** What the page can say in its reader's own language. */
export type Trouble = 'unreachable' | 'no-page' | 'no-window' | 'silent' | 'playing' | 'unplugged' | 'engaged';

/** What came of something a person did. `trouble` is what went wrong, in English; `code` names it where the page has words of its own. */
export type DoneView = {
  readonly trouble?: string;
  readonly code?: Trouble;
  readonly task?: TaskView;
  /** A sign-in the bot asks for before it goes on: its page, and its words where it gave any. */
  readonly signIn?: { readonly url: string; readonly title?: string; readonly text?: string };
};

/** One account as its directories hold it, without the passwords. */
export type AccountView = {
  readonly key: string;
  readonly name: string;
  readonly upn: string;
  readonly enabled: boolean;
  readonly kind: 'guest' | 'adfs' | 'ping' | 'synced' | 'cloud';
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  readonly methods: readonly string[];
  readonly selfService: boolean;
  readonly changedAt: number;
  readonly mustChange: boolean;
  readonly wrongTries: number;
  readonly sessionsFrom: number;
  /** The password they had when the story began: what they would type. Whether it still works is for the sign-in page to say. */
  readonly remembers: string;
  readonly stillWorks: boolean;
};
