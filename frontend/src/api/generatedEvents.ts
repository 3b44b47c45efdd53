// Written by `make types` from what the server documents; do not edit.

/**
 * Names one history of events. It changes only when the database is made anew.
 */
export type Epoch = string;
/**
 * Place in that history. It grows by one with each transition of any livestream.
 */
export type Seq = number;
/**
 * Any event.
 */
export type Frame =
  | SnapshotEvent
  | ListSnapshotEvent
  | OwnSnapshotEvent
  | OverlaySnapshotEvent
  | ScheduledEvent
  | UpdatedEvent
  | LiveEvent
  | InterruptedEvent
  | ResumedEvent
  | EndedEvent
  | ReplayReadyEvent
  | MarkerEvent
  | ClipCreatedEvent
  | ClipUpdatedEvent
  | ClipRemovedEvent
  | CancelledEvent
  | ArchivedEvent
  | DeletedEvent
  | OwnScheduledEvent
  | OwnUpdatedEvent
  | OwnLiveEvent
  | OwnInterruptedEvent
  | OwnResumedEvent
  | OwnEndedEvent
  | OwnReplayReadyEvent
  | OwnMarkerEvent
  | OwnClipCreatedEvent
  | OwnClipUpdatedEvent
  | OwnClipRemovedEvent
  | OwnCancelledEvent
  | OwnArchivedEvent
  | OwnDeletedEvent
  | ViewersEvent
  | StillEvent
  | ApplauseEvent
  | LiveAudienceEvent
  | ConnectedEvent
  | DisconnectedEvent
  | HealthEvent
  | ConflictEvent
  | RehearsalStartedEvent
  | RehearsalHealthEvent
  | RehearsalEndedEvent
  | RehearsalConflictEvent
  | PlatformDegradedEvent
  | PlatformRestoredEvent
  | WalletChangedEvent
  | FollowChangedEvent
  | ReminderChangedEvent
  | TipReceivedEvent
  | ScreenMovedEvent
  | ChatEvent
  | ChatModerationEvent
  | OverlayStateEvent
  | OverlayShowEvent
  | OverlayActEvent
  | AlertsEvent
  | AlertsWithdrawnEvent
  | OverlayMarkersEvent
  | PingEvent
  | GoodbyeEvent
  | CloseEvent;

/**
 * A livestream, as anybody may see it.
 */
export interface Livestream {
  /**
   * Its id, the same as in the REST API.
   */
  id: string;
  /**
   * One line.
   */
  title: string;
  /**
   * Plain text, perhaps empty; always empty where all livestreams are told of.
   */
  description: string;
  /**
   * Who streams.
   */
  artist: {
    /**
     * The artist's id.
     */
    id: string;
    /**
     * The artist's name.
     */
    display_name: string;
    /**
     * The artist's picture, square; null: there is none.
     */
    picture: {
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
    } | null;
  };
  /**
   * What stands for it before there is a picture of it, 16:9; null: there is none.
   */
  cover: {
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
  } | null;
  /**
   * Words to find it by, in lower case.
   */
  tags: string[];
  /**
   * That it is one of; empty: of none.
   */
  series: string;
  /**
   * In which it was planned, an IANA name such as `Europe/Berlin`; empty: not said.
   */
  time_zone: string;
  /**
   * scheduled -> live -> ended -> archived, or scheduled -> cancelled; an ended one may be scheduled again.
   */
  status: "scheduled" | "live" | "ended" | "archived" | "cancelled";
  /**
   * When it is to begin, if that was said.
   */
  scheduled_start_at: string | null;
  /**
   * When it went live.
   */
  started_at: string | null;
  /**
   * When it ended.
   */
  ended_at: string | null;
  /**
   * Why it ended: by its artist, by its encoder's goodbye, or its encoder was lost for good.
   */
  end_reason: "artist" | "encoder" | "lost" | null;
  /**
   * Who watches now: open viewer sockets, over all servers.
   */
  viewer_count: number;
  /**
   * The most at once while live.
   */
  peak_viewer_count: number;
  /**
   * Tokens a viewer must hold; null or 0: anyone may watch.
   */
  token_gate_amount: number | null;
  /**
   * While live without its publisher: until when it may return.
   */
  interrupted_until: string | null;
  /**
   * The playlist, while live. Null in the lobby where the livestream is gated.
   */
  hls_url: string | null;
  /**
   * A picture: while live the newest, afterwards one that stands for the replay. The address changes when the picture does. Null while there is none, and where one may not have `hls_url`; put the pass before the file's name as there.
   */
  still_url: string | null;
  /**
   * What is kept of it, from its first second on; null: nothing.
   */
  replay: {
    /**
     * `recording`: from the first second on, while it is live and until all is written. `ready`: all of it. `partial`: less than was live. `gone`: it was deleted, or its time was over.
     */
    state: "recording" | "ready" | "partial" | "gone";
    /**
     * Who may have it: whoever may watch the show; holders of its artist's tokens (one, where the show is for everybody); its artist alone, and then nobody else is told of it.
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
     * Seconds that play. Null while more is recorded, or not known.
     */
    duration: number | null;
    /**
     * Null while not known.
     */
    bytes: number | null;
    /**
     * When it is deleted; null: not by itself, or it is live.
     */
    expires_at: string | null;
    /**
     * The playlist: growing while live, all of it afterwards. Null where one may not have it.
     */
    url: string | null;
  } | null;
  /**
   * Fans who may have the replay may make clips of it.
   */
  fans_may_clip: boolean;
  /**
   * Fans who may have the replay may download it.
   */
  fans_may_download: boolean;
}
/**
 * A livestream, as its artist sees it.
 */
