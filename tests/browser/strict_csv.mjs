// RFC 4180 to the letter: lines end by CRLF, quotes are doubled and stand only in quoted fields, every line has as
// many fields as the first. Anything else throws.
export function parseCsv(text) {
  const rows = [];
  let row = [];
  let at = 0;
  const fail = (why) => { throw new Error(`${why} at character ${at}: ${JSON.stringify(text.slice(at, at + 40))}`); };
  while (at < text.length) {
    if (text[at] === '"') {
      let field = "";
      for (++at; ; ++at) {
        if (at >= text.length) fail("a quoted field without an end");
        if (text[at] !== '"') field += text[at];
        else if (text[at + 1] === '"') field += text[++at];
        else break;
      }
      ++at;
      row.push(field);
    } else {
      const end = /[,\r\n"]|$/.exec(text.slice(at)).index + at;
      row.push(text.slice(at, end));
      at = end;
    }
    if (text[at] === ",") {
      ++at;
      if (at === text.length) fail("no line end");
      continue;
    }
    if (text[at] !== "\r" || text[at + 1] !== "\n") fail("neither a comma nor a line end");
    at += 2;
    if (rows.length > 0 && row.length !== rows[0].length) fail(`${row.length} fields instead of ${rows[0].length}`);
    rows.push(row);
    row = [];
  }
  return rows;
}
