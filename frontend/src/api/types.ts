/** The shapes of the REST answers, as the server documents them at /openapi.json. Times are RFC 3339, UTC. */

import type { LivestreamDraft as Draft, LivestreamBody } from "./generatedRest";

export type {
  AccessTokenBody as AccessToken,
  AccessTokenDraft,
  AccountBody as Account,
  AccountDraft,
  ActBody as ChatAct,
  ActsBody as ChatActPage,
  AddressBlockBody as AddressBlock,
  AddressBlocksBody as AddressBlockPage,
  ApplauseBody as Applause,
  BanBody as ChatBan,
  BanDraft as ChatBanDraft,
  BansBody as ChatBanPage,
  BlocksBody as BlockPage,
  CheckBody as Check,
  ClipBody as Clip,
  ClipChanges,
  ClipDraft,
  ClipPage,
  ConfirmedBody as Confirmed,
  CredentialsBody as Credentials,
  EntryBody as Entry,
  EntryPage,
  GrantBody as Grant,
  GrantRequest as GrantDraft,
  HolderBody as Holder,
  HolderPage,
  IdentityBody as Identity,
  ImportBody as TokenImport,
  LivestreamBody as Livestream,
  LivestreamChanges,
  LivestreamPage,
  LivestreamReplayBody as LivestreamReplay,
  MarkerBody as Marker,
  MarkerChanges,
  MarkerDraft,
  MessageBody as ChatMessageBody,
  MethodsBody as SignInMethods,
  ModeratorBody as ChatModerator,
  MomentBody as Moment,
  NewAccessTokenBody as NewAccessToken,
  OfferBody as Offer,
  PassBody as Pass,
  PasskeyBody as Passkey,
  PublisherBody as KeyUse,
  PublisherList as KeyUsePage,
  RecordingBody as OwnRecording,
  RecordingsBody as Recordings,
  RehearsalBody as Rehearsal,
  ReplayChanges,
  RoomBody as ChatRoomSettings,
  RoomChanges as ChatRoomChanges,
  ScreenBody as Screen,
  SignInBody as Session,
  StatusBody as LivestreamStatus,
  VerdictBody as Verdict,
  WalletBody as Wallet,
} from "./generatedRest";

export type Status = LivestreamBody["status"];

/** What a form sends to create or change a livestream: all of it, but whether it is recorded where that is not known. */
export type LivestreamDraft = Required<Omit<Draft, "record" | "fans_may_clip" | "fans_may_download">> & {
  record?: boolean;
};
