// The desk itself: its clock, its database and queue, its mail, and its place in Teams.
import type { Desk } from '../desk.ts';
import type { Facts } from '../facts.ts';
import { about, type Finding, known, type Looked } from '../finding.ts';
import { span } from '../words.ts';

const MINUTE = 60_000;

export function deskChecks(facts: Facts, desk: Desk): readonly Finding[] {
  const clock = about('clock', 'This machine’s clock against Microsoft’s');
  const queue = about('queue', 'What waits to be done');
  const teams = about('teams.helpdesk', `Teams: the helpdesk’s channel (${desk.helpdesk.channel})`);
  return [
    known(clock, facts.ahead, ahead => {
      const by = Math.abs(ahead);
      const how = `${span(by)} ${ahead > 0 ? 'fast' : 'slow'}`;
      if (by <= MINUTE) return clock.pass('Within a minute.');
      const judge = by > 5 * MINUTE ? clock.fail : clock.warn;
      return judge(
        `It is ${how}: sign-ins and proofs look too old or too new.`,
        'Linux: timedatectl set-ntp true; then timedatectl timesync-status. Windows: w32tm /resync; then w32tm /query /status.',
      );
    }),
    works(
      'database',
      'The database',
      facts.database,
      'Is it running, and reachable from here? DATABASE_URL, or DATA_DIR and the rights on it. Without it nothing works.',
    ),
    known(queue, facts.oldestJob, due => {
      if (due === undefined) return queue.pass('Nothing waits.');
      const late = facts.now - due;
      if (late <= 10 * MINUTE) return queue.pass('Nothing is late.');
      return queue.fail(
        `The oldest is ${span(late)} late: the desk does not run, or does nothing.`,
        'Start the desk; if it runs, look in its log for the job that fails, and restart it.',
      );
    }),
    works(
      'mail',
      'The mail relay',
      facts.mail,
      'SMTP_URL: the host, the port, user and password, and whether it offers TLS. Nothing was sent.',
    ),
    known(teams, facts.channel, ({ status, code }) => {
      if (status >= 200 && status < 300)
        return teams.pass('The bot is in it, and members of a channel may post unless moderation is on.');
      if (status === 403 || status === 404)
        return teams.fail(
          `Teams says ${status} ${code}: the bot is not in that team, or there is no such channel.`,
          'Teams, the helpdesk’s team, Manage team, Apps, More apps: add Reset Desk (appPackage, docs/first-run.md).',
          'HELPDESK_CHANNEL_ID: … beside the channel, Get link to channel, URL-decoded.',
        );
      return teams.fail(
        status === 0 ? `Teams could not be reached (${code}).` : `Teams says ${status} ${code}.`,
        status === 401
          ? 'BOT_ID and BOT_SECRET: Azure portal, the Azure Bot, Configuration, Microsoft App ID; and its Teams channel is on.'
          : 'Allow this machine https to smba.trafficmanager.net and login.microsoftonline.com (or your cloud’s), and look again.',
      );
    }),
  ];
}

function works(id: string, lookedAt: string, looked: Looked<void>, mend: string): Finding {
  const judging = about(id, lookedAt);
  return 'value' in looked ? judging.pass('Answers.') : judging.fail(`${lookedAt} ${looked.unread}.`, mend);
}
