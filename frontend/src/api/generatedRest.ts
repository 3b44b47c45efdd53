// Written by `make types` from what the server documents; do not edit.

/**
 * Why tokens move.
 */
export type MoveKind = "grant" | "correction" | "tip" | "refund" | "claim";
/**
 * Who may have a replay.
 */
export type Visibility = "public" | "holders" | "private";
/**
 * What becomes of what is published there.
 */
export type FeedKind = "show" | "rehearsal";

/**
 * Somebody who wants an account.
 */
export interface AccountDraft {
  email: string;
  password: string;
  display_name: string;
  /**
   * Artists stream; fans watch. Both may watch.
   */
  role: "artist" | "fan";
  /**
   * In which you are written to.
   */
  language?: "en" | "de";
}
/**
 * What is wrong with one field.
 */
export interface FieldError {
  field: string;
  pointer: string;
  /**
   * What is wrong, stable and for programs. More may come.
   */
  code:
    | "control_characters"
    | "empty"
    | "half_characters"
    | "in_past"
    | "line_breaks"
    | "malformed"
    | "no_letters"
    | "no_zone"
    | "not_ascii"
    | "not_below"
    | "not_boolean"
    | "not_digest"
    | "not_email"
    | "not_http"
    | "not_https"
    | "not_list"
    | "not_moment"
    | "not_number"
    | "not_object"
    | "not_one_of"
    | "not_origin"
    | "not_text"
    | "not_time_zone"
    | "not_url"
    | "not_whole"
    | "nothing_visible"
    | "private_address"
    | "push_keys"
    | "required"
    | "screen_name"
    | "spaces"
    | "tag_too_long"
    | "too_few"
    | "too_large"
    | "too_long"
    | "too_many"
    | "too_short"
    | "too_small"
    | "unknown_field"
    | "url_fragment"
    | "url_host"
    | "url_password"
    | "url_port"
    | "zero";
  /**
   * The bound that was passed, where `code` has one.
   */
  limit?: number;
  /**
   * What there is to choose from, with `not_one_of`.
   */
  allowed?: string[];
  detail: string;
}
/**
 * A refusal (RFC 9457). Each `code` is stable and for programs, the words are for people.
 */
export interface Problem {
  type: string;
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: FieldError[];
  /**
   * What `detail` names, such as `limit`: for whoever says it otherwise.
   */
  values?: {
    [k: string]: string | number;
  };
}
/**
 * The same words for everybody, so that nobody learns whose addresses are registered.
 */
export interface AccountReceived {
  message: string;
}
/**
 * A picture that somebody uploaded, made anew; it never changes under its address.
 */
export interface PictureBody {
  /**
   * JPEG, large, as a path on the server that serves the pages.
   */
  url: string;
  /**
   * The same, small.
   */
  small_url: string;
  /**
   * What stands there until it is loaded.
   */
  color: string;
}
/**
 * Who streams a livestream.
 */
export interface StreamingArtistBody {
  id: string;
  display_name: string;
  /**
   * Square: 512 pixels, small 128. Null: none.
   */
  picture: PictureBody | null;
}
/**
 * Some artists.
 */
export interface ArtistPage {
  artists: StreamingArtistBody[];
  /**
   * For the next page; null: this is the last.
   */
  next_cursor: string | null;
}
/**
 * Where else an artist is to be found.
 */
export interface LinkBody {
  label: string;
  url: string;
}
/**
 * A livestream.
 */
export interface LivestreamBody {
  id: string;
  title: string;
  description: string;
  artist: StreamingArtistBody;
  /**
   * 16:9: 1280x720 pixels, small 480x270. For everybody, gated or not. Null: none.
   */
  cover: PictureBody | null;
  /**
   * Words to find it by, in lower case.
   */
  tags: string[];
  /**
   * That it is one of; empty: of none.
   */
  series: string;
  /**
   * In which it was planned, an IANA name; empty: not said.
   */
  time_zone: string;
  status: "scheduled" | "live" | "ended" | "archived" | "cancelled";
  scheduled_start_at: string | null;
  started_at: string | null;
  ended_at: string | null;
  /**
   * Why it ended: its artist ended it, its encoder said goodbye, or was lost and did not come back. After the last two, for five minutes, an encoder that comes goes on with the same show.
   */
  end_reason: ("artist" | "encoder" | "lost") | null;
  /**
   * Who watches at this moment.
   */
  viewer_count: number;
  peak_viewer_count: number;
  /**
   * Tokens a viewer must hold; null or 0: anyone.
   */
  token_gate_amount: number | null;
  /**
   * Set while live and the publisher is lost: until when it may return.
   */
  interrupted_until: string | null;
  /**
   * The playlist; while live, for whoever may watch.
   */
  hls_url: string | null;
  /**
   * A picture (JPEG): while live the newest, afterwards one that stands for the replay. The address changes when the picture does. Null while there is none, and for whoever may not watch; where it takes a pass, put that before the file's name.
   */
  still_url: string | null;
  /**
   * What is kept of it; null: nothing.
   */
  replay: LivestreamReplayBody | null;
  /**
   * Fans who may have the replay may make clips of it.
   */
  fans_may_clip: boolean;
  /**
   * Fans who may have the replay may download it.
   */
  fans_may_download: boolean;
  /**
   * Its artist's answers only: an encoder is connected.
   */
  publishing?: boolean;
  /**
   * Its artist's answers only: start was pressed.
   */
  ready?: boolean;
  /**
   * Its artist's answers only: an encoder makes it live.
   */
  auto_start?: boolean;
  /**
   * Its artist's answers only: it is recorded when it is live.
   */
  record?: boolean;
  /**
   * Its artist's answers only: sites that may have it in theirs; null: all.
   */
  embed_origins?: string[] | null;
}
/**
 * What is kept of a livestream, from its first second on.
 */
export interface LivestreamReplayBody {
  /**
   * `recording`: while it is live, and until all is written. `ready`: all of it. `partial`: less than was live. `gone`: it was deleted, or its time was over.
   */
  state: "recording" | "ready" | "partial" | "gone";
  /**
   * Whoever may watch the show; holders of its artist's tokens (one, where the show is for everybody); its artist alone, and then nobody else is told of it.
   */
  visibility: "public" | "holders" | "private";
  /**
   * It does not go by itself.
   */
  keep: boolean;
  /**
   * When what there is begins.
   */
  from: string | null;
  /**
   * Seconds; null while more is recorded, or not known.
   */
  duration: number | null;
  bytes: number | null;
  /**
   * When it is deleted; null: not by itself, or it is live.
   */
  expires_at: string | null;
  /**
   * The playlist, for whoever may have it: a growing one while live, all of it afterwards. Where it takes a pass, put that before the file's name.
   */
  url: string | null;
}
/**
 * An artist on its own page.
 */
export interface ProfileBody {
  id: string;
  display_name: string;
  /**
   * Square: 512 pixels, small 128. Null: none.
   */
  picture: PictureBody | null;
  /**
   * In the artist's own words; plain text.
   */
  about: string;
  links: LinkBody[];
  /**
   * How many accounts follow it.
   */
  followers: number;
  /**
   * What is on now, the latest; null: nothing.
   */
  live: LivestreamBody | null;
}
/**
 * Some livestreams.
 */
export interface LivestreamPage {
  livestreams: LivestreamBody[];
  /**
   * For the next page; null: this is the last.
   */
  next_cursor: string | null;
}
/**
 * Who streams.
 */
export interface ArtistBody {
  id: string;
  display_name: string;
}
/**
 * Two moments of a show, and what is between them.
 */
export interface ClipBody {
  id: string;
  livestream_id: string;
  title: string;
  /**
   * Seconds of show time.
   */
  from: number;
  to: number;
  /**
   * Seconds, interruptions of the show among them.
   */
  duration: number;
  /**
   * The playlist, for whoever may have the replay. Where that takes a pass, put it before the file's name. Null: not for you, hidden, or gone.
   */
  url: string | null;
  /**
   * Where a person watches it.
   */
  page_url: string;
  /**
   * A picture of it; null: there is none, or not for you.
   */
  still_url: string | null;
  /**
   * Who made it; null: they have closed their account.
   */
  creator: ArtistBody | null;
  /**
   * Nobody but its show's artist is told of it.
   */
  hidden: boolean;
  /**
   * It stays though the recording be deleted.
   */
  keep: boolean;
  /**
   * `recording`: it plays, and its last seconds are being written. `ready`: all of it is there. `gone`: the recording was deleted, and it was not kept.
   */
  state: "recording" | "ready" | "gone";
  created_at: string;
}
/**
 * Some clips.
 */
export interface ClipPage {
  clips: ClipBody[];
  /**
   * For the next page; null: this is the last.
   */
  next_cursor: string | null;
}
/**
 * A person, as only they see it.
 */
