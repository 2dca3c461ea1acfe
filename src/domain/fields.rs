//! Which kind of entry has which fields: the one description of them, in the order of the file.
//!
//! The file, the table, the JSON outputs and `edit --clear` all read it. A new field is one in its
//! struct and one in its list below; the compiler refuses a list that leaves one out. `id`, `kind`
//! and `at`, which every entry has, are not listed, and neither is what is derived.

use clap::ValueEnum;
use serde::de::{Deserializer, Error};

use super::contact::Contact;
use super::entry::{Body, Entry, Goal, Kind, Letter, Plan, Reflection, Urge};
use super::field_type::{FieldType, Form, Value, read_into};

/// What is known of a field before there is an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the file, in JSON, in a table and on the command line.
    pub name: &'static str,
    /// How it is written in a table.
    pub form: Form,
    /// Whether an entry cannot be without it.
    pub required: bool,
    /// Whether `edit --clear` can empty it.
    pub can_be_empty: bool,
}

impl Field {
    /// The field `name` of whichever kind has it; no two kinds give one name to different forms.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        let all = Kind::value_variants().iter().flat_map(|kind| kind.fields());
        all.into_iter().find(|field| field.name == name)
    }

    /// The field `name`, described by its type.
    const fn of<'a, C, T: FieldType<'a>>(name: &'static str, _: fn(&C) -> &T) -> Self {
        Self { name, form: T::FORM, required: T::REQUIRED, can_be_empty: T::CAN_BE_EMPTY }
    }
}

/// What an entry of one kind holds, field by field.
trait Content<'a>: Sized {
    /// The same content, owning its text.
    type Owned;
    /// Its fields, in the order of the file.
    const FIELDS: &'static [Field];

    /// Calls `visit` with each field until that fails.
    fn each<'s, E>(
        &'s self,
        visit: impl FnMut(&'static str, Value<'s>) -> Result<(), E>,
    ) -> Result<(), E>;

    /// Reads the field `name`; see [`Body::read_field`].
    fn read<D: Deserializer<'a>>(&mut self, name: &str, from: D) -> Result<bool, D::Error>;

    /// Empties the field `name`, if it can be empty.
    fn clear(&mut self, name: &str);

    /// The same content, owning its text.
    fn into_owned(self) -> Self::Owned;
}

macro_rules! fields {
    ($content:ident $(<$life:lifetime>)?: $($field:ident),+) => {
        impl<'a> Content<'a> for $content $(<$life>)? {
            type Owned = fields!(owned $content $($life)?);
            const FIELDS: &'static [Field] =
                &[$(Field::of(stringify!($field), |content: &Self| &content.$field)),+];

            fn each<'s, E>(
                &'s self,
                mut visit: impl FnMut(&'static str, Value<'s>) -> Result<(), E>,
            ) -> Result<(), E> {
                $(visit(stringify!($field), self.$field.value())?;)+
                Ok(())
            }

            fn read<D: Deserializer<'a>>(&mut self, name: &str, from: D) -> Result<bool, D::Error> {
                match name {
                    $(stringify!($field) => read_into(&mut self.$field, from),)+
                    _ => Err(D::Error::custom(format_args!("there is no field \"{name}\""))),
                }
            }

            fn clear(&mut self, name: &str) {
                match name {
                    $(stringify!($field) => FieldType::clear(&mut self.$field),)+
                    _ => {}
                }
            }

            fn into_owned(self) -> Self::Owned {
                $content { $($field: FieldType::into_owned(self.$field)),+ }
            }
        }
    };
    (owned $content:ident $life:lifetime) => { $content<'static> };
    (owned $content:ident) => { $content };
}

