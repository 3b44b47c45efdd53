/** The shapes of the REST answers, as the server documents them at /openapi.json. Times are RFC 3339, UTC. */

import type { LivestreamDraft as Draft, LivestreamBody } from "./generatedRest";

export type {
  AccountBody as Account,
  AccountDraft,
  BalanceBody as Balance,
  CheckBody as Check,
  CredentialsBody as Credentials,
  IdentityBody as Identity,
  LivestreamBody as Livestream,
  LivestreamChanges,
  LivestreamPage,
  MethodsBody as SignInMethods,
  PasskeyBody as Passkey,
  PublisherBody as KeyUse,
  PublisherList as KeyUsePage,
  RehearsalBody as Rehearsal,
  StatusBody as LivestreamStatus,
  VerdictBody as Verdict,
} from "./generatedRest";

export type Status = LivestreamBody["status"];

/** What a form sends to create or change a livestream: all of it. */
export type LivestreamDraft = Required<Draft>;
