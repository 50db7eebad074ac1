// Replaces the static charts on the screen by interactive ones with the same numbers. Printing keeps the static ones.
import * as echarts from 'echarts/core';
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { SVGRenderer } from 'echarts/renderers';

echarts.use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent,
  SVGRenderer]);

const data = JSON.parse(document.getElementById('chart-data').textContent);
const language = () => (document.getElementById('show-zh').checked ? 0 : 1);
const text = (zh, en) => (language() === 0 ? zh : en);
const name = (pair) => pair[language()];
// Tooltips take markup, and names come from data.
const escaped = (s) => String(s).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

function duration(s) {
  if (s < 100) return `${Math.round(s)} ${text('秒', 's')}`;
  if (s < 6000) return `${(s / 60).toFixed(1)} ${text('分钟', 'min')}`;
  if (s < 360000) return `${(s / 3600).toFixed(1)} ${text('小时', 'h')}`;
  return `${(s / 86400).toFixed(1)} ${text('天', 'd')}`;
}

// Positions on a logarithmic time axis that people have words for, in seconds.
const momentous = [1, 10, 60, 300, 900, 3600, 14400, 86400, 604800];
const moment = (s) => (s < 60 ? `${s} ${text('秒', 's')}` : s < 3600 ? `${s / 60} ${text('分', 'min')}` :
  s < 86400 ? `${s / 3600} ${text('时', 'h')}` : `${s / 86400} ${text('天', 'd')}`);

const font = { fontFamily: 'inherit', color: '#333' };
const base = () => ({
  animation: false,
  textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
  aria: { enabled: true },
  tooltip: { trigger: 'axis', confine: true, textStyle: { fontSize: 13 } },
  legend: { top: 0, left: 0, textStyle: font, itemGap: 14, selectedMode: false },
});
const axisLine = { lineStyle: { color: '#999' } };
const splitLine = { lineStyle: { color: '#e4e6ea' } };

function line(marker, label, value) {
  return `${marker} ${escaped(label)}<b style="float:right;margin-left:1.5em">${escaped(value)}</b><br>`;
}

function stages(hazard) {
  const categories = data.scenarios.map((s) => name(s.name));
  const longest = Math.max(...hazard.sides.map((side) => side.stages.reduce((sum, s) => sum + s, 0)));
  const [divisor, unit] = longest < 100 ? [1, text('秒', 's')] : longest < 6000 ? [60, text('分钟', 'min')] :
    longest < 360000 ? [3600, text('小时', 'h')] : [86400, text('天', 'd')];
  return {
    ...base(),
    aria: { enabled: true, decal: { show: true } },
    grid: { top: 44, left: 8, right: 84, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis', confine: true, axisPointer: { type: 'shadow' },
      formatter: (items) => `<b>${escaped(items[0].name)}</b><br>` +
        items.map((i) => line(i.marker, i.seriesName, duration(i.value * divisor))).join('') +
        line('', text('合计', 'total'), duration(items.reduce((sum, i) => sum + i.value, 0) * divisor)),
    },
    xAxis: { type: 'value', axisLabel: { formatter: `{value} ${unit}`, color: '#555' }, splitLine },
    yAxis: { type: 'category', inverse: true, data: categories, axisLine, axisTick: { show: false },
      axisLabel: { ...font, fontSize: 13, width: 110, overflow: 'truncate' } },
    series: data.stages.map((stage, i) => ({
      type: 'bar', stack: 'all', barWidth: 30, name: name(stage.name), itemStyle: { color: stage.colour },
      data: hazard.sides.map((side) => side.stages[i] / divisor),
      label: i < data.stages.length - 1 ? undefined : {
        show: true, position: 'right', color: '#1d2430', fontWeight: 600,
        formatter: (p) => duration(hazard.sides[p.dataIndex].stages.reduce((sum, s) => sum + s, 0)),
      },
    })),
  };
}

