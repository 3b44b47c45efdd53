import "./tiers.css";
import "./tips.css";
import type { CSSProperties } from "preact/compat";
import type { ReadDate } from "../chat/reader";
import type { Room } from "../chat/store";
import { useRoomState } from "../chat/useRoom";
import { t } from "../i18n/t";
import { countTokens, formatCount } from "../ui/counts";
import { useNow } from "../ui/useNow";
import { fillGoal, findInSight } from "./tiers";

/** Above the messages, where there is any: what tips are for, and the ones that stay in sight. */
export function RoomTips({ room, readDate }: { room: Room; readDate?: ReadDate }) {
  const { rows, shape } = useRoomState(room);
  const now = useNow();
  // Where there is a picture, tips are in sight by its time; while that is not known, none come or go.
  const seen = readDate ? readDate() : null;
  const tips = seen === undefined ? [] : findInSight(rows, seen ?? now);
  const goal = shape?.goal ?? null;
  if (goal === null && tips.length === 0) return null;
  return (
    <div className="tips-above">
      {goal !== null && (
        <div className="tips-goal">
          <p>
            <bdi className="tips-goal-title">{goal.title}</bdi>
            <span className="figure">
              <b>{formatCount(goal.given)}</b> / {countTokens(goal.amount)}
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
      {tips.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: where they are many it is scrolled, also by keys
        <ul className="tips-ticker" aria-label={t("tips.recent")} tabIndex={0}>
          {tips.map(({ id, account, tip }) => (
            <li key={id} className="tips-chip" data-tier={tip?.tier}>
              <bdi>{account?.display_name ?? t("chat.somebody")}</bdi>{" "}
              <b className="figure">{formatCount(tip?.amount ?? 0)}</b>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
