//! What a citizen is told without asking, and by which way.
//!
//! A letter says only which text goes out by which way. Whom it reaches and in
//! which words is looked up when it is sent (`server/outbox.rs`), so that nothing
//! personal waits anywhere. What the citizen did, and what the desk keeps to
//! itself, is told to nobody.

use crate::{
    action::Actor,
    complaint::Channel,
    event::{Event, EventKind},
    life::State,
    reference::Department,
    standing::{CONFIRM_DAYS, REOPEN_DAYS, Standing},
    time::Timestamp,
};

/// By which way something goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    /// To the complaint's mobile number.
    Sms,
    /// To the complaint's e-mail address.
    Email,
    /// Under the post by which the complaint came.
    Reply(Channel),
    /// To the own system of the department to which the complaint was forwarded.
    Department(Department),
}

impl Way {
    /// All ways to citizens.
    pub const ALL: [Self; 4] = [Self::Sms, Self::Email, Self::Reply(Channel::X), Self::Reply(Channel::Mastodon)];

    /// All ways to departments.
    pub fn to_departments() -> impl Iterator<Item = Self> {
        Department::all().map(Self::Department)
    }

    /// The stable code, as in JSON and tables. That of a department is in capital
    /// letters, so that it is none of the others.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
            Self::Reply(channel) => channel.code(),
            Self::Department(department) => department.code(),
        }
    }

    /// The channel under whose posts it goes out.
    pub fn channel(self) -> Option<Channel> {
        if let Self::Reply(channel) = self { Some(channel) } else { None }
    }

    /// True if this way leads to whom this concerns, and tells it. A reply is public
    /// and costs money: it says what the citizen waits for, and nothing else. A
    /// department's system gets what was forwarded there, but nothing that only
    /// seniors see: nobody knows who reads there.
    fn tells(self, standing: &Standing, template: Template) -> bool {
        use Template::{Filed, Forwarded, ForwardedLate, NeedInfo, NotTenable, Resolved};
        match self {
            Self::Sms | Self::Email => true,
            Self::Reply(channel) => {
                channel == standing.channel
                    && matches!(template, Filed | Forwarded | ForwardedLate | NeedInfo | Resolved | NotTenable)
            }
            Self::Department(department) => {
                standing.department == Some(department)
                    && !standing.category.is_senior_only()
                    && matches!(template, Forwarded | ForwardedLate)
            }
        }
    }

    /// The way of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        let to_citizens = Self::ALL.into_iter().find(|way| way.code() == code);
        to_citizens.or_else(|| Department::from_code(code).map(Self::Department))
    }
}

/// Which text: one for each thing that is told, because SMS gateways in India
/// send only texts that were registered (TRAI's DLT), each under an id of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Template {
    /// It arrived: its number.
    Filed,
    /// Who has it, and by when they must answer.
    Forwarded,
    /// Who has it; the day by which they had to answer is over.
    ForwardedLate,
    /// Details are asked for.
    NeedInfo,
    /// It takes longer, until when.
    InterimReply,
    /// Solved, says the department: confirm or reopen, until when.
    Resolved,
    /// Closed with a reason; may be reopened, until when.
    NotTenable,
    /// Joined with an earlier complaint.
    Duplicate,
    /// Open again.
    Reopened,
    /// Closed by itself; may be reopened, until when.
    Closed,
}

impl Template {
    /// All templates.
    pub const ALL: [Self; 10] = [
        Self::Filed,
        Self::Forwarded,
        Self::ForwardedLate,
        Self::NeedInfo,
        Self::InterimReply,
        Self::Resolved,
        Self::NotTenable,
        Self::Duplicate,
        Self::Reopened,
        Self::Closed,
    ];

    /// The stable code, as in settings and tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Filed => "filed",
            Self::Forwarded => "forwarded",
            Self::ForwardedLate => "forwarded_late",
            Self::NeedInfo => "need_info",
            Self::InterimReply => "interim_reply",
            Self::Resolved => "resolved",
            Self::NotTenable => "not_tenable",
            Self::Duplicate => "duplicate",
            Self::Reopened => "reopened",
            Self::Closed => "closed",
        }
    }

    /// The template of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|template| template.code() == code)
    }

    /// What an event of this complaint's history tells the citizen; `None` where
    /// it tells nothing.
    pub fn of(standing: &Standing, event: &Event) -> Option<Self> {
        let EventKind::Entered(state) = event.kind else {
            return (event.kind == EventKind::InterimReply).then_some(Self::InterimReply);
        };
        match state {
            State::Received => Some(Self::Filed),
            State::Forwarded if event.at > standing.due_at => Some(Self::ForwardedLate),
            State::Forwarded => Some(Self::Forwarded),
            State::NeedInfo => Some(Self::NeedInfo),
            State::Resolved => Some(Self::Resolved),
            State::NotTenable => Some(Self::NotTenable),
            State::Duplicate => Some(Self::Duplicate),
            State::Reopened => Some(Self::Reopened),
            // Who confirmed knows.
            State::Closed => (event.by == Actor::Job).then_some(Self::Closed),
            State::UnderReview | State::InProgress | State::Withdrawn => None,
        }
    }

    /// The department that the letter names. A letter about a sensitive complaint
    /// names none: others may read the telephone.
    pub fn department(standing: &Standing, event: &Event) -> Option<Department> {
        event.department.filter(|_| !standing.category.is_sensitive())
    }

    /// The day that the letter names.
    pub fn until(self, standing: &Standing, event: &Event) -> Option<Timestamp> {
        match self {
            Self::Filed | Self::Forwarded => Some(standing.due_at),
            Self::InterimReply => event.due,
            Self::Resolved => Some(event.at.plus_days(CONFIRM_DAYS)),
            Self::NotTenable | Self::Closed => Some(event.at.plus_days(REOPEN_DAYS)),
            Self::ForwardedLate | Self::NeedInfo | Self::Duplicate | Self::Reopened => None,
        }
    }
}

