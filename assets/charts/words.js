// Long names in little room. ECharts takes a Cyrillic letter for a Chinese one when it breaks lines
// (zrender measures every letter beyond ASCII as «国»), so lines are broken here.
const context = document.createElement("canvas").getContext("2d");

export function words(face, size = 13) {
  const measure = (text) => {
    context.font = `${size}px ${face}`;
    return context.measureText(text).width;
  };

  function shortened(text, room) {
    if (measure(text) <= room) return text;
    let length = text.length;
    while (length > 1 && measure(`${text.slice(0, length)}…`) > room) length -= 1;
    return `${text.slice(0, length).trimEnd()}…`;
  }

  function wrapped(text, room, most = 3) {
    const lines = [""];
    for (const word of text.split(" ")) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (!lines.at(-1) || measure(longer) <= room) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    if (lines.length > most) lines.splice(most - 1, Infinity, lines.slice(most - 1).join(" "));
    return lines.map((line) => shortened(line, room)).join("\n");
  }

  return { measure, shortened, wrapped };
}
