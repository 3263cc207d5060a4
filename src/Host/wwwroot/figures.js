// One small chart per figure: the value over the last periods, its interval as a band, the benchmark as a line. The table beneath says the same.
const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

for (const place of document.querySelectorAll('[data-figure]')) {
  const figure = JSON.parse(place.dataset.figure);
  const scale = figure.unit === 'percent' ? 100 : 1;
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  const write = v => v == null ? '–' : number.format(v) + (figure.unit === 'percent' ? ' %' : '');
  const of = name => figure.points.map(p => p[name] == null ? null : p[name] * scale);
  const [value, low, high] = [of('value'), of('low'), of('high')];
  const good = figure.good * scale;
  const chart = echarts.init(place, null, { renderer: 'svg' });

  const draw = () => {
    const [ink, line, accent] = [style('--tblr-secondary'), style('--tblr-border-color'), style('--tblr-primary')];
    const interval = {
      type: 'custom', encode: { x: 0, y: [1, 2] }, data: value.map((_, i) => [i, low[i], high[i]]), silent: true, z: 1,
      renderItem: (params, api) => {
        if (low[params.dataIndex] == null) return null;
        const [x, bottom] = api.coord([api.value(0), api.value(1)]);
        const top = api.coord([api.value(0), api.value(2)])[1];
        const stroke = { stroke: accent, lineWidth: 1 };
        return { type: 'group', children: [
          { type: 'line', shape: { x1: x, y1: top, x2: x, y2: bottom }, style: stroke },
          { type: 'line', shape: { x1: x - 5, y1: top, x2: x + 5, y2: top }, style: stroke },
          { type: 'line', shape: { x1: x - 5, y1: bottom, x2: x + 5, y2: bottom }, style: stroke },
        ] };
      },
    };
    chart.setOption({
      animation: false,
      grid: { left: 8, right: 12, top: 16, bottom: 4, containLabel: true },
      tooltip: { trigger: 'axis', formatter: ([p]) => `${p.name}<br>${write(value[p.dataIndex])} (${write(low[p.dataIndex])} – ${write(high[p.dataIndex])})` },
      xAxis: { type: 'category', data: figure.points.map(p => p.period), axisLabel: { color: ink, hideOverlap: true }, axisLine: { lineStyle: { color: line } }, axisTick: { show: false } },
      yAxis: { type: 'value', scale: true, min: extent => Math.floor(Math.min(extent.min, good)), max: extent => Math.ceil(Math.max(extent.max, good)), axisLabel: { color: ink, formatter: write }, splitLine: { lineStyle: { color: line } } },
      series: [
        { name: figure.name, type: 'line', data: value, symbolSize: 8, z: 2, color: accent, connectNulls: false,
          markLine: { silent: true, symbol: 'none', label: { formatter: figure.goodName, color: ink, position: 'insideStartTop' }, lineStyle: { color: ink, type: 'dashed' }, data: [{ yAxis: good }] } },
        interval,
      ],
    });
  };

  draw();
  new ResizeObserver(() => chart.resize()).observe(place);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });
}
