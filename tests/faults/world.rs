//! A disk and a clock of the test's own around the real server; `world.c` is what the
//! server is loaded with, and says how.

use std::{
    fs::{self, File, OpenOptions},
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::LazyLock,
};

use tempfile::TempDir;

use crate::{
    BINARY, desk,
    sunwai::{self, Sunwai},
};

/// Where the two knobs of `world.c` are.
const SECONDS_AHEAD: u64 = 0;
const IS_FULL: u64 = 8;

static LIBRARY: LazyLock<PathBuf> = LazyLock::new(compile);

/// Whoever builds the server has a C compiler: SQLite needs it.
fn compile() -> PathBuf {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/faults/world.c");
    let library = Path::new(env!("CARGO_TARGET_TMPDIR")).join("world.so");
    let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
    let mut compile = Command::new(compiler);
    compile.args(["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o"]).arg(&library).arg(source);
    assert!(compile.status().expect("a C compiler").success(), "world.c is compiled");
    library
}

/// A disk and a clock.
pub struct World {
    folder: TempDir,
    knobs: File,
}

impl World {
    /// An empty disk with room, and the right time.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("disk")).expect("a folder");
        let knobs = folder.path().join("knobs");
        fs::write(&knobs, [0; 16]).expect("a file");
        let knobs = OpenOptions::new().write(true).open(knobs).expect("a file");
        Self { folder, knobs }
    }

    /// As [`World::new`], on a disk that remembers what was written and synced.
    pub fn recording() -> Self {
        let world = Self::new();
        fs::write(world.record(), "").expect("a file");
        world
    }

    /// The record of the disk.
    pub fn record(&self) -> PathBuf {
        self.folder.path().join("record")
    }

    /// The folder that is the disk.
    pub fn disk(&self) -> PathBuf {
        self.folder.path().join("disk")
    }

    /// The database on it.
    pub fn database(&self) -> PathBuf {
        self.disk().join("sunwai.db")
    }

    /// A server in this world.
    pub fn serve(&self) -> Sunwai {
        self.serve_to(Stdio::inherit())
    }

    /// As [`World::serve`], with its log there.
    pub fn serve_to(&self, log: Stdio) -> Sunwai {
        let settings = self.settings();
        let settings = settings.each_ref().map(|(name, value)| (*name, value.as_str()));
        Sunwai::serve_to(Path::new(BINARY), &sunwai::url(&self.database()), &settings, log).expect("it starts")
    }

    /// Someone of the team who signs in, with an account that is made in this world.
    pub fn sign_in(&self, server: &Sunwai) -> String {
        let mut command = Command::new(BINARY);
        command.envs(self.settings());
        desk::sign_in_with(command, &["--database", &sunwai::url(&self.database())], server.address)
    }

    fn settings(&self) -> [(&'static str, String); 3] {
        let settings = [
            ("LD_PRELOAD", LIBRARY.clone()),
            ("SUNWAI_WORLD", self.folder.path().to_owned()),
            ("SUNWAI_WORLD_DISK", self.disk()),
        ];
        settings.map(|(name, path)| (name, path.into_os_string().into_string().expect("a name of ours")))
    }

    /// Nothing more fits onto the disk.
    pub fn fill(&self) {
        self.turn(IS_FULL, 1);
    }

    /// There is room again.
    pub fn make_room(&self) {
        self.turn(IS_FULL, 0);
    }

    /// Puts the clock so many seconds ahead of the right time, or behind it.
    pub fn move_clock(&self, seconds_ahead: i64) {
        self.turn(SECONDS_AHEAD, seconds_ahead);
    }

    fn turn(&self, knob: u64, to: i64) {
        self.knobs.write_all_at(&to.to_ne_bytes(), knob).expect("a knob");
    }
}
