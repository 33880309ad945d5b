//! The draft of a life: what is done, by whom, and after how long a wait.

use domain::{
    action::{Action, Actor},
    language::Language,
    reference::{Category, Department, District},
    time::{DAY, Timestamp},
};

use crate::demo::{
    draw::Draw,
    schedule::Fate,
    words::{CategoryWords, Spoken, WORDS, fill},
};

const HOUR: i64 = 3_600;

/// Hours to a solution: of a thousand complaints so many took at most so long.
/// Half within three and a half days, nine in ten within a fortnight or so.
const SOLVED_WITHIN: [(i64, i64); 8] =
    [(0, 1), (100, 6), (250, 26), (500, 84), (750, 190), (900, 350), (970, 640), (1_000, 1_300)];

/// "No reply" takes two requests and fifteen days; a draft of it takes at most
/// so long and must not be shortened.
const NO_REPLY_ROOM: i64 = 32 * DAY;

/// What a life depends on.
pub struct Scene<'a> {
    /// Sentences about the category.
    pub words: &'a CategoryWords,
    /// Where.
    pub district: District,
    /// Village or town, as the citizen writes it.
    pub place: &'a str,
    /// What the citizen writes in.
    pub language: Language,
    /// When it was filed.
    pub received_at: Timestamp,
    /// How many seconds are left to the end of the period.
    pub room: i64,
}

/// A step after a wait.
pub struct Wait {
    /// Since the step before.
    pub seconds: i64,
    /// Who.
    pub by: Actor,
    /// What.
    pub action: Action,
}

/// A life being drafted.
pub struct Draft<'a> {
    scene: Scene<'a>,
    draw: &'a mut Draw,
    waits: Vec<Wait>,
}

impl<'a> Draft<'a> {
    /// Drafts a life that ends as `fate` says.
    pub fn write(fate: Fate, scene: Scene<'a>, draw: &'a mut Draw) -> Vec<Wait> {
        let mut draft = Self { scene, draw, waits: Vec::new() };
        match fate {
            Fate::Resolved => draft.resolved(),
            Fate::NotTenable => draft.not_tenable(),
            Fate::Pending => draft.pending(),
        }
        draft.waits
    }

    fn resolved(&mut self) {
        if self.draw.is_in(1) {
            // First refused, then taken up after all.
            self.refuse_at_once();
            self.reopen();
        }
        let seconds = self.time_to_solve();
        self.solve_in(seconds);
        if self.draw.is_in(4) {
            self.reopen();
            if self.draw.is_in(60) {
                self.start(20 * HOUR);
            }
            self.resolve(3 * DAY);
        }
    }

    fn not_tenable(&mut self) {
        let reasons = &WORDS.replies.not_tenable;
        let may_wait = self.scene.room > NO_REPLY_ROOM;
        let often = &self.scene.words.often;
        let weights = reasons.iter().map(|words| match words.reason {
            reason if reason.is_no_reply() && !may_wait => 0,
            reason if often.contains(&reason) => words.weight * 5,
            _ => words.weight,
        });
        let words = &reasons[self.draw.weighted(weights)];
        self.take();
        if words.reason.is_no_reply() {
            self.ask(6 * HOUR);
            // The rest happens by itself.
            self.ask(4 * DAY);
        } else {
            let text = words.sentence.get(self.scene.language).clone();
            let wait = self.about(30 * HOUR);
            self.after(wait, self.team(), Action::NotTenable { reason: words.reason, text });
        }
    }

    fn refuse_at_once(&mut self) {
        let words = WORDS.replies.not_tenable.iter().find(|words| words.reason.code() == "outside_state");
        let words = words.expect("a test compares the demo's words with the list");
        let text = words.sentence.get(self.scene.language).clone();
        let wait = self.about(10 * HOUR);
        self.after(wait, self.team(), Action::NotTenable { reason: words.reason, text });
    }

    /// Everything up to the department's word that it is solved.
    fn solve_in(&mut self, seconds: i64) {
        let looked_at = (seconds / 8).min(2 * DAY);
        self.reach_department(looked_at);
        let rest = seconds - looked_at;
        let mut spent = 0;
        if self.draw.is_in(70) {
            spent += rest / 5;
            self.start(rest / 5);
        }
        let allowed = i64::from(self.scene.words.code.days()) * DAY;
        if seconds > allowed && self.draw.is_in(75) {
            spent += rest / 2;
            self.interim_reply(rest / 2);
            if self.draw.is_in(25) {
                spent += rest / 6;
                self.after(rest / 6, Actor::Citizen, Action::Remind);
            }
        }
        self.resolve((rest - spent).max(HOUR));
    }

    /// Looked at, perhaps asked about, and forwarded, perhaps to the wrong one first.
    fn reach_department(&mut self, wait: i64) {
        if self.draw.is_in(45) {
            self.take();
        }
        if self.draw.is_in(7) {
            self.ask(wait / 2);
            self.answer();
        }
        let right = self.scene.words.code.department(self.scene.district);
        let other = self.other_department(right);
        match self.draw.below(100) {
            0..=2 => {
                self.forward(other, wait);
                let note = self.draw.pick(&WORDS.replies.send_back).clone();
                self.desk_after(20 * HOUR, Actor::Officer, Action::SendBack { note });
                self.forward(right, 3 * HOUR);
            }
            3..=5 => {
                self.forward(other, wait);
                self.forward(right, 26 * HOUR);
            }
            // Where the list names another department, it is the right one at times.
            6..=15 if self.scene.words.code.other_departments().next().is_some() => self.forward(other, wait),
            _ => self.forward(right, wait),
        }
    }

