// Sends the desk's mails through the company's own relay. Plain text: a mail asks nobody to click on a card.
import { createTransport } from 'nodemailer';
import type { Letter } from '../core/ports.ts';
import type { Secret } from '../core/secret.ts';

const TIMEOUT = 15_000;

/**
 * @param url `smtps://user:password@host` or `smtp://host:587` (then TLS is demanded by STARTTLS, unless the relay is on this machine)
 * @returns sends one letter; rejects when the relay did not take it, and the notice is tried again
 */
export function createMailer({ url, from }: { readonly url: Secret; readonly from: string }) {
  const transport = transportTo(url);
  return async ({ to, subject, text }: Letter): Promise<void> => {
    await transport.sendMail({ from: { name: 'Reset Desk', address: from }, to: [...to], subject, text });
  };
}

/** Greets the relay as the mailer would, and signs in; sends nothing. Rejects when it would not take a letter. */
export function createMailCheck(url: Secret) {
  return async (): Promise<void> => {
    const transport = transportTo(url);
    try {
      await transport.verify();
    } finally {
      transport.close();
    }
  };
}

function transportTo(url: Secret) {
  return url.use(address =>
    createTransport({
      url: address,
      requireTLS: !onThisMachine(address) && address.startsWith('smtp:'),
      ignoreTLS: onThisMachine(address),
      connectionTimeout: TIMEOUT,
      greetingTimeout: TIMEOUT,
      socketTimeout: TIMEOUT,
      disableFileAccess: true,
      disableUrlAccess: true,
    }),
  );
}

function onThisMachine(address: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);
}
