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

// First match wins: "I don't think it worked" before "it worked", "cancel my password request" before "password", "hi, I am locked out" before "hi".
const SAYINGS: readonly (readonly [Intent, RegExp])[] = [
  ['help', /\bhow (does |do )?(this|it|that|you) works?\b/],
  ['not-worked', /\b(not|never|nothing|cannot|\w+n't|(did|does|do|has|wo|ca) ?nt)\b.*\bwork/],
  ['worked', /^(?!.*\b(if|whether|when|until|hope)\b).*\b(it|that|this|all) (all )?work(s|ed)\b|^(worked|works)\b/],
  ['wants-password', /\b(wants?|asks?|asking|needs?) (for )?(a|my|the) (old |forgotten )?password\b/],
  [
    'cancel',
    /^(please )?(cancel|stop|abort|quit|never ?mind|forget (it|about it))\b|\bcancel (it|that|this|my|the)\b|\b(want|like) to (cancel|stop|quit)\b/,
  ],
  ['status', /^status\b|\bstatus of (my|the)\b|\bwhat('s| is) (my|the) status\b|\bwhere is my request\b|\bhow far\b/],
  [
    'person',
    /\b(talk|speak|chat) (to|with) (a|an|some|the)?\s*(real |live )?(person|human|someone|somebody|agent|helpdesk|operator)\b|^(person|human|agent|operator)\b/,
  ],
  // "Yes, but not now" is no yes: being signed out must be their own choice.
  [
    'yes',
    /^(yes|yep|yeah|ok|okay|sure|y|do it|go ahead|please do|yes please)\b(?!.*(\b(no|not|never|later|wait|but)\b|n't))/,
  ],
  ['no', /^(no|nope|n|not now|later)\b/],
  [
    'recover',
    /forg[oe]t|locked?[ -]?out|lock(ed)? (me|my|out)|unlock|expired?|\bpasswor[dt]\b|\bpasswd\b|(can(no|')?t|unable to|not let me|n't let me) (log|sign|get|access)|reset|go on|continue|begin|start/,
  ],
  ['help', /^(help|hello|hi|hey|what can you do|\?)\b|^\?$/],
];

export function intentOf(text: string): Intent {
  const line = text.toLowerCase().replaceAll('’', "'").replace(/\s+/g, ' ').trim();
  return SAYINGS.find(([, pattern]) => pattern.test(line))?.[0] ?? 'other';
}
