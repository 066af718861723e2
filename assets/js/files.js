// The place for files takes what is dropped on it and says what was taken.
const box = (target) => target.closest?.(".file-drop");

const size = (bytes, lang) =>
  new Intl.NumberFormat(lang, { style: "unit", unit: bytes < 1e6 ? "kilobyte" : "megabyte", maximumFractionDigits: bytes < 1e6 ? 0 : 1 })
    .format(bytes / (bytes < 1e6 ? 1e3 : 1e6));

function name(place) {
  const lang = document.documentElement.lang;
  const files = [...place.querySelector("input[type=file]").files];
  place.querySelector("output").textContent = files.map((file) => `${file.name} (${size(file.size, lang)})`).join(", ");
}

for (const kind of ["dragenter", "dragover"])
  document.addEventListener(kind, (event) => {
    const place = box(event.target);
    if (!place) return;
    event.preventDefault();
    place.classList.add("over");
  });

document.addEventListener("dragleave", (event) => {
  const place = box(event.target);
  if (place && !place.contains(event.relatedTarget)) place.classList.remove("over");
});

document.addEventListener("drop", (event) => {
  const place = box(event.target);
  if (!place) return;
  event.preventDefault();
  place.classList.remove("over");
  const field = place.querySelector("input[type=file]");
  if (!field.multiple && event.dataTransfer.files.length > 1) return;
  field.files = event.dataTransfer.files;
  field.dispatchEvent(new Event("change", { bubbles: true }));
});

document.addEventListener("change", ({ target }) => {
  const place = target.matches("input[type=file]") && box(target);
  if (place) name(place);
});
