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
/// The public event files: a list of days, and a file of each below it.
pub const EVENTS: &str = "/api/v1/events";
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

/// What other sites show of ours.
pub mod embed {
    /// Pages for frames are below this, each at the address that it has otherwise:
    /// `/embed/status`.
    pub const BELOW: &str = "/embed/";
    /// The script that puts such a frame into a page.
    pub const WIDGET: &str = "/widget.js";
}

/// What neighbours' programs speak: Open311 GeoReport v2.
pub mod open311 {
    /// Everything is below this, and ends in `.xml` or `.json`.
    pub const BASE: &str = "/open311/v2";
}

/// The desk: its app and its API.
pub mod desk {
    /// The team's app, and every page below.
    pub const APP: &str = "/desk";
    /// Base of the desk's API.
    pub const API: &str = "/api/desk/v1";
    /// Signing in and out.
    pub const SESSION: &str = "/api/desk/v1/session";
    /// Ends every session of whoever asks.
    pub const SESSIONS: &str = "/api/desk/v1/sessions";
    /// Who is signed in.
    pub const ME: &str = "/api/desk/v1/me";
    /// A password of one's own.
    pub const PASSWORD: &str = "/api/desk/v1/password";
    /// The queue; a complaint is below it.
    pub const COMPLAINTS: &str = "/api/desk/v1/complaints";
    /// How old the open complaints are.
    pub const BOARD: &str = "/api/desk/v1/board";
    /// The health of what comes in and goes out.
    pub const CHANNELS: &str = "/api/desk/v1/channels";
    /// What was given up is tried again.
    pub const CHANNELS_RETRY: &str = "/api/desk/v1/channels/retry";
    /// Messages that nobody has looked at yet; one is below it.
    pub const INBOX: &str = "/api/desk/v1/inbox";
    /// Many messages at once, as a table.
    pub const INBOX_IMPORT: &str = "/api/desk/v1/inbox/import";
    /// Accounts.
    pub const STAFF: &str = "/api/desk/v1/staff";

    /// The pages of the team's app.
    pub mod page {
        /// What has to be done.
        pub const QUEUE: &str = "/desk/queue";
        /// Messages that nobody has looked at yet.
        pub const INBOX: &str = "/desk/inbox";
        /// Takes in messages that did not come by themselves.
        pub const PASTE: &str = "/desk/inbox/paste";
        /// A complaint is below this: `/desk/c/21482736900`.
        pub const COMPLAINT: &str = "/desk/c";
        /// How old the open complaints are.
        pub const BOARD: &str = "/desk/board";
        /// Files for someone who came on paper or by telephone.
        pub const FILE: &str = "/desk/file";
        /// What comes in and goes out.
        pub const CHANNELS: &str = "/desk/channels";
        /// Accounts.
        pub const STAFF: &str = "/desk/staff";
        /// One's own account.
        pub const ACCOUNT: &str = "/desk/account";
    }
}

/// The kiosk: its app and its API.
pub mod kiosk {
    /// The operator's app, and every page below.
    pub const APP: &str = "/kiosk";
    /// What keeps the app on a terminal whose line is down.
    pub const WORKER: &str = "/kiosk/sw.js";
    /// Makes a terminal that of a centre.
    pub const ENROL: &str = "/api/kiosk/v1/enrol";
    /// Whose terminal it is.
    pub const ME: &str = "/api/kiosk/v1/me";
    /// Files a complaint.
    pub const COMPLAINTS: &str = "/api/kiosk/v1/complaints";
    /// Files one that was kept sealed while the line was down.
    pub const SEALED: &str = "/api/kiosk/v1/sealed";
    /// The slip of one that was filed so.
    pub const SLIP: &str = "/api/kiosk/v1/slip";
    /// What was filed here today.
    pub const TODAY: &str = "/api/kiosk/v1/today";
    /// Whether everything works.
    pub const HEALTH: &str = "/api/kiosk/v1/health";

    /// The pages of the operator's app.
    pub mod page {
        /// What was filed today.
        pub const TODAY: &str = "/kiosk/today";
        /// Whether everything works.
        pub const HEALTH: &str = "/kiosk/health";
    }
}
