//! The record as Markdown and as a page: the templates beside this file, filled in.

use askama::Template;

use super::record::{Look, MONTHS_LEFT_OUT, NO_MARK, NOTHING, Record, STOP, TITLE};
use super::svg;
use super::text;

#[derive(Template)]
#[template(path = "report.md", config = "src/view/report/askama.toml")]
struct Markdown<'r> {
    record: &'r Record<'r>,
    calendar: &'r str,
}

/// The record as Markdown: tables, and the calendar as a picture.
pub(crate) fn markdown(record: &Record<'_>) -> Result<String, askama::Error> {
    Markdown { record, calendar: &text::calendar(record.report, text::WIDTH).join("\n") }.render()
}

#[derive(Template)]
#[template(path = "report.html", config = "src/view/report/askama.toml", whitespace = "suppress")]
struct Page<'r> {
    record: &'r Record<'r>,
    months: Vec<svg::Month>,
    hours: svg::Columns,
}

/// The record as one page that needs nothing else.
pub(crate) fn html(record: &Record<'_>) -> Result<String, askama::Error> {
    let (months, hours) = (svg::months(record.report), svg::columns(&record.report.hours));
    Page { record, months, hours }.render()
}
