import { work } from './api.js';
import { sheet } from './dialogs.js';
import { el } from './dom.js';
import { model } from './model.js';
import { sentenceOf } from './toast.js';
import { t } from './words.js';

/** The server's limit; a larger file is refused before it is sent. */
const largestBytes = 5 * 1024 * 1024;

/** Upload of a roster: first a check that writes nothing, then, with its result in sight, the import. */
export function importDialog(imported: () => Promise<void>): void {
  const file = el('input', {
    type: 'file',
    id: 'roster-file',
    class: 'unseen',
    accept: '.xlsx,.xls,.csv,.txt',
    required: true,
    'aria-describedby': 'roster-file-label',
  });
  const fileName = el('span', { class: 'file-name' }, t('noFile'));
  const school = el('input', { type: 'text', id: 'roster-school', autocomplete: 'organization' });
  const said = el('p', { class: 'import-said', role: 'status', 'aria-live': 'polite' });
  const report = el('ul', { class: 'import-lines', tabindex: 0, hidden: true });
  const check = el('button', { type: 'submit', class: 'button plain' }, t('check'));
  const take = el(
    'button',
    { type: 'button', class: 'button primary', disabled: true, onclick: () => void run(false) },
    t('import'),
  );

  const show = (lines: readonly string[]) => {
    report.replaceChildren(...lines.map((line) => el('li', {}, line)));
    report.hidden = lines.length === 0;
  };

  async function run(dryRun: boolean): Promise<void> {
    const chosen = file.files?.[0];
    if (!chosen) {
      said.textContent = t('chooseFile');
      return file.focus();
    }
    if (chosen.size > largestBytes) {
      said.textContent = t('tooLargeFile');
      return;
    }
    check.disabled = true;
    take.disabled = true;
    said.textContent = t(dryRun ? 'checking' : 'importing');
    show([]);
    let passed = false;
    try {
      const query = { fileName: chosen.name, dryRun: String(dryRun), schoolName: school.value };
      const end = await work('roster', query, chosen, (line) => {
        said.textContent = line;
      });
      passed = end.ok;
      show(end.lines);
      said.textContent = t(!end.ok ? 'checkedBad' : dryRun ? 'checkedGood' : 'imported');
      if (end.ok && !dryRun) await imported();
    } catch (error) {
      said.textContent = sentenceOf(error);
    }
    check.disabled = false;
    take.disabled = !(dryRun && passed);
    if (!take.disabled) take.focus();
  }

  const again = () => {
    fileName.textContent = file.files?.[0]?.name ?? t('noFile');
    take.disabled = true;
    said.textContent = '';
    show([]);
  };
  file.addEventListener('change', again);
  const form = el(
    'form',
    {
      class: 'form',
      novalidate: true,
      onsubmit: (event: Event) => {
        event.preventDefault();
        void run(true);
      },
    },
    el('p', { class: 'intro' }, t('importRosterText')),
    model.state?.school === null
      ? el('div', { class: 'field' }, el('label', { for: 'roster-school' }, t('schoolName')), school)
      : null,
    // The browser's own file button speaks the browser's language; this one speaks the page's.
    el(
      'div',
      { class: 'field' },
      el('span', { class: 'label', id: 'roster-file-label' }, t('rosterFile')),
      el(
        'div',
        { class: 'file' },
        file,
        el('label', { for: 'roster-file', class: 'button plain' }, t('pickFile')),
        fileName,
      ),
    ),
    said,
    report,
    el('div', { class: 'form-end' }, check, take),
  );
  sheet(t('importRoster'), form, () => undefined);
}