export interface OwnLivestream {
  /**
   * Its id, the same as in the REST API.
   */
  id: string;
  /**
   * One line.
   */
  title: string;
  /**
   * Plain text, perhaps empty; always empty where all livestreams are told of.
   */
  description: string;
  /**
   * Who streams.
   */
  artist: {
    /**
     * The artist's id.
     */
    id: string;
    /**
     * The artist's name.
     */
    display_name: string;
    /**
     * The artist's picture, square; null: there is none.
     */
    picture: {
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
    } | null;
  };
  /**
   * What stands for it before there is a picture of it, 16:9; null: there is none.
   */
  cover: {
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
  } | null;
  /**
   * Words to find it by, in lower case.
   */
  tags: string[];
  /**
   * That it is one of; empty: of none.
   */
  series: string;
  /**
   * In which it was planned, an IANA name such as `Europe/Berlin`; empty: not said.
   */
  time_zone: string;
  /**
   * scheduled -> live -> ended -> archived, or scheduled -> cancelled; an ended one may be scheduled again.
   */
  status: "scheduled" | "live" | "ended" | "archived" | "cancelled";
  /**
   * When it is to begin, if that was said.
   */
  scheduled_start_at: string | null;
  /**
   * When it went live.
   */
  started_at: string | null;
  /**
   * When it ended.
   */
  ended_at: string | null;
  /**
   * Why it ended: by its artist, by its encoder's goodbye, or its encoder was lost for good.
   */
  end_reason: "artist" | "encoder" | "lost" | null;
  /**
   * Who watches now: open viewer sockets, over all servers.
   */
  viewer_count: number;
  /**
   * The most at once while live.
   */
  peak_viewer_count: number;
  /**
   * Tokens a viewer must hold; null or 0: anyone may watch.
   */
  token_gate_amount: number | null;
  /**
   * While live without its publisher: until when it may return.
   */
  interrupted_until: string | null;
  /**
   * The playlist, while live. Null in the lobby where the livestream is gated.
   */
  hls_url: string | null;
  /**
   * A picture: while live the newest, afterwards one that stands for the replay. The address changes when the picture does. Null while there is none, and where one may not have `hls_url`; put the pass before the file's name as there.
   */
  still_url: string | null;
  /**
   * What is kept of it, from its first second on; null: nothing.
   */
  replay: {
    /**
     * `recording`: from the first second on, while it is live and until all is written. `ready`: all of it. `partial`: less than was live. `gone`: it was deleted, or its time was over.
     */
    state: "recording" | "ready" | "partial" | "gone";
    /**
     * Who may have it: whoever may watch the show; holders of its artist's tokens (one, where the show is for everybody); its artist alone, and then nobody else is told of it.
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
     * Seconds that play. Null while more is recorded, or not known.
     */
    duration: number | null;
    /**
     * Null while not known.
     */
    bytes: number | null;
    /**
     * When it is deleted; null: not by itself, or it is live.
     */
    expires_at: string | null;
    /**
     * The playlist: growing while live, all of it afterwards. Null where one may not have it.
     */
    url: string | null;
  } | null;
  /**
   * Fans who may have the replay may make clips of it.
   */
  fans_may_clip: boolean;
  /**
   * Fans who may have the replay may download it.
   */
  fans_may_download: boolean;
  /**
   * An encoder is connected.
   */
  publishing: boolean;
  /**
   * Start was pressed.
   */
  ready: boolean;
  /**
   * An encoder makes it live by itself.
   */
  auto_start: boolean;
  /**
   * It is recorded when it is live.
   */
  record: boolean;
  /**
   * Sites that may have it in theirs; null: all.
   */
  embed_origins: string[] | null;
}
/**
 * Where a chapter begins.
 */
export interface Marker {
  /**
   * Its id, the same as in the REST API.
   */
  id: string;
  /**
   * Of which livestream.
   */
  livestream_id: string;
  /**
   * Seconds of show time: since the replay's `from`, by the media's dates.
   */
  at: number;
  /**
   * One line.
   */
  title: string;
  /**
   * When it was made.
   */
  created_at: string;
}
/**
 * Two moments of a show, and what is between them.
 */
export interface Clip {
  /**
   * Its id, the same as in the REST API, and its name at the origin.
   */
  id: string;
  /**
   * Of which livestream.
   */
  livestream_id: string;
  /**
   * One line.
   */
  title: string;
  /**
   * Seconds of show time: since the replay's `from`.
   */
  from: number;
  /**
   * The same.
   */
  to: number;
  /**
   * Seconds.
   */
  duration: number;
  /**
   * The playlist. Null where one may not have it, while it is hidden, and when it is gone.
   */
  url: string | null;
  /**
   * Where a person watches it.
   */
  page_url: string;
  /**
   * A picture of it.
   */
  still_url: string | null;
  /**
   * Who made it; null: they have closed their account.
   */
  creator: {
    /**
     * The account's id.
     */
    id: string;
    /**
     * Its name.
     */
    display_name: string;
  } | null;
  /**
   * Its artist alone is told of it.
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
  /**
   * When it was made.
   */
  created_at: string;
}
/**
 * Who is signed in.
 */