export interface AccountBody {
  id: string;
  email: string;
  /**
   * Until it is, the address counts for nothing.
   */
  email_verified: boolean;
  display_name: string;
  role: "artist" | "fan";
  /**
   * Without one: by passkey or another platform's account.
   */
  has_password: boolean;
  /**
   * May see and do what concerns all artists.
   */
  operator: boolean;
  /**
   * May be named among those who gave most tips in a show.
   */
  shows_support: boolean;
  /**
   * An artist's own words, for everybody.
   */
  about: string;
  /**
   * Where else an artist is to be found.
   */
  links: LinkBody[];
  /**
   * In which they are written to.
   */
  language: string;
  /**
   * Square; null: none.
   */
  picture: PictureBody | null;
  created_at: string;
}
/**
 * Which address is blocked.
 */
export interface AddressBlockBody {
  id: string;
  email: string;
  blocked_at: string;
}
/**
 * Some of those that are.
 */
export interface AddressBlocksBody {
  blocks: AddressBlockBody[];
  /**
   * For the next page; null: this is the last.
   */
  next_cursor: string | null;
}
/**
 * Which address.
 */
export interface AddressBlockRequest {
  email: string;
}
/**
 * The same words whatever is sent.
 */
export interface MailAsked {
  message: string;
}
/**
 * Somebody who has opened the link in a mail.
 */
export interface AddressLink {
  /**
   * What stands behind # in the mail's link.
   */
  token: string;
  /**
   * The account's, where the browser is not signed in to it.
   */
  password?: string | null;
}
/**
 * An address that counts from now on.
 */
export interface ConfirmedBody {
  account: AccountBody;
}
/**
 * Another address for an account.
 */
export interface AddressChange {
  email: string;
  /**
   * The account's; null where it has none.
   */
  password?: string | null;
}
/**
 * Somebody who does not know their password.
 */
export interface ResetRequest {
  email: string;
}
/**
 * The same words for everybody, so that nobody learns whose addresses are registered.
 */
export interface ResetAsked {
  message: string;
}
/**
 * Somebody who has opened the link.
 */
export interface ResetLink {
  /**
   * What stands behind # in the mail's link.
   */
  token: string;
  password: string;
  /**
   * True: passkeys and linked sign-ins stay. For who has only forgotten the password.
   */
  keep_passkeys?: boolean;
}
/**
 * A session. The token is shown this once.
 */
export interface SessionBody {
  account: AccountBody;
  /**
   * For `Authorization: Bearer`. Keep it secret.
   */
  token: string;
  expires_at: string;
}
/**
 * A new password for the account that is signed in.
 */
export interface PasswordChange {
  /**
   * The new one.
   */
  password: string;
  /**
   * The one before; null where the account has none.
   */
  current_password?: string | null;
}
/**
 * Somebody who has an account.
 */
export interface SignInRequest {
  email: string;
  password: string;
}
/**
 * Who asks.
 */
export interface WhoBody {
  /**
   * Null: nobody who is signed in.
   */
  account: AccountBody | null;
}
/**
 * Where else an artist is to be found.
 */
export interface Link {
  label: string;
  url: string;
}
/**
 * What a person may change of themselves.
 */
export interface AccountChange {
  display_name?: string;
  /**
   * In the artist's own words; plain text.
   */
  about?: string;
  /**
   * Where else you are to be found; https addresses.
   *
   * @maxItems 8
   */
  links?: Link[];
  /**
   * In which you are written to.
   */
  language?: "en" | "de";
  /**
   * Whether you may be named among those who gave most tips in a show.
   */
  shows_support?: boolean;
}
/**
 * A session, as its owner sees it.
 */
export interface SignInBody {
  id: string;
  /**
   * The one that asks.
   */
  current: boolean;
  /**
   * What it began from, as that said itself.
   */
  device: string | null;
  /**
   * Of `device`, such as Firefox; null: no browser that we know.
   */
  browser: string | null;
  /**
   * Of `device`, what it runs on, such as Linux; null: not known.
   */
  system: string | null;
  /**
   * Where it began; of IPv6 the network.
   */
  address: string | null;
  /**
   * How it began.
   */
  method: "password" | "passkey" | "oidc" | "reset";
  created_at: string;
  /**
   * Its last use, to five minutes.
   */
  last_seen_at: string;
  expires_at: string;
}
/**
 * All of an account's sessions, the last begun first.
 */
export interface SignInList {
  sessions: SignInBody[];
}
/**
 * An access token, as its owner sees it.
 */
export interface AccessTokenBody {
  id: string;
  name: string;
  scopes: ("watch" | "chat" | "manage" | "moderate" | "tokens")[];
  created_at: string;
  /**
   * Null: never.
   */
  expires_at: string | null;
  /**
   * To five minutes; null: not yet.
   */
  last_used_at: string | null;
}
/**
 * All of an account's access tokens, the last made first.
 */
export interface AccessTokenList {
  access_tokens: AccessTokenBody[];
}
/**
 * An access token to be.
 */
export interface AccessTokenDraft {
  name: string;
  /**
   * `watch`: see what the account may see, gated livestreams too. `chat`: write. `manage`: an artist's livestreams, keys and webhooks. `moderate`: chats. `tokens`: grant an artist's tokens.
   *
   * @minItems 1
   * @maxItems 5
   */
  scopes: ("watch" | "chat" | "manage" | "moderate" | "tokens")[];
  /**
   * Null or left out: never.
   */
  expires_at?: string | null;
  /**
   * The account's, unless you have signed in within the last ten minutes.
   */
  password?: string | null;
}
/**
 * An access token with its text, which is shown this once.
 */
export interface NewAccessTokenBody {
  id: string;
  name: string;
  scopes: ("watch" | "chat" | "manage" | "moderate" | "tokens")[];
  created_at: string;
  /**
   * Null: never.
   */
  expires_at: string | null;
  /**
   * To five minutes; null: not yet.
   */
  last_used_at: string | null;
  /**
   * For `Authorization: Bearer`. It cannot be read again.
   */
  token: string;
}
/**
 * Somebody who has had enough.
 */
export interface ClosingRequest {
  /**
   * The account's, where it has one; else a sign-in of the last ten minutes.
   */
  password?: string | null;
}
/**
 * Some of an artist's tokens.
 */
export interface WalletBody {
  artist: ArtistBody;
  /**
   * Tokens held; gated livestreams of their artist ask for some.
   */
  balance: number;
}
/**
 * All that an account holds.
 */
export interface WalletsBody {
  wallets: WalletBody[];
}
/**
 * How many of one artist's tokens an account holds; perhaps none.
 */
export interface BalanceBody {
  artist_id: string;
  /**
   * Tokens held; gated livestreams of their artist ask for some.
   */
  balance: number;
}
/**
 * A line of the ledger: what went into a wallet, or (below 0) out of it.
 */
export interface EntryBody {
  id: string;
  kind: MoveKind;
  account: PersonBody | null;
  email: string | null;
  amount: number;
  /**
   * Of what was given to that account or address, just after it.
   */
  balance: number;
  reason: string;
  /**
   * Who asked for it; null: nobody, or a closed account.
   */
  by: PersonBody | null;
  at: string;
}
/**
 * An account.
 */
export interface PersonBody {
  id: string;
  display_name: string;
}
/**
 * Some entries, the last first.
 */
export interface EntryPage {
  entries: EntryBody[];
  /**
   * For the next page; null: this is the last.
   */
  next_cursor: string | null;
}
/**
 * An artist that somebody follows.
 */
export interface FollowBody {
  artist: ArtistBody;
  push: boolean;
  mail: boolean;
  created_at: string;
}
/**
 * All that somebody wants to hear of.
 */
export interface FollowsBody {
  follows: FollowBody[];
  /**
   * Livestreams to come, by `id`.
   */
  reminders: string[];
}
/**
 * How somebody wants to hear of an artist's shows.
 */
export interface FollowDraft {
  /**
   * On their devices, where these may show notices.
   */
  push?: boolean;
  /**
   * By mail, once their address is verified.
   */
  mail?: boolean;
}
/**
 * The same, with how many do.
 */
export interface FollowedBody {
  artist: ArtistBody;
  push: boolean;
  mail: boolean;
  created_at: string;
  followers: number;
}
/**
 * What those are told who lack tokens. Empty: nothing.
 */
export interface OfferBody {
  words: string;
}
/**
 * Tokens for somebody: an account, or an e-mail address that may have none yet.
 */
export interface GrantRequest {
  /**
   * An account's id.
   */
  account?: string | null;
  /**
   * Instead. For the account that has verified it, or does one day.
   */
  email?: string | null;
  /**
   * Not 0. Below 0: so many back.
   */
  amount: number;
  /**
   * One line, which the fan sees, too.
   */
  reason?: string;
}
/**
 * A grant that is booked.
 */
export interface GrantBody {
  id: string;
  artist_id: string;
  /**
   * Where they were given to one.
   */
  account: PersonBody | null;
  /**
   * Where they were given to an address.
   */
  email: string | null;
  amount: number;
  reason: string;
  /**
   * Of what was given to that account or address, just after it.
   */
  balance: number;
  created_at: string;
}
/**
 * A line of which nothing was booked.
 */
