// The events of writeback on the Connect server, as troubleshoot-sspr-writeback explains them: what each says about everybody's resets, or one person's.

/** `ServiceBusHeartBeat`, sent every five minutes: while it is written, somebody listens for passwords. */
export const HEARTBEAT = 31019;

/** While one of these lasts, nobody's password is carried on. A later heartbeat shows that it is over. */
export const BROKEN: Readonly<Record<number, string>> = {
  6800: 'the writeback endpoint did not start',
  31034: 'no way to the service bus',
  31044: 'a host of password writeback does not run',
  32001: 'no way to the password reset service',
  32002: 'no way to the service bus',
  32004: 'passwords from the cloud cannot be decrypted',
  32005: 'its configuration file cannot be read',
  32010: 'its encryption key cannot be made or used',
  32011: 'no way to the password reset service',
  33009: 'the configuration of Active Directory is in the way',
};

/** One person's password was refused, by a policy of theirs or of the domain's, or for want of rights over them. */
export const REFUSED: Readonly<Record<number, string>> = {
  6329: 'the directory refused a password',
  31011: 'a reset by an admin failed',
  33001: 'the directory gave an unknown error',
  33002: 'a person was not found',
  33003: 'a person was found twice',
  33004: 'the connector account lacks rights, or the person is protected',
  33008: 'the domain’s policy refused a password',
};

/** Windows takes some twenty conditions in one query of its log, not many more: each number is one. */
export const TROUBLE = { ...BROKEN, ...REFUSED };
