/** What is said in a room, as REST and the channel tell it. Times are RFC 3339, UTC. */

export interface ChatWriter {
  id: string;
  display_name: string;
  /** `artist`, `moderator`, `holder`; a newer server may know more. */
  badges: readonly string[];
}

export interface ChatMessage {
  id: string;
  /** Its place in the room. Numbers grow, and may skip. */
  seq: number;
  at: string;
  /** Seconds of show time; null outside of the show. */
  show_time: number | null;
  /** Null: the account is closed. */
  account: ChatWriter | null;
  /** `message`, `tip` or `notice`; a newer server may know more. */
  kind: string;
  text: string;
  /** Ids of the accounts that it names. */
  mentions: readonly string[];
  /** `open`, `answered` or `dismissed` for one that asks the artist something. */
  question: string | null;
  tip: { amount: number; refunded: boolean } | null;
  /** Of a notice: what it is about. */
  about: Readonly<Record<string, unknown>> | null;
}

/** What is shown of a room itself. */
export interface RoomShape {
  enabled: boolean;
  slow_seconds: number;
  holders_only: boolean;
  delay_seconds: number;
  links: boolean;
  shield: boolean;
  pinned: ChatMessage | null;
  goal: { title: string; amount: number; given: number } | null;
}

/** What happened in a room after the number `after`, up to `seq`. */
export interface ChatFrame {
  type: string;
  livestream_id: string;
  after: number;
  seq: number;
  /** What was known before is forgotten: the first frame, or more was missed than is told. */
  reset: boolean;
  messages: readonly ChatMessage[];
  /** Ids; they hold whatever the numbers say. */
  removed: readonly string[];
  room?: RoomShape;
}
