//! `dev`: an app rebuilt and reloaded on every change; Trunk passes what is the
//! server's to a server of our own (see the proxies in Trunk.toml).

use std::fs;
use std::net::TcpListener;
use std::process::{Child, Command};

use crate::failure::Failure;
use crate::site::app::App;
use crate::{program, site, tools, workspace};

// The backend of Trunk.toml's proxies.
const SERVER: &str = "127.0.0.1:8081";
// Where Trunk serves.
const OUTSIDE: &str = "127.0.0.1:8080";

/// Runs until Ctrl-C.
///
/// # Errors
/// When there is no such app, an address is taken, the server does not build or Trunk
/// stops.
pub fn run(arguments: &[String]) -> Result<(), Failure> {
    let name = arguments.iter().find(|argument| *argument != "--").map_or("portal", String::as_str);
    let app = App::named(name).ok_or_else(|| Failure::new(format!("There is no app `{name}`.")))?;
    for address in [SERVER, OUTSIDE] {
        require_free(address)?;
    }
    let tools = tools::ensure()?;
    site::fetch_crates()?;
    program::run(program::cargo().args(["build", "--package", "server"]))?;
    let mut server = start_server()?;

    let mut trunk = tools.trunk();
    trunk.args(["serve", "--skip-version-check", "--public-url", app.base, "--dist", "target/trunk/dev"]);
    trunk.arg(app.template());
    let result = program::run(&mut trunk);

    // Ctrl-C has reached it as well; this is for when Trunk stops by itself.
    let _ = server.kill();
    let _ = server.wait();
    result
}

/// Better said before minutes of building than after.
fn require_free(address: &str) -> Result<(), Failure> {
    let taken = |error| Failure::new(format!("{address} is needed and not free: stop what serves there ({error})."));
    TcpListener::bind(address).map(drop).map_err(taken)
}

fn start_server() -> Result<Child, Failure> {
    let folder = workspace::root().join("target/dev");
    fs::create_dir_all(&folder).map_err(Failure::at(&folder))?;
    let binary = workspace::cargo_target().join("debug/sunwai");
    Command::new(&binary)
        // A browser says that it comes from there.
        .args(["serve", "--listen", SERVER, "--public-url", &format!("http://{OUTSIDE}"), "--database"])
        .arg(format!("sqlite:{}", folder.join("sunwai.db").display()))
        .spawn()
        .map_err(Failure::at(&binary))
}
