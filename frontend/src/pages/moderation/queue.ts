import type { Reported } from "../../api/keeping";
import type { ChatMessage } from "../../chat/messages";
import type { RoomState } from "../../chat/store";

/** Open questions, the longest waiting first: those that were read, and the room as it is since. Pure. */
export function mergeQuestions(
  read: readonly ChatMessage[],
  { rows, removed }: Pick<RoomState, "rows" | "removed">,
): ChatMessage[] {
  const told = new Set(rows.map(({ id }) => id));
  const older = read.filter(({ id }) => !told.has(id) && !removed.has(id));
  return [...older, ...rows]
    .filter(({ question }) => question === "open")
    .sort((one, other) => one.seq - other.seq);
}

/** What is reported and still there. */
export function listReported(read: readonly Reported[], removed: ReadonlySet<string>): readonly Reported[] {
  return read.filter(({ message }) => !removed.has(message.id));
}

/** Why people find that it should not be there: each reason once, the most frequent first. */
export function listReasons(reports: Reported["reports"]): string[] {
  const counts = new Map<string, number>();
  for (const { reason } of reports) {
    const words = reason.trim();
    if (words !== "") counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  return [...counts].sort((one, other) => other[1] - one[1]).map(([words]) => words);
}