fields!(Contact<'a>: by, channel, why, reply, necessary, times, triggers, note);
fields!(Urge<'a>: resisted, triggers, note);
fields!(Letter<'a>: title, text);
fields!(Goal<'a>: text, done);
fields!(Plan<'a>: text);
fields!(Reflection: answers);

/// Does one thing with what an entry of any kind holds, and another for a restart, which holds
/// nothing.
macro_rules! with_content {
    ($body:expr, $content:ident => $done:expr, restart => $nothing:expr) => {
        match $body {
            Body::Contact($content) => $done,
            Body::Restart => $nothing,
            Body::Urge($content) => $done,
            Body::Letter($content) => $done,
            Body::Goal($content) => $done,
            Body::Plan($content) => $done,
            Body::Reflection($content) => $done,
        }
    };
}

impl Kind {
    /// The fields that an entry of this kind has besides `id`, `kind` and `at`, in the order of the
    /// file.
    #[must_use]
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Contact => Contact::FIELDS,
            Self::Restart => &[],
            Self::Urge => Urge::FIELDS,
            Self::Letter => Letter::FIELDS,
            Self::Goal => Goal::FIELDS,
            Self::Plan => Plan::FIELDS,
            Self::Reflection => Reflection::FIELDS,
        }
    }

    /// The field `name`, if entries of this kind have it.
    #[must_use]
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }
}

impl<'a> Body<'a> {
    /// A body of `kind` whose fields are still to be read: all of them are at their defaults, and
    /// the required ones are empty.
    #[must_use]
    pub fn unread(kind: Kind) -> Self {
        match kind {
            Kind::Contact => Self::Contact(Contact::default()),
            Kind::Restart => Self::Restart,
            Kind::Urge => Self::Urge(Urge::default()),
            Kind::Letter => Self::Letter(Letter::default()),
            Kind::Goal => Self::Goal(Goal::default()),
            Kind::Plan => Self::Plan(Plan::default()),
            Kind::Reflection => Self::Reflection(Reflection::default()),
        }
    }

    /// Calls `visit` with the name and the value of each field, in the order of the file, until that
    /// fails.
    pub fn each_field<'s, E>(
        &'s self,
        visit: impl FnMut(&'static str, Value<'s>) -> Result<(), E>,
    ) -> Result<(), E> {
        with_content!(self, content => content.each(visit), restart => Ok(()))
    }

    /// Reads the stored form of the field `name`. Null leaves the field alone. Returns whether there
    /// was a value. A value of another type is an error, and so is a name that the kind does not
    /// have.
    pub fn read_field<D: Deserializer<'a>>(
        &mut self,
        name: &str,
        from: D,
    ) -> Result<bool, D::Error> {
        with_content!(self, content => content.read(name, from),
            restart => Err(D::Error::custom("a restart has no fields")))
    }

    /// Empties the field `name`. Returns `false`, and changes nothing, where the kind does not have
    /// the field or the field cannot be empty.
    pub fn clear(&mut self, name: &str) -> bool {
        let known = self.kind().field(name).is_some_and(|field| field.can_be_empty);
        if known {
            with_content!(self, content => content.clear(name), restart => {});
        }
        known
    }

    /// The same body, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Body<'static> {
        match self {
            Self::Contact(contact) => Body::Contact(contact.into_owned()),
            Self::Restart => Body::Restart,
            Self::Urge(urge) => Body::Urge(urge.into_owned()),
            Self::Letter(letter) => Body::Letter(letter.into_owned()),
            Self::Goal(goal) => Body::Goal(goal.into_owned()),
            Self::Plan(plan) => Body::Plan(plan.into_owned()),
            Self::Reflection(reflection) => Body::Reflection(reflection),
        }
    }
}

impl Entry<'_> {
    /// The same entry, owning its text.
    #[must_use]
    pub fn into_owned(self) -> Entry<'static> {
        let own = |(name, json)| (FieldType::into_owned(name), FieldType::into_owned(json));
        let unknown = self.unknown.into_iter().map(own).collect();
        Entry { id: self.id, at: self.at, body: self.body.into_owned(), unknown }
    }
}
