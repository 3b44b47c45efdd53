import { type ReactNode, useState } from "preact/compat";

/**
 * Its place is there before it is, and without it, when `children` are seen through. A newer one takes it when it has
 * come.
 */
export function CardPicture(props: { url: string | null; alt: string; children?: ReactNode }) {
  const { url, alt, children } = props;
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <div className="card-picture">
      {children}
      {url !== null && url !== broken && (
        <img src={url} alt={alt} loading="lazy" decoding="async" onError={() => setBroken(url)} />
      )}
    </div>
  );
}
