// Before the first paint: the console follows the system's light or dark.
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => { document.documentElement.dataset.bsTheme = dark.matches ? 'dark' : 'light'; };
dark.addEventListener('change', follow);
follow();
document.documentElement.classList.add('np-script');
