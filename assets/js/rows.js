// The whole row leads where its first link leads. Text can still be selected, other links still work.
document.addEventListener("click", (event) => {
  const row = event.target.closest?.("tr[data-open]");
  if (!row || event.target.closest("a, button, input, label, summary, select")) return;
  if (String(getSelection())) return;
  const link = row.querySelector("a[href]");
  if (!link) return;
  if (event.ctrlKey || event.metaKey) open(link.href, "_blank", "noopener");
  else location.assign(link.href);
});
