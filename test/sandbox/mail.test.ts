// The company's mail relay and mailboxes, with the bot's own mailer as the sender.
import assert from 'node:assert/strict';
import restify from 'restify';
import { createMailCatcher } from '../../sandbox/mail-catcher.ts';
import { mailbox } from '../../sandbox/mailbox.ts';
import { createWorld } from '../../sandbox/world.ts';
import { Secret } from '../../src/core/secret.ts';
import { createMailer } from '../../src/mail/smtp.ts';

describe('Mail', () => {
  const world = createWorld();
  const server = restify.createServer({ name: 'mail' });
  let post: Awaited<ReturnType<typeof createMailCatcher>>;

  before(async () => {
    post = await createMailCatcher(world);
    mailbox(server, world);
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
    world.origin = `http://127.0.0.1:${server.address().port}`;
  });

  after(async () => {
    await post.close();
    await new Promise<void>(done => server.close(() => done()));
  });

  const freya = () => world.find('freya')?.upn ?? '';
  const list = async (who: string) =>
    (await (await fetch(`${world.origin}/mail/${who}`, { headers: { accept: 'application/json' } })).json()) as {
      text: string;
      from: string;
      subject: string;
    }[];

  it('reaches the mailbox of whom it was sent to, word for word, and nobody else’s', async () => {
    const send = createMailer({ url: new Secret(post.url), from: 'reset-desk@finch-cloud.example' });
    await send({
      to: [freya().toUpperCase()],
      subject: 'Your <request> – “now”',
      text: 'Hello Zoë,\n\nline two & more.',
    });
    const [mail, ...rest] = await list('freya');
    assert.equal(mail?.text.trim(), 'Hello Zoë,\n\nline two & more.');
    assert.deepEqual(
      [mail?.subject, mail?.from, rest],
      ['Your <request> – “now”', 'reset-desk@finch-cloud.example', []],
    );
    assert.deepEqual(await list('clara'), []);
    const page = await (await fetch(`${world.origin}/mail/freya`)).text();
    assert.ok(page.includes('Your &lt;request&gt;'));
    assert.equal((await fetch(`${world.origin}/mail/nobody`)).status, 404);
  });

  it('cannot be made to add a recipient or a header by a name with a line break in it', async () => {
    const send = createMailer({ url: new Secret(post.url), from: 'reset-desk@finch-cloud.example' });
    await send({ to: [freya()], subject: 'Reset\r\nBcc: clara.osei@finch-cloud.example', text: 'x' });
    assert.deepEqual(await list('clara'), []);
    assert.equal((await list('freya')).length, 2);
  });

  it('fails loudly when the relay is not there, so that the notice is tried again', async () => {
    const gone = await createMailCatcher(world);
    await gone.close();
    const send = createMailer({ url: new Secret(gone.url), from: 'reset-desk@finch-cloud.example' });
    await assert.rejects(send({ to: [freya()], subject: 'x', text: 'x' }));
  });
});
