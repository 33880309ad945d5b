//! Whether the server keeps what the API's description promises: schemathesis draws
//! requests from the description, valid and not, alone and one after another.
//!
//! A bounded number of them and always the same, so that a change fails for what it
//! changed; other seeds are for a person: `SUNWAI_SEED=7 cargo xtask test`.

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::failure::Failure;
use crate::program;
use crate::site::digest;
use crate::workspace;

/// For each operation and kind of test; half a minute on two cores.
const CASES: &str = "10";
const SEED: &str = "1";

/// Installs schemathesis into the user cache; answers its program.
///
/// # Errors
/// When Python or its packages are missing.
pub fn ensure() -> Result<PathBuf, Failure> {
    let wanted = folder().join("requirements.txt");
    let read = |error| Failure::new(format!("{}: {error}", wanted.display()));
    let versions = fs::read(&wanted).map_err(read)?;
    let place = workspace::cache().join("python").join(digest::name(&versions));
    let (program, whole) = (place.join("bin/schemathesis"), place.join("whole"));
    if whole.exists() {
        return Ok(program);
    }
    // What an interrupted run left.
    let _not_there = fs::remove_dir_all(&place);
    eprintln!("Installing schemathesis into {}.", place.display());
    program::run(Command::new("python3").args(["-m", "venv"]).arg(&place)).map_err(|_| {
        Failure::new(
            "Missing for the test of the API's description: Python 3.10 or newer with venv. \
             On Debian: `sudo apt-get install python3-venv`.",
        )
    })?;
    let mut install = Command::new(place.join("bin/pip"));
    program::run(install.args(["install", "--quiet", "--no-deps", "--requirement"]).arg(&wanted))?;
    fs::write(&whole, b"").map_err(|error| Failure::new(format!("{}: {error}", whole.display())))?;
    Ok(program)
}

/// Asks a server of this build.
///
/// # Errors
/// When it does not keep a promise.
pub fn check(schemathesis: &Path, binary: &Path) -> Result<(), Failure> {
    let (_server, address) = Server::start(binary)?;
    let seed = env::var("SUNWAI_SEED").unwrap_or_else(|_| SEED.to_owned());
    let mut asking = Command::new(schemathesis);
    asking
        .current_dir(workspace::cargo_target())
        .arg("--config-file")
        .arg(folder().join("schemathesis.toml"))
        .args(["run", &format!("http://{address}/api/v1/openapi.json"), "--wait-for-schema", "60"])
        .args(["--checks", "all", "--max-examples", CASES, "--seed", &seed])
        .args(["--continue-on-failure", "--warnings", "off", "--no-color"]);
    program::run(&mut asking)
}

fn folder() -> PathBuf {
    workspace::root().join("tests/openapi")
}

/// A server with a database of its own; stopped when dropped.
struct Server(Child);

impl Server {
    fn start(binary: &Path) -> Result<(Self, String), Failure> {
        let cannot = |error: std::io::Error| Failure::new(format!("a server for the test of the API: {error}"));
        let place = workspace::cargo_target().join("promises");
        let _not_there = fs::remove_dir_all(&place);
        fs::create_dir_all(&place).map_err(cannot)?;
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).map_err(cannot)?;
        let address = free.to_string();
        let server = Command::new(binary)
            .args(["serve", "--listen", &address, "--database"])
            .arg(format!("sqlite:{}", place.join("sunwai.db").display()))
            .env("SUNWAI_LIMITS", "off")
            .env("SUNWAI_LOG", "warn")
            .stdout(Stdio::null())
            .spawn()
            .map_err(cannot)?;
        Ok((Self(server), address))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ended = self.0.kill();
        let _waited = self.0.wait();
    }
}
