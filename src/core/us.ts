// Prove it's us: two words a person sees in their own chat, and a genuine desk on its card. Whoever calls and cannot say them is not us.
import type { Codes } from './codes.ts';
import type { Request } from './request.ts';

/** Bound to the request, and the same for as long as it lives. */
export function usWords({ codes }: { readonly codes: Codes }, request: Request): string {
  const binding = `${request.tenant}|${request.person}|${request.id}|us`;
  return codes.words(codes.nameOf(request.id), binding, 2).join(' ');
}
