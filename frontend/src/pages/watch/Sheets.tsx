import { lazy, Suspense } from "preact/compat";
import type { Livestream } from "../../api/types";
import { loadWorded } from "../../i18n/t";

const Keys = lazy(() => loadWorded("sheets", async () => (await import("./sheets/KeysSheet")).KeysSheet));
const Share = lazy(() => loadWorded("sheets", async () => (await import("./sheets/ShareSheet")).ShareSheet));
const Calendar = lazy(() =>
  loadWorded("sheets", async () => (await import("./sheets/CalendarSheet")).CalendarSheet),
);

/** What a page lays over itself when it is asked to; `place`: see `ShareSheet`. */
export type Asked = { sheet: "keys" } | { sheet: "calendar" } | { sheet: "share"; place: number | null };

/** Their code comes with the press. */
export function Sheets(props: { asked: Asked | null; livestream: Livestream; onClose: () => void }) {
  const { asked, livestream, onClose } = props;
  if (asked === null) return null;
  const { id, title } = livestream;
  return (
    <Suspense fallback={null}>
      {asked.sheet === "keys" && <Keys onClose={onClose} />}
      {asked.sheet === "calendar" && <Calendar livestream={livestream} onClose={onClose} />}
      {asked.sheet === "share" && <Share id={id} title={title} place={asked.place} onClose={onClose} />}
    </Suspense>
  );
}