export interface Account {
  /**
   * The account's id.
   */
  id: string;
  /**
   * Its name.
   */
  display_name: string;
  /**
   * Artists stream; both may watch.
   */
  role: "artist" | "fan";
}
/**
 * Figures of a publisher. Null or absent: not known.
 */
export interface Health {
  /**
   * What arrives.
   */
  bitrate_kbps?: number | null;
  /**
   * How much that varies, as a standard deviation.
   */
  bitrate_deviation_kbps?: number | null;
  /**
   * Frames a second.
   */
  fps?: number | null;
  /**
   * Seconds from keyframe to keyframe.
   */
  keyframe_interval?: number | null;
  /**
   * Pictures called keyframes that players cannot begin with, so far.
   */
  recovery_points?: number | null;
  /**
   * Such as `h264`.
   */
  video_codec?: string | null;
  /**
   * Such as `avc1.64001f` (RFC 6381).
   */
  video_profile?: string | null;
  /**
   * Such as `aac`.
   */
  audio_codec?: string | null;
  /**
   * Pixels.
   */
  width?: number | null;
  /**
   * Pixels.
   */
  height?: number | null;
  /**
   * Hertz.
   */
  sample_rate?: number | null;
  /**
   * Of sound.
   */
  channels?: number | null;
  /**
   * Whether sound arrives.
   */
  audio?: boolean | null;
  /**
   * In rehearsal only: nothing is to be seen.
   */
  picture_black?: boolean | null;
  /**
   * In rehearsal only: the loudest sample of some seconds, in dBFS.
   */
  sound_peak_db?: number | null;
  /**
   * The show's clock against the wall's; negative: late.
   */
  drift_ms?: number | null;
  /**
   * Waiting to be packaged.
   */
  queued_bytes?: number | null;
  /**
   * What to change, the worst first, in words.
   */
  advice?: string[];
  /**
   * The same for programs, who may say it in another language.
   *
   * Items: One of `advice`, in the same order.
   */
  advice_codes?: {
    /**
     * What is told, stable; more may come. The documentation of rehearsals has all of them.
     */
    code: string;
    /**
     * What the words name, such as `seconds`.
     */
    values: {
      [k: string]: string | number;
    };
  }[];
  /**
   * How it sounds; null or absent: it is not known.
   */
  sound?: {
    /**
     * Loudness of 0.4 s (EBU R 128); -120: silence.
     */
    momentary_lufs: number;
    /**
     * Of three seconds.
     */
    short_term_lufs: number;
    /**
     * Of the show so far, without its pauses; null: nothing was heard.
     */
    integrated_lufs: number | null;
    /**
     * The highest sample of three seconds; 0 is full scale.
     */
    peak_dbfs: number;
    /**
     * From 1 (both channels are the same) to -1 (opposite); null: there are not two.
     */
    phase: number | null;
    /**
     * `clipping`, `left_dead`, `right_dead`, `out_of_phase`, `quiet`; more may come.
     */
    problems: string[];
  } | null;
}
/**
 * Whether a rehearsal's stream is fit to go live.
 */
export interface Verdict {
  /**
   * Every check is true. It takes about five seconds.
   */
  ready: boolean;
  /**
   * Always all of them, in the same order.
   *
   * Items: One thing that must be right.
   */
  checks: {
    /**
     * `picture`, `sound`, `keyframes`, `frame_rate`, `bitrate`, `clock` or `server`; more may come.
     */
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
     * What is told, stable; more may come. The documentation of rehearsals has all of them.
     */
    code?: string;
    /**
     * What the words name, such as `seconds`.
     */
    values?: {
      [k: string]: string | number;
    };
  }[];
}
/**
 * A message of a livestream's room.
 */
export interface ChatMessage {
  /**
   * Its id, the same as in the REST API.
   */
  id: string;
  /**
   * Its place in the room: messages are shown in this order.
   */
  seq: number;
  /**
   * When it was said.
   */
  at: string;
  /**
   * Seconds of show time, since the replay's `from`; null: before the show, or after it.
   */
  show_time: number | null;
  /**
   * Who said it; null: the account is closed.
   */
  account: {
    /**
     * The account's id.
     */
    id: string;
    /**
     * Its name when it said so.
     */
    display_name: string;
    /**
     * What it was then: `artist`, `moderator`, `holder` of the artist's tokens; more may come.
     */
    badges: string[];
  } | null;
  /**
   * `message`; `tip`: tokens were given; `notice`: said by the room itself. More may come.
   */
  kind: string;
  /**
   * What was said: plain text on one line, perhaps empty where it is a tip or a notice.
   */
  text: string;
  /**
   * Ids of accounts that it names.
   */
  mentions: string[];
  /**
   * Of one that asks the artist something, what became of it.
   */
  question: "open" | "answered" | "dismissed" | null;
  /**
   * Of a tip.
   */
  tip: {
    /**
     * Tokens.
     */
    amount: number;
    /**
     * How much that is: of 1, 10, 50, 100, 500, 1,000 tokens and more.
     */
    tier: number;
    /**
     * They were given back.
     */
    refunded: boolean;
  } | null;
  /**
   * Of a notice: what it is about.
   */
  about: {} | null;
}
/**
 * How a room is, for everybody to see.
 */
