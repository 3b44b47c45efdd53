import { Problem } from "../../api/problem";
import type { ChatRoomChanges, ChatRoomSettings, Livestream, LivestreamDraft } from "../../api/types";
import { t } from "../../i18n/t";
import { findMoment, nextWeek, ownZone, type Wall, writeWall } from "./zones";

/** What stands in the form, as it was typed. Flat and of plain values, so that it can be kept. Pure. */
export interface DraftValues {
  title: string;
  description: string;
  wall: Wall;
  zone: string;
  /** The later of two times that clocks show twice. */
  later: boolean;
  series: string;
  tags: string;
  gate: string;
  auto_start: boolean;
  record: boolean;
  chat: "open" | "holders" | "closed";
  slow: string;
}

type Room = Pick<ChatRoomSettings, "enabled" | "holders_only" | "slow_seconds">;

export const MOST_TAGS = 8;

const NEW_ROOM: Room = { enabled: true, holders_only: false, slow_seconds: 0 };

/** A form nobody has typed in. */
export function emptyDraft(record: boolean): DraftValues {
  return {
    title: "",
    description: "",
    wall: "",
    zone: ownZone(),
    later: false,
    series: "",
    tags: "",
    gate: "",
    auto_start: true,
    record,
    ...readRoom(NEW_ROOM),
  };
}

/** What is known of a show, to be changed. */
export function draftOf(livestream: Livestream, record: boolean, room: Room | null): DraftValues {
  const { title, description, scheduled_start_at, time_zone, series, tags } = livestream;
  const zone = time_zone || ownZone();
  const at = scheduled_start_at === null ? null : Date.parse(scheduled_start_at);
  const wall = at === null ? "" : writeWall(at, zone);
  const found = at === null ? null : findMoment(wall, zone);
  return {
    title,
    description,
    wall,
    zone,
    later: found?.kind === "twice" && found.second === at,
    series,
    tags: tags.join(", "),
    gate: livestream.token_gate_amount ? String(livestream.token_gate_amount) : "",
    auto_start: livestream.auto_start ?? true,
    record,
    ...readRoom(room ?? NEW_ROOM),
  };
}

/** The next one like it: all is the same, a week later, or the next time that is still to come. */
export function planNext(values: DraftValues, now: number): DraftValues {
  const wall = values.wall === "" ? "" : nextWeek(values.wall, values.zone, now);
  return { ...values, wall, later: false };
}

function readRoom({ enabled, holders_only, slow_seconds }: Room): Pick<DraftValues, "chat" | "slow"> {
  return { chat: !enabled ? "closed" : holders_only ? "holders" : "open", slow: String(slow_seconds) };
}

/** What a room has to be told; null: it is as it should be. */
export function changeOf({ chat, slow }: DraftValues, room: Room = NEW_ROOM): ChatRoomChanges | null {
  const wanted = { enabled: chat !== "closed", holders_only: chat === "holders", slow_seconds: Number(slow) };
  const same = (Object.keys(wanted) as (keyof Room)[]).every((key) => wanted[key] === room[key]);
  return same ? null : wanted;
}

export function splitTags(text: string): string[] {
  const tags = text
    .split(/[,;\n]+/)
    .map((tag) => tag.replace(/^\s*#/, "").trim())
    .filter((tag) => tag !== "");
  return [...new Map(tags.map((tag) => [tag.toLowerCase(), tag])).values()];
}

/**
 * As the server takes it.
 *
 * @throws Problem where the time on the wall is none
 */
export function toDraft(values: DraftValues): LivestreamDraft {
  const gate = values.gate.trim();
  return {
    title: values.title.trim(),
    description: values.description.trim(),
    scheduled_start_at: toMoment(values),
    token_gate_amount: gate === "" ? null : Number(gate),
    auto_start: values.auto_start,
    series: values.series.trim(),
    tags: splitTags(values.tags),
    time_zone: values.zone,
  };
}

function toMoment({ wall, zone, later }: DraftValues): string | null {
  if (wall === "") return null;
  const found = findMoment(wall, zone);
  if (found === null || found.kind === "none") {
    const words = t("draft.noSuchTime");
    throw new Problem(0, "invalid_fields", words, { scheduled_start_at: words });
  }
  const at = found.kind === "one" ? found.at : later ? found.second : found.first;
  return new Date(at).toISOString();
}