    fn pending(&mut self) {
        let stage = self.draw.below(100);
        match (self.scene.room, stage) {
            (..DAY, 0..50) => {}
            (..DAY, 50..75) => self.take(),
            (..DAY, _) => self.reach_department(2 * HOUR),
            (DAY.., 0..6) if self.scene.room < 4 * DAY => {}
            (_, 0..14) => self.take(),
            (_, 14..24) => {
                self.take();
                self.ask(5 * HOUR);
            }
            (_, 24..32) if self.scene.room > 4 * DAY => {
                let seconds = self.time_to_solve();
                self.solve_in(seconds);
                self.reopen();
            }
            (_, 24..55) => self.reach_department(8 * HOUR),
            _ => {
                self.reach_department(8 * HOUR);
                self.start(30 * HOUR);
                if self.scene.room > 6 * DAY && self.draw.is_in(60) {
                    self.interim_reply(4 * DAY);
                }
                if self.scene.room > 10 * DAY && self.draw.is_in(30) {
                    self.after(3 * DAY, Actor::Citizen, Action::Remind);
                }
            }
        }
    }

    fn take(&mut self) {
        self.desk_after(4 * HOUR, self.team(), Action::Take);
    }

    fn ask(&mut self, wait: i64) {
        let text = self.words(&WORDS.replies.ask);
        self.desk_after(wait, self.team(), Action::AskDetails { text });
    }

    fn answer(&mut self) {
        let text = self.words(&WORDS.replies.details);
        let wait = self.about(20 * HOUR);
        self.after(wait, Actor::Citizen, Action::AddDetails { text });
    }

    fn forward(&mut self, department: Department, wait: i64) {
        let note = self.draw.is_in(20).then(|| self.draw.pick(&WORDS.replies.note).clone());
        self.desk_after(wait, self.team(), Action::Forward { department, note });
    }

    fn start(&mut self, wait: i64) {
        self.desk_after(wait, Actor::Officer, Action::Start);
    }

    fn interim_reply(&mut self, wait: i64) {
        let text = self.words(&WORDS.replies.interim);
        let passed: i64 = self.waits.iter().map(|wait| wait.seconds).sum();
        let due = self.scene.received_at.plus_days(self.draw.between(7..=12)).0 + passed + wait;
        self.desk_after(wait, Actor::Officer, Action::InterimReply { text, due: Timestamp(due) });
    }

    fn resolve(&mut self, wait: i64) {
        let group = &WORDS.replies.resolved[&self.scene.words.code.group()];
        let text = self.words(group);
        self.after(wait, Actor::Officer, Action::Resolve { text });
    }

    fn reopen(&mut self) {
        let text = self.words(&WORDS.replies.reopen);
        let wait = self.about(3 * DAY);
        self.after(wait, Actor::Citizen, Action::Reopen { text });
    }

    fn words(&mut self, sentences: &Spoken<Vec<String>>) -> String {
        let sentence = self.draw.pick(sentences.get(self.scene.language));
        fill(sentence, self.scene.place, self.draw)
    }

    fn desk_after(&mut self, usual: i64, by: Actor, action: Action) {
        let wait = self.about(usual);
        self.after(wait, by, action);
    }

    fn after(&mut self, seconds: i64, by: Actor, action: Action) {
        self.waits.push(Wait { seconds, by, action });
    }

    /// About so long: from a third of it to one and two thirds.
    fn about(&mut self, usual: i64) -> i64 {
        self.draw.between(usual / 3..=usual * 5 / 3)
    }

    fn team(&self) -> Actor {
        if self.scene.words.code.is_senior_only() { Actor::Supervisor } else { Actor::Tracker }
    }

    fn other_department(&mut self, right: Department) -> Department {
        let named = self.scene.words.code.other_departments();
        let near = ["ULB", "DP", "REV", "GAD"].into_iter().filter_map(Department::from_code);
        let others: Vec<_> = named.chain(near).filter(|department| *department != right).collect();
        others[if self.draw.is_in(70) { 0 } else { self.draw.below(others.len() as u64) as usize }]
    }

    /// Seconds from the first look to the solution, quicker where the days allowed are few.
    fn time_to_solve(&mut self) -> i64 {
        let drawn = self.draw.between(0..=999);
        let above = SOLVED_WITHIN.iter().position(|(share, _)| *share > drawn).expect("the last share is a thousand");
        let ((low, least), (high, most)) = (SOLVED_WITHIN[above - 1], SOLVED_WITHIN[above]);
        let seconds = least * HOUR + (most - least) * HOUR * (drawn - low) / (high - low) + self.draw.between(0..=HOUR);
        seconds * hurry(self.scene.words.code) / 100
    }
}

/// Percent of the usual time.
fn hurry(category: Category) -> i64 {
    match category.days() {
        ..=5 => 60,
        6..=10 => 80,
        11..=20 => 100,
        _ => 125,
    }
}
