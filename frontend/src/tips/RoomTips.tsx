import "./tips.css";
import { type CSSProperties, useState } from "preact/compat";
import type { ReadDate } from "../chat/reader";
import type { Room } from "../chat/store";
import { useRoomState } from "../chat/useRoom";
import { formatCount } from "../ui/counts";
import { useNow } from "../ui/useNow";
import { SupportersDialog } from "./SupportersDialog";
import { fillGoal, findInSight } from "./tiers";

/** Above the messages: what tips are for, the ones that stay in sight, and the way to who gave most. */
export function RoomTips({
  livestream,
  room,
  readDate,
}: {
  livestream: string;
  room: Room;
  readDate?: ReadDate;
}) {
  const { rows, shape } = useRoomState(room);
  const now = useNow();
  const [open, setOpen] = useState(false);
  // Where there is a picture, tips are in sight by its time; while that is not known, none come or go.
  const seen = readDate ? readDate() : null;
  const tips = seen === undefined ? [] : findInSight(rows, seen ?? now);
  const goal = shape?.goal ?? null;
  if (goal === null && tips.length === 0 && !rows.some(({ tip }) => tip !== null)) return null;
  return (
    <div className="tips-above">
      {goal !== null && (
        <div className="tips-goal">
          <p>
            <span className="tips-goal-title">{goal.title}</span>{" "}
            <span className="figure">
              <b>{formatCount(goal.given)}</b> / {formatCount(goal.amount)}
              <span className="tips-unit"> {goal.amount === 1 ? "token" : "tokens"}</span>
            </span>
          </p>
          <div
            className="tips-bar"
            role="progressbar"
            aria-label={goal.title}
            aria-valuemin={0}
            aria-valuemax={goal.amount}
            aria-valuenow={Math.min(goal.given, goal.amount)}
            data-full={goal.given >= goal.amount || undefined}
            style={{ "--full": fillGoal(goal) } as CSSProperties}
          />
        </div>
      )}
      <div className="tips-line">
        <ul className="tips-ticker" aria-label="Recent tips" tabIndex={tips.length > 0 ? 0 : undefined}>
          {tips.map(({ id, account, tip }) => (
            <li key={id} className="tips-chip" data-tier={tip?.tier}>
              <bdi>{account?.display_name ?? "Somebody"}</bdi>{" "}
              <b className="figure">{formatCount(tip?.amount ?? 0)}</b>
            </li>
          ))}
        </ul>
        <button type="button" className="composer-button worded" onClick={() => setOpen(true)}>
          Supporters
        </button>
      </div>
      {open && <SupportersDialog livestream={livestream} onClose={() => setOpen(false)} />}
    </div>
  );
}
