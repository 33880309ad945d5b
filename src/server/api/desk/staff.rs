//! Accounts, for the admin. For everybody else they do not exist.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode};
use domain::{
    reference::{Department, District},
    staff::{Role, Staff},
    wire::{
        FieldProblem, Problem,
        desk::{Account, Change, Issued, NewStaff},
    },
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    accounts::{self, Issuer},
    body::JsonBody,
    failure::Failure,
    office::Office,
    session::SignedInAdmin,
    store::{StaffAccount, StaffChange},
};

/// All accounts, by name.
///
/// # Errors
/// Whoever is no admin.
#[utoipa::path(
    get, path = "/api/desk/v1/staff", tag = "staff",
    security(("session" = [])),
    responses(
        (status = 200, description = "all accounts, by name", body = Vec<Account>),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "no admin", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn list(State(office): State<Arc<Office>>, _admin: SignedInAdmin) -> Result<Json<Vec<Account>>, Failure> {
    let now = office.clock.now();
    let accounts = office.store.all_staff().await?;
    Ok(Json(accounts.into_iter().map(|account| accounts::shown(account, now)).collect()))
}

/// Makes an account; what is answered is shown once.
///
/// # Errors
/// Every wrong field at once; a name that is taken.
#[utoipa::path(
    post, path = "/api/desk/v1/staff", tag = "staff",
    security(("session" = [])),
    request_body = NewStaff,
    responses(
        (status = 201, description = "to be handed to the person", body = Issued),
        (status = 400, description = "malformed body", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "another site", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "no admin", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "the name is taken", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn add(
    State(office): State<Arc<Office>>,
    _admin: SignedInAdmin,
    JsonBody(new): JsonBody<NewStaff>,
) -> Result<(StatusCode, Json<Issued>), Failure> {
    let staff = read(&new).map_err(Failure::BodyInvalid)?;
    let now = office.clock.now();
    let issued = accounts::enrol(&*office.store, &issuer(&office), staff, new.second_factor, now).await?;
    Ok((StatusCode::CREATED, Json(issued)))
}

/// What a change is answered with.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
pub enum Changed {
    /// The account after it.
    Account(Account),
    /// New access, shown once.
    Issued(Issued),
}

/// Changes an account. New access is answered with what is shown once, any other
/// change with the account after it.
///
/// # Errors
/// Every wrong field at once; one's own account; the last admin.
#[utoipa::path(
    patch, path = "/api/desk/v1/staff", tag = "staff",
    security(("session" = [])),
    request_body = Change,
    responses(
        (status = 200, description = "the account after it; with `reset`, what is to be handed to the person",
            body = Changed),
        (status = 400, description = "malformed body", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "no session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "another site", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "no admin, or no such account", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "one's own account, or the last admin", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "the body did not arrive in time", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "more than 64 KiB", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "fields are wrong", body = Problem, content_type = "application/problem+json"),
    ),
)]
pub async fn change(
    State(office): State<Arc<Office>>,
    SignedInAdmin(admin): SignedInAdmin,
    JsonBody(asked): JsonBody<Change>,
) -> Result<Json<Changed>, Failure> {
    let is_reset = asked.reset == Some(true);
    if asked.user == admin.user && (is_reset || asked.disabled == Some(true)) {
        return Err(Failure::OwnAccount);
    }
    let before = office.store.staff(&asked.user).await?.ok_or(Failure::UnknownStaff)?;
    let staff = moved(&before, &asked).map_err(Failure::BodyInvalid)?;
    let change = StaffChange { disabled: asked.disabled, staff, access: None };
    let now = office.clock.now();
    let after = accounts::change(&*office.store, &asked.user, change).await?;
    if is_reset {
        let issued = accounts::reset(&*office.store, &issuer(&office), &asked.user, now).await?;
        return Ok(Json(Changed::Issued(issued)));
    }
    Ok(Json(Changed::Account(accounts::shown(after, now))))
}

fn issuer(office: &Office) -> Issuer<'_> {
    Issuer { passwords: &office.passwords, secret: &office.secret, chance: &*office.chance }
}

fn read(new: &NewStaff) -> Result<Staff, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    let role = Role::from_code(&new.role);
    if role.is_none() {
        problems.push(FieldProblem::new("/role", "role.unknown"));
    }
    let departments = departments(&new.departments, &mut problems);
    let district = new.district.as_deref().and_then(|code| district(code, &mut problems));
    let Some(role) = role else { return Err(problems) };
    if problems.is_empty() { Staff::new(&new.user, role, departments, district) } else { Err(problems) }
}

/// The officer in another place; `None` if that is not asked for.
fn moved(before: &StaffAccount, asked: &Change) -> Result<Option<Staff>, Vec<FieldProblem>> {
    if asked.departments.is_none() && asked.district.is_none() {
        return Ok(None);
    }
    let mut problems = Vec::new();
    let staff = &before.staff;
    let departments = match &asked.departments {
        Some(codes) => departments(codes, &mut problems),
        None => staff.departments.clone(),
    };
    let district = match asked.district.as_deref() {
        Some(code) => district(code, &mut problems),
        None => staff.district,
    };
    if problems.is_empty() {
        Staff::new(&staff.user, staff.role, departments, district).map(Some)
    } else {
        Err(problems)
    }
}

fn departments(codes: &[String], problems: &mut Vec<FieldProblem>) -> Vec<Department> {
    let mut departments = Vec::new();
    for (place, code) in codes.iter().enumerate() {
        match Department::from_code(code) {
            Some(department) if departments.contains(&department) => {}
            Some(department) => departments.push(department),
            None => problems.push(FieldProblem::new(&format!("/departments/{place}"), "department.unknown")),
        }
    }
    departments
}

/// An empty text is no district.
fn district(code: &str, problems: &mut Vec<FieldProblem>) -> Option<District> {
    let district = District::from_code(code);
    if district.is_none() && !code.is_empty() {
        problems.push(FieldProblem::new("/district", "district.unknown"));
    }
    district
}
