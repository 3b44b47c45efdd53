import { type FormEvent, type ReactNode, useCallback, useId, useRef, useState } from "preact/compat";
import { giveTip } from "../api/tips";
import { joinLines } from "../chat/composer";
import type { ChatMessage } from "../chat/messages";
import { T } from "../i18n/T";
import { t } from "../i18n/t";
import { useOffer } from "../pages/watch/useOffer";
import { makeName } from "../session/names";
import { useBalance } from "../session/useBalance";
import { countTokens, formatCount } from "../ui/counts";
import { Description } from "../ui/Description";
import { ProblemNote } from "../ui/ProblemNote";
import { useSubmit } from "../ui/useSubmit";
import { Waiting } from "../ui/Waiting";
import type { TippedLivestream } from "./GiveButton";
import { Sheet } from "./Sheet";
import { findTier, offerAmounts } from "./tiers";

const MOST_TEXT = 500;

/** How much, and which words; or where tokens are to be had. */
export function GiveSheet(props: {
  livestream: TippedLivestream;
  onGiven: (message: ChatMessage) => void;
  onClose: () => void;
}) {
  const { livestream, onGiven, onClose } = props;
  const { artist } = livestream;
  const [balance, problem, again] = useBalance(artist.id);
  return (
    <Sheet title={t("giving.tipFor", { name: artist.display_name })} onClose={onClose}>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {balance === null && !problem && <Waiting what={t("giving.looking")} />}
      {balance !== null && (
        <p>
          <T
            id="giving.hold"
            tokens={countTokens(balance)}
            name={artist.display_name}
            b={(words: ReactNode) => <b className="figure">{words}</b>}
          />
        </p>
      )}
      {balance !== null && balance > 0 && (
        <GiveForm livestream={livestream} balance={balance} onGiven={onGiven} />
      )}
      {balance !== null && <Offer artist={artist} none={balance === 0} />}
    </Sheet>
  );
}

function GiveForm(props: {
  livestream: TippedLivestream;
  balance: number;
  onGiven: (message: ChatMessage) => void;
}) {
  const { livestream, balance, onGiven } = props;
  const offered = offerAmounts(balance);
  const [typed, setTyped] = useState(String(offered.findLast((one) => one <= 10) ?? 1));
  const [words, setWords] = useState("");
  const name = useId();
  const amount = /^\d+$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  const trouble = findTrouble(amount, balance);
  // The same tip has the same key: pressed again after an answer was lost, it is given once.
  const tried = useRef({ key: "", of: "" });
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (tip: { amount: number; message: string }) => {
        const of = JSON.stringify(tip);
        if (tried.current.of !== of) tried.current = { key: makeName(), of };
        onGiven(await giveTip(livestream.id, tip, tried.current.key));
      },
      [livestream.id, onGiven],
    ),
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (trouble === "") void submit({ amount, message: joinLines(words.trim()) });
  };
  const gate = livestream.token_gate_amount ?? 0;
  const shutsOut = trouble === "" && gate > 0 && balance - amount < gate;
  return (
    <form className="tips-form" onSubmit={send} noValidate>
      <fieldset className="tips-amounts">
        <legend className="visually-hidden">{t("giving.howMany")}</legend>
        {offered.map((one) => (
          <label key={one} className="tips-amount" data-tier={findTier(one)}>
            <input
              type="radio"
              name={name}
              value={one}
              checked={typed === String(one)}
              onChange={() => setTyped(String(one))}
            />
            <span className="figure">{formatCount(one)}</span>
          </label>
        ))}
      </fieldset>
      <div className="field">
        <label htmlFor={`${name}-other`}>{t("giving.tokens")}</label>
        <input
          id={`${name}-other`}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          aria-invalid={trouble !== "" || undefined}
          aria-describedby={`${name}-trouble`}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <p className="field-error" id={`${name}-trouble`}>
          {trouble}
        </p>
      </div>
      <div className="field">
        <label htmlFor={`${name}-words`}>
          {t("giving.words")} <span className="optional">{t("giving.optional")}</span>
        </label>
        <textarea
          id={`${name}-words`}
          rows={2}
          maxLength={MOST_TEXT}
          dir="auto"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </div>
      {shutsOut && (
        <p className="note warn">
          {t("giving.shutsOut", { gate: countTokens(gate), left: balance - amount })}
        </p>
      )}
      {problem && <ProblemNote problem={problem} />}
      <button type="submit" className="button primary tips-give" aria-disabled={pending || trouble !== ""}>
        {trouble === "" ? t("giving.giveTokens", { tokens: countTokens(amount) }) : t("giving.giveNone")}
      </button>
      <p className="quiet">{t("giving.final")}</p>
    </form>
  );
}

function findTrouble(amount: number, balance: number): string {
  if (!Number.isSafeInteger(amount) || amount < 1) return t("giving.whole");
  return amount > balance ? t("giving.youHold", { tokens: countTokens(balance) }) : "";
}

/** Where more are to be had, in the artist's words. */
function Offer({ artist, none }: { artist: TippedLivestream["artist"]; none: boolean }) {
  const [offer] = useOffer(artist.id);
  if (offer === null) return null;
  if (offer.words === "") {
    return none ? <p className="quiet">{t("giving.noOffer", { name: artist.display_name })}</p> : null;
  }
  return (
    <div className="tips-offer">
      <h3>{t("giving.offer")}</h3>
      <Description text={offer.words} />
    </div>
  );
}
