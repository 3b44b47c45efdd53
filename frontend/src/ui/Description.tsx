import { splitLinks } from "./links";

/** What an artist wrote. Its links lead away, tell nobody whence, and vouch for nothing. */
export function Description({ text }: { text: string }) {
  return (
    <p className="description" dir="auto">
      {splitLinks(text).map(({ text: words, href }, place) =>
        href === undefined ? (
          words
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces are the text, and change with it only
          <a key={place} href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
            {words}
          </a>
        ),
      )}
    </p>
  );
}