export interface RefusedLineBody {
  /**
   * Its number, from 1 on.
   */
  line: number;
  code: string;
  message: string;
  /**
   * With `invalid_line`: its fields.
   */
  errors: FieldError[];
}
/**
 * What became of the lines of a file.
 */
export interface ImportBody {
  booked: number;
  /**
   * Lines that were booked before, under the same `Idempotency-Key`.
   */
  repeated: number;
  refused: RefusedLineBody[];
}
/**
 * Who holds tokens, as they were given: to an account, or to an address. Neither: a closed account.
 */
export interface HolderBody {
  account: PersonBody | null;
  email: string | null;
  balance: number;
  since: string;
}
/**
 * Some holders, first come first.
 */
export interface HolderPage {
  holders: HolderBody[];
  /**
   * How many holders there are.
   */
  total: number;
  /**
   * For the next page; null: this is the last.
   */
  next_cursor: string | null;
}
/**
 * An identity provider.
 */
export interface ProviderBody {
  /**
   * What people call it.
   */
  name: string;
}
/**
 * The ways to sign in that there are.
 */
export interface MethodsBody {
  password: boolean;
  /**
   * False where this was asked by an address of numbers.
   */
  passkey: boolean;
  /**
   * Where `GET /sessions/oidc` leads; null: nowhere.
   */
  oidc: ProviderBody | null;
}
/**
 * What a browser is to ask a passkey for.
 */
export interface OptionsBody {
  /**
   * For `PublicKeyCredential.parseRequestOptionsFromJSON()` in the browser.
   */
  options: {
    [k: string]: unknown;
  };
}
/**
 * A passkey's answer.
 */
export interface PasskeySignIn {
  /**
   * The browser's `PublicKeyCredential`, as its `toJSON()` writes it.
   */
  credential: {
    [k: string]: unknown;
  };
}
/**
 * Who it is, once more.
 */
export interface Confirmation {
  /**
   * The account's, unless you have signed in within the last ten minutes.
   */
  password?: string;
}
/**
 * What a browser is to ask a device for, that it may make a passkey.
 */
export interface CreationOptionsBody {
  /**
   * For `PublicKeyCredential.parseCreationOptionsFromJSON()` in the browser.
   */
  options: {
    [k: string]: unknown;
  };
}
/**
 * A new passkey.
 */
export interface PasskeyDraft {
  name: string;
  /**
   * The browser's `PublicKeyCredential`, as its `toJSON()` writes it.
   */
  credential: {
    [k: string]: unknown;
  };
}
/**
 * A passkey, as its owner sees it.
 */
export interface PasskeyBody {
  id: string;
  name: string;
  /**
   * Its counter went back once: somebody may have a copy. Remove it.
   */
  suspect: boolean;
  created_at: string;
  last_used_at: string | null;
}
/**
 * An account's passkeys, the oldest first.
 */
export interface PasskeyList {
  passkeys: PasskeyBody[];
}
/**
 * Where to send the browser.
 */
export interface AddressBody {
  /**
   * The provider's page.
   */
  url: string;
}
/**
 * A sign-in at a provider that is linked to an account.
 */
export interface IdentityBody {
  id: string;
  /**
   * The provider.
   */
  issuer: string;
  created_at: string;
  last_used_at: string | null;
}
/**
 * An account's linked sign-ins, the oldest first.
 */
export interface IdentityList {
  identities: IdentityBody[];
}
/**
 * Who is blocked.
 */
export interface BlockedBody {
  account: ArtistBody;
  blocked_at: string;
}
/**
 * Some of those who are.
 */
export interface BlocksBody {
  blocks: BlockedBody[];
  /**
   * For the next page; null: this is the last.
   */
  next_cursor: string | null;
}
/**
 * A livestream to be.
 */
export interface LivestreamDraft {
  title: string;
  description?: string;
  scheduled_start_at?: string | null;
  /**
   * Tokens a viewer must hold.
   */
  token_gate_amount?: number | null;
  /**
   * Go live as soon as an encoder connects.
   */
  auto_start?: boolean;
  /**
   * Record it when it is live; null: as the platform does by default.
   */
  record?: boolean | null;
  /**
   * Let fans who may have the replay make clips of it.
   */
  fans_may_clip?: boolean;
  /**
   * Let fans who may have the replay download it.
   */
  fans_may_download?: boolean;
  /**
   * Words to find it by, each of at most 30 letters; kept in lower case.
   *
   * @maxItems 8
   */
  tags?: string[];
  /**
   * That it is one of; empty: of none.
   */
  series?: string;
  /**
   * In which it was planned, an IANA name; empty: not said.
   */
  time_zone?: string;
  /**
   * Sites that may have it in theirs, as https origins; empty: none; null: all.
   */
  embed_origins?: string[] | null;
}
/**
 * A new livestream, with what its artist needs to go live. `hls_url` will play once it is live.
 */
export interface CreatedLivestreamBody {
  id: string;
  title: string;
  description: string;
  artist: StreamingArtistBody;
  /**
   * 16:9: 1280x720 pixels, small 480x270. For everybody, gated or not. Null: none.
   */
  cover: PictureBody | null;
  /**
   * Words to find it by, in lower case.
   */
  tags: string[];
  /**
   * That it is one of; empty: of none.
   */
  series: string;
  /**
   * In which it was planned, an IANA name; empty: not said.
   */
  time_zone: string;
  status: "scheduled" | "live" | "ended" | "archived" | "cancelled";
  scheduled_start_at: string | null;
  started_at: string | null;
  ended_at: string | null;
  /**
   * Why it ended: its artist ended it, its encoder said goodbye, or was lost and did not come back. After the last two, for five minutes, an encoder that comes goes on with the same show.
   */
  end_reason: ("artist" | "encoder" | "lost") | null;
  /**
   * Who watches at this moment.
   */
  viewer_count: number;
  peak_viewer_count: number;
  /**
   * Tokens a viewer must hold; null or 0: anyone.
   */
  token_gate_amount: number | null;
  /**
   * Set while live and the publisher is lost: until when it may return.
   */
  interrupted_until: string | null;
  /**
   * The playlist; while live, for whoever may watch.
   */
  hls_url: string | null;
  /**
   * A picture (JPEG): while live the newest, afterwards one that stands for the replay. The address changes when the picture does. Null while there is none, and for whoever may not watch; where it takes a pass, put that before the file's name.
   */
  still_url: string | null;
  /**
   * What is kept of it; null: nothing.
   */
  replay: LivestreamReplayBody | null;
  /**
   * Fans who may have the replay may make clips of it.
   */
  fans_may_clip: boolean;
  /**
   * Fans who may have the replay may download it.
   */
  fans_may_download: boolean;
  /**
   * Its artist's answers only: an encoder is connected.
   */
  publishing?: boolean;
  /**
   * Its artist's answers only: start was pressed.
   */
  ready?: boolean;
  /**
   * Its artist's answers only: an encoder makes it live.
   */
  auto_start?: boolean;
  /**
   * Its artist's answers only: it is recorded when it is live.
   */
  record?: boolean;
  /**
   * Its artist's answers only: sites that may have it in theirs; null: all.
   */
  embed_origins?: string[] | null;
  /**
   * Where encoders connect.
   */
  rtmp_url: string;
  /**
   * The same over TLS; null: it is not offered.
   */
  rtmps_url: string | null;
  /**
   * Secret. Whoever has it can publish.
   */
  stream_key: string;
}
/**
 * What is to be different; fields left out stay as they are, null clears those that may be empty.
 */
export interface LivestreamChanges {
  title?: string;
  description?: string;
  scheduled_start_at?: string | null;
  token_gate_amount?: number | null;
  auto_start?: boolean;
  record?: boolean;
  fans_may_clip?: boolean;
  fans_may_download?: boolean;
  /**
   * Words to find it by, each of at most 30 letters; kept in lower case.
   *
   * @maxItems 8
   */
  tags?: string[];
  /**
   * That it is one of; empty: of none.
   */
  series?: string;
  /**
   * In which it was planned, an IANA name; empty: not said.
   */
  time_zone?: string;
  /**
   * Sites that may have it in theirs, as https origins; empty: none; null: all.
   */
  embed_origins?: string[] | null;
}
/**
 * What is to be said.
 */
export interface MessageDraft {
  text: string;
  id?: string | null;
  /**
   * It asks the artist something, and joins the queue of questions.
   */
  question?: boolean;
}
/**
 * A refusal, and for `not_enough_tokens` what is missing.
 */
export interface NoEntry {
  type: string;
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: FieldError[];
  /**
   * What `detail` names, such as `limit`: for whoever says it otherwise.
   */
  values?: {
    [k: string]: string | number;
  };
  /**
   * Tokens that it takes.
   */
  needed?: number | null;
  /**
   * Tokens that the account holds.
   */
  held?: number | null;
  /**
   * Whose tokens.
   */
  artist?: StreamingArtistBody | null;
}
/**
 * Tokens that were given with a message.
 */
