// What the settings say: the half of the comparison that no tenant holds.
import type { Config } from '../config/config.ts';

export type Desk = Pick<
  Config,
  | 'cloud'
  | 'tenant'
  | 'publicUrl'
  | 'bot'
  | 'desk'
  | 'hands'
  | 'approversGroup'
  | 'adminsGroup'
  | 'helpdesk'
  | 'stepUpContext'
  | 'policy'
  | 'attested'
  | 'groupNames'
  | 'canary'
  | 'ssprCoverage'
>;
