// A short note in the corner, read aloud by screen readers.
export function toast(text) {
  const place = document.getElementById("toasts");
  const pattern = document.getElementById("toast-pattern");
  if (!place || !pattern || !text) return;
  const note = pattern.content.firstElementChild.cloneNode(true);
  note.querySelector("[data-text]").textContent = text;
  note.querySelector("button").addEventListener("click", () => note.remove());
  place.append(note);
  // Long enough to be read twice; an error that matters also stands on the page.
  setTimeout(() => note.remove(), 6000 + text.length * 120);
}
