// Keys: “/” search, g and a letter to a section, j and k through the rows, x ticks, Enter opens the row, ? helps. They rest while somebody types, and can be switched off (WCAG 2.1.4).
const kept = 'np-keys-off';
const off = () => { try { return localStorage.getItem(kept) === 'yes'; } catch { return false; } };
const links = () => [...document.querySelectorAll('.np-list tbody .np-row-link')];
const row = () => (document.activeElement?.closest('.np-list tbody') ? document.activeElement : document.querySelector('.np-row-link[aria-current]'))?.closest('tr');
let going = 0;

const move = step => {
  const all = links(), now = all.findIndex(l => l.closest('tr') === row());
  const next = all[now < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, now + step))];
  next?.focus();
  next?.dispatchEvent(new Event('np:follow', { bubbles: true }));
};

const help = () => document.getElementById('keys')?.showModal();

const keys = {
  '/': () => { const field = document.getElementById('search'); field?.focus(); field?.select(); },
  '?': help,
  j: () => move(1),
  k: () => move(-1),
  x: () => row()?.querySelector('input[type=checkbox]')?.click(),
  g: () => { going = Date.now(); },
};

document.addEventListener('keydown', event => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog') || off()) return;
  const place = Date.now() - going < 1500 && document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
  if (going && place) { event.preventDefault(); going = 0; place.click(); return; }
  if (!Object.hasOwn(keys, event.key)) return;
  event.preventDefault();
  keys[event.key]();
});

addEventListener('DOMContentLoaded', () => {
  document.querySelectorAll('[data-keys]').forEach(b => b.addEventListener('click', help));
  const use = document.getElementById('keys-on');
  if (!use) return;
  use.checked = !off();
  use.addEventListener('change', () => { try { if (use.checked) localStorage.removeItem(kept); else localStorage.setItem(kept, 'yes'); } catch { /* for this page only */ } });
});
