//! Settings that belong to the data.

use super::{fault::Fault, link::Link};

/// A setting's value.
pub async fn get(link: &Link, name: &str) -> Result<Option<String>, Fault> {
    let row = link
        .first(
            "select value
             from setting
             where name = $1",
            &[&name],
        )
        .await?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Keeps a setting's value.
pub async fn keep(link: &Link, name: &str, value: &str) -> Result<(), Fault> {
    link.execute(
        "insert into setting (name, value)
         values ($1, $2)
         on conflict (name) do update
         set value = excluded.value",
        &[&name, &value],
    )
    .await?;
    Ok(())
}

/// Keeps a setting's value unless it has one; the one that it has then.
pub async fn keep_first(link: &Link, name: &str, value: &str) -> Result<String, Fault> {
    link.execute(
        "insert into setting (name, value)
         values ($1, $2)
         on conflict (name) do nothing",
        &[&name, &value],
    )
    .await?;
    Ok(get(link, name).await?.unwrap_or_else(|| value.to_owned()))
}
