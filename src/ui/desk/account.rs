//! One's own account: who one is, a new password, and the way out everywhere.

use domain::wire::desk::Me;
use leptos::prelude::*;
use markup::{Children, Markup, view};

use super::name;
use crate::{
    button::Button,
    summary_list::{Row, SummaryList},
    text::{Text, Texts},
};

/// The form for a new password stands between.
#[component]
pub fn AccountPage(me: Me, on_everywhere: Callback<()>, children: Children) -> Markup {
    let texts = Texts::here();
    view! {
        <h1 tabindex="-1">{texts.get(Text::DeskAccountTitle)}</h1>
        <SummaryList rows=rows(texts, &me) />
        <h2>{texts.get(Text::DeskAccountPassword)}</h2>
        {children()}
        <h2>{texts.get(Text::DeskAccountEverywhere)}</h2>
        <p>{texts.get(Text::DeskAccountEverywhereAbout)}</p>
        <Button label=texts.get(Text::DeskAccountEverywhere) on_press=on_everywhere />
    }
}

fn rows(texts: Texts, me: &Me) -> Vec<Row> {
    let departments: Vec<_> = me.departments.iter().map(|department| texts.department(*department)).collect();
    let given = [
        (Text::DeskAccountRole, Some(texts.get(name::role(me.role)).to_owned())),
        (Text::DeskAccountDepartments, (!departments.is_empty()).then(|| departments.join(", "))),
        (Text::DeskAccountDistrict, me.district.map(|district| texts.district(district).to_owned())),
    ];
    let known = given.into_iter().filter_map(|(label, value)| Some((label, value?)));
    known.map(|(label, value)| Row { label: texts.get(label), value, change: None }).collect()
}
