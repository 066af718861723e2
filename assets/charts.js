// Pictures of data: loaded only by pages that have one. The server gives the numbers as JSON,
// here they are drawn in the colours of the theme. The same numbers stand beside as a table.
import { BarChart, CustomChart, GraphChart, HeatmapChart, LineChart, PieChart, RadarChart, SankeyChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, RadarComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { init, registerLocale, use } from "echarts/core";
import russian from "echarts/i18n/langRU-obj.js";
import { CanvasRenderer } from "echarts/renderers";
import { bars, lines } from "./charts/axes.js";
import { colours } from "./charts/colours.js";
import { donut, radar } from "./charts/round.js";
import { heat } from "./charts/heat.js";
import { network, sankey } from "./charts/flows.js";
import { gantt } from "./charts/schedule.js";
import { words } from "./charts/words.js";

use([
  BarChart, CustomChart, GraphChart, HeatmapChart, LineChart, PieChart, RadarChart, SankeyChart,
  AriaComponent, GridComponent, LegendComponent, RadarComponent, TooltipComponent, VisualMapComponent,
  CanvasRenderer,
]);
registerLocale("RU", russian);

const drawings = { bar: bars, line: lines, donut, radar, heat, sankey, network, gantt };
const language = document.documentElement.lang === "en" ? "EN" : "RU";
const still = matchMedia("(prefers-reduced-motion: reduce)");
const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });

function draw(place) {
  if (!place.clientWidth) return; // hidden: the low-vision version shows the table instead
  const data = JSON.parse(document.getElementById(place.dataset.picture).textContent);
  const look = colours(place);
  // Canvas, and notes drawn on it: HTML notes would need style attributes, which our policy forbids.
  const chart = init(place, null, { renderer: "canvas", locale: language });
  const shared = {
    animation: !still.matches,
    animationDuration: 300,
    color: look.series,
    textStyle: { fontFamily: look.face, fontSize: 13, color: look.ink },
    aria: { enabled: true, label: { enabled: false }, decal: { show: Boolean(data.patterns), decals: look.decals } },
    tooltip: {
      renderMode: "richText",
      confine: true,
      backgroundColor: look.surface,
      borderColor: look.lineStrong,
      textStyle: { color: look.ink, fontFamily: look.face, fontSize: 13 },
      valueFormatter: (value) => (value == null || Number.isNaN(value) ? "—" : number.format(value) + (data.unit ? ` ${data.unit}` : "")),
    },
  };
  const format = (value) => number.format(value);
  const option = drawings[data.kind](data, look, { format, width: place.clientWidth, lang: document.documentElement.lang, ...words(look.face) });
  chart.setOption({ ...shared, ...option, tooltip: { ...shared.tooltip, ...option.tooltip } });
  chart.on("click", ({ data: thing }) => thing?.url && location.assign(thing.url));
  new ResizeObserver(() => chart.resize()).observe(place);

  for (const button of place.closest("figure").querySelectorAll("[data-zoom]")) {
    button.hidden = false;
    const [originX, originY] = [place.clientWidth / 2, place.clientHeight / 2];
    button.onclick = () => chart.dispatchAction({ type: "graphRoam", seriesIndex: 0, zoom: Number(button.dataset.zoom), originX, originY });
  }

  const save = place.closest("figure").querySelector("[data-save]");
  if (!save) return;
  save.hidden = false;
  save.onclick = () => {
    const link = document.createElement("a");
    link.download = `${save.dataset.save}.png`;
    link.href = chart.getDataURL({ type: "png", pixelRatio: 3, backgroundColor: look.surface });
    link.click();
  };
}

async function drawAll(root) {
  const places = [...root.querySelectorAll("[data-picture]:empty")];
  if (places.length === 0) return;
  await document.fonts.ready; // canvas does not redraw when the face arrives
  places.forEach(draw);
}

drawAll(document);
document.addEventListener("htmx:afterSettle", ({ target }) => drawAll(target));
