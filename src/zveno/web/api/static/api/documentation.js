// Shows the schema named by the page. A signed-in person tries operations by his session.
const place = document.getElementById("api-reference");
const { schema, csrf } = place.dataset;

const dark =
  document.documentElement.dataset.theme === "dark" ||
  (document.documentElement.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
document.documentElement.classList.toggle("dark-mode", dark);

SwaggerUIBundle({
  domNode: place,
  url: schema,
  layout: "BaseLayout",
  presets: [SwaggerUIBundle.presets.apis],
  deepLinking: true,
  defaultModelsExpandDepth: -1,
  requestInterceptor: (request) => {
    request.headers["X-CSRFToken"] = csrf;
    return request;
  },
});
