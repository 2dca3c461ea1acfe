//! One journal on several machines: random histories, in the program and in a plain model of
//! `manual/file.md`, and what holds once all machines met.

mod model;

use std::collections::BTreeMap;
use std::fs;
#[cfg(unix)]
use std::{fs::Permissions, os::unix::fs::PermissionsExt};

use chrono::{DateTime, FixedOffset, TimeDelta};
use nocontact::domain::clock::Zone;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use self::model::{
    ByUid, Clock, Command, File, Machine, State, form, id, prevails, removes, survives, text, uid,
};
use crate::random;
use crate::world::World;

/// A journal from before there were uids, with ties, and with changes that can be undone.
const FROM_BEFORE: &str = include_str!("messages/whole/from_before.json");

/// The rows of a table that somebody wrote, and what they say. Some are equal, some say what an
/// entry says on some machines, and one is in the future for a clock that is behind.
const BY_HAND: [(&str, &str); 8] = [
    ("Contact;;text;12 Nov 2026", r#"{"kind":"contact","at":"2026-11-12","channel":"text"}"#),
    ("contact;;TEXT;2026-11-12", r#"{"kind":"contact","at":"2026-11-12","channel":"text"}"#),
    ("urge;;;2026/11/11", r#"{"kind":"urge","at":"2026-11-11"}"#),
    ("contact;;text;10.11.2026", r#"{"kind":"contact","at":"2026-11-10","channel":"text"}"#),
    (";;;\ncontact;;text;2026-11-10", r#"{"kind":"contact","at":"2026-11-10","channel":"text"}"#),
    ("contact;;text;Nov 10, 2026", r#"{"kind":"contact","at":"2026-11-10","channel":"text"}"#),
    ("contact;;call;2026-11-23", r#"{"kind":"contact","at":"2026-11-23","channel":"call"}"#),
    ("goal;walk;;2026-11-12", r#"{"kind":"goal","at":"2026-11-12","text":"walk"}"#),
];

/// The table with the first of these rows.
fn by_hand(rows: usize) -> String {
    let rows = BY_HAND[..rows].iter().map(|(row, _)| format!("{row}\n"));
    format!("sep=;\nKIND;Text;Channel;Date\n{}", rows.collect::<String>())
}

/// How the journals began: all as copies of one, or the last one by itself.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Origin {
    Copies,
    FromBefore,
    Apart,
}

/// Where an imported file is from. A number picks the machine or the copy that was kept.
#[derive(Clone, Debug)]
enum Source {
    Journal(usize),
    Export(usize),
    Kept(usize),
    Table(usize),
    KeptTable(usize),
    /// So many of the first rows.
    ByHand(usize),
}

#[derive(Clone, Copy, Debug)]
enum Edit {
    Note,
    Clear,
    Channel,
    At(i64),
}

/// What is typed. A number picks an entry of the machine. The last flag is `--take-changes`.
#[derive(Clone, Debug)]
enum Act {
    Log { channel: &'static str, at: Option<i64>, note: bool },
    Urge { at: Option<i64> },
    GaveIn(usize),
    Resisted(usize),
    Goal,
    Done(usize),
    Edit(usize, Edit),
    Remove(usize),
    Burn(usize),
    Restart,
    Amend { date: Option<u32>, policy: Option<&'static str>, days: Option<u64> },
    Undo(usize),
    Keep,
    Import(Vec<Source>, bool),
}

/// A command on a machine, so many hours and nanoseconds after the beginning.
#[derive(Clone, Debug)]
struct Step {
    machine: usize,
    hours: i64,
    nanos: i64,
    act: Act,
}

fn act() -> impl Strategy<Value = Act> {
    // Hours before the present; even ones are an instant, odd ones a day.
    let ago = || select(vec![0, 1, 2, 4, 24, 25, 48, 49, 73]);
    let at = || prop::option::weighted(0.6, ago());
    let nth = || 0..12_usize;
    let source = prop_oneof![
        4 => (0..4_usize).prop_map(Source::Journal),
        1 => (0..4_usize).prop_map(Source::Export),
        2 => nth().prop_map(Source::Kept),
    ];
    let table = prop_oneof![
        2 => (0..4_usize).prop_map(Source::Table),
        2 => nth().prop_map(Source::KeptTable),
        4 => (1..9_usize).prop_map(Source::ByHand),
    ];
    let edit = prop_oneof![
        3 => Just(Edit::Note),
        2 => Just(Edit::Clear),
        2 => Just(Edit::Channel),
        2 => ago().prop_map(Edit::At),
    ];
    let date = prop::option::weighted(0.4, 1..14_u32);
    let policy = prop::option::of(select(vec!["fixed", "strict", "no-end"]));
    let days = prop::option::of(select(vec![7_u64, 20, 30, 100]));
    prop_oneof![
        5 => (select(vec!["text", "call", "lurk"]), at(), any::<bool>())
            .prop_map(|(channel, at, note)| Act::Log { channel, at, note }),
        2 => at().prop_map(|at| Act::Urge { at }),
        2 => nth().prop_map(Act::GaveIn),
        2 => nth().prop_map(Act::Resisted),
        1 => Just(Act::Goal),
        1 => nth().prop_map(Act::Done),
        9 => (nth(), edit).prop_map(|(nth, edit)| Act::Edit(nth, edit)),
        3 => nth().prop_map(Act::Remove),
        1 => nth().prop_map(Act::Burn),
        1 => Just(Act::Restart),
        2 => (date, policy, days)
            .prop_map(|(date, policy, days)| Act::Amend { date, policy, days }),
        4 => prop_oneof![4 => Just(1_usize), 1 => 2..5_usize].prop_map(Act::Undo),
        2 => Just(Act::Keep),
        9 => prop::collection::vec(source, 1..3).prop_map(|files| Act::Import(files, false)),
        // A table by itself, since the manual does not say what comes first among several files.
        10 => (table, any::<bool>()).prop_map(|(table, take)| Act::Import(vec![table], take)),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    let nanos = select(vec![0, 0, 0, 0, 999, 1000, 2000, 500_000_000]);
    (0..4_usize, select(vec![0, 0, 0, 1, 2, 24, 30]), nanos, act())
        .prop_map(|(machine, hours, nanos, act)| Step { machine, hours, nanos, act })
}

/// All machines, in the program and in the model.
struct Machines {
    worlds: Vec<World>,
    models: Vec<Machine>,
    /// By how many hours each clock is ahead.
    ahead: Vec<i64>,
    /// Files that were kept to be imported later.
    kept: Vec<(Vec<u8>, State)>,
    /// The notes that ever were in an entry, with its uid.
    notes: Vec<(String, String)>,
    /// The uid of the contact that is made of each urge.
    contacts: BTreeMap<String, String>,
    /// The rows of the table that somebody wrote, with the uids that are made of them.
    by_hand: Vec<Value>,
}

fn copy_of(bytes: &[u8], now: Clock) -> World {
    let mut world = World::new();
    world.write(bytes);
    #[cfg(unix)] // Windows has no modes.
    fs::set_permissions(world.journal(), Permissions::from_mode(0o600)).unwrap();
    set_clock(&mut world, now);
    world
}

fn set_clock(world: &mut World, now: Clock) {
    world.now = now;
    world.zone = Zone::Fixed(*now.offset());
}

impl Machines {
    fn new(origin: Origin, ahead: Vec<i64>, offsets: &[i32]) -> Self {
        let first = World::started();
        first.ok("log text --at 2026-11-10 --note (0)");
        first.ok("urge --no-wait --at 2026-11-11");
        first.write(first.ok("export --format json"));
        let mut model = Machine::read(&first.whole_file());
        if origin == Origin::FromBefore {
            // Another machine tells the uids: they are the same on every machine.
            let other = copy_of(FROM_BEFORE.as_bytes(), first.now);
            other.ok("plan probe");
            model = Machine::read(&other.whole_file());
            model.state.entries.retain(|_, entry| text(entry, "kind") != "plan");
            model.undo.pop();
            first.write(FROM_BEFORE);
        }
        let (worlds, models, kept) = (Vec::new(), Vec::new(), Vec::new());
        let (notes, contacts) = (Vec::new(), BTreeMap::new());
        let mut other = World::started();
        let path = other.path().join("by-hand");
        fs::write(&path, by_hand(BY_HAND.len())).unwrap();
        other.at("2026-11-24T12:00:00Z").ok(&format!("import {}", path.display()));
        let made = Machine::read(&other.whole_file()).state.rows();
        let likes = BY_HAND.map(|(_, says)| serde_json::from_str::<Value>(says).unwrap());
        let mut by_hand = likes.to_vec();
        for (row, entry) in by_hand.iter_mut().zip(&likes) {
            let alike = likes.iter().zip(&made).filter(|(like, _)| *like == entry);
            row["made"] = alike.map(|(_, made)| made["uid"].clone()).collect();
        }
        let mut all = Self { worlds, models, ahead, kept, notes, contacts, by_hand };
        for (nth, hours) in offsets.iter().enumerate() {
            if origin == Origin::Apart && nth + 1 == offsets.len() {
                first.write("");
                fs::remove_file(first.journal()).unwrap();
                first.ok("start 2026-11-03 --days 20");
                model = Machine::read(&first.whole_file());
            }
            let offset = FixedOffset::east_opt(hours * 3600).unwrap();
            all.worlds.push(copy_of(&first.bytes(), first.now.with_timezone(&offset)));
            all.models.push(model.clone());
            all.kept.push(all.file(nth));
            all.remember(nth);
        }
        all
    }

    fn file(&self, at: usize) -> (Vec<u8>, State) {
        (self.worlds[at].bytes(), self.models[at].state.clone())
    }

    fn source(&self, source: &Source) -> (Vec<u8>, File) {
        let count = self.worlds.len();
        let kept = |nth: usize| self.kept[nth % self.kept.len()].clone();
        let table = |(bytes, state): (Vec<u8>, State)| {
            let exported = copy_of(&bytes, self.worlds[0].now).ok("export --format csv");
            (exported.into_bytes(), File::Table(state.rows()))
        };
        let journal = |(bytes, state)| (bytes, File::Journal(state));
        match source {
            Source::Journal(at) => journal(self.file(at % count)),
            Source::Kept(nth) => journal(kept(*nth)),
            Source::Table(at) => table(self.file(at % count)),
            Source::KeptTable(nth) => table(kept(*nth)),
            Source::Export(at) => {
                let exported = self.worlds[at % count].ok("export --format json");
                journal((exported.into_bytes(), self.models[at % count].state.clone()))
            }
            Source::ByHand(rows) => {
                (by_hand(*rows).into_bytes(), File::Table(self.by_hand[..*rows].to_vec()))
            }
        }
    }

    fn remember(&mut self, at: usize) {
        let copies = self.models[at].copies();
        let noted = copies.iter().filter(|entry| !entry["note"].is_null());
        self.notes.extend(noted.map(|entry| (uid(entry), text(entry, "note").to_owned())));
        self.notes.sort();
        self.notes.dedup();
    }

    /// Types the command of a step on its machine, and follows it in the model.
    fn step(&mut self, nth: usize, step: &Step) -> Result<(), TestCaseError> {
        let at = step.machine % self.worlds.len();
        let hours = step.hours + self.ahead[at];
        let now = DateTime::parse_from_rfc3339("2026-11-23T12:00:00Z").unwrap()
            + TimeDelta::hours(hours)
            + TimeDelta::nanoseconds(step.nanos);
        let now = now.with_timezone(self.worlds[at].now.offset());
        set_clock(&mut self.worlds[at], now);
        let Some((line, command)) = self.typed(nth, at, &step.act) else { return Ok(()) };
        let before = self.worlds[at].bytes();
        let tried = matches!(command, Command::Import(..))
            .then(|| self.worlds[at].run(&format!("{line} --dry-run")).code);
        prop_assert_eq!(&self.worlds[at].bytes(), &before, "--dry-run changes nothing");
        let outcome = self.worlds[at].run(&line);
        prop_assert_eq!(tried.unwrap_or(outcome.code), outcome.code, "{} --dry-run", line);
        let told = format!("machine {at} at {now}: {line}: {outcome}");
        let mut model = self.models[at].clone();
        let entries = self.worlds[at].whole_file()["entries"].as_array().unwrap().clone();
        let mut new = entries.iter().find(|it| id(it) == model.next_id()).map(uid);
        if let Command::GaveIn(urge) | Command::Resisted(urge) = &command {
            // A contact that is still here, or that was burnt, does not come a second time.
            let State { entries, removed, .. } = &model.state;
            let known = self.contacts.get(urge).cloned();
            let again = matches!(command, Command::GaveIn(_));
            let taken = |uid: &String| {
                entries.contains_key(uid) || removed.get(uid).is_some_and(|it| it["burnt"] == true)
            };
            if known.is_none() {
                self.contacts.extend(new.clone().map(|new| (urge.clone(), new)));
            }
            new = known.filter(|uid| !again || !taken(uid) || new.is_none()).or(new);
        }
        // A window that another machine began later refuses a restart: that is not modeled.
        let refused = line == "restart" && outcome.code != 0;
        let expected = !refused && model.follow(&command, now, &new.unwrap_or_default());
        prop_assert_eq!(outcome.code == 0, expected, "{}", told);
        let changes = model != self.models[at];
        self.models[at] = model;
        self.remember(at);
        // A journal from before may get its uids meanwhile.
        let same = self.worlds[at].bytes() == before;
        let has_uids = String::from_utf8(before).unwrap().contains("\"uid\"");
        prop_assert!(same || changes || !has_uids, "should change nothing: {}", told);
        if same && !changes { Ok(()) } else { self.compare(at, &told) }
    }

    /// How a step is typed, and what the model makes of it; nothing where there is no such entry.
    #[expect(clippy::too_many_lines, reason = "a few lines for each command")]
    fn typed(&mut self, nth: usize, at: usize, act: &Act) -> Option<(String, Command)> {
        let now = self.worlds[at].now;
        let note = format!("({nth})");
        let seconds = |time: Clock| time.format("%Y-%m-%dT%H:%M:%S%:z").to_string();
        let when = |ago: i64| {
            let time = now - TimeDelta::hours(ago);
            if ago % 2 == 0 { seconds(time) } else { time.date_naive().to_string() }
        };
        let placed = |line: String, ago: Option<i64>| match ago {
            Some(ago) => (format!("{line} --at {}", when(ago)), when(ago)),
            None => (line, seconds(now)),
        };
        let state = &self.models[at].state;
        let pick = |nth: usize, kinds: &[&str]| {
            let mut all: Vec<&Value> = state.entries.values().collect();
            all.sort_by_key(|entry| id(entry));
            all.retain(|entry| kinds.is_empty() || kinds.contains(&text(entry, "kind")));
            (!all.is_empty()).then(|| all[nth % all.len()].clone())
        };
        Some(match act.clone() {
            Act::Log { channel, at, note: with_note } => {
                let note = with_note.then_some(note);
                let words = note.as_ref().map_or(String::new(), |note| format!(" --note {note}"));
                let (line, at) = placed(format!("log {channel}{words}"), at);
                let fields = json!({"kind": "contact", "at": at, "channel": channel, "note": note});
                (line, Command::Record(fields))
            }
            Act::Urge { at } => {
                let (line, at) = placed(format!("urge --no-wait --note {note}"), at);
                (line, Command::Record(json!({"kind": "urge", "at": at, "note": note})))
            }
            Act::Goal => {
                let fields = json!({"kind": "goal", "at": seconds(now), "text": note});
                (format!("goal {note}"), Command::Record(fields))
            }
            Act::Restart => {
                let fields = json!({"kind": "restart", "at": seconds(now)});
                ("restart".into(), Command::Record(fields))
            }
            Act::GaveIn(nth) => {
                let urge = pick(nth, &["urge"])?;
                (format!("urge --gave-in {}", urge["id"]), Command::GaveIn(uid(&urge)))
            }
            Act::Resisted(nth) => {
                let urge = pick(nth, &["urge"])?;
                (format!("urge --resisted {}", urge["id"]), Command::Resisted(uid(&urge)))
            }
            Act::Done(nth) => {
                let goal = pick(nth, &["goal"])?;
                let today = json!(now.date_naive().to_string());
                let done = if goal["done"].is_null() { today } else { goal["done"].clone() };
                let edit = Command::Edit(uid(&goal), json!({"done": done}));
                (format!("goal --done {}", goal["id"]), edit)
            }
            Act::Edit(nth, what) => {
                let kinds: &[&str] = match what {
                    Edit::Note | Edit::Clear => &["contact", "urge"],
                    Edit::Channel => &["contact"],
                    Edit::At(_) => &[],
                };
                let entry = pick(nth, kinds)?;
                let channel = ["text", "call", "email", "lurk"][nth % 4];
                let (words, fields) = match what {
                    Edit::Note => (format!("--note {note}"), json!({"note": note})),
                    Edit::Clear => ("--clear note".into(), json!({"note": null})),
                    Edit::Channel => (format!("--channel {channel}"), json!({"channel": channel})),
                    Edit::At(ago) => (format!("--at {}", when(ago)), json!({"at": when(ago)})),
                };
                let edit = Command::Edit(uid(&entry), fields);
                (format!("edit {} {words}", entry["id"]), edit)
            }
            Act::Remove(nth) => {
                let entry = pick(nth, &[])?;
                (format!("remove {} --yes", entry["id"]), Command::Remove(uid(&entry)))
            }
            Act::Burn(nth) => {
                let copies = self.models[at].copies();
                let entry = copies.get(nth % copies.len().max(1))?;
                (format!("remove {} --burn --yes", entry["id"]), Command::Burn(uid(entry)))
            }
            Act::Amend { date, policy, days } => {
                let days = days.filter(|_| policy != Some("no-end"));
                let date = date.map(|day| format!("2026-11-{day:02}"));
                let words = [
                    date.as_ref().map(|date| format!(" --date {date}")),
                    policy.map(|policy| format!(" --{policy}")),
                    days.map(|days| format!(" --days {days}")),
                ];
                let words: String = words.into_iter().flatten().collect();
                let policy = policy.map(|policy| policy.replace("no-end", "open"));
                let mut rules = json!({"breakup": date, "policy": policy, "days": days});
                rules.as_object_mut().unwrap().retain(|_, value| !value.is_null());
                let wrong = words.is_empty();
                (!wrong).then(|| (format!("amend --yes{words}"), Command::Amend(rules)))?
            }
            Act::Undo(count) => (format!("undo {count}"), Command::Undo(count)),
            Act::Keep => {
                self.kept.push(self.file(at));
                return None;
            }
            Act::Import(sources, take_changes) => {
                let mut line = "import".to_owned();
                let mut files = Vec::new();
                for (nth, source) in sources.iter().enumerate() {
                    let (bytes, file) = self.source(source);
                    let path = self.worlds[at].path().join(nth.to_string());
                    fs::write(&path, bytes).unwrap();
                    line = format!("{line} {}", path.display());
                    files.push(file);
                }
                let option = if take_changes { " --take-changes" } else { "" };
                (line + option, Command::Import(files, take_changes))
            }
        })
    }

    /// Compares the file and the model, and looks for what was burnt.
    fn compare(&self, at: usize, told: &str) -> Result<(), TestCaseError> {
        let (world, model) = (&self.worlds[at], &self.models[at]);
        let written = String::from_utf8(world.bytes()).unwrap();
        let file = world.whole_file();
        let read = Machine::read(&file);
        prop_assert_eq!(file["entries"].as_array().unwrap().len(), read.state.entries.len());
        prop_assert_eq!(&read.state, &model.state, "{}\n{}", told, written);
        prop_assert_eq!(read.undo.len(), model.undo.len(), "undo: {}\n{}", told, written);
        let backup = fs::read(world.beside(".bak")).unwrap_or_default();
        let all = written + &String::from_utf8(backup).unwrap();
        for (uid, note) in &self.notes {
            let burnt = model.state.removed.get(uid).is_some_and(|mark| mark["burnt"] == true);
            prop_assert!(!burnt || !all.contains(note), "{} was burnt: {}\n{}", note, told, all);
        }
        Ok(())
    }

    /// What every machine must have once all have met, found entry by entry, without ids.
    fn met(&self) -> (BTreeMap<String, String>, ByUid) {
        let (mut entries, mut removed) = (BTreeMap::new(), ByUid::new());
        let states = || self.models.iter().map(|model| &model.state);
        for (uid, mark) in states().flat_map(|state| &state.removed) {
            if removed.get(uid).is_none_or(|here| removes(mark, here)) {
                removed.insert(uid.clone(), mark.clone());
            }
        }
        for (uid, entry) in states().flat_map(|state| &state.entries) {
            let mut forms = states().filter_map(|state| state.entries.get(uid));
            let latest = !forms.any(|form| prevails(form, entry));
            if latest && removed.get(uid).is_none_or(|mark| survives(entry, mark)) {
                entries.insert(uid.clone(), form(entry));
            }
        }
        removed.retain(|uid, _| !entries.contains_key(uid));
        (entries, removed)
    }

    /// Brings copies of all machines together, first in this order and then all, and checks what must hold then. Returns what the journals say.
    fn meet(&self, order: &[(usize, usize)]) -> Result<Vec<Value>, TestCaseError> {
        let now = DateTime::parse_from_rfc3339("2026-11-25T12:00:00+01:00").unwrap();
        let worlds: Vec<World> = self.worlds.iter().map(|it| copy_of(&it.bytes(), now)).collect();
        let import = |to: &World, from: &[&World]| {
            let before = to.bytes();
            let paths = from.iter().map(|world| format!(" {}", world.journal().display()));
            to.ok(&format!("import{}", paths.collect::<String>()));
            to.bytes() != before
        };
        let healthy = |world: &World| {
            let early = Machine::read(&world.whole_file()).state.begins_early();
            let outcome = world.run("doctor");
            prop_assert_eq!(outcome.code, u8::from(early), "{}", outcome);
            Ok(())
        };
        worlds.iter().try_for_each(healthy)?;
        for (to, from) in order {
            import(&worlds[to % worlds.len()], &[&worlds[from % worlds.len()]]);
        }
        let all: Vec<&World> = worlds.iter().collect();
        for world in &all {
            import(world, &all);
        }
        for world in &all {
            prop_assert!(!import(world, &all), "merging again changes something");
        }
        worlds.iter().try_for_each(healthy)?;
        let mut said: BTreeMap<String, Value> = BTreeMap::new();
        let mut first = None;
        for world in &worlds {
            let read = Machine::read(&world.whole_file()).state;
            let forms: BTreeMap<_, _> =
                read.entries.iter().map(|(uid, entry)| (uid.clone(), form(entry))).collect();
            let here = (forms, read.removed);
            prop_assert_eq!(&here, first.get_or_insert(here.clone()), "two machines differ");
            prop_assert_eq!(&here, &self.met(), "not what the manual says");
            let (mut history, mut status) =
                (world.whole_json("history --json"), world.whole_json("status --json"));
            for entry in history.as_array_mut().unwrap() {
                entry["id"].take();
            }
            status["last_chasing"].get_mut("id").map(Value::take);
            let here = json!([history, status, world.whole_file()["removed"]]);
            let there = said.entry(uid(&read.rules)).or_insert_with(|| here.clone());
            prop_assert_eq!(&here, &*there, "two machines differ");
        }
        Ok(said.into_values().collect())
    }
}

fn pairs() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..4_usize, 0..4_usize), 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 5000, ..random::config(40) })]

    #[test]
    fn several_machines_do_what_the_manual_says(
        origin in select(vec![Origin::Copies, Origin::FromBefore, Origin::Apart]),
        ahead in prop::collection::vec(select(vec![0, 0, 0, 1, -2, 5, -27]), 4),
        offsets in prop::collection::vec(select(vec![1, 1, 1, 9, -8]), 3..=4),
        steps in prop::collection::vec(step(), 1..30),
        (one, other) in (pairs(), pairs()),
    ) {
        let mut all = Machines::new(origin, ahead, &offsets);
        for (nth, step) in (1..).zip(&steps) {
            all.step(nth, step)?;
        }
        for (world, model) in all.worlds.iter().zip(&all.models) {
            let history = world.whole_json("history --json");
            let uids: Vec<String> = history.as_array().unwrap().iter().map(uid).collect();
            prop_assert_eq!(uids, model.in_order(), "{:#}", world.whole_file());
        }
        prop_assert_eq!(all.meet(&one)?, all.meet(&other)?, "two orders differ");
    }
}
