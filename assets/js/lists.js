// Filters survive going into a record and back: a link to a list leads to it as it was left.
// Kept for the tab only. Without JavaScript the browser's «back» does the same.
const key = (path) => `list:${path}`;

function remember() {
  if (document.querySelector("[data-list]")) sessionStorage.setItem(key(location.pathname), location.search);
}

// What is saved under a name is the list as it stands now.
function follow() {
  for (const field of document.querySelectorAll("[data-here]")) field.value = location.pathname + location.search;
  const now = new URLSearchParams(location.search);
  now.delete("page");
  for (const link of document.querySelectorAll("[data-saved] nav a")) {
    if (new URL(link.href).searchParams.toString() === now.toString()) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

remember();
document.addEventListener("htmx:pushedIntoHistory", () => {
  remember();
  follow();
});

document.addEventListener("click", ({ target }) => {
  const link = target.closest?.("a[data-back]");
  if (!link || link.search) return;
  link.search = sessionStorage.getItem(key(link.pathname)) ?? "";
});

// The fold of the filters says how many of them narrow the list; the search is not folded.
document.addEventListener("change", ({ target }) => {
  const count = target.form?.querySelector("[data-count]");
  if (!count) return;
  const fields = [...target.form.querySelectorAll(".filters-folded .field")];
  const narrowing = fields.filter((field) =>
    [...field.querySelectorAll("input, select")].some(({ type, checked, value }) => (type === "checkbox" || type === "radio" ? checked && value : value)),
  );
  count.textContent = narrowing.length;
  count.hidden = narrowing.length === 0;
});
