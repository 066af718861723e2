// Bars and lines on two axes.
const symbols = ["circle", "rect", "triangle", "diamond", "roundRect", "pin"];
const dashes = ["solid", [7, 4], [2, 3], [10, 3, 2, 3], [4, 2], [12, 5]];

// All names stand on the axis: slanted where they are too long for their place.
function names(data, { width, measure, shortened }) {
  const place = (width - 60) / data.categories.length;
  if (Math.max(...data.categories.map(measure)) <= place) return { interval: 0 };
  if (data.categories.length > 12) return { hideOverlap: true };
  return { interval: 0, rotate: 30, formatter: (name) => shortened(name, 110) };
}

function base(data, look, tools, horizontal) {
  const { format, width, wrapped } = tools;
  const room = Math.min(230, width * 0.42);
  const many = data.series.length > 1;
  const plain = horizontal && !many; // the figures stand at the bars
  const category = {
    type: "category",
    data: data.categories,
    inverse: horizontal, // the first row is read first
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.lineStrong } },
    axisLabel: { color: look.ink, lineHeight: 16, ...(horizontal ? { interval: 0, formatter: (name) => wrapped(name, room) } : names(data, tools)) },
  };
  const value = {
    type: "value",
    name: horizontal ? "" : data.unit,
    splitNumber: width < 480 ? 4 : 6,
    nameTextStyle: { color: look.quiet, align: "right" },
    nameLocation: "end",
    splitLine: { show: !plain, lineStyle: { color: look.line } },
    axisLabel: { show: !plain, color: look.quiet, formatter: format, hideOverlap: true },
  };
  return {
    grid: { left: 8, right: plain ? 64 : 24, top: plain ? 8 : many ? 60 : 28, bottom: 8, containLabel: true },
    legend: { show: many, top: 0, left: 0, textStyle: { color: look.ink }, itemGap: 16 },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
    xAxis: horizontal ? value : category,
    yAxis: horizontal ? category : value,
  };
}

export function bars(data, look, tools) {
  const last = data.series.length - 1;
  return {
    ...base(data, look, tools, data.horizontal),
    series: data.series.map(({ name, values }, index) => ({
      type: "bar",
      name,
      data: values,
      stack: data.stacked ? "all" : undefined,
      barMaxWidth: 34,
      itemStyle: { borderRadius: data.stacked && index < last ? 0 : data.horizontal ? [0, 3, 3, 0] : [3, 3, 0, 0] },
      label: {
        show: last === 0,
        position: data.horizontal ? "right" : "top",
        color: look.ink,
        formatter: ({ value }) => (value == null ? "" : [tools.format(value), data.horizontal && data.unit].filter(Boolean).join(" ")),
      },
    })),
  };
}

export function lines(data, look, tools) {
  return {
    ...base(data, look, tools, false),
    tooltip: { trigger: "axis" },
    series: data.series.map(({ name, values }, index) => ({
      type: "line",
      name,
      data: values,
      symbol: symbols[index % symbols.length],
      symbolSize: 8,
      lineStyle: { width: 2.5, type: dashes[index % dashes.length] },
      connectNulls: false, // «нет данных» is a gap, not a zero
    })),
  };
}
