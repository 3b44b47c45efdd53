import { usePageTitle } from "../ui/usePageTitle";

export function NotFoundPage({
  title = "There is no such page",
  words = "The address may be mistyped, or the page has moved.",
}) {
  usePageTitle(title);
  return (
    <div className="page empty">
      <p className="empty-code">404</p>
      <h1>{title}</h1>
      <p>{words}</p>
      <a href="/livestreams" className="button">
        All livestreams
      </a>
    </div>
  );
}
