// A form that would destroy something asks twice: data-confirm holds the question.
document.addEventListener('submit', event => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
}, true);

let saving = false;

// A form that waits for its server is not sent twice.
document.addEventListener('submit', event => {
  if (event.defaultPrevented || event.target.method !== 'post') return;
  saving = true;
  setTimeout(() => event.submitter?.setAttribute('disabled', ''));
});
addEventListener('pageshow', () => { saving = false; document.querySelectorAll('form button[disabled]').forEach(b => b.removeAttribute('disabled')); });

// Copies the text of the field it names.
document.addEventListener('click', event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select?.();
  navigator.clipboard?.writeText(field.value ?? field.textContent);
});

// A row opens its record wherever it is clicked; a selection of text is left alone.
document.addEventListener('click', event => {
  const row = event.target.closest('.np-list tbody tr');
  if (!row || event.target.closest('a, button, input, label, .np-tickcell') || getSelection().toString()) return;
  row.querySelector('.np-row-link')?.click();
});

// What is ticked, and what can be done with it.
document.addEventListener('change', event => {
  const bar = document.getElementById('bulk');
  if (!bar || !event.target.closest('.np-list, .np-bulk')) return;
  const boxes = [...document.querySelectorAll('.np-list tbody input[name=row]')], all = document.querySelector('.np-tickall');
  if (event.target === all) boxes.forEach(b => { b.checked = all.checked; });
  const ticked = boxes.filter(b => b.checked).length, said = bar.querySelector('.np-ticked');
  all.checked = ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
  bar.classList.toggle('on', ticked > 0);
  said.textContent = ticked ? (ticked === 1 ? said.dataset.one : said.dataset.many).replace('{0}', ticked) : '';
});

// The bar that saves a form says what is changed, and leaving asks.
const changed = form => [...form.elements].filter(f => f.name && f.type !== 'hidden' && (f.type === 'checkbox' || f.type === 'radio' ? f.checked !== f.defaultChecked
  : f.options ? [...f.options].some(o => o.selected !== o.defaultSelected) && !(f.selectedIndex === 0 && ![...f.options].some(o => o.defaultSelected)) : f.type === 'file' ? f.value : f.value !== f.defaultValue));
document.addEventListener('input', event => {
  const form = event.target.form, bar = form?.querySelector('.np-save'), main = document.getElementById('content');
  if (!bar) return;
  let said = bar.querySelector('.np-changed');
  if (!said) bar.append(said = Object.assign(document.createElement('span'), { className: 'np-changed', role: 'status' }));
  const names = [...new Set(changed(form).map(f => f.labels?.[0]?.textContent.trim()).filter(n => n))];
  said.textContent = names.length ? main.dataset.changed.replace('{0}', names.join(', ')) : '';
});
addEventListener('beforeunload', event => {
  if (!saving && [...document.querySelectorAll('form:has(.np-save)')].some(f => changed(f).length)) event.preventDefault();
});

// A menu closes when somebody looks elsewhere; Escape gives the focus back to what opened it.
document.addEventListener('click', event => document.querySelectorAll('.np-menu[open]').forEach(m => { if (!m.contains(event.target)) m.open = false; }));
document.addEventListener('keydown', event => {
  const menu = event.key === 'Escape' && document.querySelector('.np-menu[open]');
  if (!menu) return;
  event.preventDefault();
  menu.open = false;
  menu.querySelector('summary').focus();
});
