import type { Frame } from "../api/generatedEvents";

type OfType<Type extends string> = Extract<Frame, { type: Type }>;

export type ChatFrame = OfType<"chat">;
export type AlertsFrame = OfType<"alerts">;
export type Alert = AlertsFrame["alerts"][number];
export type Message = ChatFrame["messages"][number];

/** A frame that is an object with a type; what this page does not know, it passes over. */
export function parse(text: string): Frame | null {
  try {
    const value: unknown = JSON.parse(text);
    const known = typeof value === "object" && value !== null && "type" in value;
    return known && typeof value.type === "string" ? (value as Frame) : null;
  } catch {
    return null;
  }
}
