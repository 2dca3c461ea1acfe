//! Which kind of entry has which fields: the one description of them, in the order of the file.
//!
//! The file, the table, the JSON outputs and `edit --clear` all read it. A new field is one in its
//! struct and one in the list here; the compiler refuses a list that leaves one out. `id`, `kind`
//! and `at`, which every entry has, are not listed, and neither is anything derived.

use clap::ValueEnum;
use serde::de::{Error, MapAccess};

use super::contact::Contact;
use super::entry::{Body, Entry, Goal, Kind, Letter, Plan, Reflection, UnknownFields, Urge};
use super::field_type::{FieldType, Form, Value};

/// What is known of a field before there is an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name in the file, in JSON, in a table and on the command line.
    pub name: &'static str,
    pub form: Form,
    pub required: bool,
    /// Whether `edit --clear` can empty it.
    pub can_be_empty: bool,
}

impl Field {
    /// The field `name` of the first kind that has it. One name has the same form in every kind.
    pub fn named(name: &str) -> Option<&'static Self> {
        Kind::value_variants().iter().find_map(|kind| kind.field(name))
    }

    /// The field `name`, described by its type.
    const fn of<'a, C, T: FieldType<'a>>(name: &'static str, _: fn(&C) -> &T) -> Self {
        Self { name, form: T::FORM, required: T::REQUIRED, can_be_empty: T::EMPTY.is_some() }
    }
}

macro_rules! fields {
    ($($kind:ident: $($field:ident),+;)+) => {
        impl Kind {
            /// The fields of the kind besides `id`, `kind` and `at`, in the order of the file.
            pub fn fields(self) -> &'static [Field] {
                match self {
                    $(Self::$kind => {
                        const FIELDS: &[Field] = &[
                            $(Field::of(stringify!($field), |content: &$kind| &content.$field)),+
                        ];
                        FIELDS
                    })+
                    Self::Restart => &[],
                }
            }
        }

        impl<'a> Body<'a> {
            pub fn kind(&self) -> Kind {
                match self {
                    $(Self::$kind(_) => Kind::$kind,)+
                    Self::Restart => Kind::Restart,
                }
            }

            /// A body whose fields are still to be read: the required ones are empty.
            pub fn unread(kind: Kind) -> Self {
                match kind {
                    $(Kind::$kind => Self::$kind($kind::default()),)+
                    Kind::Restart => Self::Restart,
                }
            }

            /// Calls `visit` with each field, in the order of the file, until that fails.
            pub fn each_field<'s, E>(
                &'s self,
                mut visit: impl FnMut(&'static str, Value<'s>) -> Result<(), E>,
            ) -> Result<(), E> {
                match self {
                    $(Self::$kind(content) => {
                        $(visit(stringify!($field), content.$field.value())?;)+
                    })+
                    Self::Restart => {}
                }
                Ok(())
            }

            /// Reads the next value of `map` into the field at a place of [`Kind::fields`]. Returns
            /// whether there was one, which null is not. An error where there is no such place.
            pub fn read_field<A: MapAccess<'a>>(
                &mut self,
                place: usize,
                map: &mut A,
            ) -> Result<bool, A::Error> {
                match self {
                    $(Self::$kind(content) => {
                        let mut places = 0..;
                        $(if places.next() == Some(place) {
                            return FieldType::read_next(&mut content.$field, map);
                        })+
                    })+
                    Self::Restart => {}
                }
                Err(A::Error::custom("there is no such field"))
            }

            /// Empties a field. `false` if the kind does not have it, or it cannot be empty.
            pub fn clear(&mut self, name: &str) -> bool {
                match self {
                    $(Self::$kind(content) => match name {
                        $(stringify!($field) => FieldType::clear(&mut content.$field),)+
                        _ => false,
                    })+
                    Self::Restart => false,
                }
            }

            pub fn into_owned(self) -> Body<'static> {
                match self {
                    $(Self::$kind(content) => {
                        Body::$kind($kind { $($field: FieldType::into_owned(content.$field)),+ })
                    })+
                    Self::Restart => Body::Restart,
                }
            }
        }
    };
}

fields! {
    Contact: by, channel, why, reply, necessary, stop, times, triggers, note;
    Urge: resisted, triggers, note;
    Letter: title, text;
    Goal: text, done;
    Plan: text;
    Reflection: answers;
}

impl Kind {
    /// The field `name`, if entries of this kind have it.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }
}

/// The same fields, borrowing nothing.
pub fn owned_fields(fields: UnknownFields<'_>) -> UnknownFields<'static> {
    let own = |(name, json)| (FieldType::into_owned(name), FieldType::into_owned(json));
    fields.into_iter().map(own).collect()
}

impl Entry<'_> {
    pub fn into_owned(self) -> Entry<'static> {
        let unknown = owned_fields(self.unknown);
        let Self { id, at, identity, .. } = self;
        Entry { id, at, body: self.body.into_owned(), identity, unknown }
    }
}
