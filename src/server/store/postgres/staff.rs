//! Accounts.

use async_trait::async_trait;
use domain::{
    reference::{Department, District},
    staff::{Role, Staff},
    time::Timestamp,
};
use tokio_postgres::Row;

use super::{PostgresStore, code, fault::Fault, link::Link, session, sign_in_try};
use crate::store::{Access, Enrolled, StaffAccount, StaffChange, StaffChanged, StaffStore, StoreError};

/// With until when the name is locked.
const ACCOUNTS: &str =
    "select staff.name, role, departments, district, password, one_time_until, factor, factor_step, \
       disabled, sign_in_try.locked_until
     from staff
     left join sign_in_try on sign_in_try.name = staff.name";

#[async_trait]
impl StaffStore for PostgresStore {
    async fn add_staff(&self, staff: Staff, access: Access, now: Timestamp) -> Result<Enrolled, StoreError> {
        let asked = (staff, access, now);
        self.links.write(&asked, |unit, (staff, access, now)| Box::pin(add(unit.link(), staff, access, *now))).await
    }

    async fn staff(&self, name: &str) -> Result<Option<StaffAccount>, StoreError> {
        self.links.read(&name.to_owned(), |link, name| Box::pin(find(link, name))).await
    }

    async fn all_staff(&self) -> Result<Vec<StaffAccount>, StoreError> {
        self.links.read(&(), |link, ()| Box::pin(all(link))).await
    }

    async fn change_staff(&self, name: &str, by: StaffChange) -> Result<StaffChanged, StoreError> {
        let asked = (name.to_owned(), by);
        self.links.write(&asked, |unit, (name, by)| Box::pin(change(unit.link(), name, by))).await
    }
}

async fn add(link: &Link, staff: &Staff, access: &Access, now: Timestamp) -> Result<Enrolled, Fault> {
    let added = link
        .execute(
            "insert into staff
               (name, role, departments, district, password, one_time_until, factor, factor_step, disabled, created_at)
             values ($1, $2, $3, $4, $5, $6, $7, 0, false, $8)
             on conflict (name) do nothing",
            &[
                &staff.user,
                &staff.role.code(),
                &joined(&staff.departments),
                &staff.district.map(District::code),
                &access.password,
                &access.one_time_until.map(|until| until.0),
                &access.factor,
                &now.0,
            ],
        )
        .await?;
    Ok(if added == 1 { Enrolled::New } else { Enrolled::NameTaken })
}

async fn find(link: &Link, name: &str) -> Result<Option<StaffAccount>, Fault> {
    let row = link.first(&format!("{ACCOUNTS} where staff.name = $1"), &[&name]).await?;
    row.as_ref().map(account).transpose()
}

async fn all(link: &Link) -> Result<Vec<StaffAccount>, Fault> {
    link.query(&format!("{ACCOUNTS} order by staff.name"), &[]).await?.iter().map(account).collect()
}

async fn change(link: &Link, name: &str, by: &StaffChange) -> Result<StaffChanged, Fault> {
    let is_closed = by.disabled == Some(true);
    if is_closed {
        // One after the other, so that the last two do not put each other out.
        link.query("select 1 from staff where role = $1 order by name for update", &[&Role::Admin.code()]).await?;
    }
    let Some(before) = find(link, name).await? else {
        return Ok(StaffChanged::Unknown);
    };
    if is_closed && before.staff.role == Role::Admin && !before.disabled && admins(link).await? == 1 {
        return Ok(StaffChanged::LastAdmin);
    }
    if let Some(disabled) = by.disabled {
        link.execute("update staff set disabled = $2 where name = $1", &[&name, &disabled]).await?;
    }
    if let Some(staff) = &by.staff {
        link.execute(
            "update staff
             set departments = $2,
                 district = $3
             where name = $1",
            &[&name, &joined(&staff.departments), &staff.district.map(District::code)],
        )
        .await?;
    }
    if let Some(access) = &by.access {
        link.execute(
            "update staff
             set password = $2,
                 one_time_until = $3,
                 factor = $4,
                 factor_step = 0
             where name = $1",
            &[&name, &access.password, &access.one_time_until.map(|until| until.0), &access.factor],
        )
        .await?;
        sign_in_try::forgive(link, name).await?;
    }
    if is_closed || by.access.is_some() {
        session::end_all(link, name, None).await?;
    }
    let after = find(link, name).await?;
    Ok(after.map_or(StaffChanged::Unknown, |after| StaffChanged::Done(Box::new(after))))
}

async fn admins(link: &Link) -> Result<u32, Fault> {
    let row = link
        .one(
            "select count(*)
             from staff
             where role = $1
             and not disabled",
            &[&Role::Admin.code()],
        )
        .await?;
    code::small(&row, 0)
}

fn account(row: &Row) -> Result<StaffAccount, Fault> {
    Ok(StaffAccount {
        staff: person(row)?,
        access: Access {
            password: row.try_get(4)?,
            one_time_until: code::moment_or_none(row, 5)?,
            factor: row.try_get(6)?,
        },
        factor_step: row.try_get(7)?,
        disabled: row.try_get(8)?,
        locked_until: code::moment_or_none(row, 9)?.filter(|until| until.0 > 0),
    })
}

/// Name, role, departments and district, in the first four columns.
pub fn person(row: &Row) -> Result<Staff, Fault> {
    let departments: &str = row.try_get(2)?;
    let departments = departments.split(',').filter(|code| !code.is_empty()).map(Department::from_code);
    Ok(Staff {
        user: row.try_get(0)?,
        role: code::required(row, 1, Role::from_code)?,
        departments: departments.collect::<Option<_>>().ok_or_else(|| code::unknown(2))?,
        district: code::optional(row, 3, District::from_code)?,
    })
}

fn joined(departments: &[Department]) -> String {
    let codes: Vec<_> = departments.iter().map(|department| department.code()).collect();
    codes.join(",")
}
