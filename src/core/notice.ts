// Who must be told of what: a notice names it, and is put into words when it is sent.

export type NoticeKind =
  /** The approval card: bring it up to date, post it if there is none. */
  | 'card'
  | 'vouch-card'
  /** Take the person's conversation to the question that is due. */
  | 'resume'
  | 'called'
  | 'denied'
  | 'recalled'
  /** Somebody else asked for this person: in their chat, and on every address. */
  | 'opened'
  | 'opened-mail'
  /** The tracker was opened on a device of theirs: how, and who stands for it. */
  | 'hand-off-mail'
  /** To whoever asked for them: how far it has come. */
  | 'opener-news'
  /** More is asked of a request that waits than was proved for it. */
  | 'more-asked'
  /** An approver wants to speak with the person first. */
  | 'call-wanted'
  | 'expired'
  | 'accepted'
  | 'landed'
  | 'failed'
  | 'completed'
  | 'filed-mail'
  | 'changed-mail'
  | 'frozen-mail'
  /** The code of the proof by mail. */
  | 'code-mail'
  /** An authenticator was set up or taken away. */
  | 'enrolment-mail'
  /** The authenticator is set up: the conversation says from when on it counts. */
  | 'enrolled'
  | 'reminder'
  /** Nobody decided, so another group was asked. */
  | 'escalated'
  /** The same to that group itself, whose members may not look at the helpdesk's channel. */
  | 'escalated-mail'
  /** Whoever looked after a request gave it back to the desk. */
  | 'handed-over'
  /** Something ended badly or was stopped: the row says what. */
  | 'alarm'
  | 'alarm-held'
  /** A request that is still frozen. */
  | 'alarm-frozen'
  /** A frozen person's password could not be replaced. */
  | 'alarm-lockout'
  | 'alarm-page'
  /** More resets of one person in a day than are usual. */
  | 'alarm-repeat'
  /** Somebody whom Entra calls at risk asked to be let in: security decides. */
  | 'alarm-risk'
  /** One approver froze more requests at a stretch than policy has for one person. */
  | 'alarm-freezes'
  /** An approver wants somebody of the desk itself stopped: an admin must look. */
  | 'alarm-office'
  /** A freeze was lifted while the password was still the one that may be in wrong hands. */
  | 'alarm-lifted'
  /** A request that policy wants admins to know of. */
  | 'alarm-filed';

/** `opener`: whoever asked for somebody else. */
export type Audience = 'person' | 'manager' | 'helpdesk' | 'admins' | 'opener';

/** Carries no content: it is rendered from the row at the moment of sending, so it can neither be stale nor carry a secret. */
export type Notice = { readonly kind: NoticeKind; readonly audience: Audience };