export interface TipBody {
  amount: number;
  /**
   * From 1 to 6: of 1, 10, 50, 100, 500, 1,000 tokens and more.
   */
  tier: number;
  /**
   * Its artist gave it back.
   */
  refunded: boolean;
}
/**
 * Who said it.
 */
export interface WriterBody {
  id: string;
  display_name: string;
  /**
   * `artist`, `moderator`, `holder`; more may come.
   */
  badges: string[];
}
/**
 * A message of a chat.
 */
export interface MessageBody {
  id: string;
  /**
   * Its number in its room.
   */
  seq: number;
  at: string;
  /**
   * Seconds of show time, counted from `replay.from`; null: before the show, or after it.
   */
  show_time: number | null;
  /**
   * Null: the account is closed.
   */
  account: WriterBody | null;
  /**
   * `message`, `tip` or `notice`; more may come.
   */
  kind: string;
  text: string;
  /**
   * Ids of the accounts that it names.
   */
  mentions: string[];
  /**
   * Of one that asks something: `open`, `answered` or `dismissed`; else null.
   */
  question: string | null;
  tip: TipBody | null;
  /**
   * Of a notice: what it is about.
   */
  about: {
    [k: string]: unknown;
  } | null;
}
/**
 * Some messages, oldest first.
 */
export interface MessageList {
  messages: MessageBody[];
}
/**
 * Another system that is asked of each message.
 */
export interface FilterBody {
  url: string;
  /**
   * Without its answer nothing is said; else everything is.
   */
  closed: boolean;
}
/**
 * What tips are for, and how far it is.
 */
export interface GoalBody {
  title: string;
  amount: number;
  /**
   * Tokens given since there is this goal; perhaps more than its.
   */
  given: number;
}
/**
 * A room, and what is set for it.
 */
export interface RoomBody {
  enabled: boolean;
  slow_seconds: number;
  /**
   * Only who holds the artist's tokens may write.
   */
  holders_only: boolean;
  delay_seconds: number;
  /**
   * Messages may have links.
   */
  links: boolean;
  /**
   * Only holders and moderators write, every ten seconds at most, without links.
   */
  shield: boolean;
  pinned: MessageBody | null;
  goal: GoalBody | null;
  /**
   * That no message may have. Null: you are no moderator.
   */
  words: string[] | null;
  /**
   * Null: there is none, or you are no moderator.
   */
  filter: FilterBody | null;
  /**
   * Whether you keep this room: the artist, or a moderator.
   */
  moderates: boolean;
}
/**
 * What is to be different; fields left out stay as they are.
 */
export interface RoomChanges {
  enabled?: boolean;
  /**
   * Between two messages of one account.
   */
  slow_seconds?: number;
  holders_only?: boolean;
  /**
   * That messages wait before all see them. Moderators see them at once, and can remove them.
   */
  delay_seconds?: number;
  links?: boolean;
  /**
   * @maxItems 300
   *
   * Items: A whole word, or several; with `*` at its end all that begins with it. However it is written: case, width, accents, lookalike letters, digits for letters and repeated letters do not count.
   */
  words?: string[];
  shield?: boolean;
}
/**
 * Who may not write.
 */
export interface BanBody {
  account: ArtistBody;
  /**
   * Null: for good.
   */
  until: string | null;
  reason: string;
  /**
   * Null: that account is closed.
   */
  by: ArtistBody | null;
  created_at: string;
}
/**
 * Some of those who may not, the last first.
 */
export interface BansBody {
  bans: BanBody[];
  /**
   * For the next page; null: this is the last.
   */
  next_cursor: string | null;
}
/**
 * Who is not to write any more.
 */
export interface BanDraft {
  account_id: string;
  /**
   * A time-out; null, or left out: for good.
   */
  seconds?: number | null;
  reason?: string;
  /**
   * All that it has said in this room is removed.
   */
  remove?: boolean;
}
/**
 * Who is to be asked.
 */
export interface FilterDraft {
  url: string;
  /**
   * Without its answer within 200 ms nothing is said; else everything is.
   */
  closed?: boolean;
}
/**
 * Who is asked from now on.
 */
export interface NewFilterBody {
  url: string;
  /**
   * Without its answer within 200 ms nothing is said; else everything is.
   */
  closed: boolean;
  /**
   * Its requests are signed with this, as webhooks' are. Shown only now.
   */
  secret: string;
}
/**
 * A moderator.
 */
export interface ModeratorBody {
  account: ArtistBody;
  since: string;
}
/**
 * All of an artist's moderators; 100 at most.
 */
export interface ModeratorsBody {
  moderators: ModeratorBody[];
}
/**
 * Who is to be one: either.
 */
export interface ModeratorRequest {
  /**
   * That the account has verified.
   */
  email?: string | null;
  /**
   * Under which somebody wrote in this room.
   */
  name?: string | null;
}
/**
 * What became of a question.
 */
export interface QuestionChange {
  /**
   * Null: it is none, after all.
   */
  state: ("open" | "answered" | "dismissed") | null;
}
/**
 * What is to stand above all.
 */
export interface PinDraft {
  message_id: string;
}
/**
 * Why a message should not be there.
 */
export interface ReportDraft {
  reason?: string;
}
/**
 * Somebody's report.
 */
export interface ReportBody {
  account: ArtistBody;
  reason: string;
  at: string;
}
/**
 * A message with open reports.
 */
export interface ReportedBody {
  message: MessageBody;
  reports: ReportBody[];
}
/**
 * Messages with open reports, the one that was reported first before the others.
 */
export interface ReportsBody {
  reported: ReportedBody[];
}
/**
 * Something that was done.
 */
export interface ActBody {
  id: number;
  at: string;
  /**
   * Null: that account is closed.
   */
  by: ArtistBody | null;
  /**
   * `messages_removed`, `timed_out`, `banned`, `ban_lifted`, `moderator_added`, `moderator_dismissed`, `settings_changed`, `filter_set`, `filter_removed`, `pinned`, `unpinned`, `question_changed`, `report_closed`; more may come.
   */
  what: string;
  /**
   * Whom and what it was done to.
   */
  about: {
    [k: string]: unknown;
  };
}
/**
 * Some of what was done, the last first.
 */
export interface ActsBody {
  acts: ActBody[];
  /**
   * For the next page; null: this is the last.
   */
  next_cursor: string | null;
}
/**
 * How loud a show was.
 */
export interface ApplauseBody {
  livestream_id: string;
  /**
   * Seconds of show time that each level and count is of.
   */
  every: number;
  /**
   * From the show's first seconds to the last in which somebody clapped; then it is silent.
   *
   * Items: From 0 to 1, the loudest of the show.
   */
  levels: number[];
  /**
   * Claps of the same seconds.
   */
  counts: number[];
}
/**
 * A part of a show that might make a clip.
 */
export interface MomentBody {
  /**
   * Seconds of show time, as `to` and `at`.
   */
  from: number;
  /**
   * The same.
   */
  to: number;
  /**
   * When it was loudest.
   */
  at: number;
  /**
   * From 0 to 1, the loudest of the show.
   */
  level: number;
  /**
   * Claps from its beginning to its end.
   */
  count: number;
  /**
   * The marker before its loudest seconds; null: there is none.
   */
  chapter: string | null;
}
/**
 * Ten at most, in the show's order.
 */
export interface MomentList {
  moments: MomentBody[];
}
/**
 * A site that led here.
 */
export interface AudienceHost {
  host: string;
  screens: number;
}
/**
 * From where pages came that said so.
 */
export interface AudienceOrigins {
  /**
   * No other site led here, or none that wants to be named.
   */
  direct: number;
  /**
   * By host, the most first; a hundred at most.
   */
  hosts: AudienceHost[];
  /**
   * All other sites together.
   */
  others: number;
}
/**
 * One stretch of a show.
 */
export interface AudiencePoint {
  /**
   * Seconds of show time when it begins.
   */
  at: number;
  /**
   * Screens that were open, on average.
   */
  viewers: number;
  /**
   * Screens that were opened.
   */
  joins: number;
  /**
   * Screens that were closed.
   */
  leaves: number;
  /**
   * Of all screens that were opened by its end, the part that was open; null: none was.
   */
  retention: number | null;
  /**
   * Said in the chat and not removed; tips are none.
   */
  messages: number;
  claps: number;
  /**
   * How often it stopped, as players reported then.
   */
  stalls: number;
  /**
   * How often nothing played for ten seconds, as reported then.
   */
  failures: number;
}
/**
 * How one rendition played, as players say.
 */
export interface AudienceRendition {
  /**
   * `source`, `audio`, or as `480p`.
   */
  rendition: string;
  /**
   * That it played, on all screens together.
   */
  minutes: number;
  /**
   * First pictures.
   */
  starts: number;
  /**
   * Seconds until those, on average; null: unknown.
   */
  startup: number | null;
  /**
   * Seconds behind the encoder, on average; null: unknown.
   */
  latency: number | null;
  /**
   * How often it stopped.
   */
  stalls: number;
  /**
   * Seconds of that, all together.
   */
  stalled: number;
  /**
   * `stalled`, of all time that it played or stood still.
   */
  stalled_part: number | null;
  /**
   * How often nothing played for ten seconds.
   */
  failures: number;
}
/**
 * Those that were not given back.
 */
