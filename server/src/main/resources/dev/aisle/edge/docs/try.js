// Makes the curl examples of a page sendable. Without it, they are there to be copied. Calls with a partner's secret key
// are left alone: that key belongs on a server, not in a browser.
'use strict';

const server = document.body.dataset.server;
const phone = matchMedia('(max-width: 50rem)');
for (const pages of document.querySelectorAll('.columns > nav details')) pages.open = !phone.matches;

// The words of one command of a shell: quotes, and lines that go on.
function words(text) {
  const found = [];
  const word = /\s*((?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'])+)/gy;
  let match;
  while ((match = word.exec(text.replace(/\\\n/g, ' ')))) {
    found.push(match[1].replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g, (all, twice, once) =>
      once ?? twice.replace(/\\(.)/g, '$1')));
  }
  return found;
}

// What fetch needs to make the call of a curl command; nothing if it is not one that a page can make.
function call(command, key) {
  const [name, ...rest] = words(command);
  if (name !== 'curl') return null;
  const made = { url: '', method: '', headers: {}, body: undefined };
  for (let i = 0; i < rest.length; i++) {
    const part = rest[i];
    if (part === '-X') made.method = rest[++i];
    else if (part === '-H') {
      const [, header, value] = rest[++i].match(/^([^:]+):\s*(.*)$/) ?? [];
      if (header) made.headers[header] = value.replace('$KEY', key);
    } else if (part === '-d') made.body = rest[++i];
    else if (part.startsWith('-')) continue;
    else made.url = part.replace('$AISLE', server);
  }
  made.method ||= made.body === undefined ? 'GET' : 'POST';
  return made.url.startsWith(server + '/') ? made : null;
}

function field(label, control, id) {
  const holder = document.createElement('div');
  const text = document.createElement('label');
  text.textContent = label;
  text.htmlFor = control.id = id;
  holder.append(text, control);
  return holder;
}

async function send(made, output) {
  output.textContent = 'Asking …';
  try {
    const answer = await fetch(made.url, { method: made.method, headers: made.headers, body: made.body });
    const text = await answer.text();
    let shown = text;
    try { shown = JSON.stringify(JSON.parse(text), null, 2); } catch { /* not JSON */ }
    output.textContent = answer.status + ' ' + answer.statusText + '\n\n' + shown;
  } catch (failed) {
    output.textContent = 'The call could not be made: ' + failed.message;
  }
}

let count = 0;
for (const code of document.querySelectorAll('pre > code.language-bash')) {
  const command = code.textContent.trim();
  if (command.includes('$PARTNER_KEY') || !call(command, '')) continue;
  const number = ++count;
  const box = document.createElement('details');
  box.className = 'try';
  const title = document.createElement('summary');
  title.textContent = 'Try it';
  const edited = document.createElement('textarea');
  edited.rows = command.split('\n').length + 1;
  edited.value = command;
  edited.spellcheck = false;
  const key = document.createElement('input');
  key.type = 'password';
  key.autocomplete = 'off';
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Send';
  const output = document.createElement('pre');
  output.tabIndex = 0;
  output.setAttribute('aria-live', 'polite');
  output.hidden = true;
  button.addEventListener('click', () => {
    output.hidden = false;
    const made = call(edited.value.trim(), key.value);
    if (made) send(made, output);
    else output.textContent = 'Only one curl command to ' + server + ' can be sent from here.';
  });
  box.append(title, field('Command', edited, 'try-' + number));
  if (command.includes('$KEY')) box.append(field('Your key ($KEY); it is sent to ' + server + ' and nowhere else', key, 'key-' + number));
  box.append(button, output);
  code.parentElement.after(box);
}
