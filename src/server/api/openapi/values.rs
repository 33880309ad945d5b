//! What may stand where: lists and shapes that the wire types leave to the checks of
//! `domain`. A program that is made from the description shall never be refused for a
//! value that the description allows, as far as a pattern can say it.

use domain::{
    complaint::{Channel, NOTICE_MAX, TEXT_MAX, TEXT_MIN},
    language::Language,
    password::{PASSWORD_MAX, PASSWORD_MIN},
    reference::{Category, Department, District},
    statistics::{UNASSIGNED, WITHHELD},
    wire::Grouping,
};
use serde_json::{Value, json};

/// What is trimmed off the ends of what people write.
const SPACE: &str = r"[\t\n\u000B\u000C\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]";

/// What can stand in a line, and what at its ends.
const IN_LINE: &str = r"[^\u0000-\u001F\u007F-\u009F]";
const AT_END: &str = r"[^\u0000-\u0020\u007F-\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]";

/// … and in a text of several lines.
const IN_TEXT: &str = r"[^\u0000-\u0009\u000B\u000C\u000E-\u001F\u007F-\u009F]";

/// Puts them into a written description.
pub fn add(description: &mut Value) {
    for (path, operations) in children(description.get_mut("paths")) {
        for (_, operation) in children(Some(operations)) {
            let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
            parameters.into_iter().flatten().for_each(|parameter| say_parameter(path, parameter));
            let bodies = children(operation.pointer_mut("/requestBody/content"));
            for (_, body) in bodies.filter(|(kind, _)| kind.starts_with("image/")) {
                body["schema"] = json!({"type": "string", "format": "binary"});
            }
        }
    }
    let schemas = &mut description["components"]["schemas"];
    for (schema, property, values) in properties() {
        merge(&mut schemas[schema]["properties"][property], values);
    }
    schemas["ActionRequest"]["oneOf"] = actions();
}

fn children(of: Option<&mut Value>) -> impl Iterator<Item = (&String, &mut Value)> {
    of.and_then(Value::as_object_mut).into_iter().flatten()
}

fn say_parameter(path: &str, parameter: &mut Value) {
    let name = parameter["name"].as_str().unwrap_or_default().to_owned();
    let is_statistics = path.starts_with("/api/v1/statistics");
    match name.as_str() {
        "Idempotency-Key" => merge(&mut parameter["schema"], json!({"format": "uuid"})),
        _ if is_statistics => {
            if let Some(values) = figures(&name) {
                parameter["schema"] = values;
            }
        }
        _ => {}
    }
}

/// The filters of the figures; each may be empty, because forms send it so.
fn figures(name: &str) -> Option<Value> {
    let one_of = |mut codes: Vec<&str>| {
        codes.push("");
        json!({"type": "string", "enum": codes})
    };
    Some(match name {
        "from" | "to" => json!({"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]}),
        "department" => {
            let codes = Department::all().map(Department::code).chain([UNASSIGNED, WITHHELD]);
            one_of(codes.collect())
        }
        "district" => one_of(District::all().map(District::code).chain([WITHHELD]).collect()),
        "category" => {
            let public = Category::all().filter(|category| !category.is_sensitive());
            one_of(public.map(Category::code).chain([WITHHELD]).collect())
        }
        "channel" => one_of(Channel::ALL.map(Channel::code).to_vec()),
        "by" => one_of(Grouping::ALL.map(Grouping::code).to_vec()),
        "lang" => one_of(Language::ALL.map(Language::code).to_vec()),
        _ => return None,
    })
}

/// By schema and property.
fn properties() -> Vec<(&'static str, &'static str, Value)> {
    let line = |most: u32| json!({"maxLength": most, "pattern": format!("^{SPACE}*({AT_END}({IN_LINE}*{AT_END})?)?{SPACE}*$")});
    let (least, most) = (TEXT_MIN - 2, TEXT_MAX - 2);
    let text = json!({
        "minLength": TEXT_MIN,
        "maxLength": TEXT_MAX,
        "pattern": format!("^{SPACE}*{AT_END}{IN_TEXT}{{{least},{most}}}{AT_END}{SPACE}*$"),
    });
    let digit = "[0-9०-९੦-੯]";
    let mobile = format!("^( *| *(\\+ *91[ -]*|91[ -]*|0[ -]*)?[6-9६-९੬-੯]([ -]*{digit}){{9}} *)$");
    let code = "[ACDEFGHJKMNPQRTUVWXY34679acdefghjkmnpqrtuvwxy]{4}";
    vec![
        ("ComplaintForm", "category", json!({"enum": Category::all().map(Category::code).collect::<Vec<_>>()})),
        ("ComplaintForm", "district", json!({"enum": District::all().map(District::code).collect::<Vec<_>>()})),
        ("ComplaintForm", "language", json!({"enum": Language::ALL.map(Language::code)})),
        ("ComplaintForm", "notice", json!({"pattern": format!("^[A-Za-z0-9.-]{{1,{NOTICE_MAX}}}$")})),
        ("ComplaintForm", "place", line(120)),
        ("ComplaintForm", "name", line(80)),
        ("ComplaintForm", "mobile", json!({"pattern": mobile})),
        ("ComplaintForm", "text", text),
        ("Unlock", "pin", json!({"pattern": format!("^{digit}{{6}}$")})),
        ("Enrol", "code", json!({"pattern": format!("^{code}-?{code}-?{code}$")})),
        ("NewPassword", "new", json!({"minLength": PASSWORD_MIN, "maxLength": PASSWORD_MAX})),
        ("ActionRequest", "action", json!({"enum": ["confirm", "reopen", "add_details", "remind", "withdraw"]})),
    ]
}

/// Words belong to some and not to others.
fn actions() -> Value {
    let (least, most) = (TEXT_MIN - 2, TEXT_MAX - 2);
    json!([
        {"properties": {"action": {"enum": ["confirm", "remind", "withdraw"]}, "text": {"type": "null"}}},
        {
            "properties": {
                "action": {"enum": ["reopen", "add_details"]},
                "text": {"type": "string", "pattern": format!("^{SPACE}*{AT_END}{IN_TEXT}{{{least},{most}}}{AT_END}{SPACE}*$")},
            },
            "required": ["text"],
        },
    ])
}

/// Adds what is new to what is there.
fn merge(to: &mut Value, values: Value) {
    if let (Some(to), Value::Object(values)) = (to.as_object_mut(), values) {
        to.extend(values);
    }
}
