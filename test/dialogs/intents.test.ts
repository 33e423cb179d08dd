// What people mean by what they write, in the many ways they write it.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Intent, intentOf } from '../../dialogs/intents.ts';
import { wordsFor } from '../../locales/words.ts';

const SAID: Readonly<Record<Intent, readonly string[]>> = {
  recover: [
    'I forgot my password',
    'i forget my pasword, reset please',
    'forgot password',
    'Hi, I forgot my password',
    'Hello! I’m locked out',
    'help, I cannot log in',
    'can you help me reset my password?',
    'please help me I am locked out',
    'my account is locked out',
    'it locked me out',
    'please unlock my account',
    'My password expired',
    'my password has expired yesterday',
    'I can’t sign in',
    'i cant log on',
    'cannot access my account',
    'Windows won’t let me sign in',
    'I need a new passwort',
    'passwd',
    'go on',
    'continue',
    'let’s start',
  ],
  'not-worked': [
    'it did not work',
    'It didn’t work.',
    "it didn't work",
    'didnt work',
    'it does not work',
    'that doesn’t work',
    'dont work',
    'it hasn’t really worked',
    'it never worked',
    'no, it did not work',
    'I don’t think it worked',
    'it doesn’t seem to work',
    'it won’t work',
    'nothing works',
    'my password does not work any more',
  ],
  worked: [
    'it worked',
    'It worked!',
    'that worked',
    'yes it worked',
    'all worked',
    'worked',
    'it works now',
    'it all worked',
  ],
  'wants-password': [
    'it wants my password',
    'It asks for my password',
    'the page is asking for the old password',
    'it is asking for a password',
    'it needs my forgotten password',
  ],
  cancel: [
    'cancel',
    'Cancel!',
    'please cancel',
    'stop',
    'abort',
    'quit',
    'forget it',
    'forget about it',
    'never mind',
    'Nevermind',
    'please cancel it',
    'cancel my password request',
    'can you cancel this',
    'I want to cancel',
    'I’d like to stop',
  ],
  help: [
    'help',
    'Help?',
    'hello',
    'Hi',
    'hey there',
    'what can you do?',
    '?',
    'how does this work',
    'how it works',
    'how do you work',
  ],
  status: [
    'status',
    'Status?',
    'what’s the status',
    'what is the status of my request',
    'where is my request',
    'how far are you',
  ],
  person: [
    'talk to a person',
    'can I talk to a person please',
    'I want to speak with someone',
    'let me talk to a real person',
    'chat with an agent',
    'speak to the helpdesk',
    'human',
    'agent please',
  ],
  yes: [
    'yes',
    'Yes!',
    'yep',
    'yeah',
    'ok',
    'Okay',
    'sure',
    'y',
    'do it',
    'go ahead',
    'yes please',
    'please do',
    'Yes, ask the helpdesk',
  ],
  no: ['no', 'No.', 'nope', 'n', 'not now', 'later', 'no thanks'],
  other: [
    'why',
    'what is this',
    'thanks',
    '',
    '   ',
    '42',
    // Being signed out must be their own choice: a yes with a “but” is asked again.
    'yes, but not now',
    'ok, later',
    'sure, wait',
    'yes I don’t know',
  ],
};

describe('what a person means', () => {
  for (const [intent, lines] of Object.entries(SAID))
    for (const line of lines) it(`“${line}” means ${intent}`, () => assert.equal(intentOf(line), intent));

  it('is the same in capitals, with curly or straight apostrophes and with any white space', () => {
    const lines = Object.values(SAID).flat();
    fc.assert(
      fc.property(fc.constantFrom(...lines), fc.constantFrom(' ', '  ', '\t', '\n', '\u00a0'), (line, gap) => {
        const straight = line.replaceAll('’', "'").toUpperCase();
        assert.equal(intentOf(`${gap}${straight.replaceAll(' ', gap)}${gap}`), intentOf(line));
      }),
    );
  });

  it('is never “it worked” or “yes” when they say that they do not know', () => {
    for (const line of [
      'I don’t know if it worked',
      'I will see if it works',
      'I hope it works',
      'how do I know whether it worked',
    ])
      assert.notEqual(intentOf(line), 'worked', line);
    for (const line of ['yes? no', 'okay, I’d rather not', 'sure but later'])
      assert.notEqual(intentOf(line), 'yes', line);
  });

  it('is what the buttons of our own cards say', () => {
    const words = wordsFor('en');
    const buttons = {
      yes: 'cards.say.yes',
      no: 'cards.say.no',
      worked: 'cards.say.worked',
      'not-worked': 'cards.say.did-not',
      'wants-password': 'cards.say.wants-password',
    } as const;
    for (const [intent, key] of Object.entries(buttons)) assert.equal(intentOf(words.say(key)), intent);
  });

  it('is found in any text at all, quickly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 4_000 }), text => Object.hasOwn(SAID, intentOf(text))),
    );
    for (const word of ['yes ', 'it ', 'not ', "n't ", 'cancel', 'talk to a', ' '])
      assert.ok(Object.hasOwn(SAID, intentOf(word.repeat(4_000 / word.length))));
  });
});
