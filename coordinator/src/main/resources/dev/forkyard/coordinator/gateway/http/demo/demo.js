// Plays the part of a sign-up form. A real one sends token and answer to its own server, which
// asks this one: a page can say of itself whatever it likes.

async function ask(path, body) {
  const response = await fetch(path, body && {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.message);
  }
  return answer;
}

function by(id) {
  return document.getElementById(id);
}

/** One form with a captcha that is replaced after each try. */
function captchaForm(name, path, show) {
  const status = by(`${name}-status`);
  const input = by(`${name}-answer`);
  let token = '';

  async function renew() {
    try {
      const captcha = await ask(path);
      token = captcha.token;
      show(captcha);
    } catch (error) {
      token = '';
      status.textContent = `There is no captcha now: ${error.message}`;
    }
  }

  by(`${name}-new`).addEventListener('click', async () => {
    status.textContent = '';
    input.value = '';
    await renew();
    input.focus();
  });

  by(`${name}-form`).addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      const { valid } = await ask('/captcha/verify', { token, answer: input.value });
      status.textContent = valid ? 'Right. Here is another one.' : 'Wrong. Here is a new one.';
    } catch (error) {
      status.textContent = `It could not be checked: ${error.message}`;
    }
    input.value = '';
    await renew();
  });

  return renew();
}

function workForm() {
  const status = by('work-status');
  const widget = by('work');
  by('work-form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const payload = new FormData(event.target).get('altcha');
    if (!payload) {
      status.textContent = 'Tick the box first.';
      return;
    }
    try {
      const { valid } = await ask('/altcha/verify', { payload });
      status.textContent = valid ? 'Right.' : 'Wrong, or checked before.';
    } catch (error) {
      status.textContent = `It could not be checked: ${error.message}`;
    }
    widget.reset();
  });
}

globalThis.$altcha.algorithms.set('PBKDF2/SHA-256', () => new Worker('/demo/pbkdf2.js'));
captchaForm('picture', '/captcha', (captcha) => {
  by('picture').src = captcha.image;
});
captchaForm('sound', '/captcha?kind=audio', (captcha) => {
  by('sound').src = captcha.audio;
});
workForm();
