// What goes on when: a row for each thing, a bar for each span of days. A sign repeats the colour.
const signs = { good: "●", waits: "▲", late: "■", plain: "" };
const day = 24 * 3600 * 1000;

const moment = (date) => new Date(`${date}T00:00`).getTime();

// Bars of one row that meet share its height.
function lanes(spans) {
  const ends = new Map();
  const placed = spans.map((span) => {
    const start = moment(span.start);
    const end = moment(span.end) + day; // the last day belongs to the span
    const row = ends.get(span.row) ?? ends.set(span.row, []).get(span.row);
    const free = row.findIndex((last) => last <= start);
    const lane = free < 0 ? row.length : free;
    row[lane] = end;
    return { ...span, start, end, lane };
  });
  return placed.map((span) => ({ ...span, of: ends.get(span.row).length }));
}

export function gantt(data, look, { width, measure, shortened, wrapped, lang }) {
  const room = Math.min(220, width * 0.34);
  const spans = lanes(data.spans);
  const written = new Intl.DateTimeFormat(lang, { day: "2-digit", month: "2-digit", year: "numeric" });
  const words = ({ tone, text }) => [signs[tone], text].filter(Boolean).join(" ");
  const bar = (params, api) => {
    const { row, start, end, lane, of, tone, text } = spans[params.dataIndex];
    const [left, middle] = api.coord([start, row]);
    const [right] = api.coord([end, row]);
    const height = (api.size([0, 1])[1] * 0.7) / of;
    const tint = look.tones[tone];
    const box = { x: left, y: middle - (height * of) / 2 + height * lane, width: Math.max(right - left, 4), height: height - (of > 1 ? 1 : 0), r: 3 };
    const label = words({ tone, text });
    return {
      type: "group",
      children: [
        { type: "rect", shape: box, style: { fill: tint.fill, stroke: tint.ink, lineWidth: 1 } },
        label && box.width > 28 && box.height > 11 && {
          type: "text",
          silent: true,
          style: { text: shortened(label, box.width - 10), x: box.x + 6, y: box.y + box.height / 2, verticalAlign: "middle", fill: tint.ink, font: `12px ${look.face}` },
        },
      ].filter(Boolean),
    };
  };
  const today = data.today && moment(data.today);
  const line = (params, api) => {
    const [x] = api.coord([today, 0]);
    const { y, height } = params.coordSys;
    return { type: "line", silent: true, shape: { x1: x, y1: y, x2: x, y2: y + height }, style: { stroke: look.ink, lineWidth: 1.5, lineDash: [4, 3] } };
  };
  return {
    grid: { left: 8, right: 16, top: 8, bottom: 8, containLabel: true },
    tooltip: {
      trigger: "item",
      formatter: ({ data: { value } }) => {
        const { row, start, end, text } = spans[value[3]];
        const days = `${written.format(start)} – ${written.format(end - day)}`;
        return [data.rows[row], text, days].filter(Boolean).join("\n");
      },
    },
    xAxis: {
      type: "time",
      position: "top",
      min: Math.min(...spans.map(({ start }) => start), today || Infinity),
      max: Math.max(...spans.map(({ end }) => end), today || -Infinity),
      splitNumber: Math.max(2, Math.round((width - room) / 90)),
      axisLabel: { color: look.quiet, hideOverlap: true },
      axisLine: { lineStyle: { color: look.lineStrong } },
      splitLine: { show: true, lineStyle: { color: look.line } },
    },
    yAxis: {
      type: "category",
      data: data.rows,
      inverse: true,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.lineStrong } },
      splitLine: { show: true, lineStyle: { color: look.line } },
      axisLabel: { color: look.ink, interval: 0, lineHeight: 15, formatter: (name) => (measure(name) <= room ? name : wrapped(name, room, 2)) },
    },
    series: [
      {
        type: "custom",
        renderItem: bar,
        encode: { x: [0, 1], y: 2 },
        clip: true,
        data: spans.map(({ start, end, row, url }, index) => ({ value: [start, end, row, index], url })),
      },
      ...(today ? [{ type: "custom", renderItem: line, encode: { x: 0 }, tooltip: { show: false }, z: 3, data: [[today]] }] : []),
    ],
  };
}
