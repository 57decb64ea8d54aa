// The bar above GraphiQL, in the browser: chooses whom to be, and puts that person's token into the headers.
/* global RURU_CONFIG */
import { React, createRoot, Ruru } from '/ruru-static/ruru.js';

const storageKey = 'tenet:member';
const tabsKey = 'graphiql:tabState';
const fields = ['tenant', 'workspace', 'role', 'email'];
// A token lives 15 minutes; the one that is sent is exchanged before that, while the headers keep showing the first.
const renewEvery = 10 * 60 * 1000;

const form = document.getElementById('tenet-bar');
form.innerHTML = `<strong>Tenet</strong>${fields.map((name) => `<label>${name} <select name="${name}"></select></label>`).join('')}<output></output>`;
const says = form.querySelector('output');
const select = (name) => form.elements[name];
const chosen = () => Object.fromEntries(fields.map((name) => [name, select(name).value]));

let root;
let shownToken;
let currentToken;

/** Fills each list with what the lists before it leave, keeping the wanted values where they are possible. */
function offer(members, wanted) {
  let left = members;
  for (const name of fields) {
    const values = [...new Set(left.map((member) => member[name]))];
    select(name).replaceChildren(...values.map((value) => new Option(value, value, false, value === wanted[name])));
    left = left.filter((member) => member[name] === select(name).value);
  }
}

async function ask(path, body) {
  const answer = await fetch(path, { method: body ? 'POST' : 'GET', headers: { 'x-tenet-development': 'true' }, body: body && JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}: has npm start made this database?`);
  return answer.json();
}

async function newToken() {
  const { tenant, workspace, email } = chosen();
  return (await ask('/development/token', { email, workspace: `${tenant}/${workspace}` })).token;
}

async function become() {
  const { tenant, workspace, role, email } = chosen();
  localStorage.setItem(storageKey, JSON.stringify(chosen()));
  shownToken = currentToken = await newToken();
  const headers = JSON.stringify({ authorization: `Bearer ${currentToken}`, 'x-workspace': `${tenant}/${workspace}` }, null, 2);
  root?.unmount();
  root = createRoot(document.getElementById('ruru-root'));
  root.render(React.createElement(Ruru, { ...RURU_CONFIG, ...openTab(headers), initialHeaders: headers, defaultHeaders: headers, defaultQuery, defaultEditorToolsVisibility: 'headers' }));
  says.textContent = `${email} is ${role} in ${tenant}/${workspace}`;
}

/** What the open tab holds. It is taken out of what GraphiQL keeps, which opens it again with the headers it is given. */
function openTab(headers) {
  const kept = JSON.parse(localStorage.getItem(tabsKey) ?? 'null');
  if (!kept) return {};
  const [open] = kept.tabs.splice(kept.activeTabIndex, 1);
  localStorage.setItem(tabsKey, JSON.stringify({ ...kept, tabs: kept.tabs.map((tab) => ({ ...tab, headers })) }));
  return { initialQuery: open?.query ?? '', initialVariables: open?.variables ?? undefined };
}

const defaultQuery = `# Choose above whom to be; the token is in the headers below.
{
  currentSession {
    displayName
    role
    workspaceName
    permissions
  }
}
`;

const send = window.fetch;
window.fetch = (address, options) => {
  const headers = new Headers(options?.headers);
  // GraphiQL asks for the schema before it has read its headers
  if ([null, `Bearer ${shownToken}`].includes(headers.get('authorization'))) headers.set('authorization', `Bearer ${currentToken}`);
  if (!headers.has('x-workspace')) headers.set('x-workspace', `${chosen().tenant}/${chosen().workspace}`);
  return send(address, { ...options, headers });
};

try {
  const members = await ask('/development/members');
  const last = JSON.parse(localStorage.getItem(storageKey) ?? 'null');
  offer(members, last ?? members.find(({ role }) => role === 'owner') ?? {});
  form.addEventListener('change', () => {
    offer(members, chosen());
    become();
  });
  setInterval(async () => {
    currentToken = await newToken();
  }, renewEvery);
  await become();
} catch (error) {
  says.textContent = error.message;
}
