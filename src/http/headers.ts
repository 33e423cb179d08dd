// The security headers that every answer carries.
import type { Answer } from './answer.ts';

/**
 * No inline script or style, no third party, no framing and no form target unless the answer names them. Errors and assets get the same:
 * a header that is always there cannot be forgotten. HSTS only where the desk is reached by https (`secure`).
 */
export function securityHeaders(
  { frames = [], forms = [] }: Pick<Answer, 'frames' | 'forms'>,
  secure: boolean,
): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    `form-action ${sources(forms)}`,
    "base-uri 'none'",
    `frame-ancestors ${sources(frames)}`,
  ];
  return {
    'content-security-policy': policy.join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

function sources(list: readonly string[]): string {
  return list.length > 0 ? list.join(' ') : "'none'";
}
