// Prints rows of text as a table: the first column to the left, the others to
// the right, each as wide as its longest entry.

export function printTable(title, rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) => row
    .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
    .join('  ');

  console.log(`\n${title}`);
  console.log(line(rows[0]));
  console.log(widths.map((width) => '─'.repeat(width)).join('  '));
  rows.slice(1).forEach((row) => console.log(line(row)));
}
