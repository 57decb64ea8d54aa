/** How benchmarks print. */
import { loadavg } from 'node:os';
import type { Spread } from './pairs.ts';

/** The line above a benchmark's figures: the command that makes them, and how busy the machine is with other work. */
export function heading(command: string, subject: string): void {
  console.log(`\n${subject}\n$ ${command}   (load ${loadavg().map((load) => load.toFixed(1)).join(' ')})\n`);
}

/** A table with its columns aligned: words to the left, figures to the right. */
export function table(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    console.log(`  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  ')}`.trimEnd());
  }
  console.log('');
}

export function shown({ median, low, high }: Spread): string {
  return Number.isNaN(median) ? '–' : `${median.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}

export function microseconds(figure: number): string {
  return figure.toFixed(figure < 10 ? 1 : 0);
}

/** Whether a goal of "at most" is met, said plainly. */
export function verdict(figure: number, atMost: number): string {
  return `goal ≤ ${atMost}: ${figure <= atMost ? 'met' : 'MISSED'}`;
}
