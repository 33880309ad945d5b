//! Whether a change comes from the desk itself, and not from another site that
//! someone has open beside it.
//!
//! Browsers send `Origin` with every change, and `Sec-Fetch-Site` with everything:
//! an `Origin` must be the public address, or on this machine the address that
//! the request itself names; without one, `Sec-Fetch-Site` must say the same.
//! Every browser that runs the desk sends one of the two, so what comes with
//! neither is a program, which no other site can make do anything. The cookie is
//! `SameSite=Strict` besides: this is the second lock.

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::{failure::Failure, office::Office};

/// Lets through what only reads, and changes that come from the desk.
pub async fn check(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    let only_reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if only_reads || is_own(&office.public_url, request.headers()) {
        next.run(request).await
    } else {
        Failure::OriginWrong.into_response()
    }
}

/// True if a request comes from the office's own pages, or from a program, which no
/// other site can make do anything.
pub fn is_own(public_url: &str, headers: &HeaderMap) -> bool {
    let sent = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match (sent(header::ORIGIN.as_str()), sent("sec-fetch-site")) {
        (Some(origin), _) => {
            let host = sent(header::HOST.as_str()).unwrap_or_default();
            let here = format!("http://{host}");
            origin.eq_ignore_ascii_case(public_url) || (is_on_this_machine(&here) && origin.eq_ignore_ascii_case(&here))
        }
        (None, Some(site)) => site == "same-origin",
        (None, None) => true,
    }
}

/// True for an address in clear that leads to the machine on which one is.
pub fn is_on_this_machine(address: &str) -> bool {
    let Some(host) = address.strip_prefix("http://") else { return false };
    let port = host.rfind(':').filter(|&colon| host[colon..].bytes().skip(1).all(|byte| byte.is_ascii_digit()));
    let name = &host[..port.unwrap_or(host.len())];
    let number = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    // Unspecified is the default address of a server that listens on all.
    name.eq_ignore_ascii_case("localhost") || number.is_ok_and(|number| number.is_loopback() || number.is_unspecified())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    const DESK: &str = "https://sunwai.example";

    fn passes(sent: &[(&'static str, &'static str)]) -> bool {
        let pairs = sent.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)));
        is_own(DESK, &pairs.collect())
    }

    #[test]
    fn this_machine_has_several_names() {
        for address in ["http://127.0.0.1:8080", "http://localhost", "http://LOCALHOST:1", "http://[::1]:8080"] {
            assert!(is_on_this_machine(address), "{address}");
        }
        for address in ["https://127.0.0.1", "http://sunwai.example", "http://10.0.0.1:80", "http://localhost.example"]
        {
            assert!(!is_on_this_machine(address), "{address}");
        }
    }

    #[test]
    fn a_change_comes_from_the_desk_or_not_at_all() {
        let cookie = ("cookie", "a=b; __Host-sunwai=x");

        assert!(passes(&[("origin", DESK), cookie]));
        assert!(passes(&[("origin", "http://127.0.0.1:8080"), ("host", "127.0.0.1:8080"), cookie]));
        assert!(passes(&[("sec-fetch-site", "same-origin"), cookie]));

        assert!(!passes(&[("origin", "https://evil.example"), cookie]));
        assert!(!passes(&[("origin", "http://sunwai.example"), cookie]));
        assert!(!passes(&[("origin", "https://sunwai.example.evil.example"), cookie]));
        assert!(!passes(&[("origin", "null"), cookie]));
        assert!(!passes(&[("origin", "http://evil.example"), ("host", "evil.example"), cookie]));
        assert!(!passes(&[("origin", "http://127.0.0.1:9090"), ("host", "127.0.0.1:8080"), cookie]));
        assert!(!passes(&[("origin", "https://evil.example"), ("sec-fetch-site", "same-origin"), cookie]));
        assert!(!passes(&[("sec-fetch-site", "same-site"), cookie]));
        assert!(!passes(&[("sec-fetch-site", "cross-site")]));
    }

    #[test]
    fn a_program_needs_no_origin() {
        assert!(passes(&[]));
        assert!(passes(&[("cookie", "__Host-sunwai=x")]));
        assert!(!passes(&[("origin", "https://evil.example")]), "a wrong one is wrong even so");
    }
}
