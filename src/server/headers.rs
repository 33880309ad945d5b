//! Headers that every answer carries, and the reading of conditional requests.
//!
//! No site may show a page of ours in a frame but those below `/embed/`, and these
//! only the sites of the settings.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use domain::paths::embed;

/// What a page may load: its own files, WebAssembly, and pictures made in place
/// (the QR code). Nothing inline, nothing from elsewhere.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'";

/// What a page in a frame may load: it has no app. Who may show it follows.
const FRAMED_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'self'";

/// Nothing that a phone can do is needed here.
const PERMISSIONS: &str = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), \
     microphone=(), payment=(), usb=()";

const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

const EVERYWHERE: [(HeaderName, &str); 4] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), PERMISSIONS),
];

/// What depends on the settings.
#[derive(Clone, Debug)]
pub struct Headers {
    framed_policy: HeaderValue,
    /// For browsers that do not know the policy; it has no list of hosts.
    framed_options: Option<HeaderValue>,
    is_behind_tls: bool,
}

impl Headers {
    /// `public_url` is where citizens come: if by TLS, never without.
    /// `embed_hosts` are origins, which have been checked.
    pub fn new(public_url: &str, embed_hosts: &[String]) -> Self {
        let hosts = embed_hosts.iter().flat_map(|host| [" ", host.as_str()]);
        let policy = std::iter::once(FRAMED_POLICY).chain(hosts).collect::<String>();
        Self {
            framed_policy: HeaderValue::from_str(&policy).expect("an origin is ASCII"),
            framed_options: embed_hosts.is_empty().then(|| HeaderValue::from_static("SAMEORIGIN")),
            is_behind_tls: public_url.starts_with("https://"),
        }
    }

    /// Adds the headers where the handler has not set its own.
    pub async fn add(self, request: Request, next: Next) -> Response {
        let path = request.uri().path();
        let (is_framed, is_widget) = (path.starts_with(embed::BELOW), path == embed::WIDGET);
        let mut response = next.run(request).await;
        let headers = response.headers_mut();
        let mut add = |name: &HeaderName, value: HeaderValue| {
            headers.entry(name).or_insert(value);
        };
        for (name, value) in &EVERYWHERE {
            add(name, HeaderValue::from_static(value));
        }
        if is_framed {
            add(&header::CONTENT_SECURITY_POLICY, self.framed_policy);
            if let Some(options) = self.framed_options {
                add(&header::X_FRAME_OPTIONS, options);
            }
        } else {
            add(&header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
            add(&header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
        }
        if !is_framed && !is_widget {
            add(&OPENER, HeaderValue::from_static("same-origin"));
        }
        if self.is_behind_tls {
            add(&header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
        }
        response
    }
}

/// What every answer carries that is no page in a frame, whatever the settings.
pub fn of_every_answer() -> impl Iterator<Item = (HeaderName, &'static str)> {
    let others =
        [(header::CONTENT_SECURITY_POLICY, POLICY), (header::X_FRAME_OPTIONS, "DENY"), (OPENER, "same-origin")];
    EVERYWHERE.into_iter().chain(others)
}

/// Lets no cache keep what only staff may see, where the handler has not said
/// otherwise.
pub async fn keep_nowhere(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// True if the client has what bears this tag (RFC 9110, weak comparison).
pub fn is_unchanged(headers: &HeaderMap, tag: &str) -> bool {
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let sent = headers.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|value| value.to_str().ok());
    sent.flat_map(|value| value.split(',')).any(|sent| sent.trim() == "*" || strong(sent) == strong(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_setting_only_we_may_show_our_own_pages() {
        let headers = Headers::new("http://127.0.0.1:8080", &[]);

        assert!(headers.framed_policy.to_str().unwrap().ends_with("; frame-ancestors 'self'"));
        assert_eq!(headers.framed_options.unwrap(), "SAMEORIGIN");
    }
}