export interface ChatRoom {
  /**
   * Fans may write.
   */
  enabled: boolean;
  /**
   * Between two messages of one account; 0: as fast as it likes.
   */
  slow_seconds: number;
  /**
   * Only holders of the artist's tokens may write.
   */
  holders_only: boolean;
  /**
   * That messages wait for moderators before everybody hears them.
   */
  delay_seconds: number;
  /**
   * Messages may have links.
   */
  links: boolean;
  /**
   * Strangers are kept out for now.
   */
  shield: boolean;
  /**
   * The message that stands above all.
   */
  pinned: {
    /**
     * Its id, the same as in the REST API.
     */
    id: string;
    /**
     * Its place in the room: messages are shown in this order.
     */
    seq: number;
    /**
     * When it was said.
     */
    at: string;
    /**
     * Seconds of show time, since the replay's `from`; null: before the show, or after it.
     */
    show_time: number | null;
    /**
     * Who said it; null: the account is closed.
     */
    account: {
      /**
       * The account's id.
       */
      id: string;
      /**
       * Its name when it said so.
       */
      display_name: string;
      /**
       * What it was then: `artist`, `moderator`, `holder` of the artist's tokens; more may come.
       */
      badges: string[];
    } | null;
    /**
     * `message`; `tip`: tokens were given; `notice`: said by the room itself. More may come.
     */
    kind: string;
    /**
     * What was said: plain text on one line, perhaps empty where it is a tip or a notice.
     */
    text: string;
    /**
     * Ids of accounts that it names.
     */
    mentions: string[];
    /**
     * Of one that asks the artist something, what became of it.
     */
    question: "open" | "answered" | "dismissed" | null;
    /**
     * Of a tip.
     */
    tip: {
      /**
       * Tokens.
       */
      amount: number;
      /**
       * How much that is: of 1, 10, 50, 100, 500, 1,000 tokens and more.
       */
      tier: number;
      /**
       * They were given back.
       */
      refunded: boolean;
    } | null;
    /**
     * Of a notice: what it is about.
     */
    about: {} | null;
  } | null;
  /**
   * What tips are for; null: nothing special.
   */
  goal: {
    /**
     * What tips are for.
     */
    title: string;
    /**
     * Tokens that it takes.
     */
    amount: number;
    /**
     * Those that were given for it.
     */
    given: number;
  } | null;
}
/**
 * What is shown once.
 */
export interface Alert {
  /**
   * Its place among the artist's alerts, from 1 on without gaps; 0: a test.
   */
  number: number;
  /**
   * When it happened.
   */
  at: string;
  /**
   * `tip` or `thanks`; more may come.
   */
  kind: string;
  /**
   * Which livestream; null: none yet.
   */
  livestream_id: string | null;
  /**
   * The chat's message that it came with.
   */
  message_id: string | null;
  /**
   * Of a tip `{account: {id, display_name} | null, amount, text}`, of a thanks `{account, text}`. What fans typed is plain text, never HTML.
   */
  about: {};
}
/**
 * The livestream as it is now.
 */
export interface SnapshotEvent {
  /**
   * What kind of event this is.
   */
  type: "snapshot";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it was taken.
   */
  at: string;
  /**
   * There when you asked to resume and could not.
   */
  resumed?: false;
  livestream: Livestream;
}
/**
 * Every livestream that is live, and the next 100 that are scheduled, without descriptions.
 */
export interface ListSnapshotEvent {
  /**
   * What kind of event this is.
   */
  type: "snapshot";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it was taken.
   */
  at: string;
  /**
   * There when you asked to resume and could not.
   */
  resumed?: false;
  /**
   * All that are live; then those that are scheduled, soonest first. REST has the rest.
   */
  livestreams: Livestream[];
}
/**
 * Whose channel it is, and the account's own livestreams that are scheduled or live; a fan has none.
 */
export interface OwnSnapshotEvent {
  /**
   * What kind of event this is.
   */
  type: "snapshot";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it was taken.
   */
  at: string;
  /**
   * There when you asked to resume and could not.
   */
  resumed?: false;
  account: Account;
  /**
   * All that are scheduled or live.
   */
  livestreams: OwnLivestream[];
}
/**
 * The artist's livestreams that are live, without descriptions. What else there is to know follows at once.
 */
export interface OverlaySnapshotEvent {
  /**
   * What kind of event this is.
   */
  type: "snapshot";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it was taken.
   */
  at: string;
  /**
   * There when you asked to resume and could not.
   */
  resumed?: false;
  /**
   * All that are live.
   */
  livestreams: Livestream[];
}
/**
 * It was made, or an ended one is to begin again.
 */
export interface ScheduledEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.scheduled";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: Livestream;
}
/**
 * Its details changed.
 */
export interface UpdatedEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.updated";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: Livestream;
}
/**
 * It goes live: start the player.
 */
