// Bars and lines on two axes.
const symbols = ["circle", "rect", "triangle", "diamond", "roundRect", "pin"];
const dashes = ["solid", [7, 4], [2, 3], [10, 3, 2, 3], [4, 2], [12, 5]];

function base(data, look, { format }, horizontal) {
  const many = data.series.length > 1;
  const category = {
    type: "category",
    data: data.categories,
    inverse: horizontal, // the first row is read first
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.lineStrong } },
    axisLabel: { color: look.ink, hideOverlap: true, ...(horizontal && { width: 170, overflow: "truncate", interval: 0 }) },
  };
  const value = {
    type: "value",
    name: data.unit,
    nameTextStyle: { color: look.quiet, align: horizontal ? "right" : "left", padding: [0, 0, 0, -8] },
    nameLocation: "end",
    splitLine: { lineStyle: { color: look.line } },
    axisLabel: { color: look.quiet, formatter: format, hideOverlap: true },
  };
  return {
    grid: { left: 8, right: 24, top: many ? 44 : 28, bottom: 8, containLabel: true },
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
        formatter: ({ value }) => (value == null ? "" : tools.format(value)),
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
