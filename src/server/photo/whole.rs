//! Whether a JPEG was sent to its end. The decoder paints what is missing grey,
//! and nobody would know what was to be seen there.

/// Marks the end of the picture.
const END: u8 = 0xd9;
/// Marks the beginning, also of a preview inside.
const BEGINNING: u8 = 0xd8;

/// True if the mark of the end is there, and not only that of a preview.
pub fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some((mark, after)) = next_mark(bytes, at) {
        at = match mark {
            END => return true,
            BEGINNING => after,
            // Every other mark begins a part that says how long it is; previews
            // are inside such parts, and what is behind is the picture itself.
            _ => match bytes.get(after..after + 2) {
                Some(&[high, low]) => after + usize::from(u16::from_be_bytes([high, low])),
                _ => return false,
            },
        };
    }
    false
}

/// The next mark that is no part of the picture itself, and the place after it.
fn next_mark(bytes: &[u8], from: usize) -> Option<(u8, usize)> {
    let rest = bytes.get(from..)?;
    let is_mark = |two: &[u8]| two[0] == 0xff && !matches!(two[1], 0x00 | 0x01 | 0xd0..=0xd7 | 0xff);
    let place = rest.windows(2).position(is_mark)?;
    Some((rest[place + 1], from + place + 2))
}
