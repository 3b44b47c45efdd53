import { request } from "../../api/request";
import type { Overlay, OverlayChange } from "../../api/types";

/** What only this page asks: fans need not fetch it. */

const overlay = (id: string) => `/me/overlays/${encodeURIComponent(id)}`;

export const readOverlays = async (signal?: AbortSignal) =>
  (await request<{ overlays: Overlay[] }>("GET", "/me/overlays", undefined, signal)).overlays;

export const createOverlay = (name: string) => request<Overlay>("POST", "/me/overlays", { name });

export const changeOverlay = (id: string, change: OverlayChange) =>
  request<Overlay>("PATCH", overlay(id), change);

export const renewAddress = (id: string) => request<Overlay>("POST", `${overlay(id)}/rotate`);

export const revokeOverlay = (id: string) => request<undefined>("DELETE", overlay(id));

export const skipAlert = (id: string) => request<undefined>("POST", `${overlay(id)}/skip`);

export const testOverlay = (id: string, kind: "tip" | "thanks") =>
  request<undefined>("POST", `${overlay(id)}/test`, { kind });
