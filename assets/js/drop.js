// Menus are <details>; here they close by Escape, by a click elsewhere, and one at a time.
const opened = () => document.querySelectorAll("details.drop[open]");

document.addEventListener("click", ({ target }) => {
  for (const menu of opened()) if (!menu.contains(target)) menu.open = false;
});

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of opened()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
