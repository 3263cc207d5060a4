// Three bars for each part: opened, submitted, confirmed. The table beneath says the same.
const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

for (const place of document.querySelectorAll('[data-funnel]')) {
  const funnel = JSON.parse(place.dataset.funnel);
  const chart = echarts.init(place, null, { renderer: 'svg' });
  const draw = () => {
    const [ink, line, accent] = [style('--tblr-secondary'), style('--tblr-border-color'), style('--tblr-primary')];
    chart.setOption({
      animation: false,
      grid: { left: 8, right: 12, top: 32, bottom: 4, containLabel: true },
      legend: { top: 0, textStyle: { color: ink } },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: funnel.parts.map(p => p.name), axisLabel: { color: ink, hideOverlap: true }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false } },
      yAxis: { type: 'value', minInterval: 1, axisLabel: { color: ink }, splitLine: { lineStyle: { color: line } } },
      series: funnel.steps.map((name, i) => ({ name, type: 'bar', data: funnel.parts.map(p => p.values[i]), color: accent, itemStyle: { opacity: [0.35, 0.65, 1][i] }, barMaxWidth: 32 })),
    });
  };
  draw();
  new ResizeObserver(() => chart.resize()).observe(place);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });
}
