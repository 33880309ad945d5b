//! What the desk may ask of every store.

use std::{collections::BTreeSet, sync::Arc};

use domain::{
    action::{Action, Actor, By},
    complaint::Channel,
    life::{Kind, State},
    likeness::fold,
    mobile::Mobile,
    reference::{Category, Department, District, Reason},
    staff::Sight,
    standing::{Refusal, Standing},
    statistics::UNASSIGNED,
    ticket::Ticket,
    time::{DAY, Timestamp},
    wire::desk::Ageing,
};
use server::{
    demo::draw::Draw,
    history::{origin, seal},
    store::{
        Dossier, Filed, Filing, Stepped, Store,
        desk::{Filter, Holder, Order, Place, Status, Wanted},
    },
};

use crate::makers::{START, filing, forward, resolve, step};

type Any = Arc<dyn Store>;

/// A moment at which some of what is filed is late.
const NOW: Timestamp = Timestamp(START.0 + 25 * DAY);

pub async fn paging_visits_everything_once_while_complaints_come_in(store: &Any) {
    let mut draw = Draw::new(1, 1);
    let before = fill(store, 120, &mut draw).await;
    for order in [Order::Newest, Order::Oldest] {
        let (mut visited, mut after) = (Vec::new(), None);
        loop {
            let page = store.queue(&Sight::Everything, &Filter::default(), order, after, 7).await.unwrap();
            visited.extend(page.lines.iter().map(|line| line.standing.ticket));
            fill(store, 2, &mut draw).await;
            after = page.next;
            if after.is_none() {
                break;
            }
            assert!(visited.len() < 2_000, "it comes to an end");
        }

        let once: BTreeSet<_> = visited.iter().copied().collect();
        assert_eq!(once.len(), visited.len(), "{order:?}: none twice");
        assert!(before.iter().all(|ticket| once.contains(ticket)), "{order:?}: none left out");
    }
}

pub async fn every_filter_and_sight_equals_one_in_memory(store: &Any) {
    let mut draw = Draw::new(2, 1);
    fill(store, 300, &mut draw).await;
    let all = everything(store).await;
    let (mut found, mut empty) = (0, 0);
    for _ in 0..600 {
        let (sight, filter, order) = (a_sight(&mut draw), a_filter(&mut draw), an_order(&mut draw));
        let mut expected: Vec<&Dossier> = all.iter().filter(|dossier| passes(dossier, &sight, &filter)).collect();
        expected.sort_by_key(|dossier| place(&dossier.standing));
        if order == Order::Newest {
            expected.reverse();
        }
        let expected: Vec<Ticket> = expected.iter().map(|dossier| dossier.standing.ticket).collect();

        let listed = list(store, &sight, &filter, order, 1 + draw.below(20) as usize).await;

        assert_eq!(listed, expected, "{sight:?} {filter:?} {order:?}");
        *(if expected.is_empty() { &mut empty } else { &mut found }) += 1;
    }
    assert!(found > 200 && empty > 50, "the draw asks for both: {found} {empty}");
}

pub async fn a_line_says_what_is_kept(store: &Any) {
    let ticket = file(store, filing(7)).await;
    let mut taken = step(&open(store, ticket).await, &Action::Take, Actor::Tracker);
    taken.handler = Some("suman".to_owned());
    assert_eq!(store.step(taken).await, Ok(Stepped::Done));
    take(store, ticket, &forward(), Actor::Tracker).await;

    let page = store.queue(&Sight::Everything, &Filter::default(), Order::Newest, None, 1).await.unwrap();

    let dossier = open(store, ticket).await;
    let line = &page.lines[0];
    assert_eq!((&line.standing, &line.place), (&dossier.standing, &dossier.particulars.place));
    assert_eq!(line.text, dossier.particulars.text);
    let handlers = (line.handler.as_deref(), dossier.handler.as_deref());
    assert_eq!(handlers, (Some("suman"), Some("suman")), "a later step keeps who took it");
    assert_eq!(page.next, None);
}

