//! The addresses, one place for each: the server's table of routes and the
//! apps' requests use the same constants.

/// Base of the citizens' API.
pub const API: &str = "/api/v1";
/// Files a complaint.
pub const COMPLAINTS: &str = "/api/v1/complaints";
/// A ticket's status is below this.
pub const TICKETS: &str = "/api/v1/tickets";
/// The figures.
pub const STATISTICS: &str = "/api/v1/statistics";
/// The figures as a table for spreadsheets.
pub const STATISTICS_CSV: &str = "/api/v1/statistics.csv";
/// The figures as a drawing.
pub const STATISTICS_SVG: &str = "/api/v1/statistics.svg";
/// The lists with names in three languages.
pub const REFERENCE: &str = "/api/v1/reference";
/// This API's description.
pub const OPENAPI: &str = "/api/v1/openapi.json";
/// Text packs are below this: `/texts/hi-<version>.txt`.
pub const TEXTS: &str = "/texts";

/// The pages of the citizens' app.
pub mod page {
    /// Three clear ways.
    pub const HOME: &str = "/";
    /// The form.
    pub const COMPLAIN: &str = "/complain";
    /// The number is asked for.
    pub const STATUS: &str = "/status";
    /// A ticket's status is below this: `/t/21482736900`.
    pub const TICKET: &str = "/t";
    /// The figures.
    pub const RESULTS: &str = "/results";
    /// Complaints on this phone.
    pub const MINE: &str = "/mine";
    /// What is asked, why, for how long.
    pub const PRIVACY: &str = "/privacy";
    /// What works for whom, and whom to tell if it does not.
    pub const ACCESSIBILITY: &str = "/accessibility";
}
