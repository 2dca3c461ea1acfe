//! Builds the programs that are timed: the real one, and the floors as examples.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The examples that are timed, or that measure memory.
const EXAMPLES: [&str; 5] =
    ["floor-hello", "floor-clap", "floor-parse", "floor-append", "bench-peak"];

/// The program that is measured.
const OURS: &str = "nocontact";

/// Where the programs are.
pub(crate) struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// Builds them in the profile of this benchmark, and copies them to `home`, as an installation
    /// would: a file that a linker wrote page by page starts more slowly.
    ///
    /// The program is built without the examples. With them, its crates would get features that
    /// only the tests need.
    pub(crate) fn build(home: &Path) -> Result<Self, Box<dyn Error>> {
        let me = env::current_exe()?;
        // <target>/<profile>/deps/<this>
        let built = me.ancestors().nth(2).ok_or("no folder of the profile")?;
        let profile = if built.ends_with("release") { "release" } else { "dev" };
        let folder = home.join("bin");
        fs::create_dir(&folder)?;
        cargo(profile, &EXAMPLES.map(|name| ["--example", name]).concat())?;
        cargo(profile, &["--bin", OURS])?;
        for name in EXAMPLES {
            fs::copy(built.join("examples").join(file(name)), folder.join(file(name)))?;
        }
        fs::copy(built.join(file(OURS)), folder.join(file(OURS)))?;
        Ok(Self { folder })
    }

    /// The program.
    pub(crate) fn ours(&self) -> PathBuf {
        self.folder.join(file(OURS))
    }

    /// One of [`EXAMPLES`].
    pub(crate) fn example(&self, name: &str) -> PathBuf {
        self.folder.join(file(name))
    }

    /// The size of the program in bytes.
    pub(crate) fn size(&self) -> Result<u64, Box<dyn Error>> {
        Ok(fs::metadata(self.ours())?.len())
    }
}

fn file(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

fn cargo(profile: &str, wanted: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut command = Command::new(env::var_os("CARGO").ok_or("run it by cargo bench")?);
    command.args(["build", "--quiet", "--locked", "--profile", profile]).args(wanted);
    let built = command.current_dir(env!("CARGO_MANIFEST_DIR")).status()?;
    if built.success() { Ok(()) } else { Err(format!("{command:?}: {built}").into()) }
}
