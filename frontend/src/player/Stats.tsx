import { t } from "../i18n/t";
import { Icon } from "../ui/Icon";
import { listQuality, type Quality } from "./quality";

/** The figures of the picture, over a corner of it. */
export function Stats({ quality, onClose }: { quality: Quality; onClose: () => void }) {
  return (
    <section className="stage-stats" aria-label={t("player.stats")}>
      <button type="button" className="stage-button" onClick={onClose}>
        <Icon name="close" />
        <span className="visually-hidden">{t("stats.close")}</span>
      </button>
      <dl>
        {listQuality(quality).map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figure">{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
