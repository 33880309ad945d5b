//! Someone at the desk, signed in: what they send carries their cookie and comes
//! from the desk's own address.

use domain::{
    reference::{Department, District},
    staff::{Role, Staff},
};
use serde_json::Value;
use server::{
    clock::Clock as _,
    session::Token,
    store::{Access, Enrolled, Opening, SignInTry},
};

use crate::{
    client::{Answer, Request},
    office::{ORIGIN, TestOffice},
};

/// A place at the desk.
#[derive(Clone)]
pub struct Seat<'a> {
    office: &'a TestOffice,
    /// Name and value of the cookie.
    pub cookie: String,
}

impl TestOffice {
    /// An account with an open session, made without passwords, which take time.
    pub fn seat(&self, user: &str, role: Role, departments: &[&str], district: Option<&str>) -> Seat<'_> {
        let departments = departments.iter().map(|code| Department::from_code(code).unwrap()).collect();
        let district = district.map(|code| District::from_code(code).unwrap());
        let staff = Staff::new(user, role, departments, district).unwrap();
        let access = Access { password: "none".to_owned(), one_time_until: None, factor: None };
        let added = self.runtime.block_on(self.office.store.add_staff(staff, access, self.clock.now()));
        assert_eq!(added, Ok(Enrolled::New));
        self.another_seat(user)
    }

    /// One more session of an account that [`TestOffice::seat`] made.
    pub fn another_seat(&self, user: &str) -> Seat<'_> {
        let token = Token::from_chance(&*self.office.chance);
        let opening = Opening {
            name: user.to_owned(),
            password: "none".to_owned(),
            factor_step: None,
            token: token.digest(),
            replaces: None,
        };
        let opened = self.runtime.block_on(self.office.store.open_session(opening, self.clock.now()));
        assert_eq!(opened, Ok(SignInTry::Done));
        Seat { office: self, cookie: format!("__Host-sunwai={}", token.text()) }
    }

    pub fn tracker(&self) -> Seat<'_> {
        self.seat("tracker", Role::Tracker, &[], None)
    }

    /// An officer of one department, named after it.
    pub fn officer(&self, department: &str) -> Seat<'_> {
        self.seat(&format!("officer.{}", department.to_lowercase()), Role::Officer, &[department], None)
    }

    pub fn supervisor(&self) -> Seat<'_> {
        self.seat("supervisor", Role::Supervisor, &[], None)
    }

    pub fn admin(&self) -> Seat<'_> {
        self.seat("admin", Role::Admin, &[], None)
    }
}

impl Seat<'_> {
    /// A request with the cookie and the desk's address on it.
    pub fn own(&self, request: Request) -> Request {
        request.header("cookie", &self.cookie).header("origin", ORIGIN)
    }

    pub fn send(&self, request: Request) -> Answer {
        self.office.send(&self.own(request))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path))
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(Request::json("POST", path, body))
    }

    pub fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send(Request::json("PATCH", path, body))
    }

    pub fn delete(&self, path: &str) -> Answer {
        self.send(Request::new("DELETE", path))
    }
}
