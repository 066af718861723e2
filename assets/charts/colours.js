// The tokens of the theme, as ECharts wants them.
const pattern = (extra) => ({ color: "rgba(255,255,255,0.35)", ...extra });

// Patterns over the fills: readable when printed grey.
const decals = [
  { symbol: "none" },
  pattern({ dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -Math.PI / 4 }),
  pattern({ symbol: "circle", symbolSize: 0.55, dashArrayX: [[8, 8], [0, 8, 8, 0]], dashArrayY: [6, 0] }),
  pattern({ dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 4 }),
  pattern({ dashArrayX: [1, 0], dashArrayY: [2, 5] }),
  pattern({ dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 2 }),
];

export function colours(place) {
  const style = getComputedStyle(place);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    decals,
    face: style.fontFamily,
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((number) => token(`series-${number}`)),
    ink: token("ink"),
    quiet: token("ink-2"),
    line: token("line"),
    lineStrong: token("line-strong"),
    surface: token("surface"),
    sunken: token("sunken"),
    silent: token("silent"),
    tones: {
      good: { fill: token("action-soft"), ink: token("link") },
      waits: { fill: token("waits-soft"), ink: token("waits") },
      late: { fill: token("late-soft"), ink: token("late") },
      plain: { fill: token("sunken"), ink: token("ink-2") },
    },
  };
}
