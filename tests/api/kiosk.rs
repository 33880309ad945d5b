//! A terminal of a centre: added past the command line, enrolled over the socket.

use domain::{enrolment::EnrolmentCode, reference::District, time::Timestamp};
use serde_json::{Value, json};
use server::{clock::Clock as _, store::kiosk::Addition};

use crate::{
    client::{Answer, Request},
    office::{ORIGIN, TestOffice},
};

pub const ENROL: &str = "/api/kiosk/v1/enrol";
pub const ME: &str = "/api/kiosk/v1/me";
pub const COMPLAINTS: &str = "/api/kiosk/v1/complaints";
pub const SEALED: &str = "/api/kiosk/v1/sealed";
pub const SLIP: &str = "/api/kiosk/v1/slip";
pub const TODAY: &str = "/api/kiosk/v1/today";
pub const HEALTH: &str = "/api/kiosk/v1/health";

/// A terminal with its enrolment.
pub struct Terminal<'a> {
    office: &'a TestOffice,
    pub id: u32,
    /// Name and value of the cookie.
    pub cookie: String,
}

impl TestOffice {
    /// Adds a kiosk; its number and its code, which is good for three days.
    pub fn add_kiosk(&self, name: &str) -> (u32, String) {
        let bits = u128::from(self.office.chance.bits()) << 64 | u128::from(self.office.chance.bits());
        let code = EnrolmentCode::from_chance(bits);
        let addition = Addition {
            name: name.to_owned(),
            district: District::from_code("sonipat").unwrap(),
            code: self.office.secret.digest_enrolment(&code),
            code_expires_at: self.clock.now().plus_days(3),
        };
        let id = self.runtime.block_on(self.office.store.add_kiosk(addition, self.clock.now())).unwrap();
        (id, code.display())
    }

    pub fn enrol_terminal(&self, code: &str) -> Answer {
        self.send(&Request::json("POST", ENROL, &json!({"code": code})).header("origin", ORIGIN))
    }

    /// An enrolled terminal.
    pub fn terminal(&self, name: &str) -> Terminal<'_> {
        let (id, code) = self.add_kiosk(name);
        let answer = self.enrol_terminal(&code);
        assert_eq!(answer.status, 204, "{}", answer.text());
        let cookie = answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned();
        Terminal { office: self, id, cookie }
    }

    pub fn disable_kiosk(&self, id: u32) {
        let now: Timestamp = self.clock.now();
        self.runtime.block_on(self.office.store.disable_kiosk(id, now)).unwrap().unwrap();
    }
}

impl Terminal<'_> {
    /// A request with the cookie and the office's address on it.
    pub fn own(&self, request: Request) -> Request {
        request.header("cookie", &self.cookie).header("origin", ORIGIN)
    }

    pub fn send(&self, request: Request) -> Answer {
        self.office.send(&self.own(request))
    }

    pub fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path))
    }

    /// Files a complaint; `number` makes its Idempotency-Key.
    pub fn file(&self, number: u32, form: &Value) -> Answer {
        self.send(Request::post(COMPLAINTS, number, form))
    }

    /// The numbers of today, newest first.
    pub fn today(&self) -> Vec<String> {
        let answer = self.get(TODAY).json();
        let items = answer["items"].as_array().unwrap();
        items.iter().map(|item| item["ticket"].as_str().unwrap().to_owned()).collect()
    }
}
