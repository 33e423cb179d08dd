// Asks the sandbox for things. What goes wrong comes back as words, never as an exception.
import type { AccountView, CompanyView, DoneView, Place } from '../../stage/protocol.ts';

export type Inputs = Readonly<Record<string, string>>;
export type Clicked = {
  readonly person: string;
  readonly place: Place;
  readonly message: string;
  readonly which?: string;
  readonly inputs: Inputs;
  readonly state?: string;
};

export type Api = ReturnType<typeof createApi>;

export function createApi() {
  async function post(path: string, body: unknown): Promise<DoneView> {
    try {
      const answer = await fetch(`/stage/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await answer.json()) as DoneView;
    } catch {
      return { trouble: 'The sandbox does not answer.', code: 'silent' };
    }
  }

  async function get<Body>(path: string): Promise<Body | undefined> {
    const answer = await fetch(`/stage/${path}`).catch(() => undefined);
    return answer?.ok ? ((await answer.json()) as Body) : undefined;
  }

  return {
    company: () => get<CompanyView>('company'),
    directory: () => get<readonly AccountView[]>('directory'),
    wire: (n: number) => get<{ readonly detail: unknown }>(`wire/${n}`),
    say: (said: { person: string; place: Place; text: string; thread?: string; mention?: boolean }) =>
      post('say', said),
    again: (person: string, message: string) => post('again', { person, message }),
    execute: (click: Clicked) => post('execute', click),
    submit: (click: Clicked) => post('submit', click),
    refresh: (person: string, place: Place, message: string) => post('refresh', { person, place, message }),
    taskSubmit: (person: string, data: unknown) => post('task-submit', { person, data }),
    verifyState: (person: string, code: string) => post('verify-state', { person, code }),
    install: (person: string, add: boolean) => post('install', { person, add }),
    language: (person: string, locale: string) => post('language', { person, locale }),
    fault: (name: string, on: boolean) => post('fault', { name, on }),
    quirk: (name: string, on: boolean) => post('quirk', { name, on }),
    pace: (name: string) => post('pace', { name }),
    plug: (on: boolean) => post('plug', { on }),
    policy: (privileged: boolean) => post('policy', { privileged }),
    call: (person: string, number: string) => post('call', { person, number }),
    answer: (person: string) => post('answer', { person }),
    speak: (person: string, words: string) => post('speak', { person, words }),
    hangUp: (person: string) => post('hang-up', { person }),
    play: (story: string) => post('play', { story }),
    stop: () => post('stop', {}),
  };
}
