// What a person means by a line of text. Plain words, no model: the path to a reset must be the same for everybody.

export type Intent =
  | 'recover'
  | 'status'
  | 'cancel'
  | 'help'
  | 'person'
  | 'yes'
  | 'no'
  | 'worked'
  | 'not-worked'
  | 'wants-password'
  | 'other';

// First match wins: "it did not work" before "it worked", "cancel my password request" before "password".
const SAYINGS: readonly (readonly [Intent, RegExp])[] = [
  ['not-worked', /\b(did ?n[o']?t|does ?n[o']?t|has ?n[o']?t|do ?n[o']?t|not|never) (really )?work/],
  ['worked', /\b(it|that|this|all) (all )?work(s|ed)\b|^(worked|works)\b/],
  ['wants-password', /\b(wants?|asks?|asking|needs?) (for )?(my|the) (old |forgotten )?password\b/],
  ['cancel', /^(please )?(cancel|stop|abort|quit|forget (it|about it))\b|\bcancel (it|that|this|my|the)\b/],
  ['help', /^(help|hello|hi|hey|what can you do|\?)\b|^\?$|\bhow does (this|it) work\b/],
  ['status', /^status\b|\bwhere is my request\b|\bhow far\b/],
  [
    'person',
    /\b(talk|speak|chat) (to|with) (a|an|some|the)?\s*(person|human|someone|somebody|agent|helpdesk|operator)\b|^(person|human|agent|operator)\b/,
  ],
  ['yes', /^(yes|yep|yeah|ok|okay|sure|y|do it|go ahead|please do|yes please)\b/],
  ['no', /^(no|nope|n|not now|later)\b/],
  [
    'recover',
    /forg[oe]t|locked?[ -]?out|lock(ed)? (me|my|out)|unlock|expired?|\bpasswor[dt]\b|\bpasswd\b|can(no|')?t (log|sign|get) ?(in|on)|reset|go on|continue|begin|start/,
  ],
];

export function intentOf(text: string): Intent {
  const line = text.toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ').trim();
  return SAYINGS.find(([, pattern]) => pattern.test(line))?.[0] ?? 'other';
}