export interface AudienceTips {
  count: number;
  tokens: number;
}
/**
 * Of one show.
 */
export interface AudienceBody {
  livestream_id: string;
  title: string;
  status: "scheduled" | "live" | "ended" | "archived" | "cancelled";
  started_at: string | null;
  /**
   * That the show lasted, so far.
   */
  seconds: number;
  /**
   * The most screens at once while it was live.
   */
  peak: number;
  /**
   * Different visitors, as far as pages say; null: none has said.
   */
  unique: number | null;
  /**
   * `minutes_watched` by the minutes that it was live.
   */
  average: number;
  /**
   * Of all screens together.
   */
  minutes_watched: number;
  /**
   * Screens opened, those included that waited as it began.
   */
  joins: number;
  /**
   * Screens closed before its end.
   */
  leaves: number;
  /**
   * Screens that are open, at this moment.
   */
  now: number;
  came_from: AudienceOrigins;
  /**
   * Those that played most first.
   */
  renditions: AudienceRendition[];
  messages: number;
  tips: AudienceTips;
  claps: number;
  /**
   * Seconds that each point is of: ten, of long shows more.
   */
  every: number;
  points: AudiencePoint[];
}
/**
 * Of a show among others.
 */
export interface AudienceTotals {
  livestream_id: string;
  title: string;
  status: "scheduled" | "live" | "ended" | "archived" | "cancelled";
  started_at: string | null;
  /**
   * That the show lasted, so far.
   */
  seconds: number;
  /**
   * The most screens at once while it was live.
   */
  peak: number;
  /**
   * Different visitors, as far as pages say; null: none has said.
   */
  unique: number | null;
  /**
   * `minutes_watched` by the minutes that it was live.
   */
  average: number;
  /**
   * Of all screens together.
   */
  minutes_watched: number;
  /**
   * Screens opened, those included that waited as it began.
   */
  joins: number;
  /**
   * Screens closed before its end.
   */
  leaves: number;
}
/**
 * An artist's shows that went out, the newest first.
 */
export interface AudienceList {
  shows: AudienceTotals[];
}
/**
 * Deliveries of one kind that are to be made.
 */
export interface BacklogBody {
  kind: string;
  waiting: number;
  /**
   * Seconds since the oldest was due.
   */
  overdue: number;
}
/**
 * Smaller pictures of one stream, as they are made now.
 */
export interface LadderBody {
  /**
   * Of a livestream; in rehearsal, of the artist.
   */
  livestream_id: string;
  rungs: string[];
  /**
   * Seconds that the slowest is behind the source.
   */
  behind: number;
  /**
   * Seconds of show made in a second; null: unknown.
   */
  speed: number | null;
}
/**
 * An ingest node.
 */
export interface NodeBody {
  name: string;
  /**
   * Where its reports come from.
   */
  address: string;
  /**
   * Where its media is fetched; empty: as the settings say.
   */
  media_url: string;
  since: string;
  /**
   * When it last said how it is.
   */
  heard_at: string;
  /**
   * Empty: it does not say.
   */
  version: string;
  publishers: number;
  /**
   * Publishers that were lost and are waited for.
   */
  interrupted: number;
  /**
   * To its origin.
   */
  connections: number;
  recordings: number;
  uploads_waiting: number;
  /**
   * Since it began.
   */
  upload_failures: number;
  callbacks_waiting: number;
  /**
   * Bytes; null: not known.
   */
  disk_free: number | null;
  /**
   * Bytes; null: not known.
   */
  disk_size: number | null;
  ladders: LadderBody[];
}
/**
 * A show that is live.
 */
export interface ShowOnBody {
  livestream_id: string;
  title: string;
  artist: string;
  started_at: string | null;
  /**
   * Until then its publisher is waited for.
   */
  interrupted_until: string | null;
  viewers: number;
  /**
   * That its publisher is connected to; empty: not known.
   */
  node: string;
}
/**
 * Something to mend.
 */
export interface TroubleBody {
  /**
   * `part`: a process says so itself, of this part.
   */
  code:
    | "part"
    | "node_silent"
    | "web_silent"
    | "no_node"
    | "database_away"
    | "disk_low"
    | "ladder_slow"
    | "outbox_overdue"
    | "versions_differ";
  /**
   * The process; empty: the platform.
   */
  where: string;
  part: string;
  /**
   * What is wrong, and what to do.
   */
  words: string;
}
/**
 * A web process.
 */
export interface WebProcessBody {
  /**
   * Host name and port.
   */
  address: string;
  pid: number;
  since: string;
  /**
   * When it last said how it is, to the one that answers.
   */
  heard_at: string;
  version: string;
  /**
   * Open channels.
   */
  sockets: number;
  viewers: number;
  /**
   * Turns of its event loop that took too long.
   */
  stalls: number;
  /**
   * Bytes; null: not known.
   */
  disk_free: number | null;
  /**
   * Bytes; null: not known.
   */
  disk_size: number | null;
}
/**
 * The platform, as the process that answers has heard of it.
 */
export interface OperatorBody {
  at: string;
  version: string;
  /**
   * The worst first; empty: all is well.
   */
  problems: TroubleBody[];
  web: WebProcessBody[];
  nodes: NodeBody[];
  shows: ShowOnBody[];
  /**
   * Kinds of which some wait; null: the database does not answer.
   */
  outbox: BacklogBody[] | null;
}
/**
 * How one rendition played since the last report. Keys of three letters are those of CTA-5004-B (CMCD).
 */
export interface PlayedBody {
  /**
   * `source`, `audio`, or as `480p`.
   */
  rendition: string;
  /**
   * Milliseconds that it played, as all times here.
   */
  played?: number;
  /**
   * Media start delay: until the first picture; once.
   */
  msd?: number | null;
  /**
   * Live stream latency: behind the encoder, at live.
   */
  ltc?: number | null;
  /**
   * How often it stopped by itself.
   */
  stalls?: number;
  /**
   * Buffer starvation duration: that it stood still by itself.
   */
  bsd?: number;
  /**
   * How often nothing played for ten seconds.
   */
  failures?: number;
}
/**
 * What a page says.
 */
export interface PageReportBody {
  /**
   * In a page's first report: the host of the site that led to it; empty: none did. It counts the page's visitor.
   */
  came_from?: string | null;
  /**
   * How its player did.
   *
   * @maxItems 8
   */
  played?: PlayedBody[];
}
/**
 * An overlay, as its artist sees it.
 */
export interface OverlayBody {
  id: string;
  name: string;
  /**
   * Secret: the page is `/overlay/{address}?show=alerts`, the channel `/ws/overlay/{address}`. Whoever has it can read what the overlay shows, and nothing else.
   */
  address: string;
  paused: boolean;
  /**
   * The number of the last alert that it has begun to show.
   */
  shown: number;
  created_at: string;
  /**
   * When it was last opened, to five minutes; null: not yet.
   */
  seen_at: string | null;
}
/**
 * All of an artist's overlays, the first made first.
 */
export interface OverlayList {
  overlays: OverlayBody[];
}
/**
 * An overlay to be.
 */
export interface OverlayDraft {
  name?: string;
}
/**
 * What is to be different; what is left out stays.
 */
export interface OverlayChange {
  name?: string | null;
  /**
   * Alerts wait, in their order, until this is false again; none is lost.
   */
  paused?: boolean | null;
}
/**
 * What a test looks like.
 */
export interface OverlayTest {
  kind?: "tip" | "thanks";
}
/**
 * How far an overlay has come.
 */
export interface Shown {
  /**
   * Of the last alert that it has begun to show.
   */
  number: number;
}
/**
 * What is to be given.
 */
export interface TipRequest {
  /**
   * Tokens.
   */
  amount: number;
  /**
   * Said with it; perhaps nothing.
   */
  message?: string;
}
/**
 * A tip that was given.
 */
export interface GivenBody {
  message: MessageBody;
  /**
   * How many of the artist's tokens you hold now.
   */
  balance: number;
}
/**
 * Somebody who gave.
 */
export interface SupporterBody {
  account: PersonBody;
  amount: number;
}
/**
 * What was given in a livestream's room, without what was given back.
 */
export interface SupportersBody {
  /**
   * Tokens.
   */
  total: number;
  /**
   * How many tips that are.
   */
  tips: number;
  /**
   * The ten who gave most, among those who let it be seen.
   */
  supporters: SupporterBody[];
  /**
   * What all those gave together who do not let it be seen.
   */
  unnamed: number;
}
/**
 * A tip, as its artist sees it.
 */
