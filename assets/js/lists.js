// Filters survive going into a record and back: a link to a list leads to it as it was left.
// Kept for the tab only. Without JavaScript the browser's «back» does the same.
const key = (path) => `list:${path}`;

function remember() {
  if (document.querySelector("[data-list]")) sessionStorage.setItem(key(location.pathname), location.search);
}

remember();
document.addEventListener("htmx:pushedIntoHistory", remember);

document.addEventListener("click", ({ target }) => {
  const link = target.closest?.("a[data-back]");
  if (!link || link.search) return;
  link.search = sessionStorage.getItem(key(link.pathname)) ?? "";
});
