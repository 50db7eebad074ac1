// What the page does beyond style: the map's measure, the document's language, all parameters in print.
(() => {
  const zh = document.getElementById('show-zh');
  const en = document.getElementById('show-en');
  const map = JSON.parse(document.getElementById('map-data').textContent);
  const select = document.getElementById('map-measure');
  const language = () => (zh.checked ? 'zh' : 'en');
  document.documentElement.classList.add('scripted');

  function unitOf(measure) {
    return language() === 'zh' ? measure.unitZh : measure.unitEn;
  }

  function paint() {
    const measure = map.measures[select.selectedIndex];
    const compounds = document.getElementById('map-compounds').children;
    for (let i = 0; i < compounds.length; ++i) {
      const member = measure.members[i];
      compounds[i].setAttribute('fill', member < 0 ? 'url(#missing)' : measure.colours[member]);
      const name = map.names[i][language() === 'zh' ? 0 : 1];
      const value = member < 0 ? '–' : `${measure.values[i]} ${unitOf(measure)}`;
      compounds[i].querySelector('title').textContent = `${name}: ${value}`;
    }
    const title = document.getElementById('map-title');
    title.textContent = measure[language()] + (unitOf(measure) ? ` (${unitOf(measure)})` : '');
    const legend = document.getElementById('map-legend');
    legend.replaceChildren(...measure.classes.map((label, i) => {
      const item = document.createElement('li');
      const swatch = document.createElement('i');
      swatch.style.background = measure.colours[i];
      item.append(swatch, label);
      return item;
    }));
  }

  function fill() {
    const chosen = Math.max(select.selectedIndex, 0);
    select.replaceChildren(...map.measures.map((m) => {
      const option = document.createElement('option');
      option.textContent = m[language()];
      return option;
    }));
    select.selectedIndex = chosen;
    paint();
  }

  function languageChanged() {
    document.documentElement.lang = zh.checked ? 'zh-CN' : 'en';
    const heading = document.querySelector(`h1 .${language()}`) || document.querySelector('h1');
    document.title = heading.textContent;
    if (select && map.measures.length > 0) fill();
    document.dispatchEvent(new Event('languagechanged'));
  }

  // Browsers may remember the radio buttons of an earlier visit.
  languageChanged();
  zh.addEventListener('change', languageChanged);
  en.addEventListener('change', languageChanged);
  if (select && map.measures.length > 0) {
    select.addEventListener('change', paint);
    const hydrants = document.getElementById('map-show-hydrants');
    hydrants.addEventListener('change', () => {
      document.getElementById('map-hydrants').classList.toggle('shown', hydrants.checked);
    });
  }
  window.addEventListener('beforeprint', () => {
    document.querySelectorAll('details:not(.licences)').forEach((d) => { d.open = true; });
  });
})();