export interface TipShownBody {
  /**
   * Of its message in the chat.
   */
  message_id: string;
  livestream_id: string;
  livestream_title: string;
  /**
   * Who gave; null: the account is closed.
   */
  account: PersonBody | null;
  amount: number;
  /**
   * Empty, too, where the message was removed.
   */
  text: string;
  at: string;
  /**
   * When it was given back; null: it was not.
   */
  refunded_at: string | null;
}
/**
 * Some tips, the last first.
 */
export interface TipPage {
  tips: TipShownBody[];
  /**
   * For the next page; null: this is the last.
   */
  next_cursor: string | null;
}
/**
 * What tips are to be for.
 */
export interface GoalRequest {
  title: string;
  /**
   * Tokens that it takes.
   */
  amount: number;
}
/**
 * A marker to be.
 */
export interface MarkerDraft {
  /**
   * Null, or left out: one is made up, such as `Marker 3`.
   */
  title?: string | null;
  /**
   * Seconds of show time; null, or left out: what the encoder sends now.
   */
  at?: number | null;
}
/**
 * Where a chapter begins.
 */
export interface MarkerBody {
  id: string;
  livestream_id: string;
  /**
   * Seconds of show time: since the replay's `from`, by the media's dates.
   */
  at: number;
  title: string;
  created_at: string;
}
/**
 * All of a livestream's markers, in the show's order; 200 at most.
 */
export interface MarkerList {
  markers: MarkerBody[];
}
/**
 * What is to be different; fields left out stay as they are.
 */
export interface MarkerChanges {
  title?: string;
  /**
   * Seconds of show time: since the replay's `from`, by the media's dates.
   */
  at?: number;
}
/**
 * What a page that polls needs to know.
 */
export interface StatusBody {
  id: string;
  status: "scheduled" | "live" | "ended" | "archived" | "cancelled";
  live: boolean;
  viewer_count: number;
  started_at: string | null;
  ended_at: string | null;
  /**
   * Set while live and the publisher is lost: until when it may return.
   */
  interrupted_until: string | null;
  /**
   * While live, for whoever may watch.
   */
  hls_url: string | null;
  /**
   * What is kept of it; null: nothing.
   */
  replay: LivestreamReplayBody | null;
  /**
   * With `seq`, where a channel can resume: `?epoch=E&seq=N`.
   */
  epoch: string;
  seq: number;
}
/**
 * Somebody wants to watch.
 */
export interface PassRequest {
  /**
   * Close the oldest page of this account if there are too many.
   */
  watch_here?: boolean;
  /**
   * What the page calls itself, as in the address of its channel.
   */
  screen?: string | null;
}
/**
 * A page of the account on which it watches.
 */
export interface ScreenBody {
  livestream: WatchedBody;
  /**
   * In words, such as Firefox on Linux. Null: not known, or a program's.
   */
  device: string | null;
  /**
   * Of `device`, such as Firefox; null: no browser that we know.
   */
  browser: string | null;
  /**
   * Of `device`, what it runs on, such as Linux; null: not known.
   */
  system: string | null;
  since: string;
}
/**
 * A livestream that is watched elsewhere.
 */
export interface WatchedBody {
  id: string;
  title: string;
}
/**
 * A refusal, and for `too_many_screens` what is in the way.
 */
export interface NoRoom {
  type: string;
  status: number;
  code: string;
  title: string;
  detail: string;
  errors?: FieldError[];
  /**
   * What `detail` names, such as `limit`: for whoever says it otherwise.
   */
  values?: {
    [k: string]: string | number;
  };
  /**
   * The other pages, the oldest first.
   */
  screens?: ScreenBody[] | null;
  /**
   * How many there may be.
   */
  most?: number | null;
}
/**
 * A pass to a gated livestream. Whoever has it can watch, for as long as a page of its sign-in does.
 */
export interface PassBody {
  /**
   * Secret. Stands in an address before the file's name.
   */
  pass: string;
  /**
   * The playlist. It plays while the livestream is live.
   */
  media_url: string;
  /**
   * What is kept of it; null: nothing, or not for this account.
   */
  replay_url: string | null;
  /**
   * At the latest; ask for another before.
   */
  expires_at: string;
}
/**
 * Lets a page in to one livestream, to watch, as the sign-in that asked for it; and ends with that.
 */
export interface TicketBody {
  /**
   * Secret. As a bearer token for `POST /livestreams/{id}/pass` and `GET /livestreams/{id}/chat`, and for the channel as a subprotocol besides `encryptedmedia-live`.
   */
  ticket: string;
  expires_at: string;
}
/**
 * Server and stream key, for its artist only.
 */
export interface CredentialsBody {
  /**
   * Where encoders connect.
   */
  rtmp_url: string;
  /**
   * The same over TLS; null: it is not offered.
   */
  rtmps_url: string | null;
  /**
   * Secret. Whoever has it can publish.
   */
  stream_key: string;
}
/**
 * Somebody who had the stream key: a session, or tries that were refused.
 */
export interface PublisherBody {
  session_id: string;
  /**
   * The ingest node's name; empty: it gave none.
   */
  node: string;
  /**
   * Where the encoder connected from; empty: its node did not say.
   */
  address: string;
  /**
   * When it was let in; of refused tries the first.
   */
  admitted_at: string;
  /**
   * Its first media; null: none has come.
   */
  started_at: string | null;
  /**
   * Null: it is connected. Of refused tries the last.
   */
  ended_at: string | null;
  /**
   * Why it ended, such as `stopped`, `connection_lost`, `key_changed`, `taken_over`; of refused tries `already_publishing`, `livestream_ended` or `livestream_cancelled`. Empty while connected.
   */
  reason: string;
  /**
   * The key was right, and it was not let in.
   */
  refused: boolean;
  /**
   * `former`: the key has been changed since.
   */
  key: "current" | "former";
}
/**
 * Some uses of the stream key, the newest first.
 */
export interface PublisherList {
  publishers: PublisherBody[];
  /**
   * For the next page; null: this is the last.
   */
  next_cursor: string | null;
}
/**
 * Another encoder may take over.
 */
export interface HandoverBody {
  /**
   * Until when; once.
   */
  until: string;
}
/**
 * One thing that must be right before a show.
 */
export interface CheckBody {
  name: string;
  /**
   * Null: still being measured.
   */
  ok: boolean | null;
  /**
   * What was found, and what to change in OBS.
   */
  words: string;
  /**
   * The same, stable, for programs. An older verdict has none.
   */
  code?: string;
  /**
   * What the words name.
   */
  values?: {
    [k: string]: string | number;
  };
}
/**
 * Whether the stream is fit to go live. It needs about five seconds of figures.
 */
export interface VerdictBody {
  ready: boolean;
  checks: CheckBody[];
}
/**
 * What an artist needs to rehearse, for this artist only.
 */
export interface RehearsalBody {
  /**
   * Where encoders connect.
   */
  rtmp_url: string;
  /**
   * The same over TLS; null: it is not offered.
   */
  rtmps_url: string | null;
  /**
   * Secret, and permanent. It never makes anything go live.
   */
  stream_key: string;
  /**
   * The private preview; it plays while a rehearsal goes on.
   */
  hls_url: string;
  /**
   * An encoder is connected with the key.
   */
  active: boolean;
  /**
   * Of the current rehearsal, else of the last one; null before the first.
   */
  verdict: VerdictBody | null;
}
/**
 * What is to be different; fields left out stay as they are.
 */
export interface ReplayChanges {
  /**
   * Keep it until it is deleted by hand.
   */
  keep?: boolean;
  /**
   * Who may have a replay.
   */
  visibility?: "public" | "holders" | "private";
}
/**
 * A clip to be.
 */
export interface ClipDraft {
  /**
   * Where it begins: seconds of show time, counted from `replay.from`.
   */
  from: number;
  /**
   * Where it ends: 5 to 180 seconds after that, and no later than what was live a moment ago.
   */
  to: number;
  title: string;
}
/**
 * What is to be different; fields left out stay as they are.
 */
export interface ClipChanges {
  title?: string;
  /**
   * Its show's artist only: nobody else sees it, nor knows of it.
   */
  hidden?: boolean;
  /**
   * Its show's artist only: it stays though the recording be deleted.
   */
  keep?: boolean;
}
/**
 * What is kept of one livestream.
 */
export interface RecordingBody {
  livestream_id: string;
  title: string;
  status: "scheduled" | "live" | "ended" | "archived" | "cancelled";
  replay: LivestreamReplayBody;
}
/**
 * Some recordings, the newest first; and what holds for all of them.
 */
export interface RecordingsBody {
  /**
   * Whether shows are recorded whose artist does not say otherwise.
   */
  record: boolean;
  /**
   * For so many a recording is kept; 0: until it is deleted.
   */
  days: number;
  /**
   * So many before one goes you are told; 0: you are not.
   */
  notice_days: number;
  /**
   * That all of them take, those that are being made included.
   */
  bytes: number;
  /**
   * Bytes that they may take; null: any number. Past it the oldest go that you do not keep, and where that is not enough, nothing more is recorded.
   */
  quota: number | null;
  recordings: RecordingBody[];
  /**
   * For the next page; null: this is the last.
   */
  next_cursor: string | null;
}
/**
 * A publisher asks to come in.
 */