/// A letter to be written down with the event that it tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// By which way.
    pub way: Way,
    /// Which text.
    pub template: Template,
}

/// The letters that an event of this complaint's history brings about, by each
/// of these ways.
pub fn letters(standing: &Standing, event: &Event, ways: &[Way]) -> Vec<Letter> {
    let Some(template) = Template::of(standing, event) else { return Vec::new() };
    ways.iter().filter(|way| way.tells(standing, template)).map(|&way| Letter { way, template }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        action::{Action, By},
        complaint::Channel,
        reference::{Category, District, Reason},
        ticket::Ticket,
    };

    const FILED_AT: Timestamp = Timestamp(1_600_000_000);

    fn filed(category: &str) -> (Standing, Event) {
        let category = Category::from_code(category).unwrap();
        let district = District::from_code("bhiwani").unwrap();
        Standing::file(Ticket::from_chance(1), category, district, Channel::Portal, FILED_AT)
    }

    fn words() -> String {
        "ठीक कर दिया गया है".to_owned()
    }

    fn forward() -> Action {
        Action::Forward { department: Department::from_code("FOOD").unwrap(), note: Some(words()) }
    }

    /// Takes the steps a day apart; what the last one tells.
    fn told(steps: &[(Action, Actor)]) -> Option<Template> {
        let (mut standing, mut event) = filed("PDS_NOT_RECEIVED");
        for (action, by) in steps {
            let next = standing.apply(action, &By::unnamed(*by), standing.updated_at.plus_days(1)).unwrap();
            (standing, event) = next;
        }
        Template::of(&standing, &event)
    }

    #[test]
    fn whoever_filed_is_told_the_number_and_the_day() {
        let (standing, event) = filed("PDS_NOT_RECEIVED");

        let written = letters(&standing, &event, &[Way::Sms, Way::Email]);

        let filed = |way| Letter { way, template: Template::Filed };
        assert_eq!(written, [filed(Way::Sms), filed(Way::Email)]);
        assert_eq!(Template::Filed.until(&standing, &event), Some(standing.due_at));
        assert_eq!(letters(&standing, &event, &[]), []);
    }

    #[test]
    fn what_the_desk_writes_to_the_citizen_is_told() {
        let by = |action, actor| (action, actor);
        let resolve = Action::Resolve { text: words() };
        let reason = Reason::from_code("sub_judice").unwrap();
        let forwarded = || by(forward(), Actor::Tracker);
        let solved = || by(resolve.clone(), Actor::Officer);

        let rows = [
            (vec![forwarded()], Template::Forwarded),
            (vec![by(Action::AskDetails { text: words() }, Actor::Tracker)], Template::NeedInfo),
            (
                vec![
                    forwarded(),
                    by(Action::InterimReply { text: words(), due: FILED_AT.plus_days(9) }, Actor::Officer),
                ],
                Template::InterimReply,
            ),
            (vec![forwarded(), solved()], Template::Resolved),
            (vec![by(Action::NotTenable { reason, text: words() }, Actor::Tracker)], Template::NotTenable),
            (vec![by(Action::Duplicate { of: Ticket::from_chance(2) }, Actor::Tracker)], Template::Duplicate),
            (vec![forwarded(), solved(), by(Action::Reopen { text: words() }, Actor::Citizen)], Template::Reopened),
        ];
        for (steps, template) in rows {
            assert_eq!(told(&steps), Some(template), "{steps:?}");
        }
    }

    #[test]
    fn what_the_citizen_did_and_what_the_desk_keeps_to_itself_is_told_to_nobody() {
        let solved = [(forward(), Actor::Tracker), (Action::Resolve { text: words() }, Actor::Officer)];
        let rows = [
            vec![(Action::Withdraw, Actor::Citizen)],
            vec![(Action::Remind, Actor::Citizen)],
            vec![(Action::AddDetails { text: words() }, Actor::Citizen)],
            vec![(Action::AddPhoto, Actor::Citizen)],
            vec![(Action::Note { text: words() }, Actor::Tracker)],
            vec![(Action::RevealContact { why: None }, Actor::Tracker)],
            vec![(Action::Take, Actor::Tracker)],
            vec![(forward(), Actor::Tracker), (Action::Start, Actor::Officer)],
            vec![(forward(), Actor::Tracker), (Action::SendBack { note: words() }, Actor::Officer)],
            [&solved[..], &[(Action::Confirm, Actor::Citizen)]].concat(),
        ];

        for steps in rows {
            assert_eq!(told(&steps), None, "{steps:?}");
        }
    }

    #[test]
    fn a_late_complaint_goes_higher_without_a_word_to_the_citizen() {
        let (standing, _) = filed("PDS_NOT_RECEIVED");

        let escalated = standing.apply(&Action::Escalate { level: 1 }, &By::job(), standing.due_at).unwrap();

        assert_eq!(Template::of(&escalated.0, &escalated.1), None);
    }

    #[test]
    fn a_complaint_that_closes_by_itself_says_until_when_it_may_be_reopened() {
        let (standing, _) = filed("PDS_NOT_RECEIVED");
        let (standing, _) = standing.apply(&forward(), &By::unnamed(Actor::Tracker), FILED_AT).unwrap();
        let (standing, _) =
            standing.apply(&Action::Resolve { text: words() }, &By::unnamed(Actor::Officer), FILED_AT).unwrap();
        let later = FILED_AT.plus_days(CONFIRM_DAYS);

        let (standing, event) = standing.apply(&Action::CloseUnconfirmed, &By::unnamed(Actor::Job), later).unwrap();

        assert_eq!(Template::of(&standing, &event), Some(Template::Closed));
        assert_eq!(Template::Closed.until(&standing, &event), standing.reopen_until());
    }

    #[test]
    fn a_day_that_is_over_is_not_promised() {
        let (standing, _) = filed("PDS_NOT_RECEIVED");
        let at = |now| {
            standing
                .apply(&forward(), &By::unnamed(Actor::Tracker), now)
                .map(|(after, event)| Template::of(&after, &event))
        };

        assert_eq!(at(standing.due_at), Ok(Some(Template::Forwarded)));
        assert_eq!(at(Timestamp(standing.due_at.0 + 1)), Ok(Some(Template::ForwardedLate)));
    }

    #[test]
    fn a_sensitive_complaint_names_no_department() {
        let named = |category| {
            let (standing, _) = filed(category);
            let (standing, event) = standing.apply(&forward(), &By::unnamed(Actor::Supervisor), FILED_AT).unwrap();
            Template::department(&standing, &event)
        };

        assert_eq!(named("PDS_NOT_RECEIVED"), Department::from_code("FOOD"));
        assert_eq!(named("POLICE"), None);
    }

    #[test]
    fn a_reply_goes_to_whoever_posted_and_says_only_what_is_waited_for() {
        let reply = Way::Reply(Channel::X);
        let (by_form, event) = filed("PDS_NOT_RECEIVED");
        let by_post = Standing { channel: Channel::X, ..by_form.clone() };

        assert_eq!(letters(&by_form, &event, &[reply]), []);
        assert_eq!(letters(&by_post, &event, &[reply]), [Letter { way: reply, template: Template::Filed }]);

        let duplicate = Action::Duplicate { of: Ticket::from_chance(2) };
        let (joined, event) = by_post.apply(&duplicate, &By::unnamed(Actor::Tracker), FILED_AT).unwrap();
        assert_eq!(letters(&joined, &event, &[reply]), []);
        assert_eq!(letters(&joined, &event, &[Way::Sms]).len(), 1);
    }

    #[test]
    fn every_code_is_read_back() {
        for template in Template::ALL {
            assert_eq!(Template::from_code(template.code()), Some(template));
        }
        for way in Way::ALL.into_iter().chain(Way::to_departments()) {
            assert_eq!(Way::from_code(way.code()), Some(way));
        }
    }

    #[test]
    fn the_system_of_a_department_gets_what_was_forwarded_there_and_nothing_else() {
        let food = Way::Department(Department::from_code("FOOD").unwrap());
        let written = |category: &str, to: &str| {
            let (standing, event) = filed(category);
            assert_eq!(letters(&standing, &event, &[food]), [], "before it was forwarded");
            let forward = Action::Forward { department: Department::from_code(to).unwrap(), note: None };
            let (standing, event) = standing.apply(&forward, &By::unnamed(Actor::Supervisor), FILED_AT).unwrap();
            letters(&standing, &event, &[food])
        };

        assert_eq!(written("PDS_NOT_RECEIVED", "FOOD"), [Letter { way: food, template: Template::Forwarded }]);
        assert_eq!(written("PDS_NOT_RECEIVED", "WCD"), []);
        assert_eq!(written("CORRUPTION", "FOOD"), [], "only seniors see it");

        let (standing, _) = filed("PDS_NOT_RECEIVED");
        let (standing, _) = standing.apply(&forward(), &By::unnamed(Actor::Tracker), FILED_AT).unwrap();
        let resolve = Action::Resolve { text: words() };
        let (standing, event) = standing.apply(&resolve, &By::unnamed(Actor::Officer), FILED_AT).unwrap();
        assert_eq!(letters(&standing, &event, &[food]), [], "what the department says itself");
    }
}
