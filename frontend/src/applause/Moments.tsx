import { useCallback } from "preact/compat";
import { readMoments } from "../api/calls";
import { formatDuration, formatPlace, sayLength } from "../clips/times";
import { t } from "../i18n/t";
import { useRead } from "../ui/useRead";
import "./applause.css";

/**
 * Where the people were loudest, for the artist to make clips of: one press opens the editor with that part.
 *
 * @param version another one when clips or markers have changed: what is a clip already is not suggested
 */
export function Moments(props: {
  id: string;
  version: string;
  onCut: (range: { from: number; to: number }) => void;
}) {
  const { id, version, onCut } = props;
  const [moments] = useRead(
    useCallback((signal: AbortSignal) => readMoments(id, signal), [id]),
    version,
  );
  if (moments === null || moments.length === 0) return null;
  return (
    <>
      <h3 id="moments">{t("moments.title")}</h3>
      <ul className="moments" aria-labelledby="moments">
        {moments.map(({ from, to, at, level, chapter }) => (
          <li key={from} data-at={at}>
            <div className="moment-words">
              <p>
                <span className="figure">{sayPlace(from)}</span>
                {chapter !== null && (
                  <>
                    {" · "}
                    <bdi>{chapter}</bdi>
                  </>
                )}
                <span className="hint"> {formatDuration(to - from)}</span>
              </p>
              <span className="moment-level" style={{ "--level": level }} aria-hidden="true" />
            </div>
            <button
              type="button"
              className="button small"
              aria-label={t("moments.cutOf", { length: sayLength(to - from), place: sayPlace(from) })}
              onClick={() => onCut({ from, to })}
            >
              {t("moments.cut")}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** To the second. */
const sayPlace = (from: number) => formatPlace(from).replace(/[.,]\d$/, "");
