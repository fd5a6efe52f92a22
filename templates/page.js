"use strict";
/* Search, filters and cards; without them the page can be read as well. What a row is to a unit and when it falls due was
   worked out when the page was made, by the rules of the command line: data-u of a row names its cells of units, data-d
   its deadline, data-s of a <tbody> its section, and every <option> lists those that it stands for. */
(() => {
  const byId = (id) => document.getElementById(id);
  const table = byId("table"), form = byId("filters"), count = byId("count"), view = byId("view");
  const search = byId("search"), unit = byId("unit"), deadline = byId("deadline"), section = byId("section");
  const possible = byId("possible");
  const controls = Object.entries({ unit, deadline, section, q: search }).filter(([, control]) => control);
  const whole = { count: count.textContent, title: document.title };
  const narrow = matchMedia("(max-width: 40rem)");
  let printing = false;

  const set = (text) => new Set((text || "").split(" ").filter(Boolean));
  const fold = (text) => text.normalize("NFKC").toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
  const key = (text) => fold(text).replace(/\s+/g, "");
  const options = (select) => (select ? [...select.options].slice(1) : []);

  /* --- the rows, each with the cell that stands in every column of it, be it one merged from above --- */

  const headings = [...table.tHead.rows[0].cells].map((cell) => cell.textContent);
  const columns = [...table.querySelectorAll("col")].map((column) => column.className);
  const headed = []; // the bodies that hold the heading of a section
  const rows = [];
  for (const body of table.tBodies) {
    if (body.className === "section") {
      headed.push(body);
      continue;
    }
    const standing = columns.map(() => ({ cell: null, left: 0 })), task = [];
    for (const tr of body.rows) {
      const own = [...tr.cells];
      for (const place of standing) {
        if (place.left) place.left -= 1;
        else Object.assign(place, { cell: own[0], left: own.shift().rowSpan - 1 });
      }
      const { u, d, raw, orphan } = tr.dataset, lost = u === undefined && d === undefined;
      const cells = standing.map((place) => place.cell);
      const place = { section: body.dataset.s, heading: headed.at(-1) };
      task.push({ tr, task, cells, u, d, raw, orphan, lost, ...place, added: null, spans: [] });
    }
    for (const row of task) rows.push(row);
  }

  /* a row by itself, and back in the printed table */
  function separate(row) {
    if (row.added) return;
    row.added = [];
    let next = null;
    for (let index = columns.length - 1; index >= 0; index -= 1) {
      let cell = row.cells[index];
      if (cell.parentNode !== row.tr) {
        cell = cell.cloneNode(true);
        cell.removeAttribute("id");
        cell.rowSpan = 1;
        row.tr.insertBefore(cell, next);
        row.added.push(cell);
      } else if (cell.rowSpan > 1) {
        row.spans.push([cell, cell.rowSpan]);
        cell.rowSpan = 1;
      }
      cell.dataset.label = headings[index];
      next = cell;
    }
  }
  function unite(row) {
    if (!row.added) return;
    for (const cell of row.added) cell.remove();
    for (const [cell, span] of row.spans) cell.rowSpan = span;
    Object.assign(row, { added: null, spans: [] });
  }

  /* --- what can be asked for --- */

  /* a search looks in the task and the requirement, without its number; as the page and as the plan prints them */
  function words(row, field) {
    const cell = row.cells[columns.indexOf(field)];
    if (!cell || cell.classList.contains("lost")) return "";
    const link = field === "text" && cell.firstElementChild?.tagName === "A" ? cell.firstElementChild.textContent : "";
    return cell.textContent.slice(link.length);
  }
  function contains(row, text) {
    row.text ??= fold(`${words(row, "title")}\n${words(row, "text")}\0${row.raw || ""}`);
    return row.text.includes(text);
  }

  /* a unit is known by every name of theirs, or by the end of one that no other has (发改局) */
  const names = new Map();
  for (const option of options(unit))
    for (const name of [option.value, ...option.dataset.names.split("|")])
      if (name && !names.has(key(name))) names.set(key(name), option);
  function unitCalled(name) {
    const near = new Set([...names].filter(([one]) => one.endsWith(key(name))).map(([, option]) => option));
    return names.get(key(name)) || (near.size === 1 ? [...near][0] : undefined);
  }
  const duties = { lead: "牵头", support: "配合", responsible: "责任", common: "共性任务" };
  const anyUnit = { unknown: set(unit?.dataset.unknown), open: set(unit?.dataset.open) };
  function concern(option) {
    const found = new Map();
    for (const group of set(option.dataset.groups)) for (const u of set(unit.dataset[`group${group}`])) found.set(u, duties.common);
    for (const kind of ["common", "lead", "support", "responsible"])
      for (const u of set(option.dataset[kind])) found.set(u, duties[kind]);
    const own = { unknown: set(option.dataset.unknown), open: set(option.dataset.open) };
    const kinds = ["unknown", "open"];
    const may = (u) => (found.has(u) ? undefined : kinds.find((kind) => anyUnit[kind].has(u) || own[kind].has(u)));
    return { name: option.value, option, duty: (u) => found.get(u), may };
  }

  /* a requirement or task by its reference: the rows, and where a link to it leads */
  function placeOf(reference) {
    const found = byId(reference.normalize("NFKC").replace(/\s+/g, ""));
    if (!found?.closest("#table > tbody")) return null;
    const element = found.closest("tr");
    const here = found === element ? (row) => row.tr === element : (row) => row.tr.parentNode === element.parentNode;
    return { element, rows: rows.filter(here) };
  }

  const undatedKinds = options(deadline)
    .filter((option) => option.parentNode.dataset.undated !== undefined)
    .map((option) => ({ option, name: option.dataset.label, has: set(option.dataset.cells) }));

  /* as `planctl list` takes its words: each is a unit, a reference, or else a text */
  function question() {
    const asked = { units: [], rows: null, texts: [], section: null, deadline: null };
    if (unit?.value) asked.units.push(concern(unit.selectedOptions[0]));
    for (const word of search.value.split(/\s+/).filter(Boolean)) {
      const option = names.get(key(word)), place = placeOf(word);
      if (option) asked.units.push(concern(option));
      else if (place) asked.rows = new Set([...(asked.rows || []), ...place.rows]);
      else asked.texts.push(fold(word));
    }
    if (section?.value) asked.section = set(section.selectedOptions[0].dataset.cells);
    if (deadline?.value) asked.deadline = set(deadline.selectedOptions[0].dataset.cells);
    asked.content = Boolean(asked.units.length || asked.texts.length || asked.deadline);
    asked.any = asked.content || Boolean(asked.rows || asked.section);
    return asked;
  }

  /* --- the answer --- */

  /* apart from its deadline, a row is in the answer ("yes"), or may be: its units are not known ("unknown"), it names a 统称
     without known members ("open"), it is lost altogether ("lost"); else "" */
  function judge(row, asked) {
    if (asked.section && !asked.section.has(row.section)) return "";
    if (asked.rows && !asked.rows.has(row)) return "";
    if (row.lost && asked.content) return "lost";
    if (!asked.texts.every((text) => contains(row, text))) return "";
    if (!asked.units.length || asked.units.some((one) => one.duty(row.u))) return "yes";
    return asked.units.map((one) => one.may(row.u)).find(Boolean) || "";
  }

  function answer() {
    const asked = question(), cards = narrow.matches && !printing, list = [];
    const found = { yes: [], lost: [], unknown: [], open: [], orphans: [] }, undated = new Map();
    for (const row of rows) {
      const verdict = asked.any ? judge(row, asked) : "yes";
      if (!verdict) continue;
      if (asked.deadline && verdict === "yes" && !row.orphan)
        for (const kind of undatedKinds.filter((one) => one.has.has(row.d))) undated.set(kind, (undated.get(kind) || 0) + 1);
      if (asked.deadline && verdict !== "lost" && !asked.deadline.has(row.d)) continue;
      found[row.orphan && !row.lost ? "orphans" : verdict].push(row);
      if (verdict === "yes" || (verdict !== "lost" && possible.checked)) list.push(row);
    }
    table.classList.toggle("cards", cards);
    show(list, asked, !asked.any && !cards);
    say(asked, found, undated);
  }

  /* the column that says what a row is to the unit asked for */
  const dutyHead = document.createElement("th"), dutyColumn = document.createElement("col");
  Object.assign(dutyHead, { textContent: "职责", scope: "col" });
  dutyColumn.className = "duty";
  function showDutyColumn(one) {
    if (one) {
      table.tHead.rows[0].append(dutyHead);
      table.querySelector("colgroup").append(dutyColumn);
    } else for (const element of [dutyHead, dutyColumn]) element.remove();
    for (const body of headed) body.rows[0].cells[0].colSpan = columns.length + (one ? 1 : 0);
  }
  function showDuty(row, one) {
    if (!one) return void row.duty?.remove();
    row.duty ??= Object.assign(document.createElement("td"), { className: "duty" });
    row.duty.dataset.label = dutyHead.textContent;
    row.duty.textContent = one.duty(row.u) || "可能涉及";
    row.tr.append(row.duty);
  }

  /* the first rows at once, the others as soon as the page has nothing else to do; `rest` does not wait */
  const AT_ONCE = 100, NEXT = 400;
  let timer = 0, shown = new Set(rows), asPrinted = true, rest = () => {};
  function show(list, asked, printed) {
    if (printed && asPrinted) return;
    asPrinted = printed;
    clearTimeout(timer);
    const one = asked.units.length === 1 ? asked.units[0] : null;
    showDutyColumn(one);
    shown = new Set(list);
    for (const body of table.tBodies) body.hidden = true;
    const tasks = [...new Set(list.map((row) => row.task))];
    let done = 0;
    function some(most) {
      for (let count = 0; done < tasks.length && count < most; done += 1)
        for (const row of tasks[done]) {
          row.tr.hidden = !shown.has(row);
          if (row.tr.hidden) continue;
          (printed ? unite : separate)(row);
          showDuty(row, one);
          for (const body of [row.tr.parentNode, row.heading]) if (body) body.hidden = false;
          count += 1;
        }
      if (done < tasks.length) timer = setTimeout(some, 0, NEXT);
    }
    rest = () => {
      clearTimeout(timer);
      some(Infinity);
    };
    some(AT_ONCE);
  }

  const number = (list) => `${list.length}条`;
  function say(asked, found, undated) {
    const one = asked.units.length === 1 ? asked.units[0] : null, maybe = found.unknown.length + found.open.length;
    const whose = asked.units.length ? `${asked.units.map((other) => other.name).join("、")}：` : "找到";
    const said = [whose + number(found.yes) + (one ? dutiesIn(found.yes, one) : "")];
    const others = undatedKinds.filter((kind) => undated.has(kind)).map((kind) => `${kind.name}${undated.get(kind)}条`);
    if (others.length && !undatedKinds.some((kind) => kind.option.selected)) said.push(`另有${others.join("、")}，未列入`);
    if (found.orphans.length) said.push(`另有原文缺失、仅存部分单元格的${found.orphans.length}行`);
    if (found.lost.length) said.push(`原文缺失的${found.lost.length}行内容不详，未列入`);
    count.textContent = asked.any ? `${said.join("。")}。` : whole.count;
    const reasons = [];
    if (found.unknown.length) reasons.push(`单位缺失或待定${number(found.unknown)}`);
    if (found.open.length) reasons.push(`统称未列明成员${number(found.open)}`);
    possible.parentNode.hidden = !maybe;
    possible.nextElementSibling.textContent = `一并列出可能涉及的${maybe}条（${reasons.join("，")}；请与印发单位核实）`;
    view.hidden = !one;
    view.textContent = one ? `${one.name}任务清单` : "";
    document.title = one ? `${view.textContent} - ${whole.title}` : whole.title;
  }
  function dutiesIn(list, one) {
    const counted = Object.values(duties)
      .map((word) => [word, list.filter((row) => one.duty(row.u) === word)])
      .filter(([, some]) => some.length);
    const said = counted.length > 1 ? [counted.map(([word, some]) => word + number(some)).join("、")] : [];
    const { through, formerly, formernames } = one.option.dataset, called = set(formerly);
    const former = list.filter((row) => called.has(row.u));
    if (through && counted.some(([word]) => word === duties.common)) said.push(`经统称${through}`);
    if (former.length) said.push(`其中${number(former)}写的是曾用名：${formernames}`);
    return said.length ? `（${said.join("；")}）` : "";
  }

  /* --- the address: #unit=市发改局&deadline=2017-12, or a reference: #4.3 --- */

  const safe = (text) => text.replace(/[%#&=\s]/g, encodeURIComponent);
  function address() {
    const given = controls.filter(([, control]) => control.value);
    const asked = given.map(([name, control]) => `${name}=${safe(control.value)}`);
    if (possible.checked && !possible.parentNode.hidden) asked.push("possible=1");
    return asked.length ? `#${asked.join("&")}` : location.pathname + location.search;
  }
  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }
  const valueCalled = {
    unit: (name) => unitCalled(name)?.value,
    deadline: (name) => options(deadline).find((option) => option.value === name)?.value,
    section: (name) => {
      const wanted = key(name);
      const tests = [
        (one) => key(one.value) === wanted,
        (one) => one.dataset.number === wanted,
        (one) => key(one.value).includes(wanted),
      ];
      return tests.map((test) => options(section).find(test)).find(Boolean)?.value;
    },
    q: (text) => text,
  };
  function ask(asked) {
    const unfound = [];
    for (const [name, control] of controls) {
      const value = asked.has(name) ? valueCalled[name](asked.get(name)) : "";
      control.value = value ?? "";
      if (value === undefined) unfound.push(asked.get(name));
    }
    possible.checked = asked.has("possible");
    answer();
    sayUnfound(unfound);
  }
  function sayUnfound(names) {
    if (names.length) count.textContent = `本页没有${names.map((name) => `“${name}”`).join("、")}。${count.textContent}`;
  }
  function follow() {
    const hash = location.hash.slice(1);
    if (!hash || hash.includes("=")) {
      const pairs = hash.split("&").filter(Boolean).map((pair) => pair.split("="));
      return void ask(new Map(pairs.map(([name, ...value]) => [name, decoded(value.join("="))])));
    }
    const name = decoded(hash), place = placeOf(name);
    if (place && !place.rows.some((row) => shown.has(row))) ask(new Map());
    else answer();
    rest();
    if (place) place.element.scrollIntoView();
    else if (!byId(name)) sayUnfound([name]);
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    table.parentNode.focus();
  });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    ask(new Map());
    history.pushState(null, "", address());
    search.focus();
  });
  search.addEventListener("input", () => {
    answer();
    history.replaceState(null, "", address());
  });
  for (const control of [unit, deadline, section, possible])
    control?.addEventListener("change", () => {
      answer();
      history.pushState(null, "", address());
    });
  addEventListener("hashchange", follow);
  narrow.addEventListener("change", answer);
  addEventListener("beforeprint", () => {
    printing = true;
    answer();
    rest();
  });
  addEventListener("afterprint", () => {
    printing = false;
    answer();
  });
  follow();

  /* what a search looks in is prepared before anybody searches */
  let prepared = 0;
  setTimeout(function prepare() {
    for (const row of rows.slice(prepared, prepared + NEXT)) contains(row, "");
    prepared += NEXT;
    if (prepared < rows.length) setTimeout(prepare);
  });
})();
