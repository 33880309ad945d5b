//! The JSON of the desk's API. Only signed-in staff get any of it; what a role
//! may not see is left out by the server, never by the app.

mod board;
mod channels;
mod complaint;
mod inbox;
mod queue;
mod session;
mod staff;

pub use board::{Ageing, Board, Cluster};
pub use channels::{Channels, Failed, IntakeHealth, OutboxHealth, TryAgain};
pub use complaint::{Contact, DeskAction, DeskComplaint, DeskEvent, DeskForm, Hint, Hints, Message, Offer, PostLine};
pub use inbox::{
    EarlierPost, ImportProblem, Imported, Inbox, InboxAction, InboxHint, InboxItem, InboxOutcome, PastedPost,
    ThreadPost,
};
pub use queue::{Queue, QueueItem};
pub use session::{Me, NewPassword, SignIn};
pub use staff::{Account, Change, Issued, NewStaff};
