// Pictures of figures, as lines over years or as bars side by side, drawn from the tables that stand beside them; fetched when one comes near.
// Apache ECharts on a canvas: the content security policy lets no script write styles into the page.
import { BarChart, LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

const NARROW = 480;
const style = getComputedStyle(document.documentElement);
const token = (name) => style.getPropertyValue(`--${name}`).trim();
const COLOURS = ["jade", "seal", "indigo", "amber"].map(token);
// Lines are told apart without colours, too.
const MARKS = ["circle", "rect", "triangle", "diamond"];

function read(table) {
  const names = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows];
  if (table.closest("figure").dataset.order === "reversed") rows.reverse();
  const years = rows.map((row) => row.cells[0].textContent.trim());
  const values = (place) => rows.map((row) => row.cells[place + 1].dataset.value ?? null);
  const lines = names.map((name, place) => ({ name, values: values(place) }));
  return { years, lines: lines.filter((line) => line.values.some((value) => value !== null)) };
}

function options({ years, lines }, unit, width) {
  const text = { color: token("ink-soft"), fontFamily: style.fontFamily };
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    color: COLOURS,
    textStyle: text,
    grid: { left: 8, right: 16, top: 16, bottom: [8, 8, 40, 64][Math.min(lines.length, 3)], containLabel: true },
    legend: lines.length > 1 ? { bottom: 0, textStyle: text } : undefined,
    // As rich text it is drawn on the canvas; as HTML it would need styles in the page.
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, valueFormatter: (value) => `${value ?? "—"} ${unit}` },
    xAxis: { type: "category", data: years, axisLabel: text, axisTick: { show: false } },
    yAxis: { type: "value", scale: true, splitNumber: width < NARROW ? 3 : 5, axisLabel: text },
    series: lines.map(({ name, values }, place) => ({
      type: "line",
      name,
      data: values,
      symbol: MARKS[place % MARKS.length],
      symbolSize: 9,
      lineStyle: { width: 2.5, type: place > 1 ? "dashed" : "solid" },
      connectNulls: false,
    })),
  };
}

// The first figure of each row, as bars that lie: their names can be read on a narrow screen, too.
function lyingBars({ years, lines }, unit, width) {
  const text = { color: token("ink-soft"), fontFamily: style.fontFamily };
  return {
    animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    textStyle: text,
    grid: { left: 8, right: 48, top: 8, bottom: 8, containLabel: true },
    tooltip: { trigger: "axis", renderMode: "richText", confine: true, valueFormatter: (value) => `${value ?? "—"} ${unit}` },
    xAxis: { type: "value", axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: "category",
      inverse: true,
      data: years,
      axisTick: { show: false },
      axisLabel: { ...text, width: width < NARROW ? 110 : 160, overflow: "truncate" },
    },
    series: [
      {
        type: "bar",
        name: lines[0].name,
        data: lines[0].values,
        barMaxWidth: 22,
        itemStyle: { color: COLOURS[0], borderRadius: [0, 3, 3, 0] },
        label: { show: true, position: "right", color: token("ink") },
      },
    ],
  };
}

function draw(figure) {
  const picture = figure.querySelector(".trend-picture");
  picture.hidden = false;
  const chart = echarts.init(picture, undefined, { renderer: "canvas" });
  const data = read(figure.querySelector("table"));
  const shape = figure.dataset.shape === "bars" ? lyingBars : options;
  const show = () => chart.setOption(shape(data, figure.dataset.unit, picture.clientWidth), true);
  show();
  new ResizeObserver(() => {
    chart.resize();
    show();
  }).observe(picture);
}

document.querySelectorAll("figure[data-drawn-by]").forEach(draw);
