// The daily look: kept for whoever asks (`GET /readyz?deep`), and the admins are told of what has newly come to fail.
import { wordsFor } from '../../locales/words.ts';
import type { Memory } from '../core/keeping.ts';
import type { Letter, Log, World } from '../core/ports.ts';
import type { Report } from './doctor.ts';
import type { Finding } from './finding.ts';

const KEY = 'readiness';
/** Whoever asks again within this gets the same answer: a look is some fifty calls. */
const RECENT = 15 * 60_000;

export type Watch = ReturnType<typeof createWatch>;

export function createWatch(tools: {
  readonly report: () => Promise<Report>;
  readonly memory: Memory;
  readonly mail: (letter: Letter) => Promise<void>;
  readonly adminMail: string;
  readonly locale: string;
  readonly world: World;
  readonly log: Log;
}) {
  const { report, memory, mail, adminMail, locale, world, log } = tools;
  let looking: Promise<Report> | undefined;

  async function kept(): Promise<Report | undefined> {
    const text = await memory.read(KEY);
    return text === undefined ? undefined : (JSON.parse(text) as Report);
  }

  async function look(): Promise<Report> {
    const before = failing(await kept()).map(({ id }) => id);
    const now = await report();
    const news = failing(now).filter(({ id }) => !before.includes(id));
    log.info({ ...now.counts, failing: failing(now).map(({ id }) => id) }, 'readiness was looked at');
    if (news.length > 0) await mail({ to: [adminMail], ...letterOf(news) });
    // Written last: a letter that did not go is tried again with the next look.
    await memory.write(KEY, JSON.stringify(now));
    return now;
  }

  function letterOf(news: readonly Finding[]): Omit<Letter, 'to'> {
    const words = wordsFor(locale);
    const list = news.map(({ lookedAt, found, mend }) =>
      [`${lookedAt}: ${found}`, ...mend.map((step, at) => `  ${at + 1}. ${step}`)].join('\n'),
    );
    return {
      subject: words.say('mail.readiness.subject', { count: news.length }),
      text: words.say('mail.readiness.text', { list: list.join('\n\n') }),
    };
  }

  /** Two who look at once look together. */
  function once(): Promise<Report> {
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  }

  return {
    daily: async (): Promise<void> => void (await once()),

    /** A report of the last quarter of an hour. */
    async recent(): Promise<Report> {
      const last = await kept();
      return last && world.now() - Date.parse(last.at) < RECENT ? last : once();
    },
  };
}

function failing(report: Report | undefined): readonly Finding[] {
  return (report?.sections ?? []).flatMap(({ findings }) => findings).filter(({ verdict }) => verdict === 'fail');
}
