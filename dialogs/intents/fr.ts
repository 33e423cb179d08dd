// What people say in French.
import type { Sayings } from './sayings.ts';

export const french: Sayings = {
  explain:
    /\bcomment (ça|cela|tu|vous|est-ce que ça) (marche|marches|fonctionne|fonctionnes|fonctionnez)\b|\bcomment (fonctionne|marche)\b/,
  'not-worked':
    /\b(re)?(marche|fonctionne)( toujours| encore)? (pas|plus|jamais)\b|\b(pas|jamais|rien)( \w+'?){0,2} (re)?(march\w*|fonctionn\w*|réussi|résolu|réglé|abouti)\b|\bcrois pas\b.*\b(march|fonctionn)|\bpense pas\b.*\b(march|fonctionn)|\b(a|ont) (échoué|raté)\b|\bsans succès\b|^échec\b|^toujours pas\b/,
  worked:
    /\b(ça|cela|tout|oui)\b[^,.;!?]{0,15} (re)?(marche|marché|fonctionne|fonctionné)\b|\boui,? (ça|tout|cela) (a )?(marché|fonctionné)\b|^(a )?(marche|marché|fonctionne|fonctionné)[.!]*$|\bc'est (bon|réussi|résolu|réglé)\b|\bj'ai réussi\b|^je suis (de nouveau |re)?connectée?[.! ]*$/,
  'wants-password':
    /\b(ça|cela|il|elle|on|la page|microsoft|windows|outlook|teams)( \w+'?){0,3} (re)?(demande|demandent|veut|exige|réclame)\b((?!nouveau)[^.;!?]){0,30}\bmot de passe\b/,
  cancel:
    /^(?!.*\bpas\b)((s'il (te|vous) plaît,? )?(annul(e|er|ez|ation)|arrêt(e|er|ez)|stop|abandonn(e|er|ez)|laiss(e|er|ez) tomber|tant pis|oubli(e|ez) (ça|cela))\b|.*\bannul(e|er|ez) (ça|cela|la|ma|mon|le|tout)\b|.*\b(veux|voudrais|souhaite) (tout )?(annuler|arrêter)\b)/,
  status:
    /^(statut|suivi|état|avancement)\b|\boù en (est|es|êtes|sommes|suis)\b|\boù (ça )?en est\b|\boù est ma demande\b|\bcombien de temps\b|^des nouvelles\b|\bquel est (le|l') ?(statut|état|avancement)\b/,
  person:
    /\b(parler|discuter|échanger|joindre|contacter)( (à|avec|au|le|la|l'))?( un| une)?( vraie?)? ?(personne|humain|être humain|conseill(er|ère)|agent|technicien|opérateur|quelqu'un|support|helpdesk|assistance)\b|\b(veux|voudrais) (un|une) (vraie? )?(humain|personne|conseiller|conseillère)\b|^(appelez|rappelez)-moi\b|^(humain|un humain|conseiller|agent)\b/,
  yes: /^(oui|ouais|ok|okay|d'accord|bien sûr|volontiers|vas-?y|allez-?y|entendu|certainement|absolument|tout à fait|exact|exactement|c'est ça)\b/,
  no: /^(non|nan|pas du tout|surtout pas|pas (maintenant|encore|tout de suite)|plus tard|jamais)\b/,
  recover:
    /mot de passe|\bmdp\b|oublié|verrouill|\b(dé)?bloqu|expiré|réinitialis|\b(peux|arrive|peut|parviens) (plus|pas) (à )?(me |m'|y )?(connecter|accéder|entrer|ouvrir)|\bimpossible de (me )?(connecter|accéder)|\bconnexion impossible\b|\bperdu (mon |l')accès|\bplus (d'|l'|mon )?accès\b|\baccès (refusé|bloqué)|\b(continue[rz]?|commence[rz]?|démarre[rz]?)\b/,
  greeting: /^(aide|aidez|à l'aide|au secours|bonjour|bonsoir|salut|coucou|que (peux|sais)-tu|que pouvez-vous)\b/,
  wavers: /\b(non|pas|jamais|mais|plus tard|attend\w*|d'abord|demain|annuler?|arrête\w*)\b/,
  doubts: /\b(si|quand|lorsque|jusqu|espère|est-ce que|comment)\b/,
};
