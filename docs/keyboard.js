// What scrolls sideways can be reached and moved with the keyboard.
document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll(
    ".md-typeset__scrollwrap, .md-typeset pre > code, .jp-OutputArea-output pre, .highlight-ipynb"
  )) {
    box.tabIndex = 0;
  }
});
