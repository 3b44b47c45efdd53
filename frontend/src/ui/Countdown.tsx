import { formatLength } from "./time";
import { useNow } from "./useNow";

/** Time left until a moment of the server's. Not read aloud each second; whoever wants to know asks for it. */
export function Countdown({ until }: { until: string }) {
  const now = useNow();
  return (
    <span className="figure" role="timer" aria-live="off">
      {formatLength(Date.parse(until) - now)}
    </span>
  );
}
