//! `sunwai demo`.

pub mod draw;
pub mod life;
pub mod numbers;
pub mod office;
pub mod plan;
pub mod schedule;
pub mod words;