pub async fn words_are_found_in_any_script_and_spelling(store: &Any) {
    let depot = file(store, saying(1, "Sirsa Ghoghra", "डिपो नंबर १२ पर राशन नहीं मिला, ज़िला भिवानी")).await;
    let gurmukhi = file(store, saying(2, "ਪਿੰਡ ਰਾਮਪੁਰ", "ਦੋ ਮਹੀਨੇ ਤੋਂ ਰਾਸ਼ਨ ਨਹੀਂ ਮਿਲਿਆ")).await;
    let english = file(store, saying(3, "Mohana", "The PMMVY money was not paid.")).await;
    store.finish_search().await.unwrap();

    for (typed, expected) in [
        ("राशन", vec![depot]),
        ("राश", vec![depot]),
        ("राशन नहीं", vec![depot]),
        ("नहीं राशन", vec![depot]),
        ("जिला", vec![depot]),
        ("डिपो 12", vec![depot]),
        ("SIRSA ghog", vec![depot]),
        ("ਰਾਸ਼ਨ", vec![gurmukhi]),
        ("ਰਾਸ਼", vec![gurmukhi]),
        ("ਰਾਮਪੁਰ ਰਾਸ਼ਨ", vec![gurmukhi]),
        ("pmmvy, mohana!", vec![english]),
        ("शन", vec![]),
        ("राशन mohana", vec![]),
        ("शून्य", vec![]),
    ] {
        assert_eq!(search(store, &Sight::Everything, typed, Order::Newest, 10).await, expected, "{typed}");
    }
}

pub async fn what_looks_like_a_query_is_only_words(store: &Any) {
    let ticket = file(store, saying(1, "Mohana", "money NOT paid OR lost \"again\" near(depot)")).await;
    store.finish_search().await.unwrap();

    for typed in ["\"again\"", "money NOT paid", "NEAR(depot)", "words:money", "paid OR lost", "mon*", "\"", "a\"b"] {
        let wanted = Wanted { words: words(typed), last_four: None };
        let answer =
            store.search(&Sight::Everything, &Filter::default(), &wanted, Order::Newest, None, 10).await.unwrap();
        let expected = if ["words:money", "\"", "a\"b"].contains(&typed) { 0 } else { 1 };
        assert_eq!(answer.lines.len(), expected, "{typed}");
    }
    assert_eq!(search(store, &Sight::Everything, "mon", Order::Newest, 10).await, [ticket]);
}

pub async fn four_digits_find_the_end_of_a_mobile_number(store: &Any) {
    let mut with_mobile = saying(1, "Mohana", "राशन नहीं मिला है, कृपया दिलवाइए");
    with_mobile.particulars.mobile = Mobile::parse("9812345678");
    let with_mobile = file(store, with_mobile).await;
    let mut others = saying(2, "Mohana", "मेरा नंबर 98123 45678 है, राशन नहीं मिला");
    others.particulars.mobile = Mobile::parse("9812340000");
    file(store, others).await;
    let mut in_text = saying(3, "Mohana", "डिपो 5678 से राशन नहीं मिला");
    in_text.particulars.mobile = None;
    let in_text = file(store, in_text).await;
    store.finish_search().await.unwrap();
    let find = |last_four: &str, words: &[&str]| Wanted {
        words: words.iter().map(|word| (*word).to_owned()).collect(),
        last_four: Some(last_four.to_owned()),
    };

    let found = found(store, &find("5678", &["5678"])).await;

    assert_eq!(found, [in_text, with_mobile], "a number that was typed into a text is not searched");
    assert_eq!(self::found(store, &find("5678", &[])).await, [with_mobile]);
    assert_eq!(self::found(store, &find("9812", &["9812"])).await, []);
}

pub async fn a_search_sees_no_more_than_the_queue(store: &Any) {
    let mut draw = Draw::new(3, 1);
    let tickets = fill(store, 150, &mut draw).await;
    store.finish_search().await.unwrap();
    for _ in 0..200 {
        live(store, tickets[draw.below(150) as usize], &mut draw).await;
    }
    let all = everything(store).await;
    for _ in 0..200 {
        let (sight, filter) = (a_sight(&mut draw), a_filter(&mut draw));
        let expected: BTreeSet<Ticket> = all
            .iter()
            .filter(|dossier| passes(dossier, &sight, &filter))
            .map(|dossier| dossier.standing.ticket)
            .collect();
        let wanted = Wanted { words: words("राशन"), last_four: None };

        let order = an_order(&mut draw);
        let (mut found, mut after) = (Vec::new(), None);
        loop {
            let page = store.search(&sight, &filter, &wanted, order, after, 9).await.unwrap();
            found.extend(page.lines.iter().map(|line| line.standing.ticket));
            after = page.next;
            if after.is_none() {
                break;
            }
        }

        assert_eq!(found.iter().copied().collect::<BTreeSet<_>>(), expected, "{sight:?} {filter:?}");
        assert_eq!(found.len(), expected.len(), "none twice");
    }
}

