//! Builds what is timed: the program as it is released, and the floors as examples.

use std::env;
use std::error::Error;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// The examples that are timed, or that time.
const EXAMPLES: [&str; 5] =
    ["floor-hello", "floor-clap", "floor-parse", "floor-append", "bench-peak"];

/// Where the programs are.
pub(crate) struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// Builds them, in the profile in which this one was built.
    ///
    /// The program apart from the examples: beside them, its crates would have features that the
    /// tests want.
    pub(crate) fn build() -> Result<Self, Box<dyn Error>> {
        let me = env::current_exe()?;
        // <target>/<profile>/deps/<this>
        let folder = me.ancestors().nth(2).ok_or("no folder of the profile")?.to_owned();
        let profile = if folder.ends_with("release") { "release" } else { "dev" };
        let cargo = env::var_os("CARGO").ok_or("run it by cargo bench")?;
        let build = |wanted: &[&str]| -> Result<(), Box<dyn Error>> {
            let mut command = Command::new(&cargo);
            command.args(["build", "--quiet", "--locked", "--profile", profile]).args(wanted);
            let built = command.current_dir(env!("CARGO_MANIFEST_DIR")).status()?;
            if built.success() { Ok(()) } else { Err(format!("{command:?}: {built}").into()) }
        };
        build(&EXAMPLES.map(|name| ["--example", name]).concat())?;
        build(&["--bin", "nocontact"])?;
        Ok(Self { folder })
    }

    /// The program.
    pub(crate) fn ours(&self) -> PathBuf {
        self.folder.join(format!("nocontact{}", env::consts::EXE_SUFFIX))
    }

    /// One of [`EXAMPLES`].
    pub(crate) fn example(&self, name: &str) -> PathBuf {
        self.folder.join("examples").join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// The bytes of the program.
    pub(crate) fn size(&self) -> Result<u64, Box<dyn Error>> {
        Ok(fs::metadata(self.ours())?.len())
    }
}
