//! A person's text as a cell in which no spreadsheet finds a formula, whichever separator it looks
//! for: to some, `a;=1` is two cells (`manual/file.md`).

/// What separates cells and rows, for one spreadsheet or another.
const SEPARATORS: [char; 5] = [',', ';', '\t', '\r', '\n'];

const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Puts an apostrophe before each formula, and before a text that would look like a missing one.
pub(super) fn guarded(text: &str) -> String {
    if is_bare(text) {
        return format!("'{text}");
    }
    let guard = |rest| if is_formula(rest) { "'" } else { "" };
    pieces(text).flat_map(|(blank, rest)| [blank, guard(rest), rest]).collect()
}

/// Reverses [`guarded`]; `None` for an empty cell.
pub(super) fn unguarded(cell: &str) -> Option<String> {
    if is_bare(cell) {
        return cell.strip_prefix('\'').map(str::to_owned);
    }
    let pieces = pieces(cell).flat_map(|(blank, rest)| {
        let bare = rest.strip_prefix('\'').filter(|bare| is_formula(bare));
        [blank, bare.unwrap_or(rest)]
    });
    Some(pieces.collect())
}

/// Whether there is nothing in a text but apostrophes.
fn is_bare(text: &str) -> bool {
    text.chars().all(|letter| letter == '\'')
}

/// Whether a text begins like a formula, apostrophes aside.
fn is_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(FORMULA)
}

/// The cells that a text may be torn into, each split after its leading blanks and quotes: a
/// spreadsheet may drop those.
fn pieces(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let is_blank = |letter: char| letter.is_whitespace() || letter.is_control() || letter == '"';
    text.split_inclusive(SEPARATORS).map(move |piece| {
        let rest = piece.trim_start_matches(is_blank);
        piece.split_at(piece.len() - rest.len())
    })
}