export interface Validation {
  /**
   * The key the publisher showed.
   */
  stream_key: string;
  session_id?: string | null;
  /**
   * The ingest node's name.
   */
  node?: string;
  client_ip?: string;
  /**
   * Where this node's media is fetched, no trailing slash; else the platform's settings say it.
   */
  media_url?: string | null;
  /**
   * A session of this node that has fallen silent, or has just ended.
   */
  replaces?: string | null;
}
/**
 * The publisher is let in.
 */
export interface Admitted {
  valid?: true;
  /**
   * Of a livestream or, in rehearsal, of the artist.
   */
  livestream_id: string;
  /**
   * What becomes of what is published there.
   */
  kind: "show" | "rehearsal";
  /**
   * The name of the stream at the origin.
   */
  playback_id: string;
  title: string;
  /**
   * Seconds the stream is kept open for a lost publisher.
   */
  reconnect_grace: number;
  /**
   * 64 hexadecimal digits: what passes to it are signed with. Empty: it is for everybody.
   */
  pass_key?: string;
  /**
   * Who publishes there now gives way: the artist has said so.
   */
  takes_over?: boolean;
}
/**
 * Many publishers ask to come in at once: first of all, which keys are anybody's?
 */
export interface Recognition {
  /**
   * SHA-256 of each key, in hexadecimal.
   *
   * @minItems 1
   * @maxItems 500
   */
  digests: string[];
}
/**
 * The keys that there are.
 */
export interface Recognized {
  /**
   * Those of the digests whose key some livestream or rehearsal has now.
   */
  known: string[];
}
/**
 * A publisher's media flows.
 */
export interface StreamStarted {
  /**
   * The key the publisher showed, or, so that it lies in no queue:
   */
  stream_key?: string | null;
  /**
   * SHA-256 of the key, in hexadecimal.
   */
  key_digest?: string | null;
  session_id: string;
  /**
   * The ingest node's name.
   */
  node?: string;
  /**
   * When it happened, by the node's clock.
   */
  at?: string | null;
  /**
   * How long ago that was, by a steady clock; goes before `at`.
   */
  ago_ms?: number | null;
  video?: boolean;
  audio?: boolean;
}
/**
 * Understood; nothing to say.
 */
export interface Noted {}
/**
 * A publisher is gone.
 */
export interface StreamEnded {
  /**
   * The key the publisher showed, or, so that it lies in no queue:
   */
  stream_key?: string | null;
  /**
   * SHA-256 of the key, in hexadecimal.
   */
  key_digest?: string | null;
  session_id: string;
  /**
   * The ingest node's name.
   */
  node?: string;
  /**
   * When it happened, by the node's clock.
   */
  at?: string | null;
  /**
   * How long ago that was, by a steady clock; goes before `at`.
   */
  ago_ms?: number | null;
  /**
   * One of `publishing.Reason`, or a server's own words.
   */
  reason?: string;
  /**
   * It said goodbye; false: it was lost, and may return.
   */
  clean?: boolean;
}
/**
 * A recording that players fetch from a node, or that it makes.
 */
export interface ReportedReplay {
  recording: string;
  livestream_id: string;
  /**
   * Nothing follows, as far as the node knows.
   */
  over?: boolean;
  /**
   * Whether the node asks for passes.
   */
  gated?: boolean;
  /**
   * With which key they are made: what `passes.name_key` makes of it.
   */
  gate?: string;
  /**
   * As `ReportedSession.revocations`.
   */
  revocations?: number | null;
}
/**
 * A publisher as its node sees it.
 */
export interface ReportedSession {
  session_id: string;
  /**
   * Of a livestream or, in rehearsal, of the artist.
   */
  livestream_id: string;
  /**
   * As `Admitted.kind`. One of a kind that came after this version takes nothing away from the others.
   */
  kind?: string;
  playback_id?: string;
  /**
   * Since its last media.
   */
  idle_ms?: number;
  /**
   * `publishing`, or `interrupted` while waited for.
   */
  state?: string;
  health?: {
    [k: string]: unknown;
  } | null;
  /**
   * Whether the node asks for passes.
   */
  gated?: boolean;
  /**
   * The number of the last revocation of its livestream's passes that the node has heard of. None: it has just
   * begun to ask for passes, and lets nobody in before it has heard: it is owed a `Revoke` even where none was taken
   * back.
   */
  revocations?: number | null;
  /**
   * What its stream is recorded into; empty: nothing.
   */
  recording?: string;
  /**
   * How much of the recording can be played.
   */
  recorded_ms?: number;
  /**
   * How much room that takes.
   */
  recorded_bytes?: number;
  /**
   * When that begins.
   */
  recorded_from?: string | null;
  /**
   * When the newest picture of its stream was drawn, in milliseconds since 1970; 0: there is none.
   */
  still?: number;
  /**
   * Why nothing is written just now, in words for its artist; empty: all is well.
   */
  record_problem?: string;
  /**
   * The same, as `contract.wording.advice` has it. Empty: the node does not know it yet.
   */
  record_code?: string;
}
/**
 * All sessions of a node, once a second, and the recordings that are asked for there.
 */
export interface Report {
  /**
   * The ingest node's name.
   */
  node: string;
  /**
   * Where this node's media is fetched, no trailing slash; else the platform's settings say it.
   */
  media_url?: string | null;
  /**
   * Which shared store its recordings go to, by its fingerprint; empty: to the node's own disk. Nodes that say the
   * same show each other's recordings.
   */
  bucket?: string;
  /**
   * @maxItems 2000
   */
  sessions: ReportedSession[];
  /**
   * @maxItems 2000
   */
  replays?: ReportedReplay[];
  /**
   * How long the answer may wait for an order.
   */
  wait_ms?: number;
  /**
   * How the node is, for operators: now and then, a `NodeTold` (`contract/conditions`).
   */
  condition?: {
    [k: string]: unknown;
  } | null;
}
/**
 * Nothing follows in a recording; or something does after all, for its show is live again.
 */
export interface Close {
  order?: "close";
  recording: string;
  over?: boolean;
}
/**
 * A recording is to be deleted for good, wherever it lies. The node says when it is: `Recorded.deleted`.
 */
export interface Delete {
  order?: "delete";
  recording: string;
  /**
   * What clips that are kept need of it stays. Of two orders the last counts.
   */
  leave?: Range[];
}
/**
 * From one moment up to another, in milliseconds since 1970 by the media's dates.
 */
export interface Range {
  begins_ms: number;
  ends_ms: number;
}
/**
 * A session's stream, or a recording, is for holders of passes from now on or, without a key, for everybody.
 */
export interface Gate {
  order?: "gate";
  /**
   * Or the recording's name.
   */
  session_id: string;
  /**
   * As `Admitted.pass_key`.
   */
  pass_key: string;
}
/**
 * A session's stream has another name at the origin from now on; under the old one there is nothing more.
 */
export interface Move {
  order?: "move";
  session_id: string;
  playback_id: string;
}
/**
 * A session's stream is to be recorded into this from now on; where it is empty, into nothing.
 */
export interface Record {
  order?: "record";
  session_id: string;
  recording: string;
  /**
   * From when on, in seconds since 1970, as far as the node still holds it.
   */
  since?: number;
}
/**
 * A pass that is good no longer, though it was not to expire yet.
 */
export interface Revocation {
  /**
   * As the pass says it.
   */
  id: string;
  /**
   * Until when to remember it, in seconds since 1970.
   */
  expires_at: number;
}
/**
 * Passes of a session's livestream have been taken back since what the node reported. `passes` is empty where it
 * had heard of none, and there are none.
 */
export interface Revoke {
  order?: "revoke";
  session_id: string;
  /**
   * To report from now on; revocations are numbered within each livestream.
   */
  number: number;
  passes: Revocation[];
  /**
   * There are others, which did not fit: the answer to the next report has them.
   */
  more?: boolean;
}
/**
 * A session must end.
 */
export interface Stop {
  order?: "stop";
  session_id: string;
  /**
   * `ended`, `lost`, `cancelled`, `deleted`, `taken_over`, `key_changed` or `unknown`.
   */
  reason: string;
  /**
   * For the artist.
   */
  message: string;
}
/**
 * What the node must do now, in this order.
 */
export interface Orders {
  orders: (Stop | Move | Revoke | Gate | Record | Close | Delete)[];
}
/**
 * A node has this recording, or some of it, and somebody asks for it, or for a clip of it.
 */
export interface ReplayAsked {
  /**
   * The recording's name, or the clip's.
   */
  recording: string;
  /**
   * The ingest node's name.
   */
  node?: string;
}
/**
 * Whose it is, and who may have it.
 */
