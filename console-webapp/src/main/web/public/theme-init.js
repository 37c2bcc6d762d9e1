// Before anything is drawn, so that nobody is dazzled; the policy allows no inline script.
(function () {
  var wanted = localStorage.getItem('fettle.theme');
  var dark = wanted ? wanted === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.classList.toggle('pf-v6-theme-dark', dark);
})();
