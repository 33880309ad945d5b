//! A page of what was found by words or by the end of a mobile number, in the
//! order of filing.
//!
//! The rarest of the wanted words leads: its places are walked from the end at
//! which the page begins, and each is held against the other words and the signs,
//! which keep what is out of sight out of these. So many places are looked at for
//! a page and no more.

use std::fmt::Write as _;

use domain::staff::Sight;

use super::{line, queue, values::Values, words};
use crate::store::{
    desk::{
        Filter, Line, Order, Page, Wanted,
        scope::{Departments, Scope},
        signs,
    },
    postgres::{fault::Fault, link::Link, standing},
};

/// So many complaints are looked at for one page, when the filter takes none of
/// them.
const LOOKED_AT: usize = 2_000;

/// A word that was only begun becomes at most so many.
const BEGUN_MAX: usize = 32;

/// At most `limit` lines after a place in the order of filing.
pub async fn page(
    link: &Link,
    sight: &Sight,
    filter: &Filter,
    wanted: &Wanted,
    order: Order,
    after: Option<i64>,
    limit: usize,
) -> Result<Page<i64>, Fault> {
    let nothing = Page { lines: Vec::new(), next: None };
    let Some(scope) = Scope::of(sight, filter) else { return Ok(nothing) };
    let ways = ways(link, &scope, filter, wanted).await?;
    if ways.is_empty() {
        return Ok(nothing);
    }
    let places = places(link, &scope, &ways, order, after).await?;
    let mut lines = Vec::with_capacity(limit);
    let mut last = None;
    // A part of the places at a time: most pages are full after the first.
    for part in places.chunks(limit.max(50)) {
        let found = read(link, &scope, filter, part).await?;
        for place in part {
            if lines.len() == limit {
                return Ok(Page { lines, next: last });
            }
            let line = found.iter().find(|(number, _)| number == place).map(|(_, line)| line.clone());
            lines.extend(line.filter(|line| filter.near.as_ref().is_none_or(|near| near.takes(line))));
            last = Some(*place);
        }
    }
    let next = last.filter(|_| places.len() == LOOKED_AT);
    Ok(Page { lines, next })
}

/// A way to complaints that are wanted: a word that leads, and of each of the
/// others at least one.
struct Way {
    leads: String,
    with: Vec<Vec<String>>,
}

/// All ways; what each finds together is what is wanted.
async fn ways(link: &Link, scope: &Scope, filter: &Filter, wanted: &Wanted) -> Result<Vec<Way>, Fault> {
    let near: Vec<String> = filter.near.iter().flat_map(|near| near.place.split(' ').map(str::to_owned)).collect();
    let mut signs = Vec::new();
    signs.extend(scope.district.map(|district| vec![signs::district_sign(district)]));
    signs.extend(scope.category.map(|category| vec![signs::category_sign(category)]));
    match &scope.departments {
        Departments::All | Departments::Nobody => {}
        Departments::Some => signs.push(vec![signs::HELD_SIGN.to_owned()]),
        Departments::Of(some) => signs.push(some.iter().map(|one| signs::holder_sign(*one)).collect()),
    }
    let beside = |words: &[String]| -> Vec<Vec<String>> {
        words.iter().chain(&near).map(|word| vec![word.clone()]).chain(signs.clone()).collect()
    };
    let mut ways = Vec::new();
    if let Some((last, whole)) = wanted.words.split_last() {
        ways.extend(by_words(link, last, whole, &beside(whole)).await?);
    }
    ways.extend(wanted.last_four.iter().map(|four| Way { leads: signs::mobile_sign(four), with: beside(&[]) }));
    if wanted.words.is_empty()
        && wanted.last_four.is_none()
        && let Some(leads) = rarest(link, &near).await?
    {
        ways.push(Way { leads: leads.0, with: beside(&[]) });
    }
    Ok(ways)
}