function shares(hazard, latency) {
  const target = hazard.targets[latency];
  const sides = hazard.sides.map((side) => side[latency]).map((q) => q.map((s, i) => [Math.log10(Math.max(s, 1)), i / 2]));
  const present = sides.filter((points) => points.length > 0);
  if (present.length === 0) return null;
  const leftmost = Math.min(...present.map((points) => points[2][0]));
  const rightmost = Math.max(leftmost + 1, ...present.map((points) => points[points.length - 3][0]));
  const ticks = momentous.map(Math.log10).filter((t) => t >= leftmost && t <= rightmost);
  return {
    ...base(),
    grid: { top: 34, left: 8, right: 18, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'item', confine: true,
      formatter: (p) => `${escaped(p.seriesName)}<br>${text(`${p.value[1]}% 的事件在 ${duration(10 ** p.value[0])} 之内`,
        `${p.value[1]} % within ${duration(10 ** p.value[0])}`)}`,
    },
    xAxis: { type: 'value', min: leftmost, max: rightmost, axisLine: { ...axisLine, onZero: false },
      axisTick: { customValues: ticks }, splitLine: { show: false },
      axisLabel: { customValues: ticks, formatter: (t) => moment(Math.round(10 ** t)), color: '#555', hideOverlap: true } },
    yAxis: { type: 'value', min: 0, max: 100, interval: 25, axisLabel: { formatter: '{value}%', color: '#555' }, splitLine },
    series: data.scenarios.map((s, i) => ({
      type: 'line', name: name(s.name), showSymbol: false, symbol: 'circle', symbolSize: 7, triggerLineEvent: true,
      lineStyle: { color: s.colour, width: 2.2, type: s.dashed ? 'dashed' : 'solid' }, itemStyle: { color: s.colour },
      data: sides[i], clip: true, emphasis: { disabled: true },
      markLine: i === 0 && target && Math.log10(target) > leftmost && Math.log10(target) < rightmost ? {
        symbol: 'none', silent: true, lineStyle: { color: '#555', type: 'dotted' },
        label: { formatter: text('目标', 'target'), position: 'insideEndTop', color: '#555' }, data: [{ xAxis: Math.log10(target) }],
      } : undefined,
    })),
  };
}

function hours(hazard) {
  return {
    ...base(),
    grid: { top: 34, left: 8, right: 8, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis', confine: true, axisPointer: { type: 'shadow' },
      formatter: (items) => `<b>${escaped(items[0].name)}</b><br>` +
        items.map((i) => line(i.marker, i.seriesName, `${i.value} ${text('起/年', 'per year')}`)).join(''),
    },
    xAxis: { type: 'category', axisLine, axisTick: { show: false }, axisLabel: { color: '#555', interval: 2 },
      data: Array.from({ length: 24 }, (_, h) => text(`${h}时`, `${h}:00`)) },
    yAxis: { type: 'value', axisLabel: { color: '#555' }, splitLine },
    series: data.scenarios.map((s, i) => (s.dashed ? {
      type: 'line', step: 'middle', showSymbol: false, name: name(s.name), z: 3, data: hazard.sides[i].hours,
      lineStyle: { color: s.colour, width: 2, type: 'dashed' }, itemStyle: { color: s.colour },
    } : {
      type: 'bar', barCategoryGap: '25%', name: name(s.name), data: hazard.sides[i].hours, itemStyle: { color: s.colour },
    })),
  };
}

const makers = {
  stages: (h) => stages(h), hours: (h) => hours(h),
  detection: (h) => shares(h, 'detection'), response: (h) => shares(h, 'response'),
};
const heights = { stages: 76 + 46 * data.scenarios.length, hours: 220, detection: 260, response: 260 };
const live = [];

function draw(figure) {
  const kind = figure.dataset.chart;
  const options = makers[kind](data.hazards[Number(figure.dataset.hazard)]);
  if (!options) return;
  const box = document.createElement('div');
  box.className = 'live';
  box.style.height = `${heights[kind]}px`;
  figure.insertBefore(box, figure.firstChild);
  const chart = echarts.init(box, null, { renderer: 'svg' });
  chart.setOption(options);
  figure.classList.add('enhanced');
  live.push({ chart, figure });
}

// One after the other, so that the page answers in between.
const waiting = [...document.querySelectorAll('figure[data-chart]')];
function drawNext() {
  if (waiting.length === 0) return;
  draw(waiting.shift());
  setTimeout(drawNext, 0);
}
drawNext();

document.addEventListener('languagechanged', () => {
  for (const { chart, figure } of live) {
    chart.setOption(makers[figure.dataset.chart](data.hazards[Number(figure.dataset.hazard)]), true);
  }
});
window.addEventListener('resize', () => live.forEach(({ chart }) => chart.resize()));
