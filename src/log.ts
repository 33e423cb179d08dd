// The log: one JSON object a line, of facts the caller chose. Errors are written as name, message and stack, never with what hangs on them.
import pino from 'pino';
import type { Log } from './core/ports.ts';

export function createLog(level: string): Log {
  const logger = pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // A fault's own properties may carry a request, and a request may carry a token: only these three fields leave.
    serializers: { fault: brief, error: brief },
  });
  return {
    info: (facts, message) => logger.info(facts, message),
    warn: (facts, message) => logger.warn(facts, message),
    error: (facts, message) => logger.error(facts, message),
  };
}

function brief(fault: unknown): unknown {
  if (!(fault instanceof Error)) return fault;
  const { name, message, stack, cause } = fault;
  return { name, message, stack, ...(cause instanceof Error ? { cause: brief(cause) } : {}) };
}
