// Reads a request's body, never more than allowed, and only in the one encoding the route understands.
import type { IncomingMessage } from 'node:http';
import { type Trouble, trouble } from './trouble.ts';

/** @param limit bytes */
export async function readBody(request: IncomingMessage, type: string, limit: number): Promise<string | Trouble> {
  if (!isOf(request, type)) return trouble('content-type');
  const bytes = await readBytes(request, limit);
  if (!Buffer.isBuffer(bytes)) return bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return trouble('bad-request');
  }
}

/** @param limit bytes */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer | Trouble> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return trouble('too-large');
  const bytes = await collect(request, limit);
  if (bytes === 'too-large') return trouble('too-large');
  // Nobody is left to read the answer.
  return bytes === 'cut-off' ? trouble('bad-request') : bytes;
}

export function hasBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}

function isOf({ headers }: IncomingMessage, type: string): boolean {
  const [name = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';');
  const charset = parameters.map(one => one.trim()).find(one => one.startsWith('charset='));
  const utf8 = charset === undefined || /^charset="?utf-8"?$/.test(charset);
  const plain = ['', 'identity'].includes(headers['content-encoding'] ?? '');
  return name.trim() === type && utf8 && plain;
}

function collect(request: IncomingMessage, limit: number): Promise<Buffer | 'too-large' | 'cut-off'> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      // What comes after is thrown away as it arrives, so that the sender gets to read our answer.
      if (length > limit) resolve('too-large');
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks)));
    request.on('error', () => resolve('cut-off'));
  });
}
