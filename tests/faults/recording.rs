//! What a disk remembers, and what is left on it when the power is cut: all that was
//! synced, and of the rest whatever the disk happened to write.
//!
//! Harsher than most disks are: what was written since the last sync survives sector by
//! sector in any order, the last one torn; a new name survives only when its folder was
//! synced, or by chance together with all names before it.

use std::{collections::BTreeMap, fs, path::Path};

use server::demo::draw::Draw;

/// What a disk writes as a whole, except for the last one.
const SECTOR: usize = 512;

/// Something that was done to the disk.
pub struct Entry {
    kind: Kind,
    path: String,
    /// Where in the file, or how long it is from now on.
    at: usize,
    content: Vec<u8>,
    /// The length of the record with it: the moment.
    pub moment: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Write,
    Cut,
    Sync,
    SyncFolder,
    New,
    Rename,
    Link,
    Unlink,
}

impl Entry {
    /// All that was done to a disk, in order.
    pub fn read(record: &Path) -> Vec<Self> {
        let record = fs::read(record).expect("a record");
        let (mut rest, mut entries) = (record.as_slice(), Vec::new());
        while !rest.is_empty() {
            let [kind, path, at, length] = [0, 8, 16, 24].map(|place| number(&rest[place..]));
            let (path, content) = rest[32..32 + path + length].split_at(path);
            let path = String::from_utf8(path.to_vec()).expect("a name of ours");
            let content = content.to_vec();
            rest = &rest[32 + path.len() + length..];
            let moment = (record.len() - rest.len()) as u64;
            entries.push(Self { kind: Kind::of(kind as u8), path, at, content, moment });
        }
        entries
    }

    /// Anything but SQLite's log growing, which is most of it.
    pub fn is_rare(&self) -> bool {
        !(self.path.ends_with("-wal") && matches!(self.kind, Kind::Write | Kind::Sync))
    }

    /// SQLite begins its log, anew when all of it is in the database.
    pub fn begins_log(&self) -> bool {
        self.path.ends_with("-wal") && self.kind == Kind::Write && self.at == 0
    }

    fn name_in_content(&self) -> String {
        String::from_utf8(self.content.clone()).expect("a name of ours")
    }
}

impl Kind {
    fn of(letter: u8) -> Self {
        match letter {
            b'w' => Self::Write,
            b't' => Self::Cut,
            b's' => Self::Sync,
            b'd' => Self::SyncFolder,
            b'n' => Self::New,
            b'r' => Self::Rename,
            b'l' => Self::Link,
            b'u' => Self::Unlink,
            other => panic!("{other} is nothing that world.c writes"),
        }
    }
}

fn number(bytes: &[u8]) -> usize {
    u64::from_ne_bytes(bytes[..8].try_into().expect("eight bytes")) as usize
}

/// A disk after some of the record.
#[derive(Default)]
pub struct Disk {
    files: Vec<Content>,
    /// Which file stands under which name.
    names: BTreeMap<String, usize>,
    kept_names: BTreeMap<String, usize>,
    /// What became of names since their folder was synced: the file, or none.
    loose_names: Vec<(String, Option<usize>)>,
}

#[derive(Default)]
struct Content {
    kept: Vec<u8>,
    /// Since it was synced.
    loose: Vec<Loose>,
}

enum Loose {
    Write(usize, Vec<u8>),
    Cut(usize),
}

impl Disk {
    /// Does what was done.
    pub fn follow(&mut self, entry: &Entry) {
        let path = &entry.path;
        match entry.kind {
            Kind::Write => self.file(path).loose.push(Loose::Write(entry.at, entry.content.clone())),
            Kind::Cut => self.file(path).loose.push(Loose::Cut(entry.at)),
            Kind::Sync => self.file(path).sync(),
            Kind::SyncFolder => self.sync_names(path),
            Kind::New => {
                self.files.push(Content::default());
                self.name(path, Some(self.files.len() - 1));
            }
            Kind::Rename => {
                let file = self.names[path];
                self.name(path, None);
                self.name(&entry.name_in_content(), Some(file));
            }
            Kind::Link => self.name(&entry.name_in_content(), Some(self.names[path])),
            Kind::Unlink => self.name(path, None),
        }
    }

    fn file(&mut self, path: &str) -> &mut Content {
        &mut self.files[self.names[path]]
    }

    fn name(&mut self, path: &str, file: Option<usize>) {
        match file {
            Some(file) => self.names.insert(path.to_owned(), file),
            None => self.names.remove(path),
        };
        self.loose_names.push((path.to_owned(), file));
    }

    fn sync_names(&mut self, folder: &str) {
        let is_in = |path: &str| path.rsplit_once('/').map_or(".", |(folder, _)| folder) == folder;
        for (path, file) in self.loose_names.extract_if(.., |(path, _)| is_in(path)) {
            keep(&mut self.kept_names, path, file);
        }
    }

