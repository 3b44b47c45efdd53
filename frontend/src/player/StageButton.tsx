import { Icon, type IconName } from "../ui/Icon";

/** A button of the page's own among the player's. */
export function StageButton(props: {
  icon: IconName;
  label: string;
  onPress: () => void;
  keys?: string;
  pressed?: boolean;
  className?: string;
}) {
  const { icon, label, onPress, keys, pressed, className = "" } = props;
  return (
    <button
      type="button"
      className={`stage-button stage-icon ${className}`}
      title={label}
      aria-label={label}
      aria-keyshortcuts={keys}
      aria-pressed={pressed}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
