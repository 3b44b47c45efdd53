import { useCallback, useState } from "preact/compat";
import { readTips, refundTip } from "../../api/tips";
import type { TipShown } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { Confirm } from "../../ui/Confirm";
import { countTokens } from "../../ui/counts";
import { Fact } from "../../ui/Fact";
import { More } from "../../ui/More";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { formatMoment } from "../../ui/time";
import { useAct } from "../../ui/useAct";
import { useNow } from "../../ui/useNow";
import { usePages } from "../../ui/usePages";
import { Waiting } from "../../ui/Waiting";

const nameGiver = ({ account }: TipShown) => account?.display_name ?? t("wallet.closed");

/** What an artist was given in its shows, and giving it back. */
export function Tips({ artist, onRefunded }: { artist: string; onRefunded: () => void }) {
  const now = useNow();
  const [asking, setAsking] = useState<TipShown | null>(null);
  const [said, setSaid] = useState("");
  const act = useAct(
    useCallback(
      async (tip: TipShown) => {
        await refundTip(tip.livestream_id, tip.message_id);
        setSaid(t("tokens.tipBack", { name: nameGiver(tip), amount: countTokens(tip.amount) }));
        onRefunded();
      },
      [onRefunded],
    ),
  );
  const { pages, more, pending, problem, again } = usePages(
    useCallback((signal?: AbortSignal, cursor?: string | null) => readTips(artist, signal, cursor), [artist]),
    act.version,
  );
  const tips = pages?.flatMap((page) => page.tips) ?? [];
  const trouble = act.problem ?? problem;
  return (
    <section className="panel" aria-labelledby="tips">
      <h2 id="tips">{t("tokens.tips")}</h2>
      {trouble && <ProblemNote problem={trouble} onRetry={pages === null ? again : undefined} />}
      {pages === null && !problem && <Waiting what={t("control.loading")} />}
      {pages !== null && tips.length === 0 && <p className="by">{t("tokens.noTips")}</p>}
      {tips.length > 0 && (
        <ul className="facts">
          {tips.map((tip) => (
            <Fact
              key={tip.message_id}
              name={`${nameGiver(tip)}: ${countTokens(tip.amount)}`}
              badge={tip.refunded_at === null ? null : { tone: "warn", words: t("tokens.givenBack") }}
              lines={[
                ...(tip.text === "" ? [] : [t("tokens.quoted", { text: tip.text })]),
                `${tip.livestream_title}, ${formatMoment(tip.at, now)}`,
              ]}
            >
              {tip.refunded_at === null && tip.account !== null && (
                <button
                  type="button"
                  className="button small"
                  aria-label={t("tokens.giveBackOf", {
                    name: nameGiver(tip),
                    amount: countTokens(tip.amount),
                  })}
                  aria-disabled={act.pending}
                  onClick={() => setAsking(tip)}
                >
                  {t("tokens.giveBack")}
                </button>
              )}
            </Fact>
          ))}
        </ul>
      )}
      <Said words={said} />
      <More more={more} pending={pending} />
      <Confirm
        open={asking !== null}
        title={t("tokens.giveBackAsk")}
        action={t("tokens.giveBack")}
        dismiss={t("control.keep")}
        onConfirm={() => {
          if (asking) void act.submit(asking);
          setAsking(null);
        }}
        onDismiss={() => setAsking(null)}
      >
        {asking && (
          <p>
            <T
              id="tokens.giveBackWords"
              name={<bdi>{nameGiver(asking)}</bdi>}
              amount={countTokens(asking.amount)}
            />
          </p>
        )}
      </Confirm>
    </section>
  );
}
