//! The real binary as a process: started, waited for, stopped.

use std::{
    error::Error,
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

type Answer<T> = Result<T, Box<dyn Error>>;

/// A server opens its store within so long, even after it was killed.
const READY_WITHIN: Duration = Duration::from_secs(60);

/// A running `sunwai serve`; killed when it is dropped.
pub struct Sunwai {
    /// For those who want to end it otherwise than by asking.
    pub process: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Sunwai {
    /// Starts the server on a free port and waits until its store answers.
    pub fn serve(binary: &Path, database: &Path) -> Answer<Self> {
        Self::serve_with(binary, database, &[])
    }

    /// As [`Sunwai::serve`], with settings by their variables.
    pub fn serve_with(binary: &Path, database: &Path, settings: &[(&str, &str)]) -> Answer<Self> {
        Self::serve_at(binary, &url(database), settings)
    }

    /// As [`Sunwai::serve_with`], on a database of any kind.
    pub fn serve_at(binary: &Path, database: &str, settings: &[(&str, &str)]) -> Answer<Self> {
        Self::serve_to(binary, database, settings, Stdio::inherit())
    }

    /// As [`Sunwai::serve_at`], with its log there.
    pub fn serve_to(binary: &Path, database: &str, settings: &[(&str, &str)], log: Stdio) -> Answer<Self> {
        let mut started = Self::start(binary, database, settings, log)?;
        started.wait_until_ready()?;
        Ok(started)
    }

    /// As [`Sunwai::serve_to`], without waiting for its store.
    pub fn start(binary: &Path, database: &str, settings: &[(&str, &str)], log: Stdio) -> Answer<Self> {
        let address = TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let process = Command::new(binary)
            .args(["serve", "--listen", &address.to_string(), "--database", database])
            .env("SUNWAI_LIMITS", "off")
            .env("SUNWAI_LOG", "warn")
            .envs(settings.iter().copied())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(|error| format!("{}: {error}", binary.display()))?;
        Ok(Self { process, address })
    }

    fn wait_until_ready(&mut self) -> Answer<()> {
        let started = Instant::now();
        while started.elapsed() < READY_WITHIN {
            if let Some(status) = self.process.try_wait()? {
                return Err(format!("the server ended at its start: {status}").into());
            }
            if is_ready(self.address).unwrap_or(false) {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Err("the server did not get ready".into())
    }

    /// Asks it to finish and waits for it.
    pub fn stop(mut self) -> Answer<()> {
        Command::new("kill").arg(self.process.id().to_string()).status()?;
        let status = self.process.wait()?;
        if status.success() { Ok(()) } else { Err(format!("the server ended badly: {status}").into()) }
    }
}

impl Drop for Sunwai {
    fn drop(&mut self) {
        // Ended already when it was stopped or killed.
        let _ended = self.process.kill();
        let _waited = self.process.wait();
    }
}

fn is_ready(address: SocketAddr) -> Answer<bool> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer.starts_with("HTTP/1.1 200"))
}

/// The address of a database file.
pub fn url(database: &Path) -> String {
    format!("sqlite:{}", PathBuf::from(database).display())
}
