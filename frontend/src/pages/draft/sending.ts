import { listLivestreams, readLivestream } from "../../api/calls";
import { changeRoom, readRoomSettings } from "../../api/keeping";
import { createLivestream, deleteCover, putCover, updateLivestream } from "../../api/studioCalls";
import type { ChatRoomSettings, Livestream } from "../../api/types";
import type { Filled } from "./DraftForm";
import { shrink } from "./picture";
import { changeOf, toDraft } from "./values";

/** A show is made in three requests, and a later one may be refused: what is done stays done when it is tried again. */
export interface Making {
  id: string | null;
  covered: boolean;
}

export async function makeShow(filled: Filled, records: boolean, making: Making): Promise<string> {
  const { values, cover } = filled;
  const draft = { ...toDraft(values), ...(records ? { record: values.record } : {}) };
  if (making.id === null) making.id = (await createLivestream(draft)).id;
  else await updateLivestream(making.id, draft);
  if (cover instanceof Blob && !making.covered) {
    await putCover(making.id, await shrink(cover));
    making.covered = true;
  }
  const room = changeOf(values);
  if (room !== null) await changeRoom(making.id, room);
  return making.id;
}

export async function changeShow(
  id: string,
  { values, cover }: Filled,
  records: boolean,
  room: ChatRoomSettings | null,
): Promise<void> {
  await updateLivestream(id, { ...toDraft(values), ...(records ? { record: values.record } : {}) });
  if (cover instanceof Blob) await putCover(id, await shrink(cover));
  else if (cover === "none") await deleteCover(id);
  const change = room === null ? null : changeOf(values, room);
  if (change !== null) await changeRoom(id, change);
}

/** A show that another one is to be like, with its room and its cover. */
export interface Pattern {
  livestream: Livestream;
  room: ChatRoomSettings | null;
  cover: Blob | null;
}

export async function readPattern(id: string, signal: AbortSignal): Promise<Pattern> {
  const [livestream, room] = await Promise.all([
    readLivestream(id, signal),
    readRoomSettings(id, signal).catch(() => null),
  ]);
  return { livestream, room, cover: livestream.cover ? await copyCover(livestream.cover.url, signal) : null };
}

async function copyCover(url: string, signal: AbortSignal): Promise<Blob | null> {
  try {
    const answer = await fetch(url, { signal });
    return answer.ok ? await answer.blob() : null;
  } catch {
    return null;
  }
}

/** The artist's series, for whoever adds to one. */
export async function readSeries(signal: AbortSignal): Promise<string[]> {
  const own = await listLivestreams("mine=true", signal, 2);
  return [...new Set(own.map(({ series }) => series).filter((name) => name !== ""))].sort();
}