export interface ReplayKnown {
  livestream_id: string;
  /**
   * As `Admitted.pass_key`.
   */
  pass_key?: string;
  /**
   * Its show is not live: nothing follows for now.
   */
  over: boolean;
  /**
   * Of a clip: the recording that it is of, between
   */
  recording?: string;
  /**
   * this moment, by the media's dates, and
   */
  begins_at?: string | null;
  /**
   * this.
   */
  ends_at?: string | null;
  /**
   * The recording was deleted: of what is left of it, only clips are shown.
   */
  withdrawn?: boolean;
}
/**
 * Somebody downloads this recording, or some of it, and the node makes the index of the film.
 */
export interface FilmAsked {
  /**
   * The recording's name, or the clip's that is downloaded.
   */
  recording: string;
  /**
   * The ingest node's name.
   */
  node?: string;
}
/**
 * From `at_ms` on, until the next. Milliseconds since 1970, as the playlist says it.
 */
export interface FilmChapter {
  at_ms: number;
  title: string;
}
/**
 * What stands in the film besides what was sent.
 */
export interface FilmKnown {
  /**
   * The show's, or the clip's.
   */
  title: string;
  /**
   * In order.
   */
  chapters?: FilmChapter[];
}
/**
 * How much of a recording a node has by now. What was told last counts.
 */
export interface Recorded {
  recording: string;
  /**
   * The ingest node's name.
   */
  node?: string;
  /**
   * Where this node's media is fetched, no trailing slash; else the platform's settings say it.
   */
  media_url?: string | null;
  /**
   * When what it has begins; null: it has nothing.
   */
  begins_at?: string | null;
  /**
   * Of what can be played.
   */
  duration_ms?: number;
  bytes?: number;
  /**
   * It adds nothing to it.
   */
  over?: boolean;
  /**
   * It could not keep all that it got.
   */
  missed?: boolean;
  /**
   * It has deleted all of it, as it was told.
   */
  deleted?: boolean;
  /**
   * But for these, which clips need: as `Delete.leave` said.
   *
   * @maxItems 1000
   */
  left?: Range[];
  /**
   * With `deleted`: the shared store that it has deleted it from, too, as in a report.
   */
  bucket?: string;
}
/**
 * The process runs; `degraded` when something it can do without does not work.
 */
export interface HealthBody {
  status: string;
  /**
   * Part -> what is wrong with it; empty while all is well.
   */
  problems: {
    [k: string]: string;
  };
  /**
   * Since this process began: sockets closed that read too slowly, counts they were spared as newer ones came, figures skipped for them, and messages that other web processes did not get.
   */
  dropped: {
    [k: string]: number;
  };
}
/**
 * Something is missing; `parts` says what.
 */
export interface NotReadyBody {
  ready: boolean;
  /**
   * Part -> `ok`, or what is missing.
   */
  parts: {
    [k: string]: string;
  };
}
/**
 * Whether the process can serve.
 */
export interface ReadyBody {
  ready: boolean;
  /**
   * Part -> `ok`, or what is missing.
   */
  parts: {
    [k: string]: string;
  };
}
/**
 * A webhook to be.
 */
export interface WebhookDraft {
  url: string;
  /**
   * `own`: an artist's own livestreams. `all`: everybody's; for operators.
   */
  scope?: "own" | "all";
  /**
   * Which events; empty: all of them.
   *
   * @maxItems 20
   */
  types?: (
    | "livestream.scheduled"
    | "livestream.updated"
    | "livestream.live"
    | "livestream.interrupted"
    | "livestream.resumed"
    | "livestream.ended"
    | "livestream.replay_ready"
    | "livestream.marker"
    | "clip.created"
    | "clip.updated"
    | "clip.removed"
    | "livestream.cancelled"
    | "livestream.archived"
    | "livestream.deleted"
    | "tip.received"
  )[];
}
/**
 * A webhook with its secret, which is shown this once.
 */
export interface WebhookWithSecretBody {
  id: string;
  url: string;
  scope: "own" | "all";
  types: (
    | "livestream.scheduled"
    | "livestream.updated"
    | "livestream.live"
    | "livestream.interrupted"
    | "livestream.resumed"
    | "livestream.ended"
    | "livestream.replay_ready"
    | "livestream.marker"
    | "clip.created"
    | "clip.updated"
    | "clip.removed"
    | "livestream.cancelled"
    | "livestream.archived"
    | "livestream.deleted"
    | "tip.received"
  )[];
  enabled: boolean;
  /**
   * Why the platform disabled it, in words.
   */
  disabled_reason: string | null;
  /**
   * Failed attempts since the last delivery.
   */
  failures: number;
  failing_since: string | null;
  last_delivered_at: string | null;
  /**
   * Until when the secret before the last rotation signs, too.
   */
  previous_secret_expires_at: string | null;
  created_at: string;
  updated_at: string;
  /**
   * Signs every event. Keep it; it cannot be read again.
   */
  secret: string;
}
/**
 * A webhook, as only its owner sees it.
 */
export interface WebhookBody {
  id: string;
  url: string;
  scope: "own" | "all";
  types: (
    | "livestream.scheduled"
    | "livestream.updated"
    | "livestream.live"
    | "livestream.interrupted"
    | "livestream.resumed"
    | "livestream.ended"
    | "livestream.replay_ready"
    | "livestream.marker"
    | "clip.created"
    | "clip.updated"
    | "clip.removed"
    | "livestream.cancelled"
    | "livestream.archived"
    | "livestream.deleted"
    | "tip.received"
  )[];
  enabled: boolean;
  /**
   * Why the platform disabled it, in words.
   */
  disabled_reason: string | null;
  /**
   * Failed attempts since the last delivery.
   */
  failures: number;
  failing_since: string | null;
  last_delivered_at: string | null;
  /**
   * Until when the secret before the last rotation signs, too.
   */
  previous_secret_expires_at: string | null;
  created_at: string;
  updated_at: string;
}
/**
 * All of an account's webhooks.
 */
export interface WebhookList {
  webhooks: WebhookBody[];
}
/**
 * What is to be different; fields left out stay as they are.
 */
export interface WebhookChanges {
  url?: string;
  /**
   * Which events; empty: all of them.
   *
   * @maxItems 20
   */
  types?: (
    | "livestream.scheduled"
    | "livestream.updated"
    | "livestream.live"
    | "livestream.interrupted"
    | "livestream.resumed"
    | "livestream.ended"
    | "livestream.replay_ready"
    | "livestream.marker"
    | "clip.created"
    | "clip.updated"
    | "clip.removed"
    | "livestream.cancelled"
    | "livestream.archived"
    | "livestream.deleted"
    | "tip.received"
  )[];
  /**
   * `true` forgets why it was disabled, and leads on from now.
   */
  enabled?: boolean;
}
/**
 * What came of a test.
 */
export interface TestBody {
  delivered: boolean;
  /**
   * The receiver's answer; null: there was none.
   */
  status: number | null;
  words: string;
  duration_ms: number;
}
/**
 * One event on its way to one webhook.
 */
export interface DeliveryBody {
  id: string;
  /**
   * The event's own `id`, the same for every attempt.
   */
  event_id: string;
  /**
   * Its place in the transition log; a tip's: the last one before it.
   */
  seq: number;
  type: string;
  livestream_id: string;
  state: "pending" | "delivered" | "dead";
  attempts: number;
  next_attempt_at: string | null;
  last_attempt_at: string | null;
  /**
   * What the receiver answered; null: nothing.
   */
  last_status: number | null;
  last_words: string | null;
  created_at: string;
  delivered_at: string | null;
}
/**
 * Some deliveries, the newest event first.
 */
export interface DeliveryList {
  deliveries: DeliveryBody[];
  /**
   * For the next page; null: this is the last.
   */
  next_cursor: string | null;
}
/**
 * How many deliveries begin anew.
 */
export interface ReplayBody {
  replayed: number;
}
/**
 * A browser that rings. Its address is not told to anybody.
 */
export interface PushEndpointBody {
  id: string;
  /**
   * In words, such as Firefox on Linux; perhaps empty.
   */
  device: string;
  /**
   * Of `device`, such as Firefox; null: no browser that we know.
   */
  browser: string | null;
  /**
   * Of `device`, what it runs on, such as Linux; null: not known.
   */
  system: string | null;
  created_at: string;
  /**
   * When it last took a notice, to a day.
   */
  heard_at: string | null;
}
/**
 * All that ring.
 */
export interface PushBody {
  /**
   * For `pushManager.subscribe`, as `applicationServerKey`.
   */
  public_key: string;
  endpoints: PushEndpointBody[];
}
/**
 * What a browser's notices are encrypted with (RFC 8291), as `subscription.toJSON()` has them.
 */
export interface PushKeys {
  p256dh: string;
  auth: string;
}
/**
 * A browser's subscription.
 */
export interface PushDraft {
  /**
   * Where its push service takes its messages.
   */
  endpoint: string;
  keys: PushKeys;
  language?: string;
  /**
   * Its address of before, where it was renewed.
   */
  replaces?: string | null;
}