export interface LiveEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.live";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: Livestream;
}
/**
 * The publisher is lost. It stays live until `interrupted_until`; players wait.
 */
export interface InterruptedEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.interrupted";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: Livestream;
}
/**
 * The publisher is back, in the same playlist.
 */
export interface ResumedEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.resumed";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: Livestream;
}
/**
 * It is over.
 */
export interface EndedEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.ended";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: Livestream;
}
/**
 * It is over, and all that was kept of it is there: `replay` says where. Usually within a second.
 */
export interface ReplayReadyEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.replay_ready";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: Livestream;
}
/**
 * Its artist has named a moment of it (a chapter of its replay), or changed that; `removed`: no longer.
 */
export interface MarkerEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.marker";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  marker: Marker;
  /**
   * It is no more; `marker` is its last state.
   */
  removed: boolean;
  livestream: Livestream;
}
/**
 * Somebody has cut a clip out of it.
 */
export interface ClipCreatedEvent {
  /**
   * What kind of event this is.
   */
  type: "clip.created";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  clip: Clip;
  livestream: Livestream;
}
/**
 * A clip of it has another title, is kept, or is shown again: of one that you do not know this is the first.
 */
export interface ClipUpdatedEvent {
  /**
   * What kind of event this is.
   */
  type: "clip.updated";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  clip: Clip;
  livestream: Livestream;
}
/**
 * A clip of it was deleted or, for all but its artist, hidden.
 */
export interface ClipRemovedEvent {
  /**
   * What kind of event this is.
   */
  type: "clip.removed";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  /**
   * Which one.
   */
  clip_id: string;
  livestream: Livestream;
}
/**
 * It will not take place.
 */
export interface CancelledEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.cancelled";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: Livestream;
}
/**
 * It was put away.
 */
export interface ArchivedEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.archived";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: Livestream;
}
/**
 * It is gone for good, and its channel closes with 4404. `livestream` is its last state.
 */
export interface DeletedEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.deleted";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: Livestream;
}
/**
 * It was made, or an ended one is to begin again.
 */
export interface OwnScheduledEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.scheduled";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: OwnLivestream;
}
/**
 * Its details changed.
 */
export interface OwnUpdatedEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.updated";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: OwnLivestream;
}
/**
 * It goes live: start the player.
 */
export interface OwnLiveEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.live";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: OwnLivestream;
}
/**
 * The publisher is lost. It stays live until `interrupted_until`; players wait.
 */
export interface OwnInterruptedEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.interrupted";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: OwnLivestream;
}
/**
 * The publisher is back, in the same playlist.
 */
export interface OwnResumedEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.resumed";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: OwnLivestream;
}
/**
 * It is over.
 */
export interface OwnEndedEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.ended";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: OwnLivestream;
}
/**
 * It is over, and all that was kept of it is there: `replay` says where. Usually within a second.
 */
export interface OwnReplayReadyEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.replay_ready";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: OwnLivestream;
}
/**
 * Its artist has named a moment of it (a chapter of its replay), or changed that; `removed`: no longer.
 */
export interface OwnMarkerEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.marker";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  marker: Marker;
  /**
   * It is no more; `marker` is its last state.
   */
  removed: boolean;
  livestream: OwnLivestream;
}
/**
 * Somebody has cut a clip out of it.
 */
export interface OwnClipCreatedEvent {
  /**
   * What kind of event this is.
   */
  type: "clip.created";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  clip: Clip;
  livestream: OwnLivestream;
}
/**
 * A clip of it has another title, is kept, or is shown again: of one that you do not know this is the first.
 */
export interface OwnClipUpdatedEvent {
  /**
   * What kind of event this is.
   */
  type: "clip.updated";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  clip: Clip;
  livestream: OwnLivestream;
}
/**
 * A clip of it was deleted or, for all but its artist, hidden.
 */
export interface OwnClipRemovedEvent {
  /**
   * What kind of event this is.
   */
  type: "clip.removed";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  /**
   * Which one.
   */
  clip_id: string;
  livestream: OwnLivestream;
}
/**
 * It will not take place.
 */
export interface OwnCancelledEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.cancelled";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: OwnLivestream;
}
/**
 * It was put away.
 */
export interface OwnArchivedEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.archived";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: OwnLivestream;
}
/**
 * It is gone for good, and its channel closes with 4404. `livestream` is its last state.
 */
export interface OwnDeletedEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.deleted";
  epoch: Epoch;
  seq: Seq;
  /**
   * When it happened.
   */
  at: string;
  livestream: OwnLivestream;
}
/**
 * The number of viewers changed. Not numbered: only the newest counts, and a slow connection skips the others.
 */
export interface ViewersEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.viewers";
  /**
   * Which livestream.
   */
  livestream_id: string;
  /**
   * Who watches now, over all servers.
   */
  viewer_count: number;
  /**
   * When it was counted.
   */
  at: string;
}
/**
 * There is a newer picture of a live livestream that is for everybody, at most every ten seconds. Not numbered: only the newest counts, and a slow connection skips the others.
 */
export interface StillEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.still";
  /**
   * Which livestream.
   */
  livestream_id: string;
  /**
   * Where it is, as the livestream's own `still_url` from now on.
   */
  still_url: string;
  /**
   * When this was told.
   */
  at: string;
}
/**
 * How loud the people are, for sockets opened with `?with=applause`: four times a second while somebody claps, and once more, with level 0, two seconds after the last clap. Not numbered: only the newest counts.
 */
