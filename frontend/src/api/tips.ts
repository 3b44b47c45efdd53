import type { ChatMessage } from "../chat/messages";
import { some } from "./calls";
import { request } from "./request";
import type { GivenTip, Goal, Supporters, TipDraft, TipPage } from "./types";

const show = (livestream: string) => `/livestreams/${encodeURIComponent(livestream)}`;

/** `key` is the tip's own: sent twice, it is given once. */
export const giveTip = async (livestream: string, tip: TipDraft, key: string) => {
  const given = await request<GivenTip>("POST", `${show(livestream)}/tips`, tip, undefined, {
    "idempotency-key": key,
  });
  return given.message as ChatMessage;
};

export const refundTip = (livestream: string, message: string) =>
  request<unknown>("POST", `${show(livestream)}/tips/${encodeURIComponent(message)}/refund`);

export const readSupporters = (livestream: string, signal?: AbortSignal) =>
  request<Supporters>("GET", `${show(livestream)}/supporters`, undefined, signal);

export const readTips = (artist: string, signal?: AbortSignal, cursor: string | null = null) =>
  request<TipPage>("GET", `/artists/${encodeURIComponent(artist)}/tips${some(cursor)}`, undefined, signal);

export const putGoal = (livestream: string, goal: { title: string; amount: number }) =>
  request<Goal>("PUT", `${show(livestream)}/goal`, goal);

export const endGoal = (livestream: string) => request<undefined>("DELETE", `${show(livestream)}/goal`);
