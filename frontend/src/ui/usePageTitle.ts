import { useEffect } from "preact/compat";

export function formatPageTitle(title: string): string {
  return title === "" ? "EncryptedMedia Live" : `${title} · EncryptedMedia Live`;
}

export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = formatPageTitle(title);
  }, [title]);
}
