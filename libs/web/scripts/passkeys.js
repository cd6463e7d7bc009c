// A form that needs a passkey: shown where the browser knows them, sent with what the device answered.
const { browserSupportsWebAuthn, startAuthentication, startRegistration } = globalThis.SimpleWebAuthnBrowser ?? {};

async function answerOf(form) {
  const { csrf } = form.elements;
  const response = await fetch(form.dataset.options, { method: 'POST', headers: { 'x-csrf-token': csrf.value } });
  if (!response.ok) throw new Error(String(response.status));
  const { ticket, options } = await response.json();
  const start = form.dataset.newidPasskey === 'create' ? startRegistration : startAuthentication;
  return { ticket, answer: await start({ optionsJSON: options }) };
}

for (const form of browserSupportsWebAuthn?.() ? document.querySelectorAll('form[data-newid-passkey]') : []) {
  form.hidden = false;
  for (const none of document.querySelectorAll('[data-newid-passkey-none]')) none.hidden = true;
  const failed = form.querySelector('[data-newid-passkey-failed]');
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    failed.textContent = '';
    try {
      const { ticket, answer } = await answerOf(form);
      form.elements.ticket.value = ticket;
      form.elements.answer.value = JSON.stringify(answer);
    } catch {
      // Cancelled, no key, or no connection: the person decides what next.
      failed.textContent = failed.dataset.newidPasskeyFailed;
      return;
    }
    form.submit();
  });
}