export interface ApplauseEvent {
  /**
   * What kind of event this is.
   */
  type: "applause";
  /**
   * Which livestream.
   */
  livestream_id: string;
  /**
   * From 0, nobody claps, to 1, all who watch clap heartily: the root of the claps of the last two seconds over four a second for each who watches. A quarter of them is half as loud as all.
   */
  level: number;
  /**
   * Claps since the last of these events, over all servers.
   */
  count: number;
  /**
   * When it was counted: a page shows it when its own picture is there.
   */
  at: string;
}
/**
 * New figures of who watches, each ten seconds while the show is live and twice after its end: what `GET /livestreams/:id/audience` answers, with the last points alone. `docs/audience.md` defines each.
 */
export interface LiveAudienceEvent {
  /**
   * What kind of event this is.
   */
  type: "livestream.audience";
  /**
   * When.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  /**
   * The figures.
   */
  audience: {
    /**
     * Which livestream.
     */
    livestream_id: string;
    /**
     * Its title.
     */
    title: string;
    /**
     * As of the livestream.
     */
    status: "scheduled" | "live" | "ended" | "archived" | "cancelled";
    /**
     * When it went live.
     */
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
     * Different visitors; null: no page has said.
     */
    unique: number | null;
    /**
     * Screens, on average.
     */
    average: number;
    /**
     * Of all screens together.
     */
    minutes_watched: number;
    /**
     * Screens opened.
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
    /**
     * Pages that said from where they came.
     */
    came_from: {
      /**
       * No other site led here.
       */
      direct: number;
      /**
       * The most first.
       *
       * Items: A site.
       */
      hosts: {
        /**
         * Its name.
         */
        host: string;
        screens: number;
      }[];
      /**
       * All other sites together.
       */
      others: number;
    };
    /**
     * Those that played most first.
     *
     * Items: How one rendition played.
     */
    renditions: {
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
       * Seconds until those, on average.
       */
      startup: number | null;
      /**
       * Seconds behind the encoder, on average.
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
       * Of all time that it played or stood still.
       */
      stalled_part: number | null;
      /**
       * How often nothing played for ten seconds.
       */
      failures: number;
    }[];
    /**
     * Said in the chat.
     */
    messages: number;
    /**
     * Those that were not given back.
     */
    tips: {
      count: number;
      tokens: number;
    };
    /**
     * All of the applause.
     */
    claps: number;
    /**
     * Seconds that each point is of.
     */
    every: number;
    /**
     * The last six at the most; each may be as it was told before, or not yet.
     *
     * Items: One stretch of the show.
     */
    points: {
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
       * Said in the chat and not removed.
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
    }[];
  };
}
/**
 * An encoder is connected, live or in preview.
 */
export interface ConnectedEvent {
  /**
   * What kind of event this is.
   */
  type: "ingest.connected";
  /**
   * When.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  /**
   * The playlist, for the preview.
   */
  hls_url: string | null;
}
/**
 * The encoder is gone.
 */
