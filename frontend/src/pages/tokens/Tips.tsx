import { useCallback, useState } from "preact/compat";
import { readTips, refundTip } from "../../api/tips";
import type { TipShown } from "../../api/types";
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

const nameGiver = ({ account }: TipShown) => account?.display_name ?? "A closed account";

/** What an artist was given in its shows, and giving it back. */
export function Tips({ artist, onRefunded }: { artist: string; onRefunded: () => void }) {
  const now = useNow();
  const [asking, setAsking] = useState<TipShown | null>(null);
  const [said, setSaid] = useState("");
  const act = useAct(
    useCallback(
      async (tip: TipShown) => {
        await refundTip(tip.livestream_id, tip.message_id);
        setSaid(`${nameGiver(tip)} has ${countTokens(tip.amount)} back.`);
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
      <h2 id="tips">Tips</h2>
      {trouble && <ProblemNote problem={trouble} onRetry={pages === null ? again : undefined} />}
      {pages === null && !problem && <Waiting what="Loading" />}
      {pages !== null && tips.length === 0 && (
        <p className="by">None yet. Fans give them beside the chat of a show.</p>
      )}
      {tips.length > 0 && (
        <ul className="facts">
          {tips.map((tip) => (
            <Fact
              key={tip.message_id}
              name={`${nameGiver(tip)}: ${countTokens(tip.amount)}`}
              badge={tip.refunded_at === null ? null : { tone: "warn", words: "Given back" }}
              lines={[
                ...(tip.text === "" ? [] : [`“${tip.text}”`]),
                `${tip.livestream_title}, ${formatMoment(tip.at, now)}`,
              ]}
            >
              {tip.refunded_at === null && tip.account !== null && (
                <button
                  type="button"
                  className="button small"
                  aria-label={`Give back ${countTokens(tip.amount)} to ${nameGiver(tip)}`}
                  aria-disabled={act.pending}
                  onClick={() => setAsking(tip)}
                >
                  Give back
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
        title="Give this tip back?"
        action="Give back"
        dismiss="Keep it"
        onConfirm={() => {
          if (asking) void act.submit(asking);
          setAsking(null);
        }}
        onDismiss={() => setAsking(null)}
      >
        {asking && (
          <p>
            <bdi>{nameGiver(asking)}</bdi> holds {countTokens(asking.amount)} more then. The chat shows that
            it was given back, and it counts for no goal any more.
          </p>
        )}
      </Confirm>
    </section>
  );
}