    /// Writes into an empty folder what is left after the power was cut.
    pub fn cut(&self, draw: &mut Draw, into: &Path) {
        let mut names = self.kept_names.clone();
        let survive = draw.below(self.loose_names.len() as u64 + 1) as usize;
        for (path, file) in self.loose_names[..survive].iter().cloned() {
            keep(&mut names, path, file);
        }
        // Nothing that was not synced, all of it, or any of it.
        let percent = *draw.pick(&[0, 50, 100]);
        for (path, file) in names {
            fs::write(into.join(path), self.files[file].cut(percent, draw)).expect("a file");
        }
    }
}

fn keep(names: &mut BTreeMap<String, usize>, path: String, file: Option<usize>) {
    match file {
        Some(file) => names.insert(path, file),
        None => names.remove(&path),
    };
}

impl Content {
    fn sync(&mut self) {
        for loose in self.loose.drain(..) {
            loose.apply(&mut self.kept);
        }
    }

    /// What is left of it: of what is loose, so many sectors of a hundred, and half of the
    /// last one.
    fn cut(&self, percent: u64, draw: &mut Draw) -> Vec<u8> {
        let mut left = self.kept.clone();
        let survive = draw.below(self.loose.len() as u64 + 1) as usize;
        for loose in &self.loose[..survive] {
            match loose {
                Loose::Cut(_) if !draw.is_in(percent) => {}
                Loose::Cut(_) => loose.apply(&mut left),
                Loose::Write(at, content) => {
                    for (place, sector) in sectors(*at, content) {
                        if draw.is_in(percent) {
                            put(&mut left, place, sector);
                        }
                    }
                }
            }
        }
        if let Some(Loose::Write(at, content)) = self.loose.get(survive) {
            let (place, torn) = sectors(*at, content).next().expect("nobody writes nothing");
            put(&mut left, place, &torn[..torn.len() / 2]);
        }
        left
    }
}

impl Loose {
    fn apply(&self, to: &mut Vec<u8>) {
        match self {
            Self::Write(at, content) => put(to, *at, content),
            Self::Cut(length) => to.resize(*length, 0),
        }
    }
}

fn put(to: &mut Vec<u8>, at: usize, content: &[u8]) {
    let end = at + content.len();
    if to.len() < end {
        to.resize(end, 0);
    }
    to[at..end].copy_from_slice(content);
}

/// A write as the disk cuts it up.
fn sectors(at: usize, content: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let (first, rest) = content.split_at(content.len().min(SECTOR - at % SECTOR));
    let after = at + first.len();
    let rest = rest.chunks(SECTOR).enumerate().map(move |(number, sector)| (after + number * SECTOR, sector));
    std::iter::once((at, first)).chain(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(kind: Kind, path: &str, at: usize, content: &[u8]) -> Entry {
        Entry { kind, path: path.to_owned(), at, content: content.to_vec(), moment: 0 }
    }

    fn left(entries: &[Entry], seed: u64) -> BTreeMap<String, Vec<u8>> {
        let (mut disk, folder) = (Disk::default(), tempfile::tempdir().unwrap());
        entries.iter().for_each(|entry| disk.follow(entry));
        disk.cut(&mut Draw::new(seed, 0), folder.path());
        let files = fs::read_dir(folder.path()).unwrap().map(Result::unwrap);
        files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())).collect()
    }

    #[test]
    fn what_was_synced_is_left_and_of_the_rest_whatever_chance_leaves() {
        let synced = [
            entry(Kind::New, "a", 0, b""),
            entry(Kind::Write, "a", 0, &[1; 1_000]),
            entry(Kind::Sync, "a", 0, b""),
            entry(Kind::SyncFolder, ".", 0, b""),
        ];
        let loose = entry(Kind::Write, "a", 600, &[2; 2_000]);
        let lost: Vec<_> = synced.into_iter().chain([loose]).collect();

        let left: Vec<_> = (0..50).map(|seed| left(&lost, seed)["a"].clone()).collect();

        assert!(left.iter().all(|file| file[..600] == [1; 600]), "what was synced");
        assert!(left.iter().any(|file| file.len() == 2_600 && file[600..] == [2; 2_000]), "all");
        assert!(left.iter().any(|file| file.len() == 1_000 && file[812..] == [1; 188]), "little more than nothing");
        assert!(left.iter().any(|file| file.len() > 1_000 && file[600..].contains(&0)), "some of it");
    }

    #[test]
    fn a_name_is_left_when_its_folder_was_synced() {
        let begun = [
            entry(Kind::New, "a", 0, b""),
            entry(Kind::SyncFolder, ".", 0, b""),
            entry(Kind::New, "b", 0, b""),
            entry(Kind::Rename, "a", 0, b"c"),
        ];

        let left: Vec<Vec<String>> = (0..50).map(|seed| left(&begun, seed).into_keys().collect()).collect();

        for names in [&["a"][..], &["a", "b"], &["b"], &["b", "c"]] {
            assert!(left.iter().any(|left| left == names), "{names:?}");
        }
        assert!(!left.iter().any(|left| left == &["c"]), "one after the other");
    }
}
