import { useEffect, useRef, useState } from "preact/compat";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { countTokens } from "../../ui/counts";
import { Icon } from "../../ui/Icon";
import { useLivestream } from "../watch/useLivestream";
import { pageOf } from "./address";
import { openEntrance } from "./entrance";

/** A gated show for whoever is not let in here: one press, and a window of our own lets in whoever holds the tokens. */
export function EmbeddedGate({ id, onEnter }: { id: string; onEnter: () => void }) {
  const [livestream] = useLivestream(id);
  const [closed, setClosed] = useState(false);
  const undo = useRef<(() => void) | null>(null);
  useEffect(() => () => undo.current?.(), []);
  const enter = () => {
    undo.current?.();
    undo.current = openEntrance(id, onEnter);
    setClosed(undo.current === null);
  };
  return (
    <div className="stage-words">
      <Icon name="lock" />
      <p className="stage-lead">
        {livestream?.token_gate_amount ? (
          <T
            id="embed.forHolders"
            tokens={countTokens(livestream.token_gate_amount)}
            artist={<bdi>{livestream.artist.display_name}</bdi>}
          />
        ) : (
          t("embed.forSome")
        )}
      </p>
      {closed && <p role="alert">{t("embed.noWindows")}</p>}
      <p className="form-actions">
        <button type="button" className="button primary" onClick={enter}>
          {t("embed.enter")}
        </button>
        <a className="button" href={pageOf(id)} target="_blank" rel="noopener">
          {t("embed.openPage")}
        </a>
      </p>
    </div>
  );
}
