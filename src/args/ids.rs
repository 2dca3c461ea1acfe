//! The number of an entry.

/// Reads an id as it is written on the command line.
pub(crate) fn id(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| "give the number of an entry, as history shows it".to_owned())
}
