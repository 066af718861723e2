// On every page. Everything works without it; each module says what it adds.
import "./js/htmx.js";
import "./js/confirm.js";
import "./js/drop.js";
import "./js/files.js";
import "./js/lists.js";
import "./js/rows.js";
import "./js/search.js";
import "./js/submit.js";
