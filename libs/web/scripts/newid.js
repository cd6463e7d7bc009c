// Everything here is on top of pages that work without it.
import { initAll } from './nhsuk-frontend.min.js';

initAll();

/** How much was typed, without a limit: the plural texts come with the page, in its language. */
for (const textarea of document.querySelectorAll('textarea[data-newid-soft-count]')) {
  const texts = JSON.parse(textarea.dataset.newidSoftCount);
  const language = document.documentElement.lang;
  const rules = new Intl.PluralRules(language);
  const figures = new Intl.NumberFormat(language);
  const seen = document.createElement('p');
  seen.className = 'nhsuk-hint';
  seen.setAttribute('aria-hidden', 'true');
  // A screen reader is told after a pause in typing, not at each key.
  const heard = document.createElement('p');
  heard.className = 'nhsuk-u-visually-hidden';
  heard.setAttribute('role', 'status');
  textarea.after(seen, heard);
  let pause;
  const count = () => {
    const n = [...textarea.value.normalize('NFC')].length;
    const text = texts[rules.select(n)].replace('{n}', figures.format(n));
    seen.textContent = text;
    clearTimeout(pause);
    pause = setTimeout(() => {
      heard.textContent = text;
    }, 1000);
  };
  textarea.addEventListener('input', count);
  count();
}

/** The change of language belongs to one form; where somebody typed into another, what they typed there comes along. */
const languageSwitch = document.querySelector('.newid-language button[form]');
if (languageSwitch) {
  let typedInto = languageSwitch.form;
  document.addEventListener('input', ({ target }) => {
    if (target.form?.dataset.newidOther) typedInto = target.form;
  });
  languageSwitch.addEventListener('click', (event) => {
    if (typedInto === languageSwitch.form) return;
    event.preventDefault();
    const button = languageSwitch.cloneNode();
    button.removeAttribute('form');
    button.setAttribute('formaction', typedInto.dataset.newidOther);
    button.hidden = true;
    typedInto.append(button);
    button.click();
  });
}

/** Three presses of Shift leave the page as its link does, and take it out of the list that "back" walks. */
const exit = document.querySelector('[data-module="newid-exit"]');
if (exit) {
  const link = exit.querySelector('a');
  const status = exit.querySelector('[data-newid-exit-status]');
  const leave = () => {
    document.body.hidden = true;
    location.replace(link.href);
  };
  let presses = 0;
  let forget;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift') {
      // Shift that makes a capital letter is no wish to leave.
      presses = 0;
      return;
    }
    presses += 1;
    if (presses >= 3) leave();
    else status.textContent = presses === 1 ? exit.dataset.pressedOne : exit.dataset.pressedTwo;
    clearTimeout(forget);
    forget = setTimeout(() => {
      presses = 0;
      status.textContent = '';
    }, 5000);
  });
}
