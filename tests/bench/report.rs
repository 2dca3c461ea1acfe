//! The figures, as tables.

use crate::Line;
use crate::goals::Goal;
use crate::notes::{KIB, Note};
use crate::stopwatch::Found;

/// Medians in milliseconds, and memory in MiB, one column for each size.
pub(crate) fn table(lines: &[Line], sizes: &[usize], runs: usize) {
    let figures = |line: &Line, figure: fn(&Found) -> Option<f64>| {
        let cells = line.found.iter().map(|found| match found.as_ref().and_then(figure) {
            Some(number) => format!("{number:>9.2}"),
            None => format!("{:>9}", ""),
        });
        cells.collect::<String>()
    };
    let heads: Vec<_> = sizes.iter().map(|size| format!("{size:>9}")).collect();
    let heads = heads.concat();
    println!("Whole processes, {runs} runs in turn: median ms, and peak MiB, by entries");
    println!("{:<30}{heads}  |{heads}", "");
    for line in lines {
        let time = figures(line, |found| Some(found.time.as_secs_f64() * 1e3));
        let peak = figures(line, |found| found.peak.map(|kib| kib as f64 / 1024.0));
        println!("{:<30}{time}  |{peak}", line.name);
    }
}

/// Medians in milliseconds, for each length of a note.
pub(crate) fn notes(notes: &[Note]) {
    let [short, long] = KIB.map(|kib| format!("{kib} KiB"));
    println!("\nOn a terminal, in this process: median ms\n{:<30}{short:>9}{long:>9}", "");
    for Note { name, times } in notes {
        let [short, long] = times.map(|time| time.as_secs_f64() * 1e3);
        println!("{name:<30}{short:>9.2}{long:>9.2}");
    }
}

/// Each goal, and whether it was reached.
pub(crate) fn goals(goals: &[Goal]) {
    println!("\n{:<62}{:>8}{:>8}", "Goal", "found", "at most");
    let mut missed = 0;
    for Goal { what, reached, at_most } in goals {
        let found = reached.map_or(String::new(), |reached| format!("{reached:.2}"));
        let said = match reached {
            Some(reached) if reached <= at_most => "met",
            Some(_) => "MISSED",
            None => "NOT MEASURED",
        };
        missed += usize::from(said != "met");
        println!("{what:<62}{found:>8}{at_most:>8.2}  {said}");
    }
    println!("{} goals met, {missed} missed or not measured", goals.len() - missed);
}
