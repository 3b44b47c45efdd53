import type { Health } from "../../channel/frames";
import { t } from "../../i18n/t";
import { describe, LEAST_LUFS, MOST_LUFS, placeOf, readShortTerm, wordProblems } from "./levels";

type Sound = NonNullable<Health["sound"]>;

/** How loud it is, told once a second, and what is wrong with the sound. */
export function SoundMeter({ sound }: { sound: Sound }) {
  const { momentary_lufs, short_term_lufs, integrated_lufs, peak_dbfs } = sound;
  const problems = wordProblems(sound.problems);
  return (
    <div className="sound-meter">
      <meter
        className="visually-hidden"
        aria-label={t("sound.loudness")}
        min={LEAST_LUFS}
        max={MOST_LUFS}
        value={Math.min(MOST_LUFS, Math.max(LEAST_LUFS, momentary_lufs))}
      >
        {describe(momentary_lufs, "LUFS")}
      </meter>
      <div className="sound-bar" data-problem={problems.length > 0} aria-hidden="true">
        <span className="sound-good" />
        <span className="sound-now" style={{ inlineSize: `${placeOf(momentary_lufs)}%` }} />
        <span
          className="sound-peak"
          style={{ insetInlineStart: `${placeOf(peak_dbfs)}%` }}
          aria-hidden="true"
        />
      </div>
      <dl className="figures sound-figures">
        {[
          [t("sound.shortTerm"), describe(readShortTerm(momentary_lufs, short_term_lufs), "LUFS")],
          [t("sound.integrated"), describe(integrated_lufs, "LUFS")],
          [t("sound.peak"), describe(peak_dbfs, "dBFS")],
        ].map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figure">{value}</dd>
          </div>
        ))}
      </dl>
      <div role="status">
        {problems.map((words) => (
          <p className="note warn" key={words}>
            {words}
          </p>
        ))}
      </div>
    </div>
  );
}
