//! Every wire type, read and written by a phone (`json`) as by the server (serde).

use std::{fs, path::Path};

use json::{
    Node, Read, Write,
    sample::{Chance, Sample},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{desk::*, kiosk::*, *};

/// Made-up values of each type.
const VALUES: u64 = 6;

/// What serde_json has parsed, read as a phone reads what its browser has parsed.
struct Parsed(Value);

fn boxed(value: &Value) -> Box<dyn Node> {
    Box::new(Parsed(value.clone()))
}

impl Node for Parsed {
    fn text(&self) -> Option<String> {
        self.0.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn is_null(&self) -> bool {
        self.0.is_null()
    }

    fn is_object(&self) -> bool {
        self.0.is_object()
    }

    fn field(&self, name: &str) -> Option<Box<dyn Node>> {
        self.0.get(name).map(boxed)
    }

    fn items(&self) -> Option<Vec<Box<dyn Node>>> {
        Some(self.0.as_array()?.iter().map(boxed).collect())
    }
}

/// What a phone makes of this JSON, as the server writes it; `None` where it refuses.
fn on_a_phone<T: Read + Serialize>(json: &Value) -> Option<Value> {
    json::read::<T>(&Parsed(json.clone())).map(|read| serde_json::to_value(read).unwrap())
}

/// What serde makes of it.
fn on_the_server<T: DeserializeOwned + Serialize>(json: &Value) -> Option<Value> {
    serde_json::from_value::<T>(json.clone()).ok().map(|read| serde_json::to_value(read).unwrap())
}

fn travels<T: Sample + Read + Write + Serialize + DeserializeOwned>(name: &str) {
    for seed in 0..VALUES {
        let value = T::sample(&mut Chance::new(seed));
        let by_the_server = serde_json::to_value(&value).unwrap();
        let by_a_phone: Value = serde_json::from_str(&json::write(&value)).unwrap();

        assert_eq!(by_a_phone, by_the_server, "{name} is written alike");
        assert_eq!(on_a_phone::<T>(&by_the_server).as_ref(), Some(&by_the_server), "{name} arrives on a phone");
        assert_eq!(on_the_server::<T>(&by_a_phone).as_ref(), Some(&by_the_server), "{name} arrives on the server");

        refused_alike::<T>(name, &by_the_server);
    }
}

/// Whatever is wrong with one field, both refuse it or both read the same.
fn refused_alike<T: Read + Serialize + DeserializeOwned>(name: &str, whole: &Value) {
    let fields = whole.as_object().expect("everything that travels is an object");
    for field in fields.keys() {
        let mut without = fields.clone();
        without.remove(field);
        let without = Value::Object(without);
        assert_eq!(on_a_phone::<T>(&without), on_the_server::<T>(&without), "{name} without {field}");

        let others = [
            Value::Null,
            json!(true),
            json!(7),
            json!(-1),
            json!(1.5),
            json!(1e12),
            json!("no code"),
            json!([]),
            json!([7]),
            json!({}),
        ];
        for other in others {
            let mut changed = fields.clone();
            changed.insert(field.clone(), other.clone());
            let changed = Value::Object(changed);
            assert_eq!(on_a_phone::<T>(&changed), on_the_server::<T>(&changed), "{name} with {other} as {field}");
        }
    }
    let mut more = fields.clone();
    more.insert("a later field".to_owned(), json!({"of": ["a", "newer", "server"]}));
    assert_eq!(on_a_phone::<T>(&Value::Object(more)).as_ref(), Some(whole), "{name} with a field more");
    for other in [Value::Null, json!("a text"), json!([])] {
        assert_eq!(on_a_phone::<T>(&other), None, "{name} is no {other}");
    }
}

macro_rules! all {
    ($($name:ident),* $(,)?) => {
        /// The types that travel.
        const ALL: &[&str] = &[$(stringify!($name)),*];

        #[test]
        fn every_wire_type_means_the_same_on_a_phone_and_on_the_server() {
            $(travels::<$name>(stringify!($name));)*
        }
    };
}

all! {
    Account, ActionRequest, Ageing, Board, Centre, Change, Channels, Claim, Cluster, ComplaintForm, Contact,
    DeskAction, DeskComplaint, DeskEvent, DeskForm, Details, EarlierPost, Enrol, EventDays, Failed, FieldProblem,
    HandedOver, Handoff, Hint, Hints, ImportProblem, Imported, Inbox, InboxAction, InboxHint, InboxItem,
    InboxOutcome, IntakeHealth, Issued, Key, KioskHealth, KioskLine, Me, Message, NewKiosk, NewPassword, NewStaff,
    Offer, OutboxHealth, PastedPost, Photo, PostLine, Problem, PublicEvent, Queue, QueueItem, Receipt, Reply,
    Sealed, SignIn, StatisticsAnswer, StatisticsGroup, ThreadPost, TicketStatus, Today, TodayItem, TryAgain, Unlock,
}

/// What a citizen takes along in a file: no app of ours reads it.
const READ_BY_NO_PHONE: [&str; 2] = ["Export", "ExportedEvent"];

#[test]
fn no_wire_type_is_forgotten_here() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("wire");
    let files = [here.clone(), here.join("desk")].into_iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let sources = files.filter_map(|file| fs::read_to_string(file.unwrap().path()).ok());

    let structs: Vec<String> = sources
        .flat_map(|source| {
            let names = source.lines().filter_map(|line| line.strip_prefix("pub struct ")?.strip_suffix(" {"));
            names.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();

    assert!(structs.len() >= ALL.len());
    for name in structs {
        assert!(ALL.contains(&name.as_str()) || READ_BY_NO_PHONE.contains(&name.as_str()), "{name}");
    }
}

#[test]
fn rates_and_days_travel_as_numbers() {
    let sample = json!([83.87, 0.0, 100.0, 2.5]);

    let rates = json::read::<Vec<Hundredths>>(&Parsed(sample)).unwrap();

    assert_eq!(rates, [Hundredths(8387), Hundredths(0), Hundredths(10_000), Hundredths(250)]);
    assert_eq!(json::write(&rates), "[83.87,0.00,100.00,2.50]");
    assert_eq!(json::write(&Tenths(25)), "2.5");
}
