// A link to a page of confirmation opens as a dialog: the page's own form, fetched.
const opener = (target) => target.closest?.("a[data-confirm]");

document.addEventListener("click", async (event) => {
  const link = opener(event.target);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.ariaBusy) return; // the second half of a double click
  link.ariaBusy = "true";
  const answer = await fetch(link.href, { headers: { "X-Requested-With": "XMLHttpRequest" } }).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const question = page && page.querySelector("[data-question]");
  link.ariaBusy = null;
  if (!question) return location.assign(link.href);

  // The page's form posts to its own address, which here is another one.
  if (!question.hasAttribute("action")) question.setAttribute("action", link.href);
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.append(document.adoptNode(question));
  const title = dialog.querySelector("h1");
  title.id = "dialog-title";
  dialog.setAttribute("aria-labelledby", title.id);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (click) => {
    const beside = click.target === dialog;
    const cancel = click.target.closest("[data-cancel]");
    if (!beside && !cancel) return;
    click.preventDefault();
    dialog.close();
    link.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
});
