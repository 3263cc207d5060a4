// The panel beside a list: on a wide screen a row opens there without losing the list, j and k lead it along, Escape closes it. Without script a link of each row does the same.
{
  const wide = matchMedia('(min-width: 1100px)');
  const panel = () => document.getElementById('panel');
  const isOpen = () => panel()?.hidden === false;
  const links = () => [...document.querySelectorAll('.np-row-link[data-open]')];
  const mark = key => links().forEach(l => l.dataset.key === key ? l.setAttribute('aria-current', 'true') : l.removeAttribute('aria-current'));
  let asked = 0;

  async function open(link, { focus = false, remember = true } = {}) {
    const turn = ++asked, was = isOpen(), address = link.dataset.open;
    mark(link.dataset.key);
    const answer = await fetch(address, { headers: { 'HX-Request': 'true', 'HX-Target': 'panel' } }).catch(() => null);
    const next = answer?.ok && !answer.redirected && new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('panel');
    if (turn !== asked) return;
    if (!next) { location.assign(link.href); return; }
    panel().replaceWith(next);
    if (remember) history[was ? 'replaceState' : 'pushState']({ panel: true }, '', address);
    if (focus) (next.querySelector('h2 a') ?? next.querySelector('h2')).focus({ preventScroll: true });
  }

  function close({ remember = true } = {}) {
    const shut = panel(), link = links().find(l => l.dataset.key === shut.dataset.key);
    asked++;
    shut.hidden = true;
    shut.replaceChildren();
    mark(null);
    if (remember) history.pushState(null, '', shut.dataset.list);
    link?.focus();
  }

  document.addEventListener('click', event => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !wide.matches || !panel()) return;
    const link = event.target.closest('.np-row-link[data-open]');
    if (link) { event.preventDefault(); open(link, { focus: true }); }
    if (event.target.closest('.np-panelclose')) { event.preventDefault(); close(); }
  });
  document.addEventListener('np:follow', event => { if (isOpen() && wide.matches) open(event.target); });
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.defaultPrevented || !isOpen() || document.querySelector('dialog[open]')) return;
    if (event.target.closest('input, textarea, select') && !event.target.closest('#panel, .np-tickcell')) return;
    event.preventDefault();
    if (wide.matches) close(); else panel().querySelector('.np-panelclose').click();
  });
  addEventListener('popstate', event => {
    if (event.state?.htmx || !panel()) return;
    const key = new URLSearchParams(location.search).get('open'), link = links().find(l => l.dataset.key === key);
    if (link) open(link, { remember: false }); else if (isOpen()) close({ remember: false });
  });
  addEventListener('htmx:afterSwap', () => { if (isOpen()) mark(panel().dataset.key); });
}
