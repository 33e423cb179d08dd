// What people say in English.
import type { Sayings } from './sayings.ts';

export const english: Sayings = {
  explain: /\bhow (does |do )?(this|it|that|you) works?\b/,
  'not-worked':
    /\b(not|never|nothing|cannot|\w+n't|(did|does|do|has|wo|ca) ?nt)\b.*\b(work|solved|fixed)|^(no luck|failed|it failed)\b|\bstill (can ?not|can't|cant)\b/,
  worked:
    /\b(it|that|this|all)(( all)? work(s|ed)|( is|'s)( all)? (working|solved|fixed))\b|^(worked|works|solved|fixed)\b|^i('m| am) (back )?in[.!]*$/,
  'wants-password': /\b(wants?|asks?|asking|needs?) (for )?(a|my|the) (old |forgotten )?password\b/,
  cancel:
    /^(please )?(cancel|stop|abort|quit|never ?mind|forget (it|about it))\b|(?<!\b(not|dont|never) |n't )\bcancel (it|that|this|my|the)\b|\b(want|like) to (cancel|stop|quit)\b/,
  status:
    /^status\b|\bstatus of (my|the)\b|\bwhat('s| is) (my|the) status\b|\bwhere is my request\b|\bhow far\b|\bhow long\b[^.!]{0,15}\btakes?\b|^any (news|updates?)\b/,
  person:
    /\b(talk|speak|chat) (to|with) (a|an|some|the)?\s*(real |live )?(person|human|someone|somebody|agent|helpdesk|operator)\b|\b(want|need) (a|an|some) (real |live )?(person|human|agent)\b|^(person|human|agent|operator)\b/,
  yes: /^(yes|yep|yup|yeah|ok|okay|sure|of course|y|do it|go ahead|please do|yes please)\b/,
  // Not “no funciona”: a Spanish sentence that begins like an English one.
  no: /^(nope|nah|not now|later)\b|^n([.!]|$)|^no([^\p{L} ]|$| (thanks?|thank you|way|please|not|need|never|i|we|it|that|you|do|don't|dont)\b)/u,
  recover:
    /forg[oe]t|locked?[ -]?out|lock(ed)? (me|my|out)|unlock|expired?|\bpasswor[dt]\b|\bpasswd\b|(can( ?no|')?t|unable to|not let me|n't let me) (log|sign|get|access)|\b(account|i|am|got|is|was) (blocked|suspended|disabled)\b|\b(sign|log)(ing)?[ -]?(in|on) fail|reset|go on|continue|begin|start/,
  greeting: /^(help|hello|hi|hey|what can you do|\?)\b|^\?$/,
  wavers: /\b(no|not|never|later|wait|but|stop|cancel|dont|cant|wont)\b|n't/,
  doubts: /\b(if|whether|when|until|hope)\b/,
};