export interface DisconnectedEvent {
  /**
   * What kind of event this is.
   */
  type: "ingest.disconnected";
  /**
   * When.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
}
/**
 * How the encoder's stream is, once a second.
 */
export interface HealthEvent {
  /**
   * What kind of event this is.
   */
  type: "ingest.health";
  /**
   * When.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  health: Health;
}
/**
 * A second encoder came with the same key and was refused.
 */
export interface ConflictEvent {
  /**
   * What kind of event this is.
   */
  type: "ingest.conflict";
  /**
   * When.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  /**
   * As the encoder was told.
   */
  message: string;
  /**
   * Where the refused encoder came from.
   */
  address: string | null;
}
/**
 * An encoder is connected with the rehearsal key.
 */
export interface RehearsalStartedEvent {
  /**
   * What kind of event this is.
   */
  type: "rehearsal.started";
  /**
   * When.
   */
  at: string;
}
/**
 * How the rehearsal's stream is, once a second, and whether it could go live.
 */
export interface RehearsalHealthEvent {
  /**
   * What kind of event this is.
   */
  type: "rehearsal.health";
  /**
   * When.
   */
  at: string;
  health: Health;
  verdict: Verdict;
}
/**
 * The encoder is gone; the last verdict stays.
 */
export interface RehearsalEndedEvent {
  /**
   * What kind of event this is.
   */
  type: "rehearsal.ended";
  /**
   * When.
   */
  at: string;
  verdict: Verdict;
}
/**
 * A second encoder came with the rehearsal key and was refused.
 */
export interface RehearsalConflictEvent {
  /**
   * What kind of event this is.
   */
  type: "rehearsal.conflict";
  /**
   * When.
   */
  at: string;
  /**
   * As the encoder was told.
   */
  message: string;
  /**
   * Where the refused encoder came from.
   */
  address: string | null;
}
/**
 * The platform works less well than it should: what other servers know may come late here. Told again to each that connects meanwhile.
 */
export interface PlatformDegradedEvent {
  /**
   * What kind of event this is.
   */
  type: "platform.degraded";
  /**
   * When.
   */
  at: string;
  /**
   * What it means for an artist, stable: `bus_away`, that news of other servers comes late.
   */
  code: string;
  /**
   * What is wrong, for its operator.
   */
  message: string;
}
/**
 * All is well again.
 */
export interface PlatformRestoredEvent {
  /**
   * What kind of event this is.
   */
  type: "platform.restored";
  /**
   * When.
   */
  at: string;
}
/**
 * The account holds more or fewer of an artist's tokens. Told to fans as well.
 */
export interface WalletChangedEvent {
  /**
   * What kind of event this is.
   */
  type: "wallet.changed";
  /**
   * When.
   */
  at: string;
  /**
   * Whose tokens.
   */
  artist_id: string;
  /**
   * How many it holds now.
   */
  balance: number;
}
/**
 * The account follows an artist, or no longer, or hears of the shows in another way. Told to fans as well.
 */
export interface FollowChangedEvent {
  /**
   * What kind of event this is.
   */
  type: "follow.changed";
  /**
   * When.
   */
  at: string;
  /**
   * Whom.
   */
  artist_id: string;
  /**
   * Whether it does.
   */
  following: boolean;
  /**
   * Whether its devices ring.
   */
  push: boolean;
  /**
   * Whether it is written to.
   */
  mail: boolean;
}
/**
 * The account is to be reminded of a show, or no longer. Told to fans as well.
 */
export interface ReminderChangedEvent {
  /**
   * What kind of event this is.
   */
  type: "reminder.changed";
  /**
   * When.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  /**
   * Whether it is to be.
   */
  reminded: boolean;
}
/**
 * Somebody gave the artist tokens, in a livestream's chat. Whoever is behind hears the last 32; all are in the chat. Webhooks may be told, too.
 */
export interface TipReceivedEvent {
  /**
   * What kind of event this is.
   */
  type: "tip.received";
  /**
   * When.
   */
  at: string;
  /**
   * Which livestream.
   */
  livestream_id: string;
  /**
   * Of its message in the chat.
   */
  message_id: string;
  /**
   * Who gave.
   */
  account: {
    /**
     * The account's.
     */
    id: string;
    display_name: string;
  };
  /**
   * Tokens.
   */
  amount: number;
  /**
   * How much that is.
   */
  tier: number;
  /**
   * What was said with it; perhaps nothing.
   */
  text: string;
  /**
   * Seconds of show time; null outside of the show.
   */
  show_time: number | null;
}
/**
 * The account watches on another page instead. The page that is left hears it, and is closed (4409); so does the account, a fan's as well, over its own channel.
 */
export interface ScreenMovedEvent {
  /**
   * What kind of event this is.
   */
  type: "screen.moved";
  /**
   * When.
   */
  at: string;
  /**
   * Which page was left, by what it calls itself.
   */
  screen: string;
  /**
   * What was watched there.
   */
  livestream_id: string;
  /**
   * What is watched instead.
   */
  to: {
    /**
     * Which livestream.
     */
    id: string;
    /**
     * Of that livestream.
     */
    title: string;
  };
}
/**
 * What happened in the room: everything of a fifth of a second together. Only where the address says `with=chat`.
 */
export interface ChatEvent {
  /**
   * What kind of event this is.
   */
  type: "chat";
  /**
   * Which livestream.
   */
  livestream_id: string;
  /**
   * Where the room was before: the `seq` of the frame before this one.
   */
  after: number;
  /**
   * Where it is now. Each message, removal and change takes a number of the room's own.
   */
  seq: number;
  /**
   * Forget the messages that you have, and begin with these. So says the first frame, unless you resumed, and one that comes where too much was missed.
   */
  reset: boolean;
  /**
   * New ones; one that you have already has changed, and takes its place.
   */
  messages: ChatMessage[];
  /**
   * Ids of messages that are no more, also of some that you never had. Always to be heeded, though the frame's `seq` be none that is new.
   */
  removed: string[];
  room?: ChatRoom;
}
/**
 * Something was done to keep the room pleasant, or a message was reported. Only for the artist and its moderators, where the address says `with=moderation`; the chat comes without its delay then.
 */
export interface ChatModerationEvent {
  /**
   * What kind of event this is.
   */
  type: "chat.moderation";
  /**
   * Which livestream.
   */
  livestream_id: string;
  /**
   * When.
   */
  at: string;
  /**
   * What was done, as in the room's acts; or `reported`. More may come.
   */
  what: string;
  /**
   * Who did it.
   */
  by: {
    /**
     * The account's id.
     */
    id: string;
    /**
     * Its name.
     */
    display_name: string;
  };
  /**
   * Whom and what it was done to.
   */
  about: {};
}
/**
 * How an overlay is: the first thing that it hears after the snapshot, and each time that changes. All of an artist's overlays hear it; pass over those with another id.
 */
export interface OverlayStateEvent {
  /**
   * What kind of event this is.
   */
  type: "overlay.state";
  /**
   * An overlay.
   */
  overlay: {
    /**
     * Which overlay: what stands before the dot of its address.
     */
    id: string;
    /**
     * What its artist calls it.
     */
    name: string;
    /**
     * It shows no further alerts until it goes on.
     */
    paused: boolean;
  };
}
/**
 * Which of the artist's livestreams the overlay is about from now on: the one that is live, else the next one whose chat is open. One that is over stays until another begins.
 */
export interface OverlayShowEvent {
  /**
   * What kind of event this is.
   */
  type: "overlay.show";
  /**
   * Which livestream; null: none yet.
   */
  livestream_id: string | null;
}
/**
 * The artist wants an overlay to do something now.
 */
export interface OverlayActEvent {
  /**
   * What kind of event this is.
   */
  type: "overlay.act";
  /**
   * Which overlay: what stands before the dot of its address.
   */
  overlay_id: string;
  /**
   * `skip`: end the alert that is on the screen; `test`: show `alert`. More may come.
   */
  act: string;
  /**
   * What is shown once.
   */
  alert?: {
    /**
     * Its place among the artist's alerts, from 1 on without gaps; 0: a test.
     */
    number: number;
    /**
     * When it happened.
     */
    at: string;
    /**
     * `tip` or `thanks`; more may come.
     */
    kind: string;
    /**
     * Which livestream; null: none yet.
     */
    livestream_id: string | null;
    /**
     * The chat's message that it came with.
     */
    message_id: string | null;
    /**
     * Of a tip `{account: {id, display_name} | null, amount, text}`, of a thanks `{account, text}`. What fans typed is plain text, never HTML.
     */
    about: {};
  };
}
/**
 * What is to be shown, oldest first, each once: only where the address says `with=alerts`.
 */
export interface AlertsEvent {
  /**
   * What kind of event this is.
   */
  type: "alerts";
  /**
   * Where the sequence was before.
   */
  after: number;
  /**
   * Where it is now: resume with it as `alert_seq` when all of these were shown.
   */
  seq: number;
  /**
   * In order; withdrawn ones are left out.
   */
  alerts: Alert[];
}
/**
 * Alerts that are not to be shown any more: what they came with was removed, or given back.
 */
export interface AlertsWithdrawnEvent {
  /**
   * What kind of event this is.
   */
  type: "alerts.withdrawn";
  /**
   * Items: Of an alert.
   */
  numbers: number[];
}
/**
 * The show's markers, in its order: once, after the snapshot, where the address says `with=markers`. What changes then comes as `livestream.marker`.
 */
export interface OverlayMarkersEvent {
  /**
   * What kind of event this is.
   */
  type: "overlay.markers";
  /**
   * Which livestream; null: none yet.
   */
  livestream_id: string | null;
  markers: Marker[];
}
/**
 * A heart-beat, every 25 seconds. After 60 without any event, reconnect.
 */
export interface PingEvent {
  /**
   * What kind of event this is.
   */
  type: "ping";
}
/**
 * This server process ends; the connection closes (1012). Come back after the time given, and resume.
 */
export interface GoodbyeEvent {
  /**
   * What kind of event this is.
   */
  type: "goodbye";
  /**
   * Milliseconds, spread so that not everybody returns at once.
   */
  reconnect_in_ms: number;
}
/**
 * A stream's last event, in place of a close frame: why it ends.
 */
export interface CloseEvent {
  /**
   * What kind of event this is.
   */
  type: "close";
  /**
   * As the close codes.
   */
  code: number;
  /**
   * In words.
   */
  reason: string;
}
/**
 * What a socket that was opened with `?with=applause` may send: how often its person has clapped since it last said so. Once a second is counted; more is ignored, and more than ten a second closes the connection with 1008. It counts while the livestream is live, and for two minutes after its end.
 */
export interface ApplaudEvent {
  /**
   * What kind of event this is.
   */
  type: "applaud";
  /**
   * Claps, from 1 to 20.
   */
  count: number;
}

export const TRANSITION_TYPES = [
  "livestream.scheduled",
  "livestream.updated",
  "livestream.live",
  "livestream.interrupted",
  "livestream.resumed",
  "livestream.ended",
  "livestream.replay_ready",
  "livestream.marker",
  "clip.created",
  "clip.updated",
  "clip.removed",
  "livestream.cancelled",
  "livestream.archived",
  "livestream.deleted"
] as const;

export const EVENT_TYPES = [
  "alerts",
  "alerts.withdrawn",
  "applause",
  "chat",
  "chat.moderation",
  "clip.created",
  "clip.removed",
  "clip.updated",
  "close",
  "follow.changed",
  "goodbye",
  "ingest.conflict",
  "ingest.connected",
  "ingest.disconnected",
  "ingest.health",
  "livestream.archived",
  "livestream.audience",
  "livestream.cancelled",
  "livestream.deleted",
  "livestream.ended",
  "livestream.interrupted",
  "livestream.live",
  "livestream.marker",
  "livestream.replay_ready",
  "livestream.resumed",
  "livestream.scheduled",
  "livestream.still",
  "livestream.updated",
  "livestream.viewers",
  "overlay.act",
  "overlay.markers",
  "overlay.show",
  "overlay.state",
  "ping",
  "platform.degraded",
  "platform.restored",
  "rehearsal.conflict",
  "rehearsal.ended",
  "rehearsal.health",
  "rehearsal.started",
  "reminder.changed",
  "screen.moved",
  "snapshot",
  "tip.received",
  "wallet.changed"
] as const;
