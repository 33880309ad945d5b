// Figures of several visits: what stands in the middle, and how it is written.

/** The one in the middle. */
export const median = (values) => sorted(values)[Math.floor(values.length / 2)];

/** The smallest that so many in a hundred do not pass. */
export const percentile = (values, percent) => sorted(values)[Math.ceil(values.length * percent / 100) - 1];

/** 1234 → "1.23 s" */
export const seconds = (value) => `${(value / 1000).toFixed(2)} s`;

/** 81.6 → "82 ms" */
export const milliseconds = (value) => `${Math.round(value)} ms`;

/** 123456 → "123.5 kB"; a kB is 1,000 bytes, as in the budgets. */
export const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

const sorted = (values) => [...values].sort((one, other) => one - other);
