import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { countTokens } from "../../ui/counts";
import { Icon } from "../../ui/Icon";
import { useLivestream } from "../watch/useLivestream";
import { pageOf } from "./address";

/** A gated show for whoever is not let in here. */
export function EmbeddedGate({ id }: { id: string; signedOut: boolean; onEnter: () => void }) {
  const [livestream] = useLivestream(id);
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
      <p className="form-actions">
        <a className="button primary" href={pageOf(id)} target="_blank" rel="noopener">
          {t("embed.openPage")}
        </a>
      </p>
    </div>
  );
}