pub async fn what_is_out_of_sight_leaves_no_trace_in_a_search(store: &Any) {
    let asking = |number| {
        let category = if number % 2 == 0 { "CORRUPTION" } else { "WATER" };
        let mut filing = saying(number, "Mohana", "रिश्वत माँगी गई है");
        received(&mut filing, category, "sonipat", START);
        filing
    };
    let mut tickets = vec![file(store, asking(0)).await, file(store, asking(1)).await];
    // More than are looked at for one page.
    for hundred in 0..21 {
        let filed = (hundred * 100 + 2..(hundred + 1) * 100 + 2).map(|number| {
            let (store, filing) = (Arc::clone(store), asking(number));
            tokio::spawn(async move { file(&store, filing).await })
        });
        for one in filed.collect::<Vec<_>>() {
            tickets.push(one.await.unwrap());
        }
    }
    store.finish_search().await.unwrap();
    let department = |code| Department::from_code(code).unwrap();
    let food = Sight::Forwarded { departments: vec![department("FOOD"), department("PHED")], district: None };
    let of_district = Sight::Forwarded { departments: Vec::new(), district: District::from_code("sonipat") };
    let wanted = Wanted { words: words("रिश्वत"), last_four: None };
    let look = |sight: &Sight| {
        let (sight, wanted) = (sight.clone(), wanted.clone());
        async move {
            let page = store.search(&sight, &Filter::default(), &wanted, Order::Newest, None, 10).await.unwrap();
            (page.lines.into_iter().map(|line| line.standing.ticket).collect::<Vec<_>>(), page.next)
        }
    };

    assert_eq!(look(&food).await, (vec![], None));
    assert_eq!(look(&of_district).await, (vec![], None));

    // A bribe was filed first, water second.
    for ticket in &tickets[..2] {
        take(store, *ticket, &forward(), Actor::Supervisor).await;
    }
    assert_eq!(look(&food).await, (vec![tickets[1], tickets[0]], None), "found as soon as they are forwarded");
    assert_eq!(look(&of_district).await, (vec![tickets[1]], None), "but only seniors see a bribe of no one's");
    take(store, tickets[1], &Action::SendBack { note: "not ours".to_owned() }, Actor::Officer).await;
    assert_eq!(look(&food).await, (vec![tickets[0]], None));
}

pub async fn a_search_is_paged_in_the_order_of_filing(store: &Any) {
    let mut tickets = Vec::new();
    for number in 0..30 {
        tickets.push(file(store, saying(number, "Mohana", "राशन नहीं मिला है")).await);
    }
    store.finish_search().await.unwrap();

    let oldest = search(store, &Sight::Everything, "राशन", Order::Oldest, 7).await;
    let newest = search(store, &Sight::Everything, "राशन", Order::Newest, 7).await;

    assert_eq!(oldest, tickets);
    tickets.reverse();
    assert_eq!(newest, tickets);
}

