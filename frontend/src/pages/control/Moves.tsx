import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { deleteLivestream, type Move, moveLivestream } from "../../api/studioCalls";
import type { Livestream } from "../../api/types";
import { t } from "../../i18n/t";
import { Confirm } from "../../ui/Confirm";
import { ProblemNote } from "../../ui/ProblemNote";
import { useNavigate } from "../../ui/routing";
import { useSubmit } from "../../ui/useSubmit";
import { listMoves, type MoveOffer } from "./moves";

/** By then a dialog that is on its way is closed. */
const CLOSED_MS = 300;

/** What the artist can do next. Whatever fans would notice and cannot be taken back is asked for twice. */
export function Moves({ livestream }: { livestream: Livestream }) {
  const { id, status, viewer_count } = livestream;
  const row = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const [asking, setAsking] = useState<MoveOffer | null>(null);
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (move: Move | "delete") => {
        if (move !== "delete") return moveLivestream(id, move);
        await deleteLivestream(id);
        navigate("/artist/livestreams");
      },
      [id, navigate],
    ),
  );

  // The button that was pressed is gone with what it did; the keyboard stays where the next one is.
  const before = useRef(status);
  useEffect(() => {
    if (before.current === status) return;
    before.current = status;
    const stay = () => {
      if (document.activeElement === document.body) row.current?.focus();
    };
    stay();
    // The dialog may close only now, and leave the focus nowhere: the button that it was opened with is gone.
    const later = setTimeout(stay, CLOSED_MS);
    return () => clearTimeout(later);
  }, [status]);

  return (
    <div className="moves">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form */}
      <div className="moves-row" ref={row} role="group" aria-label={t("control.moves")} tabIndex={-1}>
        {listMoves(livestream).map((offer) => (
          <button
            key={offer.move}
            type="button"
            className={`button ${offer.look}`}
            aria-disabled={pending}
            onClick={() => (offer.confirm ? setAsking(offer) : void submit(offer.move))}
          >
            {t(offer.label)}
          </button>
        ))}
      </div>
      {problem && <ProblemNote problem={problem} />}
      <Confirm
        open={asking !== null}
        title={asking?.confirm ? t(asking.confirm.title) : ""}
        action={asking ? t(asking.label) : ""}
        dismiss={asking?.confirm ? t(asking.confirm.dismiss) : ""}
        look={asking?.look === "live" ? "live" : "danger"}
        onDismiss={() => setAsking(null)}
        onConfirm={() => {
          if (asking) void submit(asking.move);
          setAsking(null);
        }}
      >
        <p>{asking?.confirm && t(asking.confirm.words)}</p>
        {viewer_count > 0 && (status === "live" || status === "scheduled") && (
          <p>{t(status === "live" ? "control.theyWatch" : "control.theyWait", { count: viewer_count })}</p>
        )}
      </Confirm>
    </div>
  );
}
