//! Tools of other cities: what they find and file, in both formats.

use serde_json::json;

use crate::{
    client::{Request, key},
    neighbour::{BASE, KEY, REPORT, elements, error, office, open_office, post, report_with},
};

#[test]
fn the_endpoint_describes_itself_in_both_formats() {
    let office = office();

    let (xml, json) = (office.read("discovery.xml"), office.read("discovery.json").json());

    assert_eq!(elements(&xml, "specification"), ["http://wiki.open311.org/GeoReport_v2"]);
    assert_eq!(elements(&xml, "url"), [format!("https://sunwai.example{BASE}")]);
    assert_eq!(elements(&xml, "format"), ["text/xml", "application/json"]);
    assert_eq!(json["endpoints"][0]["formats"], json!(["text/xml", "application/json"]));
    assert!(json["key_service"].as_str().unwrap().contains("api_key"), "{json}");
}

#[test]
fn every_category_is_a_service_with_its_name_in_the_language_of_the_request() {
    let office = office();
    let english = |path: &str| office.send(&Request::get(&format!("{BASE}/{path}")).header("accept-language", "en"));

    let (xml, json) = (english("services.xml"), english("services.json").json());

    assert_eq!(elements(&xml, "service_code").len(), 38);
    assert_eq!((xml.header("content-language"), xml.header("vary")), (Some("en"), Some("accept-language")));
    let ration = json.as_array().unwrap().iter().find(|service| service["service_code"] == "PDS_NOT_RECEIVED").unwrap();
    assert_eq!(ration["service_name"], "Ration not received");
    assert_eq!((&ration["group"], &ration["type"]), (&json!("Ration and depot"), &json!("realtime")));
    assert_eq!(ration["metadata"], true);
    assert!(elements(&office.read("services.xml"), "service_name").contains(&"राशन नहीं मिला".to_owned()));
}

#[test]
fn a_service_asks_for_the_district_and_the_language() {
    let office = office();

    let definition = office.read("services/WATER.json").json();
    let xml = office.read("services/WATER.xml");

    assert_eq!(definition["service_code"], "WATER");
    assert_eq!(definition["attributes"][0]["code"], "district");
    assert_eq!(definition["attributes"][0]["values"].as_array().unwrap().len(), 23);
    assert!(elements(&xml, "key").contains(&"charkhi-dadri".to_owned()));
    assert_eq!(error(&office.read("services/PIZZA.xml")).0, 404);
}

#[test]
fn what_a_tool_files_comes_through_the_same_door() {
    let office = office();

    let id = office.report(&[("email", "suman@example.in"), ("last_name", "Devi")]);

    assert_eq!(office.stored(), 1);
    let status = office.get(&format!("/api/v1/tickets/{id}")).json();
    assert_eq!((&status["category"], &status["district"]), (&json!("PDS_NOT_RECEIVED"), &json!("bhiwani")));
    assert_eq!(status["channel"], "open311");
    assert_eq!(office.get("/api/v1/statistics?channel=open311").json()["received"], 1);
    let supervisor = office.supervisor();
    let path = format!("/api/desk/v1/complaints/{id}");
    let seen = supervisor.get(&path).json();
    assert_eq!((&seen["text"], &seen["place"]), (&json!("दो महीने से राशन नहीं मिला है"), &json!("Sirsa Ghoghra")));
    let own = Request::json("POST", &format!("{path}/actions"), &json!({"action": "reveal_contact"}));
    let contact = supervisor.send(own.header("if-match", "\"1\"")).json()["contact"].clone();
    assert_eq!((&contact["name"], &contact["mobile"]), (&json!("Suman Devi"), &json!("9812345678")));
    assert_eq!(contact["email"], "suman@example.in");
}

#[test]
fn the_notice_may_be_published_and_opens_nothing() {
    let office = open_office();

    let answer = office.send(&post("requests.xml", &REPORT));

    assert_eq!(answer.status, 201);
    let id = elements(&answer, "service_request_id").remove(0);
    let notice = elements(&answer, "service_notice").remove(0);
    assert!(notice.contains(&format!("https://sunwai.example/t/{id}")) && notice.contains("दिसंबर"), "{notice}");
    assert!(!notice.contains('#'), "{notice}");
    assert_eq!(elements(&answer, "pin").len() + elements(&answer, "link").len(), 0);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let location = answer.header("location").unwrap();
    assert_eq!(elements(&office.get(location), "service_request_id"), [id]);
}

#[test]
fn a_tool_that_asks_for_it_gets_what_opens_the_complaint_for_its_user() {
    let office = open_office();

    let answer = office.send(&post("requests.json", &report_with(&[("receipt", "private")])));

    let request = &answer.json()[0];
    let id = request["service_request_id"].as_str().unwrap();
    let unlocked =
        office.send(&Request::post(&format!("/api/v1/tickets/{id}/unlock"), 1, &json!({"pin": request["pin"]})));
    let link = request["link"].as_str().unwrap();
    assert!(link.starts_with(&format!("https://sunwai.example/t/{id}#k=")), "{link}");
    assert!(link.ends_with(unlocked.json()["key"].as_str().unwrap()));
    assert!(!request["service_notice"].as_str().unwrap().contains(request["pin"].as_str().unwrap()));
}

