import { t } from "../../i18n/t";
import type { Chapter } from "../../player/chapters/chapters";
import { formatLength } from "../../ui/time";

/** A show's chapters; a press plays from where one begins. */
export function ChapterList(props: {
  chapters: readonly Chapter[];
  /** Which one the picture is in. */
  current: string | null;
  onGoTo: (chapter: Chapter) => void;
}) {
  const { chapters, current, onGoTo } = props;
  if (chapters.length === 0) return null;
  return (
    <section className="chapters" aria-labelledby="chapters">
      <h2 id="chapters">{t("watch.chapters")}</h2>
      <ol>
        {chapters.map((chapter) => (
          <li key={chapter.id}>
            <button
              type="button"
              aria-current={chapter.id === current ? "true" : undefined}
              onClick={() => onGoTo(chapter)}
            >
              <span className="figure">{formatLength(chapter.at * 1000)}</span> <bdi>{chapter.title}</bdi>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
