// A form is sent once: a second click on a slow line is not a second contract.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});

// «Back» brings the page from the browser's memory: it may be sent again.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
document.addEventListener("htmx:afterRequest", ({ detail }) => delete detail.elt.closest?.("form")?.dataset.sent);

// Choosing is enough where the form says so; its button stays for those without JavaScript.
document.addEventListener("change", ({ target }) => {
  if (target.form?.dataset.submit === "change") target.form.requestSubmit();
});