#[test]
fn a_key_is_needed_where_the_office_has_set_one() {
    let office = office();

    for fields in [REPORT.to_vec(), report_with(&[("api_key", "wrong")]), report_with(&[("api_key", "key-of-food")])] {
        let answer = office.send(&post("requests.xml", &fields));
        assert_eq!(error(&answer).0, 403);
        assert!(!answer.text().contains(KEY));
    }
    assert_eq!(office.stored(), 0);
    let in_address = office.send(&post(&format!("requests.json?api_key={KEY}"), &REPORT));
    assert_eq!(in_address.status, 201);
    assert_eq!(office.read("requests.json").status, 200, "reading needs none");
}

#[test]
fn no_page_of_another_site_files_in_the_name_of_whoever_looks_at_it() {
    let office = open_office();
    let from = |request: Request| request.header("origin", "https://evil.example");

    assert_eq!(error(&office.send(&from(post("requests.xml", &REPORT)))).0, 403);
    assert_eq!(office.stored(), 0);

    let with_key = crate::neighbour::office();
    let fields = report_with(&[("api_key", KEY)]);
    assert_eq!(with_key.send(&from(post("requests.xml", &fields))).status, 201, "a tool that runs in a browser");
}

#[test]
fn the_district_is_said_by_number_code_attribute_or_the_end_of_the_address() {
    let office = office();
    let district = |changes: &[(&str, &str)]| {
        let id = office.report(changes);
        office.get(&format!("/api/v1/tickets/{id}")).json()["district"].as_str().unwrap().to_owned()
    };

    assert_eq!(district(&[("address_id", "LGD:64")]), "jhajjar");
    assert_eq!(district(&[("address_id", "hansi")]), "hansi");
    assert_eq!(
        district(&[("address_id", ""), ("attribute[district]", "sirsa"), ("lat", "29.5"), ("long", "75.0")]),
        "sirsa"
    );
    assert_eq!(district(&[("address_id", ""), ("address_string", "Sirsa Ghoghra, Bhiwani, Haryana")]), "bhiwani");

    let refused = |changes: &[(&str, &str)]| {
        let fields = [report_with(changes), vec![("api_key", KEY)]].concat();
        error(&office.send(&post("requests.xml", &fields)))
    };
    for changes in [
        &[("address_id", ""), ("address_string", "Sirsa Ghoghra")][..],
        &[("address_id", ""), ("address_string", "Hisar, Rohtak")],
        &[("address_id", ""), ("address_string", ""), ("lat", "28.79"), ("long", "76.13")],
        &[("address_id", "LGD:1")],
    ] {
        let (code, words) = refused(changes);
        assert_eq!(code, 400, "{changes:?}");
        assert!(words.contains("address_id") && words.contains("LGD:"), "{words}");
    }
}

#[test]
fn what_a_page_would_have_pointed_out_is_masked_on_arrival() {
    let office = office();
    let words = "राशन नहीं मिला, 98123 45678, आधार 2345 6789 0124";

    let photos = [("media_url", "https://tool.example/1.jpg"), ("media_url", "https://tool.example/2.jpg")];
    let id = office.report(&[&[("description", words), ("phone", "")][..], &photos].concat());

    let seen = office.supervisor().get(&format!("/api/desk/v1/complaints/{id}")).json();
    assert_eq!(
        seen["text"],
        "राशन नहीं मिला, XXXXX XXXXX, आधार XXXX XXXX XXXX\nhttps://tool.example/1.jpg\nhttps://tool.example/2.jpg"
    );
    assert_eq!(
        seen["contact"]["mobile"].as_str().unwrap().chars().filter(char::is_ascii_digit).collect::<String>(),
        "5678"
    );
}

#[test]
fn whoever_is_answered_is_answered_in_their_language() {
    let office = office();
    let language = |changes: &[(&str, &str)]| {
        let id = office.report(changes);
        office.another_seat("supervisor").get(&format!("/api/desk/v1/complaints/{id}")).json()["language"].clone()
    };
    office.supervisor();

    assert_eq!(language(&[("description", "ਰਾਸ਼ਨ ਨਹੀਂ ਮਿਲਿਆ ਹੈ")]), "pa");
    assert_eq!(language(&[("description", "no ration for two months"), ("attribute[language]", "en")]), "en");
}

#[test]
fn the_same_request_under_a_key_files_once_and_without_one_each_time() {
    let office = open_office();
    let with_key = post("requests.json", &REPORT).header("idempotency-key", &key(7));

    let ids: Vec<_> =
        [&with_key, &with_key].map(|request| office.send(request).json()[0]["service_request_id"].clone()).into();
    let other =
        post("requests.json", &report_with(&[("description", "कुछ और लिखा गया है")])).header("idempotency-key", &key(7));

    assert_eq!(ids[0], ids[1]);
    assert_eq!(error(&office.send(&other)).0, 400);
    assert_eq!(error(&office.send(&post("requests.json", &REPORT).header("idempotency-key", "7"))).0, 400);
    assert_eq!(office.stored(), 1);
    office.send(&post("requests.json", &REPORT));
    assert_eq!(office.stored(), 2, "the standard has no key");
}
