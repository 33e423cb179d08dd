// What is wrong, in seven languages: whether it was forgotten, locked, run out, or is not the password at all.
import type { Trouble } from '../../src/core/diagnosis.ts';
import { fold, folded } from './fold.ts';

/** In the order they are tried: "I am locked out since my password expired" has expired; "I lost my phone and forgot" is the stricter story. */
const SAYINGS: readonly (readonly [Trouble, readonly RegExp[]])[] = [
  [
    'mfa-lost',
    [
      /\b(lost|stole|stolen|broke|broken|new|changed|without|don'?t have|do not have) (my |a |the |your )?(old |new |second )?(phone|mobile|iphone|android|authenticator|second factor|2fa|mfa|token|security key|passkey)\b|\b(phone|mobile|authenticator|second factor|security key|token|passkey) (is |was |got |has been )?(lost|stolen|broken|gone|dead|missing)\b/,
      /\b(handy|telefon|smartphone|authenticator|zweite[rn]? faktor|sicherheitsschlüssel)\b[^.;!?]{0,25}\b(verloren|gestohlen|geklaut|weg|kaputt|defekt)\b|\bneues (handy|telefon|smartphone)\b/,
      /\b(perdu|volé|cassé)\b[^.;!?]{0,20}\b(téléphone|portable|mobile|authenticator|second facteur|clé de sécurité)\b|\b(téléphone|portable)\b[^.;!?]{0,15}\b(perdu|volé|cassé)\b|\bnouveau (téléphone|portable)\b/,
      /\b(perdí|perdido|robaron|robado|rompió)\b[^.;!?]{0,20}\b(teléfono|móvil|celular|authenticator|segundo factor|llave de seguridad)\b|\b(teléfono|móvil|celular) nuevo\b/,
      /\b(perdi|roubaram|roubado|quebrou|perdido)\b[^.;!?]{0,20}\b(telefone|celular|telemóvel|authenticator|segundo fator|chave de segurança)\b|\b(celular|telefone|telemóvel) novo\b/,
      /(スマホ|携帯|電話|認証アプリ|authenticator|セキュリティ ?キー)(を|が|は).{0,6}(なく|無く|失く|紛失|盗|壊|機種変)|機種変更/,
      /(فقدت|ضاع|ضاعت|سرق|سرقت|انكسر|تعطل).{0,15}(هاتفي|الهاتف|جوالي|الجوال|موبايلي|تلفوني|تطبيق المصادقة|العامل الثاني)|(هاتف|جوال|موبايل|تلفون) جديد/,
    ],
  ],
  [
    'expired',
    [
      /\bexpired?\b|\b(ran|run) out\b/,
      /\babgelaufen\b|\bläuft ab\b/,
      /\bexpiré\b/,
      /\b(caduc\w*|expir\w*|venció|vencida)\b/,
      /\b(expir\w*|venceu|vencida)\b/,
      /期限切れ|期限が切れ|有効期限|失効/,
      /انتهت|منتهية|صلاحية/,
    ],
  ],
  [
    'forgot',
    [
      /\bforg[eo]t\w*|\b(don't|do not|can't|cannot|cant) (remember|recall)\b/,
      /vergess|\bnicht (mehr )?erinner/,
      /oublié|\b(souviens|rappelle) (plus|pas)\b/,
      /\bolvid|\bno (me acuerdo|recuerdo)\b/,
      /esquec|\bnão (me )?lembro\b/,
      /忘れ|わすれ|思い出せ|パスワードが(分|わ)から/,
      /نسيت|(لا|ما|مش|مو) (أتذكر|متذكر|فاكر)/,
    ],
  ],
  [
    'locked',
    [
      /\blocked?[ -]?out\b|\b(is|am|was|been|got) locked\b|\block(ed)? (me|my)\b|\bunlock|\b(account|i|am|got|is|was) (blocked|suspended)\b/,
      /gesperrt|entsperr|blockiert/,
      /verrouill|\b(dé)?bloqu/,
      /bloquea/,
      /bloquea/,
      /ロック|締め出/,
      /مقفل|مقفول|قفل|مغلق|محظور|موقوف/,
    ],
  ],
  [
    'other',
    [
      /^(it is |it's )?(something|anything) else\b|^other\b/,
      /^(etwas|was) anderes\b/,
      /^autre( chose)?\b/,
      /^(otra cosa|algo distinto)\b/,
      /^outra coisa\b/,
      /^(その他|別のこと|ほかのこと)/,
      /^(شيء آخر|غير ذلك)/,
    ],
  ],
];

const TROUBLES = SAYINGS.map(([trouble, patterns]) => [trouble, patterns.map(folded)] as const);

/** Undefined when the words do not tell: then they are asked. */
export function troubleIn(text: string): Trouble | undefined {
  return troublesIn(text)[0];
}

/** As a first sentence: who has lost their phone and forgotten the password has not said yet which of the two keeps them out. */
export function troubleInOpening(text: string): Trouble | undefined {
  const [first, second] = troublesIn(text);
  return first === 'mfa-lost' && second ? undefined : first;
}

function troublesIn(text: string): readonly Trouble[] {
  const line = fold(text);
  return TROUBLES.filter(([, patterns]) => patterns.some(pattern => pattern.test(line))).map(([trouble]) => trouble);
}
