//! HTTP, store, channels, jobs.
