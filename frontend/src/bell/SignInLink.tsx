import type { ReactNode } from "preact/compat";
import { Icon } from "../ui/Icon";
import { usePath } from "../ui/routing";

/** For a visitor: to sign in, and back to this page. */
export function SignInLink({ small, children }: { small: boolean; children: ReactNode }) {
  const path = usePath();
  return (
    <a className={`button ${small ? "small" : ""}`} href={`/sign-in?next=${encodeURIComponent(path)}`}>
      <Icon name="bell" /> {children}
    </a>
  );
}
