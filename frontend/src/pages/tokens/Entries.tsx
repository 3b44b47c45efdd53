import type { Entry } from "../../api/types";
import { formatMoment } from "../../ui/time";
import { useNow } from "../../ui/useNow";

/** Bookings, the latest first. `whose`: also whom they were for. */
export function Entries({ entries, whose = false }: { entries: readonly Entry[]; whose?: boolean }) {
  const now = useNow();
  return (
    <ul className="facts entries">
      {entries.map((entry) => (
        <li key={entry.id}>
          <div>
            <p>{describe(entry, whose)}</p>
            <p className="by">{formatMoment(entry.at, now)}</p>
          </div>
          <span className="figure" data-sign={entry.amount < 0 ? "minus" : "plus"}>
            {entry.amount < 0 ? `−${-entry.amount}` : `+${entry.amount}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function describe({ account, email, reason, amount, kind }: Entry, whose: boolean): string {
  const what = reason || (kind === "claim" ? "Waited for the address" : amount < 0 ? "Taken back" : "Given");
  if (!whose) return what;
  return `${account?.display_name ?? email ?? "A closed account"}: ${what}`;
}
