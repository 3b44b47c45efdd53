import type { AnchorHTMLAttributes } from "preact/compat";
import { type ReactNode, useCallback, useEffect, useMemo } from "preact/compat";
import { LocationProvider, useLocation as useAddress, useRoute } from "preact-iso";

/** Where a page is and how it leads on. Links are plain `<a href>`: what is pressed stays inside the document. */

/** What the server answers itself is no page of ours. */
const PAGES = /^\/(?!api\/|docs(\/|$)|openapi|asyncapi|sitemap|feeds\/|[^?#]*\.\w+(?:[?#]|$))/;

export function Routing({ children }: { children: ReactNode }) {
  return <LocationProvider scope={PAGES}>{children}</LocationProvider>;
}

interface Going {
  /** In place of this entry of the history. */
  replace?: boolean;
}

export function useNavigate(): (to: string, going?: Going) => void {
  const { route } = useAddress();
  // biome-ignore lint/correctness/useExhaustiveDependencies: it does the same each time
  return useCallback((to, { replace = false } = {}) => route(to, replace), []);
}

/** The path of the address, without a slash at its end. A page has its own as long as it is shown, also while the next one is
 * fetched. */
export function usePath(): string {
  const { path } = useAddress();
  const own = useRoute() as { path?: string };
  return own.path ?? path;
}

/** What the address names on its page, `#` with it; empty where it names nothing. */
export function useHash(): string {
  const { url } = useAddress();
  return new URL(url, location.origin).hash;
}

export function useParams(): Readonly<Record<string, string | undefined>> {
  return useRoute().params;
}

/** What stands behind the question mark, and how to change that without going anywhere. As the path, a page's own. */
export function useSearchParams(): [URLSearchParams, (search: URLSearchParams) => void] {
  const { path, route } = useAddress();
  const { query } = useRoute();
  const search = useMemo(() => new URLSearchParams(query), [query]);
  const change = useCallback(
    (next: URLSearchParams) => route(next.size === 0 ? path : `${path}?${next}`, true),
    [path, route],
  );
  return [search, change];
}

/** Goes elsewhere as soon as it is shown, once: it stays until what is there has been fetched. */
export function Navigate({ to, replace = false }: { to: string; replace?: boolean }) {
  const navigate = useNavigate();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => navigate(to, { replace }), []);
  return null;
}

/** A link that says when it leads to where one is, or to what that is a part of: all below `of`. */
export function NavLink({
  href,
  of = href,
  ...rest
}: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string; of?: string }) {
  const path = usePath();
  const here = path === of || path.startsWith(`${of}/`);
  return <a href={href} aria-current={here ? "page" : undefined} {...rest} />;
}