pub async fn what_was_filed_is_found_shortly_after_by_itself(store: &Any) {
    let ticket = file(store, saying(1, "Mohana", "राशन नहीं मिला है")).await;

    for _ in 0..500 {
        if search(store, &Sight::Everything, "राशन", Order::Newest, 10).await == [ticket] {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("it was not found within five seconds");
}

pub async fn the_board_equals_a_count_in_memory(store: &Any) {
    let mut draw = Draw::new(4, 1);
    fill(store, 300, &mut draw).await;
    let all = everything(store).await;
    for _ in 0..40 {
        let sight = a_sight(&mut draw);
        let now = Timestamp(START.0 + draw.between(0..=120) * DAY);
        let open: Vec<&Standing> = all
            .iter()
            .map(|dossier| &dossier.standing)
            .filter(|standing| standing.state.kind() == Kind::Open && sight.sees(standing))
            .collect();

        let board = store.board(&sight, now).await.unwrap();

        let department = |standing: &Standing| standing.department.map_or(UNASSIGNED, Department::code);
        assert_counts(&board.departments, &open, department, now);
        assert_counts(&board.districts, &open, |standing| standing.district.code(), now);
    }
}

pub async fn many_alike_at_one_place_are_told(store: &Any) {
    let at = |number: u64, place: &str, days: i64| {
        let mut filing = saying(number, place, "राशन नहीं मिला है");
        received(&mut filing, "PDS_NOT_RECEIVED", "bhiwani", START.plus_days(days));
        filing
    };
    let mut tickets = Vec::new();
    for number in 0..6 {
        let place = if number % 3 == 0 { "sirsa-ghoghra" } else { "Sirsa Ghoghra" };
        tickets.push(file(store, at(number, place, number as i64 % 3)).await);
    }
    for number in 10..14 {
        file(store, at(number, "Mohana", 1)).await;
    }
    file(store, at(20, "Sirsa Ghoghra", -9)).await;
    let now = START.plus_days(2);

    let board = store.board(&Sight::Everything, now).await.unwrap();

    assert_eq!(board.clusters.len(), 1, "four are not many");
    let cluster = &board.clusters[0];
    assert_eq!((cluster.place.as_str(), cluster.count, cluster.since), ("Sirsa Ghoghra", 6, START));
    assert_eq!((cluster.category.code(), cluster.district.code()), ("PDS_NOT_RECEIVED", "bhiwani"));
    let first = open(store, tickets[0]).await;
    let like = |sight: Sight| {
        let first = first.clone();
        async move { store.count_like(&sight, &first.standing, first.particulars.place.as_deref()).await }
    };
    assert_eq!(like(Sight::Everything).await, Ok(6));
    let food = Sight::Forwarded { departments: vec![Department::from_code("FOOD").unwrap()], district: None };
    assert_eq!(store.board(&food, now).await.unwrap().clusters, [], "none was forwarded");
    for ticket in &tickets[..2] {
        take(store, *ticket, &forward(), Actor::Tracker).await;
        take(store, *ticket, &resolve(), Actor::Officer).await;
    }
    assert_eq!(like(food).await, Ok(2), "those that were forwarded");
    assert_eq!(store.board(&Sight::Everything, now).await.unwrap().clusters, [], "four are open");
    assert_eq!(like(Sight::Everything).await, Ok(6), "solved or not");
}

/// Files complaints of which no two are alike, and lets each live for a while.
pub async fn fill(store: &Any, count: usize, draw: &mut Draw) -> Vec<Ticket> {
    let mut tickets = Vec::new();
    while tickets.len() < count {
        let mut filing = filing(draw.bits());
        // A few of everything, so that filters meet.
        let category = ["PDS_NOT_RECEIVED", "WATER", "CORRUPTION", "POLICE"][draw.below(4) as usize];
        let district = ["bhiwani", "sonipat", "hisar"][draw.below(3) as usize];
        filing.standing.channel = Channel::ALL[draw.below(5) as usize];
        received(&mut filing, category, district, Timestamp(START.0 + draw.between(0..=40) * DAY / 2));
        let ticket = filing.standing.ticket;
        if store.file(filing).await.unwrap() != Filed::New {
            continue;
        }
        for _ in 0..draw.below(6) {
            live(store, ticket, draw).await;
        }
        tickets.push(ticket);
    }
    tickets
}

/// Takes one step, if the one that is drawn is allowed.
async fn live(store: &Any, ticket: Ticket, draw: &mut Draw) {
    let text = "कृपया देखें, राशन नहीं मिला".to_owned();
    let department = |draw: &mut Draw| Department::from_code(["FOOD", "PHED", "GAD"][draw.below(3) as usize]).unwrap();
    let (action, by) = match draw.below(14) {
        0 => (Action::Take, Actor::Tracker),
        1 => (Action::AskDetails { text }, Actor::Tracker),
        2..=5 => (Action::Forward { department: department(draw), note: None }, Actor::Supervisor),
        6 => (Action::Start, Actor::Officer),
        7 => (Action::InterimReply { text, due: NOW.plus_days(draw.between(-9..=9)) }, Actor::Officer),
        8 => (Action::Resolve { text }, Actor::Officer),
        9 => (Action::NotTenable { reason: Reason::from_code("sub_judice").unwrap(), text }, Actor::Tracker),
        10 => (Action::Duplicate { of: Ticket::from_chance(5) }, Actor::Tracker),
        11 => (Action::Confirm, Actor::Citizen),
        12 => (Action::Reopen { text }, Actor::Citizen),
        _ => (Action::Withdraw, Actor::Citizen),
    };
    let read = open(store, ticket).await;
    let now = read.standing.updated_at.plus_days(1);
    if read.standing.apply(&action, &By::unnamed(by), now).is_err() {
        return;
    }
    let mut step = step(&read, &action, by);
    if action == Action::Take {
        step.handler = Some(["suman", "asha"][draw.below(2) as usize].to_owned());
    }
    let other = Stepped::Refused(Refusal::NotForItself);
    assert!(matches!(store.step(step).await, Ok(stepped) if stepped == Stepped::Done || stepped == other));
}

fn a_sight(draw: &mut Draw) -> Sight {
    let district = |code| District::from_code(code);
    let departments = |codes: &[&str]| codes.iter().map(|code| Department::from_code(code).unwrap()).collect();
    match draw.below(9) {
        0 => Sight::Nothing,
        1 | 2 => Sight::AllButSenior,
        3 | 4 => Sight::Everything,
        5 => Sight::Forwarded { departments: departments(&["FOOD"]), district: None },
        6 => Sight::Forwarded { departments: departments(&["GAD", "PHED", "GAD"]), district: None },
        7 => Sight::Forwarded { departments: Vec::new(), district: district("bhiwani") },
        _ => Sight::Forwarded { departments: departments(&["FOOD", "GAD"]), district: district("sonipat") },
    }
}

fn a_filter(draw: &mut Draw) -> Filter {
    let mut one_in = |many: u64| draw.below(many) == 0;
    let wants = [one_in(2), one_in(4), one_in(4), one_in(4), one_in(4), one_in(6), one_in(7), one_in(7)];
    let mut pick = |codes: &[&'static str]| codes[draw.below(codes.len() as u64) as usize];
    Filter {
        status: wants[0].then(|| {
            match pick(&["open", "closed", "not_tenable", "forwarded", "received", "duplicate"]) {
                "open" => Status::Open,
                state => Status::Is(State::from_code(state).unwrap()),
            }
        }),
        department: wants[1].then(|| match pick(&["", "FOOD", "PHED", "MINE"]) {
            "" => Holder::Nobody,
            code => Holder::Is(Department::from_code(code).unwrap()),
        }),
        district: wants[2].then(|| District::from_code(pick(&["bhiwani", "sonipat", "hansi"])).unwrap()),
        category: wants[3].then(|| Category::from_code(pick(&["WATER", "CORRUPTION", "POLICE", "ROAD"])).unwrap()),
        channel: wants[4].then(|| Channel::from_code(pick(&["portal", "x", "paper"])).unwrap()),
        handler: wants[5].then(|| pick(&["suman", "nobody"]).to_owned()),
        overdue_at: wants[6].then_some(NOW),
        owes_reply_at: wants[7].then_some(NOW),
        near: None,
    }
}

fn an_order(draw: &mut Draw) -> Order {
    if draw.is_in(50) { Order::Newest } else { Order::Oldest }
}

/// Sight and filter, written down a second time.
fn passes(dossier: &Dossier, sight: &Sight, filter: &Filter) -> bool {
    let standing = &dossier.standing;
    let status = match filter.status {
        None => true,
        Some(Status::Open) => standing.state.kind() == Kind::Open,
        Some(Status::Is(state)) => standing.state == state,
    };
    let department = match filter.department {
        None => true,
        Some(Holder::Nobody) => standing.department.is_none(),
        Some(Holder::Is(department)) => standing.department == Some(department),
    };
    sight.sees(standing)
        && status
        && department
        && filter.district.is_none_or(|district| district == standing.district)
        && filter.category.is_none_or(|category| category == standing.category)
        && filter.channel.is_none_or(|channel| channel == standing.channel)
        && (filter.handler.is_none() || filter.handler == dossier.handler)
        && filter.overdue_at.is_none_or(|now| standing.is_overdue(now))
        && filter.owes_reply_at.is_none_or(|now| standing.owes_reply(now))
}

fn place(standing: &Standing) -> Place {
    Place { due_at: standing.due_at, ticket: standing.ticket }
}

/// Every page of the queue, one after the other.
async fn list(store: &Any, sight: &Sight, filter: &Filter, order: Order, limit: usize) -> Vec<Ticket> {
    let (mut listed, mut after) = (Vec::new(), None);
    loop {
        let page = store.queue(sight, filter, order, after, limit).await.unwrap();
        assert!(page.lines.len() <= limit);
        listed.extend(page.lines.iter().map(|line| line.standing.ticket));
        after = page.next;
        if after.is_none() {
            return listed;
        }
        assert_eq!(page.lines.len(), limit, "only the last page is short");
    }
}

/// Every page of a search, one after the other.
async fn search(store: &Any, sight: &Sight, typed: &str, order: Order, limit: usize) -> Vec<Ticket> {
    let wanted = Wanted { words: words(typed), last_four: None };
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let page = store.search(sight, &Filter::default(), &wanted, order, after, limit).await.unwrap();
        found.extend(page.lines.iter().map(|line| line.standing.ticket));
        after = page.next;
        if after.is_none() {
            return found;
        }
    }
}

async fn found(store: &Any, wanted: &Wanted) -> Vec<Ticket> {
    let page = store.search(&Sight::Everything, &Filter::default(), wanted, Order::Newest, None, 10).await.unwrap();
    page.lines.iter().map(|line| line.standing.ticket).collect()
}

fn words(typed: &str) -> Vec<String> {
    fold(typed).split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn assert_counts(counts: &[Ageing], open: &[&Standing], key: impl Fn(&Standing) -> &'static str, now: Timestamp) {
    let keys: BTreeSet<&str> = open.iter().map(|standing| key(standing)).collect();
    assert_eq!(counts.iter().map(|row| row.key.as_str()).collect::<BTreeSet<_>>(), keys);
    for row in counts {
        let of_key: Vec<_> = open.iter().filter(|standing| key(standing) == row.key).collect();
        let count = |is: &dyn Fn(&Standing) -> bool| of_key.iter().filter(|standing| is(standing)).count() as u32;
        let days = |standing: &Standing| now.day().0 - standing.received_at.day().0;
        assert_eq!(row.open, count(&|_| true));
        assert_eq!(row.overdue, count(&|standing| standing.is_overdue(now)));
        assert_eq!(row.owes_reply, count(&|standing| standing.owes_reply(now)));
        assert_eq!(row.days_7, count(&|standing| days(standing) <= 7));
        assert_eq!(row.days_30, count(&|standing| (8..=30).contains(&days(standing))));
        assert_eq!(row.days_90, count(&|standing| (31..=90).contains(&days(standing))));
        assert_eq!(row.older, count(&|standing| days(standing) > 90));
    }
}

fn saying(number: u64, place: &str, text: &str) -> Filing {
    let mut filing = filing(number);
    filing.particulars.place = Some(place.to_owned());
    filing.particulars.text = text.to_owned();
    filing
}

/// Puts another complaint in the place of the one that was made.
fn received(filing: &mut Filing, category: &str, district: &str, at: Timestamp) {
    let before = &filing.standing;
    let (category, district) = (Category::from_code(category).unwrap(), District::from_code(district).unwrap());
    let (standing, event) = Standing::file(before.ticket, category, district, before.channel, at);
    filing.first = seal(&origin(&standing), event, None);
    filing.standing = standing;
}

async fn file(store: &Any, filing: Filing) -> Ticket {
    let ticket = filing.standing.ticket;
    assert_eq!(store.file(filing).await, Ok(Filed::New));
    ticket
}

async fn open(store: &Any, ticket: Ticket) -> Dossier {
    store.open(ticket).await.unwrap().unwrap()
}

async fn everything(store: &Any) -> Vec<Dossier> {
    let mut all = Vec::new();
    store.visit_all(&mut |dossier| all.push(dossier.clone())).await.unwrap();
    all
}

async fn take(store: &Any, ticket: Ticket, action: &Action, by: Actor) {
    let step = step(&open(store, ticket).await, action, by);
    assert_eq!(store.step(step).await, Ok(Stepped::Done));
}
