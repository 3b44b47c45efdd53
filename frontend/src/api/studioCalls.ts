/** What artists do in the studio, and operators; of no use to a page that shows a show. */

import { request } from "./request";
import type {
  Audience,
  AudienceList,
  Clip,
  ClipChanges,
  ClipDraft,
  Credentials,
  KeyUsePage,
  Livestream,
  LivestreamChanges,
  LivestreamDraft,
  LivestreamReplay,
  Marker,
  MarkerChanges,
  MarkerDraft,
  Operator,
  Picture,
  Recordings,
  ReplayChanges,
} from "./types";

const livestream = (id: string) => `/livestreams/${encodeURIComponent(id)}`;

const marker = (id: string, name: string) => `${livestream(id)}/markers/${encodeURIComponent(name)}`;

const clip = (id: string) => `/clips/${encodeURIComponent(id)}`;

/** Without `at`: what the encoder sends now. */
export const createMarker = (id: string, draft: MarkerDraft) =>
  request<Marker>("POST", `${livestream(id)}/markers`, draft);

export const changeMarker = (id: string, name: string, changes: MarkerChanges) =>
  request<Marker>("PATCH", marker(id, name), changes);

export const deleteMarker = (id: string, name: string) => request<undefined>("DELETE", marker(id, name));

export const createLivestream = (draft: LivestreamDraft) =>
  request<Livestream>("POST", "/livestreams", draft);

export const updateLivestream = (id: string, changes: LivestreamChanges) =>
  request<Livestream>("PATCH", livestream(id), changes);

export const deleteLivestream = (id: string) => request<undefined>("DELETE", livestream(id));

/** The picture as it is; the server makes of it what is shown. */
export const putCover = (id: string, picture: Blob) =>
  request<Picture>("PUT", `${livestream(id)}/cover`, picture, undefined, { "content-type": picture.type });

export const deleteCover = (id: string) => request<undefined>("DELETE", `${livestream(id)}/cover`);

/** Who may watch a livestream's recording, and whether it is kept. */
export const changeReplay = (id: string, changes: ReplayChanges) =>
  request<LivestreamReplay>("PATCH", `${livestream(id)}/replay`, changes);

/** What is kept of the artist's shows, the newest first; null begins. */
export const readRecordings = (signal?: AbortSignal, cursor: string | null = null) =>
  request<Recordings>(
    "GET",
    `/me/recordings?limit=50${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
    undefined,
    signal,
  );

/** Whether shows are recorded here, and for how long that is kept. */
export const readTerm = (signal?: AbortSignal) =>
  request<Recordings>("GET", "/me/recordings?limit=1", undefined, signal);

/** How the whole platform is; for operators. */
export const readOperator = (signal?: AbortSignal) =>
  request<Operator>("GET", "/operator", undefined, signal);

/** Who watched a show; for its artist. */
export const readAudience = (id: string, signal?: AbortSignal) =>
  request<Audience>("GET", `${livestream(id)}/audience`, undefined, signal);

/** Where a browser fetches the same as a table. */
export const audienceTable = (id: string) => `/api/v1${livestream(id)}/audience.csv`;

/** The artist's shows that went out, the newest first. */
export const compareAudiences = (signal?: AbortSignal) =>
  request<AudienceList>("GET", "/me/audience?limit=50", undefined, signal);

/** For good. */
export const deleteReplay = (id: string) => request<undefined>("DELETE", `${livestream(id)}/replay`);

export const createClip = (of: string, draft: ClipDraft) =>
  request<Clip>("POST", `${livestream(of)}/clips`, draft);

export const changeClip = (id: string, changes: ClipChanges) => request<Clip>("PATCH", clip(id), changes);

export const deleteClip = (id: string) => request<undefined>("DELETE", clip(id));

export type Move = "start" | "stop" | "cancel" | "archive";

export const moveLivestream = (id: string, move: Move) =>
  request<Livestream>("POST", `${livestream(id)}/${move}`);

export const readCredentials = (id: string, signal?: AbortSignal) =>
  request<Credentials>("GET", `${livestream(id)}/credentials`, undefined, signal);

/** The next encoder with the key takes over. */
export const letTakeOver = (id: string) =>
  request<{ until: string }>("POST", `${livestream(id)}/publishers/handover`);

/** Nobody does after all. */
export const takeBackHandover = (id: string) =>
  request<undefined>("DELETE", `${livestream(id)}/publishers/handover`);

export const rotateCredentials = (id: string) =>
  request<Credentials>("POST", `${livestream(id)}/credentials/rotate`);

/** Who used the stream key, the newest first; null begins. */
export const listKeyUses = (id: string, limit: number, cursor: string | null, signal?: AbortSignal) =>
  request<KeyUsePage>(
    "GET",
    `${livestream(id)}/publishers?limit=${limit}${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
    undefined,
    signal,
  );
