// Plays many stories, a few at a time: they mostly wait, but each is two processes.

/** Begins at once; gives each story's ending by name. A failure is kept for whoever asks for it. */
export function inLanes<T>(
  lanes: number,
  stories: Readonly<Record<string, () => Promise<T>>>,
): (name: string) => Promise<T> {
  const queue = Object.entries(stories);
  const endings = new Map<string, { promise: Promise<T>; begin: () => Promise<void> }>();
  for (const [name, play] of queue) {
    let settle: (ending: Promise<T>) => void = () => undefined;
    const promise = new Promise<T>(resolve => {
      settle = resolve;
    });
    promise.catch(() => undefined);
    endings.set(name, {
      promise,
      begin: async () => {
        const ending = play();
        settle(ending);
        await ending.catch(() => undefined);
      },
    });
  }
  const waiting = [...endings.values()];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await next.begin();
  };
  for (let index = 0; index < lanes; index += 1) void lane();
  return name => endings.get(name)?.promise ?? Promise.reject(new Error(`no story is called ${name}`));
}
