import { countTokens } from "../../ui/counts";
import { Icon } from "../../ui/Icon";

/** How many tokens something takes; nothing where it is for everybody. */
export function Gate({ tokens }: { tokens: number | null }) {
  if (!tokens) return null;
  return (
    <span className="gate">
      <Icon name="lock" /> {countTokens(tokens)}
    </span>
  );
}
