//! The board: how old the open complaints are, by who has them and by where; and
//! where many are alike.

use domain::{
    reference::{Department, District},
    statistics::UNASSIGNED,
    wire::desk::{Board, Cluster},
};
use leptos::prelude::*;
use markup::{Markup, view};

use self::table::{AgeingTable, Line};
use super::queue::asked::Asked;
use crate::{
    number::grouped,
    text::{Text, Texts},
};

pub mod table;

/// Heading and lead; the figures stand below.
#[component]
pub fn BoardHead() -> Markup {
    let texts = Texts::here();
    view! {
        <h1 tabindex="-1">{texts.get(Text::DeskPageBoard)}</h1>
        <p class="lead">{texts.get(Text::DeskBoardLead)}</p>
    }
}

/// Clusters first: they want someone now.
#[component]
pub fn BoardFigures(board: Board) -> Markup {
    let texts = Texts::here();
    let departments = board.departments.into_iter().map(|ageing| {
        let name = Department::from_code(&ageing.key).map(|department| texts.department(department));
        let asked = Asked { department: ageing.key.clone(), ..Asked::default() };
        Line { name: named(texts, name, &ageing.key), asked, ageing }
    });
    let districts = board.districts.into_iter().map(|ageing| {
        let name = District::from_code(&ageing.key).map(|district| texts.district(district));
        let asked = Asked { district: ageing.key.clone(), ..Asked::default() };
        Line { name: named(texts, name, &ageing.key), asked, ageing }
    });
    view! {
        <p class="results__moment">{texts.fill(Text::ResultsAsOf, &[("moment", &texts.moment(board.as_of))])}</p>
        <h2>{texts.get(Text::DeskBoardClusters)}</h2>
        {clusters(texts, board.clusters)}
        <h2>{texts.get(Text::DeskBoardDepartments)}</h2>
        <AgeingTable label=Text::DeskBoardDepartments heading=Text::DeskQueueDepartment lines=departments.collect() />
        <h2>{texts.get(Text::DeskBoardDistricts)}</h2>
        <AgeingTable label=Text::DeskBoardDistricts heading=Text::DeskQueueDistrict lines=districts.collect() />
    }
}

fn named(texts: Texts, name: Option<&'static str>, key: &str) -> String {
    let unassigned = || (key == UNASSIGNED).then(|| texts.get(Text::DeskNameUnassigned));
    name.or_else(unassigned).unwrap_or(key).to_owned()
}

fn clusters(texts: Texts, clusters: Vec<Cluster>) -> Markup {
    if clusters.is_empty() {
        return view! { <p>{texts.get(Text::DeskBoardClustersNone)}</p> };
    }
    let rows = clusters.into_iter().map(|cluster| {
        let asked = Asked {
            category: cluster.category.code().to_owned(),
            district: cluster.district.code().to_owned(),
            place: cluster.place.clone(),
            from: Some(cluster.since),
            ..Asked::default()
        };
        let values = [
            ("place", cluster.place.as_str()),
            ("district", texts.district(cluster.district)),
            ("count", &grouped(cluster.count)),
        ];
        let since = [("category", texts.category(cluster.category)), ("moment", &texts.moment(cluster.since))];
        view! {
            <li class="clusters__cluster">
                <a href=asked.page()>{texts.fill(Text::DeskBoardCluster, &values)}</a>
                <p class="clusters__since">{texts.fill(Text::DeskBoardClusterSince, &since)}</p>
            </li>
        }
    });
    view! { <ul class="clusters">{rows.collect::<Markup>()}</ul> }
}
