// Parts of a whole, and a profile of several sides.
export function donut(data, look, { format, width }) {
  const narrow = width < 480;
  return {
    legend: { show: narrow, bottom: 0, textStyle: { color: look.ink } },
    tooltip: { trigger: "item" },
    series: [
      {
        type: "pie",
        radius: narrow ? ["36%", "58%"] : ["48%", "76%"],
        center: ["50%", narrow ? "42%" : "50%"],
        data: data.slices,
        itemStyle: { borderColor: look.surface, borderWidth: 2 },
        label: {
          color: look.ink,
          lineHeight: 17,
          overflow: "none",
          edgeDistance: 4,
          bleedMargin: 0,
          formatter: ({ name, value, percent }) => (narrow ? format(value) : `${name}\n${format(value)} · ${format(Math.round(percent))} %`),
        },
        labelLine: { lineStyle: { color: look.lineStrong } },
      },
    ],
  };
}

export function radar(data, look, { width }) {
  return {
    legend: { show: data.series.length > 1, bottom: 0, textStyle: { color: look.ink } },
    tooltip: { trigger: "item" },
    radar: {
      indicator: data.axes.map((name) => ({ name, max: data.maximum })),
      radius: width < 480 ? "48%" : "68%",
      center: ["50%", data.series.length > 1 ? "47%" : "52%"],
      axisName: { color: look.ink },
      splitArea: { show: false },
      splitLine: { lineStyle: { color: look.line } },
      axisLine: { lineStyle: { color: look.line } },
    },
    series: [
      {
        type: "radar",
        data: data.series.map(({ name, values }, index) => ({
          name,
          value: values,
          symbol: ["circle", "rect", "triangle"][index % 3],
          symbolSize: 7,
          lineStyle: { width: 2.5, type: ["solid", [7, 4], [2, 3]][index % 3] },
          areaStyle: { opacity: index === 0 ? 0.15 : 0 },
        })),
      },
    ],
  };
}
