// From whom to whom: flows by level, and the network of organisations.
export function sankey(data, look, { format, width, measure, wrapped }) {
  const last = Math.max(...data.nodes.map(({ level }) => level));
  const gap = width / Math.max(last, 1);
  return {
    tooltip: { trigger: "item" },
    series: [
      {
        type: "sankey",
        left: 4,
        right: 4,
        top: 8,
        bottom: 8,
        nodeGap: 14,
        nodeWidth: 12,
        layoutIterations: 32,
        emphasis: { focus: "adjacency" },
        data: data.nodes.map(({ name, level, url }) => ({
          name,
          url,
          depth: level,
          itemStyle: { color: look.series[level % look.series.length], borderWidth: 0 },
          label: { position: level === last ? "left" : "right" },
        })),
        links: data.links,
        lineStyle: { color: "source", opacity: 0.28, curveness: 0.5 },
        label: {
          color: look.ink,
          // A halo instead of overlap with the flow behind.
          textBorderColor: look.surface,
          textBorderWidth: 3,
          lineHeight: 15,
          formatter({ name, value, data: { depth } }) {
            const room = depth < last - 1 ? gap - 24 : gap / 2 - 18; // the last two share a gap
            const line = `${name} · ${format(value)}`;
            return measure(line) <= room ? line : `${wrapped(name, room, 2)}\n${format(value)}`;
          },
        },
      },
    ],
  };
}

// Positions come from the server: a layout in the browser would block it for seconds at a region's size.
export function network(data, look, { width }) {
  const shapes = ["circle", "roundRect", "diamond", "triangle", "rect", "pin"];
  const dashes = ["solid", "dashed", "solid"];
  const most = data.links.reduce((found, { weight }) => Math.max(found, weight), 1);
  const few = data.nodes.length <= 60 && width > 600;
  const scale = width > 600 ? 1 : 0.6;
  // Among hundreds of lines dashes are noise: colour and the table tell their nature then.
  const dashed = data.links.length <= 80;
  return {
    legend: { show: true, top: 0, left: 0, textStyle: { color: look.ink }, data: data.groups.map((name) => ({ name })) },
    tooltip: { trigger: "item", formatter: ({ data: thing }) => thing.note ?? thing.name },
    series: [
      {
        type: "graph",
        layout: "none",
        preserveAspect: "contain",
        top: 56,
        bottom: 40,
        left: 60,
        right: 60,
        roam: "move",
        categories: data.groups.map((name, index) => ({
          name,
          symbol: shapes[index % shapes.length],
          itemStyle: { color: look.series[index % look.series.length] },
        })),
        data: data.nodes.map((node) => ({
          id: node.id,
          name: node.name,
          note: node.note,
          url: node.url,
          x: node.x,
          y: node.y,
          category: node.group,
          symbolSize: node.size * scale,
          itemStyle: node.silent ? { color: look.surface, borderColor: look.silent, borderType: "dashed", borderWidth: 2 } : undefined,
          label: { show: few || node.size > 26, color: node.silent ? look.quiet : look.ink },
        })),
        links: data.links.map(({ source, target, weight, note, url, group }) => ({
          source,
          target,
          note,
          url,
          lineStyle: {
            width: 0.75 + (5.25 * weight) / most,
            color: look.series[group % look.series.length],
            type: dashed ? dashes[group % dashes.length] : "solid",
            opacity: dashed ? 0.55 : 0.35,
          },
        })),
        label: {
          position: "bottom",
          fontSize: 12,
          width: 150,
          overflow: "truncate",
          textBorderColor: look.surface,
          textBorderWidth: 3,
        },
        labelLayout: { hideOverlap: true },
        emphasis: { focus: "adjacency", label: { show: true } },
      },
    ],
  };
}
