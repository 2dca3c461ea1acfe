//! Merges and burns where there is no room for the new journal: on the disk, or below the size limit.
//! Every file stays as it was, and once there is room, they go through.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::burn::{Files, Scene, files, is_temporary, tells_the_truth};
use super::disk::Mount;
use super::tally::{Finding, Tally, wrong_if};
use super::writer::Writer;

/// The largest file that is written, in bytes.
const SIZE_LIMIT: usize = 64 * 1024 * 1024;

/// Runs each on disks that are full or nearly full, and a merge and a burn on a journal that is as large
/// as it may be.
pub(crate) fn none(writer: Writer) -> Tally {
    let mut tally = Tally::default();
    for (nth, scene) in Scene::all(writer).enumerate() {
        for left in 0..4 {
            let found = on_a_disk(&scene, "size=1m,nr_inodes=100", left, 0);
            tally.case(|| format!("{}, room for {left} more files", scene.line), found);
            let found = on_a_disk(&scene, "size=256k", left, 4096);
            tally.case(|| format!("{}, {left} more blocks", scene.line), found);
        }
        // One merge and one burn, since each takes seconds.
        if nth % 2 == 1 {
            tally.case(|| format!("{}, over the limit", scene.line), over_the_limit(&scene));
        }
    }
    tally
}

/// Fills a disk with files of this many bytes, and removes `left` of them.
fn on_a_disk(scene: &Scene, options: &str, left: usize, bytes: usize) -> Finding {
    let disk = Mount::of(&format!("-t tmpfs -o {options} tmpfs"));
    let (place, filler) = (disk.path().join("place"), disk.path().join("filler"));
    let mut cp = Command::new("cp");
    cp.arg("-a").arg(scene.template.path()).arg(&place);
    assert!(cp.status().unwrap().success());
    fs::create_dir(&filler).unwrap();
    let fills = |nth: &usize| fs::write(filler.join(nth.to_string()), vec![0; bytes]).is_ok();
    let full = (0..1000).take_while(fills).count();
    assert!(full > left && full < 1000);
    // The one that did not fit is there, too, if it is empty.
    let _ = fs::remove_file(filler.join(full.to_string()));
    (0..left).for_each(|nth| fs::remove_file(filler.join(nth.to_string())).unwrap());
    let journal = place.join("data/nocontact.json");
    let output = scene.writer.command(&journal, scene.line).output().unwrap();
    let stage = scene.stage(&place)?;
    wrong_if(scene.has_left(&place), "leftovers")?;
    tells_the_truth(scene, "", &output, stage)?;
    // A save without a burn makes room first, since it sweeps.
    wrong_if(scene.burns && left == 0 && output.status.success(), "said what is not")?;
    fs::remove_dir_all(filler).unwrap();
    scene.goes_on(&place, stage)
}

/// The journal is as large as it may be, and with the names of so many files to remove, it would be
/// larger.
fn over_the_limit(scene: &Scene) -> Finding {
    let place = scene.template.copy();
    let journal = place.journal();
    let mut file: Value = serde_json::from_slice(&fs::read(&journal).unwrap()).unwrap();
    file["padding"] = "".into();
    file["padding"] = "x".repeat(SIZE_LIMIT - file.to_string().len()).into();
    fs::write(&journal, file.to_string()).unwrap();
    let target = fs::canonicalize(&journal).unwrap();
    for nth in 0..40 {
        fs::write(target.with_file_name(format!("nocontact.json.tmp-{nth}-0")), "first").unwrap();
    }
    let before = all_that_stays(scene, place.path());
    let output = scene.writer.command(&journal, scene.line).output().unwrap();
    wrong_if(all_that_stays(scene, place.path()) != before, "another file changed")?;
    let err = String::from_utf8_lossy(&output.stderr);
    let is_told = output.status.code() == Some(1) && err.contains("larger than 64 MiB");
    if is_told { Ok(()) } else { Err("no cause given") }
}

/// All files, but not the temporary ones that a save without a burn removes.
fn all_that_stays(scene: &Scene, place: &Path) -> Files {
    let mut files = files(place, "");
    files.retain(|path, _| scene.burns || !is_temporary(path));
    files
}