/// The ways to complaints with these words, the last one perhaps only begun.
async fn by_words(link: &Link, last: &str, whole: &[String], with: &[Vec<String>]) -> Result<Vec<Way>, Fault> {
    let begun = words::begun(link, last, BEGUN_MAX).await?;
    let of_begun: i64 = begun.iter().map(|(_, complaints)| complaints).sum();
    let begun: Vec<String> = begun.into_iter().map(|(word, _)| word).collect();
    Ok(match rarest(link, whole).await? {
        Some((leads, complaints)) if complaints < of_begun => {
            let with = with.iter().cloned().chain([begun]).collect();
            vec![Way { leads, with }]
        }
        _ => begun.into_iter().map(|leads| Way { leads, with: with.to_vec() }).collect(),
    })
}

async fn rarest(link: &Link, words: &[String]) -> Result<Option<(String, i64)>, Fault> {
    let mut rarest: Option<(String, i64)> = None;
    for word in words {
        let complaints = words::held_by(link, word).await?;
        if rarest.as_ref().is_none_or(|(_, least)| complaints < *least) {
            rarest = Some((word.clone(), complaints));
        }
    }
    Ok(rarest)
}

/// The places of complaints that hold what is wanted, at most [`LOOKED_AT`].
async fn places(link: &Link, scope: &Scope, ways: &[Way], order: Order, after: Option<i64>) -> Result<Vec<i64>, Fault> {
    let (direction, beyond, first) = match order {
        Order::Newest => ("desc", "<", i64::MAX),
        Order::Oldest => ("asc", ">", 0),
    };
    let mut none: Vec<String> = scope.hidden().map(signs::category_sign).collect();
    if scope.departments == Departments::Nobody {
        none.push(signs::HELD_SIGN.to_owned());
    }
    let mut values = Values::default();
    let after = values.name(after.unwrap_or(first));
    let limit = values.name(i64::try_from(LOOKED_AT).unwrap_or(i64::MAX));
    let mut parts = Vec::with_capacity(ways.len());
    for way in ways {
        let leads = values.name(way.leads.clone());
        let mut part =
            format!("(select w.position from complaint_word w where w.word = {leads} and w.position {beyond} {after}");
        for words in &way.with {
            push_condition(&mut part, "exists", words, &mut values);
        }
        if !none.is_empty() {
            push_condition(&mut part, "not exists", &none, &mut values);
        }
        write!(part, " order by w.position {direction} limit {limit})").expect("a text takes all");
        parts.push(part);
    }
    let statement = format!(
        "select position
         from ({}) found
         order by position {direction}
         limit {limit}",
        parts.join(" union ")
    );
    let rows = link.query_once(&statement, &values.all()).await?;
    rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
}

fn push_condition(part: &mut String, whether: &str, words: &[String], values: &mut Values) {
    let words = match words {
        [word] => format!("= {}", values.name(word.clone())),
        words => format!("= any({})", values.name(words.to_vec())),
    };
    let found = "select 1 from complaint_word o where o.position = w.position and o.word";
    write!(part, " and {whether} ({found} {words})").expect("a text takes all");
}

/// Reads complaints at some places that are in sight and pass the filter.
async fn read(link: &Link, scope: &Scope, filter: &Filter, places: &[i64]) -> Result<Vec<(i64, Line)>, Fault> {
    let mut values = Values::default();
    let positions = values.name(places.to_vec());
    let handled = match &filter.handler {
        Some(handler) => format!(" and c.handler = {}", values.name(handler.clone())),
        None => String::new(),
    };
    let conditions = queue::conditions(scope, filter, &mut values);
    let statement = format!(
        "select {}, {}, f.position
         from filing f
         join complaint c on c.ticket = f.ticket
         where f.position = any({positions})
         and {}{conditions}{handled}",
        standing::COLUMNS,
        line::COLUMNS,
        scope.state_condition(),
    );
    let rows = link.query_once(&statement, &values.all()).await?;
    rows.iter().map(|row| Ok((row.try_get(standing::COUNT + 4)?, line::read(row)?))).collect()
}
