//! Siblings in brotli and gzip, made once at build time and as small as can be.

use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::inputs;
use crate::failure::Failure;

const COMPRESSIBLE: [&str; 9] = ["css", "html", "js", "json", "svg", "txt", "wasm", "webmanifest", "xml"];

// The largest window that every browser reads; larger than any file here.
const BROTLI: (u32, u32) = (11, 22);
const BUFFER: usize = 64 * 1024;

/// Writes `.br` and `.gz` beside every file that gains by it. The app's page is
/// left out: the server writes into it before it compresses it.
///
/// # Errors
/// When a file cannot be read or written.
pub fn compress(site: &Path) -> Result<(), Failure> {
    for path in inputs::files(site)? {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        if !COMPRESSIBLE.contains(&&*ending) || path == site.join("index.html") {
            continue;
        }
        let bytes = fs::read(&path).map_err(Failure::at(&path))?;
        write_beside(&path, ".br", &brotli(&bytes))?;
        write_beside(&path, ".gz", &gzip(&bytes))?;
    }
    Ok(())
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let (quality, window) = BROTLI;
    let mut writer = brotli::CompressorWriter::new(&mut packed, BUFFER, quality, window);
    writer.write_all(bytes).expect("writing to memory does not fail");
    drop(writer);
    packed
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes).expect("writing to memory does not fail");
    writer.finish().expect("writing to memory does not fail")
}

fn write_beside(path: &Path, ending: &str, bytes: &[u8]) -> Result<(), Failure> {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    fs::write(&name, bytes).map_err(Failure::at(Path::new(&name)))
}
