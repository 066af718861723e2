// htmx under our content-security policy, with errors a person can see.
import htmx from "htmx.org";
import { toast } from "./toast.js";

Object.assign(htmx.config, {
  allowEval: false, // no code from attributes
  allowScriptTags: false, // no code from fragments
  includeIndicatorStyles: false, // it would be an inline <style>
  selfRequestsOnly: true,
  historyCacheSize: 0, // pages hold personal data: nothing of them stays in the browser's storage
  refreshOnHistoryMiss: true, // so «back» asks the server
  scrollBehavior: "auto",
  timeout: 30000,
});

// Forms carry their own token; a bare hx-post takes it from any form of the page.
// Empty filters do not clutter the address.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (detail.verb === "get") {
    for (const [name, value] of [...detail.formData]) if (value === "") detail.formData.delete(name);
    return;
  }
  const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (token) detail.headers["X-CSRFToken"] = token;
});

// The form was answered with its errors: show them in place of the form.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 422) {
    detail.shouldSwap = true;
    detail.isError = false;
  }
});

const say = (name) => document.getElementById("toasts")?.dataset[name] ?? "";

document.addEventListener("htmx:responseError", ({ detail }) => {
  // Our refusals come as plain sentences; whole error pages do not belong into a note.
  const plain = detail.xhr.getResponseHeader("Content-Type")?.startsWith("text/plain");
  toast(plain ? detail.xhr.responseText : say(detail.xhr.status >= 500 ? "broken" : "refused"));
});
for (const event of ["htmx:sendError", "htmx:timeout"])
  document.addEventListener(event, () => toast(say("offline")));

document.addEventListener("htmx:beforeRequest", ({ detail }) => detail.target?.setAttribute("aria-busy", "true"));
document.addEventListener("htmx:afterRequest", ({ detail }) => detail.target?.removeAttribute("aria-busy"));
