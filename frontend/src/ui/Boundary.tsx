import { Component, type ComponentType, type ReactNode } from "preact/compat";

interface Props {
  /** Where one is: whoever goes on sees the page there. */
  path: string;
  fallback: ComponentType<{ error: unknown }>;
  children: ReactNode;
}

interface State {
  path: string;
  /** In a box, since anything may be thrown. */
  failed: { error: unknown } | null;
}

/** What cannot be shown leaves the way to other pages. */
export class Boundary extends Component<Props, State> {
  override state: State = { path: this.props.path, failed: null };

  static override getDerivedStateFromProps({ path }: Props, before: State): State | null {
    return path === before.path ? null : { path, failed: null };
  }

  static override getDerivedStateFromError(error: unknown): Partial<State> {
    return { failed: { error } };
  }

  override render() {
    const { fallback: Fallback, children } = this.props;
    const { failed } = this.state;
    return failed === null ? children : <Fallback error={failed.error} />;
  }
}
