// The company's mail relay: takes every mail, delivers it into the mailboxes of this world, and sends nothing anywhere.
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { Mail, World } from './world.ts';

const LARGEST = 256 * 1024;

/** Listens on a free loopback port. `url` is what the bot's SMTP_URL must say. */
export async function createMailCatcher(world: World) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: LARGEST,
    logger: false,
    onData(stream, _session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        deliver(world, Buffer.concat(pieces)).then(
          () => done(),
          fault => done(fault as Error),
        );
      });
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.server.address() as AddressInfo).port));
  });
  // A bot that is killed cuts its connection; that is its own trouble, not the relay's.
  server.on('error', () => undefined);
  return {
    url: `smtp://127.0.0.1:${port}`,
    close: () => new Promise<void>(done => server.close(() => done())),
  };
}

async function deliver(world: World, raw: Buffer): Promise<void> {
  const { from, to, subject, text, html } = await PostalMime.parse(raw);
  const mail: Mail = {
    at: world.now(),
    from: from?.address ?? '',
    to: (to ?? []).flatMap(({ address }) => address ?? []),
    subject: subject ?? '',
    text: text ?? '',
    html: html ?? '',
  };
  world.mails.push(mail);
  world.tell('mail', `${mail.subject} → ${mail.to.join(', ')}`, mail);
}
