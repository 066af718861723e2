// Rows × columns with traffic lights: the value is written in each cell, a sign repeats the colour.
const signs = { good: "●", waits: "▲", late: "■", plain: "" };

export function heat(data, look, { width, measure, shortened, wrapped }) {
  const names = Math.min(170, width * 0.32);
  const place = (width - names - 16) / data.columns.length;
  const slanted = data.columns.some((title) => title.split(" ").some((word) => measure(word) > place - 6));
  const cell = ({ row, column, text, tone }) => ({
    value: [column, row, 0],
    text,
    tone,
    itemStyle: { color: look.tones[tone].fill, borderColor: look.surface, borderWidth: 2 },
    label: { color: look.tones[tone].ink },
  });
  return {
    grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
    tooltip: {
      formatter: ({ data: { value, text } }) => `${data.rows[value[1]]}\n${data.columns[value[0]]}: ${text}`,
    },
    xAxis: {
      type: "category",
      position: "top",
      data: data.columns,
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: {
        color: look.quiet,
        lineHeight: 15,
        interval: 0,
        // Long titles over narrow columns stand slanted.
        ...(slanted ? { rotate: 40 } : {}),
        formatter: (title) => (slanted ? shortened(title, 130) : wrapped(title, place - 6)),
      },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: data.rows,
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: { color: look.ink, interval: 0, lineHeight: 15, formatter: (name) => wrapped(name, names, 2) },
    },
    // Required by the series; each cell has its own colour.
    visualMap: { show: false, min: 0, max: 1, inRange: { color: [look.sunken, look.sunken] } },
    series: [
      {
        type: "heatmap",
        data: data.cells.map(cell),
        label: {
          show: true,
          fontWeight: 600,
          formatter: ({ data: { text, tone } }) => [signs[tone], text].filter(Boolean).join(" "),
        },
        emphasis: { itemStyle: { borderColor: look.lineStrong, borderWidth: 2 } },
      },
    ],
  };
}
