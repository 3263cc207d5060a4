// A form that would destroy something asks twice: data-confirm holds the question.
document.addEventListener('submit', event => {
  const question = event.submitter?.dataset.confirm ?? event.target.dataset.confirm;
  if (question && !window.confirm(question)) event.preventDefault();
}, true);

// “/” leads to the search field.
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) return;
  event.preventDefault();
  document.getElementById('search')?.focus();
});

// A form that waits for its server is not sent twice.
document.addEventListener('submit', event => {
  if (event.defaultPrevented || event.target.method !== 'post') return;
  setTimeout(() => event.submitter?.setAttribute('disabled', ''));
});
addEventListener('pageshow', () => document.querySelectorAll('form button[disabled]').forEach(b => b.removeAttribute('disabled')));

// Copies the text of the field it names.
document.addEventListener('click', event => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const field = document.getElementById(button.dataset.copy);
  field.select?.();
  navigator.clipboard?.writeText(field.value ?? field.textContent);
});

// The brand's colour is shown before it is saved.
document.addEventListener('input', event => {
  if (event.target.type === 'color') document.documentElement.style.setProperty('--np-accent', event.target.value);
});
