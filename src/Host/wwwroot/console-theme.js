// Before the first paint: the console follows the system's light or dark, or what was chosen on this device.
const dark = matchMedia('(prefers-color-scheme: dark)');
const chosen = () => { try { return localStorage.getItem('np-theme'); } catch { return null; } };
const follow = () => {
  const theme = chosen();
  document.documentElement.dataset.bsTheme = theme === 'dark' || theme === 'light' ? theme : dark.matches ? 'dark' : 'light';
};
dark.addEventListener('change', follow);
follow();
document.documentElement.classList.add('np-script');

addEventListener('DOMContentLoaded', () => {
  const choice = document.getElementById('theme');
  if (!choice) return;
  choice.value = chosen() ?? 'auto';
  choice.addEventListener('change', () => {
    try { if (choice.value === 'auto') localStorage.removeItem('np-theme'); else localStorage.setItem('np-theme', choice.value); } catch { return; }
    follow();
  });
});
