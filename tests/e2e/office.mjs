// The office behind the pages, asked through its API: to file what a journey
// begins with, and to see what a journey has left.

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

const COMPLAINT = {
  category: 'PDS_NOT_RECEIVED',
  district: 'bhiwani',
  text: 'दो महीने से राशन नहीं मिला है',
  language: 'hi',
  notice: '2026-11',
};

/** Files a complaint, with `answers` in place of the usual ones; its receipt. */
export async function file(url, answers = {}) {
  const response = await fetch(`${url}/api/v1/complaints`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() },
    body: JSON.stringify({ ...COMPLAINT, ...answers }),
  });
  assert.equal(response.status, 201, await response.clone().text());
  return response.json();
}

/** Adds a photo, as bytes of a JPEG, to the complaint of a receipt. */
export async function addPhoto(url, { ticket, key }, photo) {
  const response = await fetch(`${url}/api/v1/tickets/${ticket}/photos`, {
    method: 'POST',
    headers: { 'Content-Type': 'image/jpeg', 'Idempotency-Key': randomUUID(), Authorization: `Bearer ${key}` },
    body: photo,
  });
  assert.equal(response.status, 201, await response.clone().text());
  return response.json();
}

/** The public figures. */
export async function figures(url, query = '') {
  const response = await fetch(`${url}/api/v1/statistics${query}`);
  assert.equal(response.status, 200);
  return response.json();
}

/** What the citizen with this PIN may see of a complaint, and the key to it. */
export async function details(url, ticket, pin) {
  const opened = await fetch(`${url}/api/v1/tickets/${encodeURIComponent(ticket)}/unlock`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ pin }),
  });
  assert.equal(opened.status, 200, await opened.clone().text());
  const { key } = await opened.json();
  const headers = { Authorization: `Bearer ${key}` };
  const response = await fetch(`${url}/api/v1/tickets/${encodeURIComponent(ticket)}/details`, { headers });
  assert.equal(response.status, 200);
  return { ...await response.json(), key };
}
