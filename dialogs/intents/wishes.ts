// What people may want beside the way back itself, in seven languages. Heard before anything else, so each pattern is narrow.
import { fold, folded } from './fold.ts';

export type Wish =
  /** This proof does not suit: is there another? */
  | 'another-way'
  | 'enrol'
  | 'unenrol'
  | 'lost-phone'
  /** Is it really you, or whoever is on the phone? */
  | 'really-you'
  /** Help for somebody who cannot come here themselves. */
  | 'for-another'
  | 'not-me';

const SAYINGS: readonly (readonly [Wish, readonly RegExp[]])[] = [
  [
    'not-me',
    [
      /^(no,? )?((this|that|it)( was|'s| is)? ?(not|n't)|(this|that|it) (wasn'?t|isn'?t)|not) me\b[.!]*$|^i (did not|didn'?t) do (that|this|it)\b/,
      /^(nein,? )?(das )?(war|bin) ich nicht\b|^ich war (das|es) nicht\b|^nicht ich\b/,
      /^(non,? )?(ce )?(n'est|n'était|c'est|c'était) pas moi\b|^pas moi\b/,
      /^no (fui|soy|he sido) yo\b|^yo no (fui|he sido)\b/,
      /^não (fui|sou) eu\b/,
      /^(私|わたし|僕|自分)(では|じゃ)(ない|ありません)/,
      /^(هذا )?(لست|لم أكن|ليس|مو|مش) أنا(?!\p{L})/u,
    ],
  ],
  [
    'really-you',
    [
      /\bis (this|that|it) (really |actually )?(you|the (helpdesk|desk))\b|\b(prove|how do i know)\b[^.!]{0,25}\b(you|us)\b|\b(somebody|someone|they) ((is|are|'s|'re) calling|called me)\b|\b(is|are) (this|that|it|you) (a )?(scam|fraud|fake)\b|\bis this you\b|\bare you (real|really)\b/,
      /\b(bist du|seid ihr|sind sie) (das )?(wirklich|echt)\b|\bruft mich (gerade )?(jemand )?an\b|\bjemand (ruft (mich )?an|hat mich angerufen)\b|\bist das (ein )?betrug\b/,
      /\b(est-ce|c'est) (bien|vraiment) vous\b|\bquelqu'un m'a(ppelle| appelée?)\b|\b(est-ce|c'est) une arnaque\b/,
      /\b(es|son|eres) (usted|ustedes|realmente|de verdad)\b[^.!]{0,15}\?|\balguien me (llama|llamó|está llamando)\b|\bme llamó alguien\b|\bes una estafa\b/,
      /\b(é|são) (mesmo |realmente )?(você|vocês)( mesmo)?\b|\balguém (está me ligando|me ligou)\b|\bé golpe\b/,
      /本当に(あなた|ヘルプデスク|担当)|本物です|電話がかかって|詐欺です/,
      /هل (هذا|هذه|أنتم|أنت) (حقا|فعلا|احتيال)|(أحد|شخص|واحد|حد) (يتصل|اتصل) بي/,
    ],
  ],
  [
    'for-another',
    [
      /\b(for|help) (someone|somebody) else\b|\b(for|help) (a|my|one of my) (colleagues?|co-?workers?|reports?|team ?mates?|employees?)\b|\bon behalf of\b|\b((someone|somebody|one) (in|on|of|from) my team|my (colleague|co-?worker|report|team ?mate|employee)|a colleague( of mine)?)\b( \p{L}+){0,2} (is|was|got|has|can ?not|can't|forgot|needs)\b/u,
      /\bfür (jemand(en)? (anderen?|anders)|eine?n? (kolleg|mitarbeit)\p{L}*)|\b(jemand|eine?r?) (aus|in) (meinem|dem) team\b|\bmeine?m? (kolleg|mitarbeit)\p{L}*( \p{L}+){0,2} (ist|hat|kann|kommt|wurde|braucht)\b/u,
      /\bpour (quelqu'un d'autre|un(e)? (autre )?(collègue|collaborat\p{L}*))|\b(quelqu'un|une personne) de mon équipe\b|\bm(on|a) collègue( \p{L}+){0,2} (est|a|ne)\b/u,
      /\bpara (otra persona|un(a)? (compañer|colega|emplead)\p{L}*)|\balguien de mi equipo\b|\bmi (compañer\p{L}*|colega|emplead[oa])( \p{L}+){0,2} (está|no|olvidó|ha)\b/u,
      /\bpara (outra pessoa|um(a)? (colega|funcionári\p{L}*))|\balguém d[ao] minha equipe\b|\b(meu|minha) (colega|funcionári[oa])( \p{L}+){0,2} (está|não|esqueceu)\b/u,
      /(同僚|部下|チームの(人|メンバー)|他の人|別の人)(が|の(ため|代わり))/,
      /(لزميل|لموظف|لشخص آخر|زميلي|زميلتي|(موظف|موظفة) (عندي|لدي)|أحد (أعضاء )?فريقي|نيابة عن)/,
    ],
  ],
  [
    'unenrol',
    [
      /\b(remove|delete|forget|unregister) (my |the )?(authenticator|app)\b/,
      /\bauthenticator (bitte )?(entfernen|löschen)\b/,
      /\b(supprime[rz]?|retire[rz]?) (mon |l')(authenticator|application)\b/,
      /\b(quitar|eliminar|borrar) (mi |el )?(autenticador|authenticator)\b/,
      /\b(remover|excluir|apagar) (meu |o )?(autenticador|authenticator)\b/,
      /認証アプリ(を)?(削除|外)/,
      /(إزالة|احذف|حذف) تطبيق المصادقة/,
    ],
  ],
  [
    'enrol',
    [
      /\b(set ?up|add|register|enrol|enroll|connect) (my |an |the |a )?(new )?authenticator\b/,
      /\bauthenticator(-app)? (bitte )?(einrichten|hinzufügen|registrieren)\b/,
      /\b(configurer|ajouter|enregistrer) (mon |une? |l')?(application )?authenticator\b|\bconfigurer (mon|l')application d'authentification\b/,
      /\b(configurar|añadir|agregar|registrar) (mi |un |el )?(autenticador|authenticator)\b/,
      /\b(configurar|adicionar|cadastrar|registrar) (meu |um |o )?(autenticador|authenticator)\b/,
      /(認証アプリ|authenticator)(を)?(登録|設定|追加)/,
      /(إعداد|تسجيل|إضافة|أضف) تطبيق (ال)?مصادقة/,
    ],
  ],
  [
    'lost-phone',
    [
      /^(hi,? |hello,? )?(i('ve)? )?(have )?(lost|broke) (my |the )?(phone|mobile|authenticator)\b[.!]*$|^my (phone|mobile) (is|was|got|has been) (lost|stolen|broken|gone)\b[.!]*$/,
      /^((ich )?habe? )?(mein )?(handy|telefon|smartphone) (ist |wurde )?(verloren|weg|gestohlen|geklaut|kaputt)\b[.!]*$/,
      /^(j'ai )?perdu mon (téléphone|portable|mobile)\b[.!]*$|^on m'a volé mon (téléphone|portable)\b[.!]*$/,
      /^(he perdido|perdí) (mi |el )(teléfono|móvil|celular)\b[.!]*$|^me robaron (mi |el )(teléfono|móvil|celular)\b[.!]*$/,
      /^(eu )?perdi (meu|o meu|o) (telefone|celular|telemóvel)\b[.!]*$|^roubaram (meu|o meu) (telefone|celular|telemóvel)\b[.!]*$/,
      /^(スマホ|携帯|電話)を(なくし|無くし|失くし|紛失し|盗まれ)(まし)?た/,
      /^(فقدت|ضاع|سرق|انسرق) (هاتفي|جوالي|موبايلي|تلفوني)(?!\p{L})/u,
    ],
  ],
  [
    'another-way',
    [
      /\b(another|other|different) (way|proof|method|option)\b|\bsomething else\b|\b(can't|cannot|can not|unable to) (do|use) (this|that|it)\b|\btry (another|something)\b/,
      /\b(ander(e[rns]?|s)) (weg|möglichkeit|nachweis|methode)\b|\b(geht|kann ich)( das| es)?( auch)? anders\b|\betwas anderes\b/,
      /\b(autre|différente?) (moyen|façon|méthode|preuve|option)\b|\bautrement\b/,
      /\b(otra|otro) (forma|manera|método|prueba|opción|modo)\b/,
      /\b(outra|outro) (forma|maneira|jeito|método|prova|opção|modo)\b/,
      /(別|ほか|他)の(方法|やり方|手段)/,
      /(طريقة|وسيلة) (أخرى|اخرى|ثانية)/,
    ],
  ],
];

const WISHES = SAYINGS.map(([wish, patterns]) => [wish, patterns.map(folded)] as const);

export function wishIn(text: string): Wish | undefined {
  const line = fold(text);
  return WISHES.find(([, patterns]) => patterns.some(pattern => pattern.test(line)))?.[0];
}
