//! The citizens' app: mounts the page that the address names.

use leptos::prelude::*;

fn main() {
    mount_to_body(|| view! { <p>"Sunwai"</p> });
}
