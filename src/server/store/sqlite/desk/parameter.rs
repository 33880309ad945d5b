//! The parameters that conditions and their statements use, whether they need
//! them or not: the place after which a page begins, the moment, the handler,
//! how many are wanted.

/// When what stands at that place is due.
pub const DUE_AT: &str = "?1";
/// Its number.
pub const TICKET: &str = "?2";
/// The moment.
pub const NOW: &str = "?3";
/// Who took it.
pub const HANDLER: &str = "?4";
/// How many.
pub const LIMIT: &str = "?5";
