// What people say in Portuguese, on both sides of the ocean.
import type { Sayings } from './sayings.ts';

export const portuguese: Sayings = {
  explain: /\bcomo (isso |isto |você )?(funciona|trabalha)\b/,
  'not-worked':
    /\bnão( \w+){0,2} (funcion\w*|adiant\w*|resolv\w*|deu certo|deu|rolou)\b|\bnão consegui\b|\b(nada|nunca)( \w+)? (funcion\w*|deu certo)|\bcontinua (sem|igual|na mesma|bloquead[oa])\b|\bnão (foi|está) resolvid|\bnão acho que\b.*\b(funcion|deu certo)|\bdeu (errado|erro|ruim)\b|\bfalhou\b|\bsem sucesso\b/,
  worked:
    /\b(funcionou|deu certo|resolveu|já consegui|consegui entrar)\b|^consegui\b|^(já )?(entrei|resolvido)[.!]*$|\b(isso|tudo|já|agora|está|tá)( \w+)? (funciona|funcionando)\b|^(sim,? )?funciona\b/,
  'wants-password':
    /\b(pede|pedem|pediu|pedindo|quer|exige|solicita|precisa)\b((?!nova)[^,.;!?]){0,20}\b(senha|palavra-passe)\b/,
  cancel:
    /^(?!.*\bnão (o |a )?(cancel|anul))((por favor,? )?(cancel(a|ar|e|em)|anular|parar|stop|desist(o|ir)|deixa (pra|para) lá)\b|(pare|para|sair|(esquece|esqueça)( isso| tudo)?)[.!]*$|.*\b(cancela|cancelar|cancele|anular) (o|a|meu|minha|isso|isto|tudo)\b|.*\bquero (cancelar|desistir|parar)\b)/,
  status:
    /^(status|andamento|situação|estado)\b|\bqual (é )?(o|a) (status|andamento|situação|estado)\b|\bcomo (está|anda|vai) (o|a|meu|minha) (\w+ )?(status|andamento|solicitação|pedido|chamado)\b|\bcadê (o|a|meu|minha)\b|\bquanto tempo\b|^(tem )?alguma novidade\b|\bonde está (meu|minha)\b/,
  person:
    /\b(falar|conversar|contatar)( com)?( um| uma| o| a)?( \w+)? ?\b(pessoa|humano|alguém|atendente|agente|técnico|suporte|operador|helpdesk)\b|\b(me liga|me ligue|liguem para mim)\b|^(pessoa|humano|atendente|agente)\b/,
  yes: /^(sim|ok|okay|claro|com certeza|beleza|blz|tá bom|está bem|concordo|aceito|vai em frente|pode sim)\b|^(s|pode|pode (ser|fazer|pedir|ir)|isso|isso (aí|mesmo)|certo|tá|bora|manda( ver)?)[.!]*$/,
  no: /^(agora não|mais tarde|depois|nunca|ainda não|melhor não|nem pensar|de jeito nenhum)\b|^n([,.!]|$)|^não([^\p{L} ]|$| (obrigad[oa]|quero|por favor|agora|ainda|precisa|desejo)\b)/u,
  recover:
    /\bsenha\b|palavra-passe|esquec|bloquea|expir|\bvenc(eu|ida)|redefin|\bnão (consigo|posso|estou conseguindo|dá para|me deixa) (\w+ )?(entrar|acessar|logar|login|aceder|conectar)\b|\berro ao (entrar|acessar|fazer login)|\bnão (me )?lembro\b|\bsem acesso\b|\bperdi (o )?acesso\b|\b(continuar|continue|começar|comece|vamos|prosseguir)\b/,
  greeting: /^(ajuda|me ajud[ae]|socorro|oi|olá|opa|bom dia|boa (tarde|noite)|o que você (faz|pode))\b/,
  wavers: /\b(não|nunca|mas|depois|mais tarde|espera\w*|ainda|amanhã|melhor|cancel\w*)\b/,
  doubts: /\b(se|quando|espero|tomara|será|como|até)\b/,
};
