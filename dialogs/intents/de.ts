// What people say in German. Umlauts are also written ue, oe, ae.
import type { Sayings } from './sayings.ts';

export const german: Sayings = {
  explain:
    /\bwie (funktioniert|geht|arbeitet) (das|dies|es|du|sie)\b(?! weiter)|\bwie das (hier )?(funktioniert|geht)\b/,
  'not-worked':
    /\b(funktionier\w*|funzt|klappte?|geklappt|geht|ging|gegangen|geholfen|hingehauen|tut)\b[^,.;!?]*\b(nicht|nichts|nix|nie)\b|\b(nicht|nichts|nix|nie|kein\w*)\b[^,.;!?]*\b(funktionier\w*|funzt|klappte?|geklappt|gel(ö|oe)st|geht|ging|gegangen|geholfen|hingehauen)\b|\b(glaube?|denke?) (ich )?nicht\b.*\b(funktioniert|geklappt|geht|ging)\b|\b(kein|ohne) erfolg\b|\bfehlgeschlagen\b/,
  worked:
    /\b(es|das|alles|jetzt|nun|hat)\b[^,.;!?]{0,20}\b(funktioniert|geklappt|klappt|ging|geht)\b(?! (um|weiter|los|darum))|^(hat )?(funktioniert|geklappt|klappt|geht|l(ä|ae)uft|gel(ö|oe)st)( jetzt| wieder| nun| alles)*[.!]*$|^(ich )?bin (jetzt |nun )?(wieder )?drin\b/,
  'wants-password':
    /\b(es|das|die seite|sie|er|microsoft|windows|outlook|teams|die anmeldung)\b[^,.;!?]{0,20}\b(will|fragt|verlangt|braucht|m(ö|oe)chte|fordert)\b((?!neu)[^,.;!?]){0,25}\b(passwor[td]|kennwort)|\bnach (dem|meinem|einem) (alten |vergessenen )?(passwort|kennwort) gefragt\b|\bsoll\b[^,.;!?]{0,12}\b(altes?|vergessenes?) (passwort|kennwort)\b/,
  cancel:
    /^(bitte )?(abbrechen|abbruch|stopp?|stornieren?|aufh(ö|oe)ren|vergiss es|vergessen sie es|lass es|lassen wir es|egal)\b|\b(anfrage|antrag|vorgang|das|es|alles) (bitte )?(abbrechen|stornieren|zur(ü|ue)ckziehen|beenden)\b|\bbr(ich|eche|echen)\b((?!nicht)[^,.;!?]){0,30}\bab\b|\bm(ö|oe)chte (abbrechen|aufh(ö|oe)ren)\b/,
  status:
    /^(status|stand|sachstand|zwischenstand)\b|\b(wie|was) ist (der|mein) (stand|status)\b|\bwie weit (bist|seid|ist|sind)\b|\bwo (ist|bleibt) (meine?|die) (anfrage|antrag|ticket)\b|\bwie geht('?s| es) weiter\b|\bwie lange dauert\b|\bgibt('?s| es) (et)?was neues\b/,
  person:
    /\bmit (einem |einer |dem |der |jemand )?(echten |richtigen )?(menschen?|person|mitarbeiter\w*|jemand\w*|helpdesk|support)\b[^,.;!?]{0,15}\b(sprechen|reden|chatten|telefonieren|verbinden)\b|\b(sprechen|reden|sprich|verbinde\w*)\b[^,.;!?]{0,20}\b(menschen?|person|mitarbeiter\w*|jemand\w*|helpdesk)\b|\bzum (helpdesk|support)\b|\b(ruf|rufen sie) mich (bitte )?an\b|^(mensch|mitarbeiter|mitarbeiterin|helpdesk|ansprechpartner(in)?)\b/,
  // “Ja” goes on politely or not at all: Portuguese has “já volto” (I will be right back), which no yes may be made of.
  yes: /^ja([^\p{L} ]|$| (bitte|gerne?|klar|nat(ü|ue)rlich|sicher|danke|doch|genau|mach|machen|frag|fragen|unbedingt|ok|okay)(?!\p{L}))|^(jo|jep|jup|jawohl|klar|na klar|genau|stimmt|nat(ü|ue)rlich|selbstverst(ä|ae)ndlich|gerne?|ok|okay|sicher|einverstanden|mach (das|es)|machen sie das|in ordnung|passt|auf jeden fall|bitte ja)\b/u,
  no: /^(nein|nicht jetzt|jetzt nicht|noch nicht|doch nicht|sp(ä|ae)ter|lieber nicht|auf keinen fall)\b|^nee?([,.!]|$)/,
  recover:
    /vergess|passwor[td]|kennwort|gesperrt|entsperr|blockiert|abgelaufen|zur(ü|ue)ckset|\bnicht\b[^,.;!?]{0,25}\b(anmelden|einloggen|rein|reinkommen|zugreifen|in mein konto)\b|\bkomme? nicht\b[^,.;!?]{0,15}\b(konto|account)\b|\bkein(en)? (zugriff|zugang)\b|\b(zugriff|zugang) verloren\b|\b(anmelden|einloggen|anmeldung|login) unm(ö|oe)glich\b|\b(weiter|fortfahren|weitermachen|beginnen|anfangen|starten|los geht's)\b/,
  greeting:
    /^(hilfe|helfen sie|hilf mir|hallo|moin|servus|gr(ü|ue)(ss|zi)|guten (tag|morgen|abend)|was kannst du|was k(ö|oe)nnen sie)/,
  wavers:
    /\b(nein|nicht|nichts|nie|aber|sp(ä|ae)ter|warten?|warte mal|moment|kein\w*|lieber|erst|morgen|abbrechen|stopp?)\b/,
  doubts: /\b(ob|wenn|falls|wann|hoffe|hoffentlich|bis|glaube nicht|denke nicht|wei(ß|ss) nicht)\b/,
};
