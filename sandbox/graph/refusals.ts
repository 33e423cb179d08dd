// Graph's error answers, in the words and codes public issues and the reference pages show.
import type { Answer, Refusal } from './types.ts';

export function refuse(status: number, code: string, message: string, headers: Record<string, string> = {}): Refusal {
  return { status, code, message, headers };
}

/** Nothing else that is passed around here has both a status and a code. */
export function isRefusal(value: object): value is Refusal {
  return 'status' in value && 'code' in value;
}

export function ok(body: object): Answer {
  return { status: 200, body };
}

export function notFound(what: string): Refusal {
  return refuse(
    404,
    'Request_ResourceNotFound',
    `Resource '${what}' does not exist or one of its queried reference-property objects are not present.`,
  );
}

/** Source: microsoft-graph-docs-contrib issue 8774 shows exactly this for a reset without the right. */
export function insufficient(): Refusal {
  return refuse(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.');
}

export function badRequest(message: string): Refusal {
  return refuse(400, 'Request_BadRequest', message);
}

export function unauthenticated(message: string): Refusal {
  return refuse(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate':
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
  });
}
