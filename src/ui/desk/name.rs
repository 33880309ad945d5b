//! How the desk calls states, roles, steps, ways, faults and languages.
//!
//! The lists' own names of states speak to the citizen ("withdrawn by you").

use domain::{
    action::Actor,
    language::Language,
    life::{State, Verb},
    staff::Role,
};

use crate::text::Text;

/// Where a complaint stands.
pub fn state(state: State) -> Text {
    match state {
        State::Received => Text::DeskNameStateReceived,
        State::UnderReview => Text::DeskNameStateUnderReview,
        State::NeedInfo => Text::DeskNameStateNeedInfo,
        State::Forwarded => Text::DeskNameStateForwarded,
        State::InProgress => Text::DeskNameStateInProgress,
        State::Reopened => Text::DeskNameStateReopened,
        State::Resolved => Text::DeskNameStateResolved,
        State::Closed => Text::DeskNameStateClosed,
        State::NotTenable => Text::DeskNameStateNotTenable,
        State::Duplicate => Text::DeskNameStateDuplicate,
        State::Withdrawn => Text::DeskNameStateWithdrawn,
    }
}

/// What someone at the desk is there for.
pub fn role(role: Role) -> Text {
    match role {
        Role::Tracker => Text::DeskNameRoleTracker,
        Role::Officer => Text::DeskNameRoleOfficer,
        Role::Supervisor => Text::DeskNameRoleSupervisor,
        Role::Admin => Text::DeskNameRoleAdmin,
    }
}

/// As whom a step was taken.
pub fn actor(actor: Actor) -> Text {
    match actor {
        Actor::Citizen => Text::DeskNameByCitizen,
        Actor::Tracker => Text::DeskNameRoleTracker,
        Actor::Officer => Text::DeskNameRoleOfficer,
        Actor::Supervisor => Text::DeskNameRoleSupervisor,
        Actor::Job => Text::DeskNameByJob,
    }
}

/// A step of the desk; `None` for what the desk does not do.
pub fn verb(verb: Verb) -> Option<Text> {
    Some(match verb {
        Verb::Take => Text::DeskActionTake,
        Verb::AskDetails => Text::DeskActionAskDetails,
        Verb::Forward => Text::DeskActionForward,
        Verb::Start => Text::DeskActionStart,
        Verb::InterimReply => Text::DeskActionInterimReply,
        Verb::Resolve => Text::DeskActionResolve,
        Verb::NotTenable => Text::DeskActionNotTenable,
        Verb::Duplicate => Text::DeskActionDuplicate,
        Verb::Unmerge => Text::DeskActionUnmerge,
        Verb::SendBack => Text::DeskActionSendBack,
        Verb::Note => Text::DeskActionNote,
        Verb::RevealContact => Text::DeskActionRevealContact,
        _ => return None,
    })
}

/// A way in or out, by its code; `None` for one that is newer than this app.
pub fn way(code: &str) -> Option<Text> {
    Some(match code {
        "sms" => Text::DeskNameSms,
        "email" => Text::DeskNameEmail,
        "x" => Text::DeskNameX,
        "mastodon" => Text::DeskNameMastodon,
        _ => return None,
    })
}

/// Why a message was not sent, by the short word for it.
pub fn fault(code: &str) -> Text {
    match code {
        "unreachable" => Text::DeskMessageFaultUnreachable,
        "timeout" => Text::DeskMessageFaultTimeout,
        "busy" => Text::DeskMessageFaultBusy,
        "broken" | "down" => Text::DeskMessageFaultBroken,
        "denied" => Text::DeskMessageFaultDenied,
        "refused" => Text::DeskMessageFaultRefused,
        "no_address" => Text::DeskMessageFaultNoAddress,
        "off" => Text::DeskMessageFaultOff,
        "settings" => Text::DeskMessageFaultSettings,
        "interrupted" => Text::DeskMessageFaultInterrupted,
        "credits" => Text::DeskMessageFaultCredits,
        "budget" => Text::DeskMessageFaultBudget,
        "cut_off" => Text::DeskMessageFaultCutOff,
        "token_refused" => Text::DeskMessageFaultTokenRefused,
        "token_not_kept" => Text::DeskMessageFaultTokenNotKept,
        "too_old" => Text::DeskMessageFaultTooOld,
        "moved_on" => Text::DeskMessageFaultMovedOn,
        _ => Text::DeskMessageFaultOther,
    }
}

/// A language in the words of the screen: labels and options cannot say that they
/// are in another.
pub fn language(language: Language) -> Text {
    match language {
        Language::Hi => Text::DeskFileHindi,
        Language::En => Text::DeskFileEnglish,
        Language::Pa => Text::DeskFilePunjabi,
    }
}
