import type { Livestream } from "../../../api/types";
import { locale, t } from "../../../i18n/t";
import { Sheet } from "../../../ui/Sheet";
import { calendarFile, type Entry, googleAddress, outlookAddress } from "../before/calendar";

/** Which calendar it is to be put into; each one press. */
export function CalendarSheet({ livestream, onClose }: { livestream: Livestream; onClose: () => void }) {
  const { id, title, artist, scheduled_start_at: starts } = livestream;
  if (starts === null) return null;
  const url = `${location.origin}/livestreams/${id}`;
  const words = t("sheets.calendarBy", { artist: artist.display_name, url });
  const entry: Entry = { title, words, url, starts };
  return (
    <Sheet title={t("sheets.calendarTitle")} onClose={onClose}>
      <p className="sheet-choices">
        <a
          className="button"
          href={googleAddress(entry)}
          target="_blank"
          rel="noopener noreferrer"
          onClick={onClose}
        >
          {t("sheets.calendarGoogle")}
        </a>
        <a
          className="button"
          href={outlookAddress(entry)}
          target="_blank"
          rel="noopener noreferrer"
          onClick={onClose}
        >
          {t("sheets.calendarOutlook")}
        </a>
        <a className="button" href={calendarFile(id, locale())} download onClick={onClose}>
          {t("sheets.calendarFile")}
        </a>
      </p>
    </Sheet>
  );
}
