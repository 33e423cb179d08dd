// What people say in Spanish. Accents are folded away: what follows tells “sí” (yes) from “si” (if).
import type { Sayings } from './sayings.ts';

export const spanish: Sayings = {
  explain: /\bcómo (funciona|funcionas|trabajas)\b/,
  'not-worked':
    /\bno( \w+){0,2} (funcion\w*|sirv\w*|resultó|resolv\w*)\b|\bno (me )?(va|anda|jala|salió)\b|\bsigue (igual|bloquead[oa])\b|\b(nada|nunca|tampoco)( \w+){0,2} (funcion\w*|sirv\w*)|\bsigue sin (funcionar|ir|servir)\b|\bno creo que\b.*\bfuncion|\bsin éxito\b|\b(ha )?falló\b|\bha fallado\b/,
  worked:
    /^(sí,? )?(ya )?(me )?(ha )?(funcionó|funciona|funcionado|sirvió)\b|\b(esto|eso|todo|ya|me|ha)( \w+)? (funcionó|funciona|funcionado|sirvió)\b|\bya (pude|puedo) entrar\b|^(listo, )?ya (entré|quedó)[.!]*$|^(ya está )?resuelto\b/,
  'wants-password': /\b(pide|piden|quiere|exige|solicita|necesita)\b((?!nueva)[^,.;!?]){0,20}\b(contraseña|clave)\b/,
  cancel:
    /^(?!.*\bno (lo |la )?(cancel|anul))((por favor,? )?(cancel(a|ar|e|arlo|arla)|anul(a|ar|e)|detener|stop|déjalo|déjelo|olvídalo|olvídelo|abortar)\b|(para|pare|parar|salir)[.!]*$|.*\b(cancela|cancelar|cancele|anula|anular|anule) (mi|la|el|esto|eso|todo)\b|.*\bquiero (cancelar|anular|parar)\b)/,
  status:
    /^(estado|estatus|seguimiento)\b|\bcuál es el estado\b|\bcómo (va|van|está|sigue) (mi|la|el|todo|eso)\b|\bdónde está mi (solicitud|petición|caso)\b|\ben qué (estado|punto|paso|va)\b|\bcuánto (tarda|falta)\b|^hay novedades\b/,
  person:
    /\b(hablar|chatear|comunicar\w*|contactar|conversar)( con)?( un| una| el| la| al)?( \w+)? ?\b(persona|humano|alguien|agente|técnico|asesor|asesora|operador|operadora|soporte|helpdesk|asistencia)\b|\b(pásame|páseme|comuníqueme|comunícame) con\b|\b(llámenme|llámeme|llámame)\b|^(persona|humano|agente|operador|asesor)\b/,
  yes: /^(sip|exacto|correcto|vale|ok|okay|claro|de acuerdo|adelante|por supuesto|dale|perfecto|hazlo|hágalo|venga|desde luego)\b|^sí([^\p{L} ]|$| (por favor|claro|quiero|acepto|adelante|gracias|hazlo|hágalo|pregunt\p{L}*)\b)/u,
  no: /^(nop|para nada|ahora no|más tarde|luego|después|nunca|todavía no|aún no|mejor no)\b|^no([^\p{L} ]|$| (gracias|quiero|por favor|ahora|todavía|hace falta|deseo)\b)/u,
  recover:
    /contraseña|\bclave\b|\bolvid|bloquea|caduc|expir|\bvenci|restablec|\bno (puedo|logro|consigo|me deja|me permite) (\w+ )?(entrar|acceder|iniciar|ingresar|conectar\w*)\b|\bno me puedo (conectar|loguear)|\bno puedo loguear|\bno (me acuerdo|recuerdo)\b|\bsin acceso\b|\b(recuperar|recupero) (mi|la|el) (cuenta|acceso)\b|\berror al (iniciar|entrar|acceder|ingresar)|\b(continuar|continúa|seguir|sigamos|comenzar|empezar|empecemos)\b/,
  greeting: /^(ayuda|ayúdame|ayúdeme|hola|buen[oa]s|socorro|qué (puedes|puede) hacer)\b/,
  wavers: /\b(no|nunca|pero|luego|después|más tarde|espera\w*|todavía|aún|mañana|mejor|cancel\w*|para que)\b/,
  doubts: /\b(cuando|espero|ojalá|cómo|hasta)\b|(?<=\w )si\b|^si (funciona|ha|sirve)\w*[ ,].*,|^si funciona,/,
};
