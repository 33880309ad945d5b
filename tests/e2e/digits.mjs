// Numbers as people write them.

/** `2148` → `२१४८` */
export function devanagari(number) {
  return number.replace(/\d/g, (digit) => String.fromCodePoint(0x0966 + Number(digit)));
}

/** The same number with its third digit mistyped. */
export function mistyped(number) {
  const digits = [...number];
  digits[2] = String((Number(digits[2]) + 1) % 10);
  return digits.join('');
}

/** 89001 → `89,001`, 123456 → `1,23,456` */
export function grouped(number) {
  return number.toLocaleString('en-IN');
}
