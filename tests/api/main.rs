//! The API over a real socket, on a fixed clock and seeded chance.
//!
//! [`office`] starts a server of its own for each test, [`client`] speaks HTTP to
//! it as any stranger would; one file a part of the API.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails where it stands")]

mod actions;
mod backup;
mod bad_input;
mod client;
mod cluster;
mod copying;
mod crowd;
mod desk_actions;
mod desk_attacks;
mod desk_board;
mod desk_channels;
mod desk_command;
mod desk_complaint;
mod desk_filing;
mod desk_inbox;
mod desk_origin;
mod desk_password;
mod desk_queue;
mod desk_roles;
mod desk_session;
mod desk_sign_in;
mod desk_staff;
mod embed;
mod erasing;
mod events;
mod exporting;
mod filing;
mod gateway;
mod handoff;
mod headers;
mod idempotency;
mod kiosk;
mod kiosk_command;
mod kiosk_enrolling;
mod kiosk_filing;
mod kiosk_pages;
mod life;
mod limits;
mod lookup;
mod made_up;
mod mail;
mod mailbox;
#[path = "../stand_in/mastodon.rs"]
mod mastodon;
mod neighbour;
#[path = "../fixtures/noted.rs"]
mod noted;
mod office;
mod open311;
mod open311_department;
mod open311_hostile;
mod open311_reading;
mod open311_updates;
mod outbox;
#[path = "../fixtures/photo.rs"]
mod photo;
mod photos;
mod plain;
mod plain_attacks;
mod plain_photos;
#[expect(dead_code, reason = "nothing is ordered here: other tests use the same one")]
#[path = "../fixtures/postgres.rs"]
mod postgres;
mod posting;
mod posts;
mod problems;
mod public;
mod replies;
mod seat;
mod second_channel;
mod sending;
mod spoiled;
mod statistics;
mod stopping;
#[path = "../load/sunwai.rs"]
mod sunwai;
#[path = "../fuzz/targets.rs"]
mod targets;
mod unlocking;
mod waking;
mod watching;
#[path = "../stand_in/x.rs"]
mod x;
