//! The types that a field of an entry can have: how a value looks, is read, and is emptied.
//!
//! Which kind of entry has which field is in `fields`. Nothing here knows JSON or CSV: a value is
//! read from and written to whatever serde is given.

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::marker::PhantomData;

use chrono::NaiveDate;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::contact::{By, Channel, Necessity, Reply, Stop, Why};
use super::moment::{Moment, iso_date};
use super::readiness::Answers;
use super::text::quoted;

/// What a field holds. It serializes as in the file: one word, number or text, a list, or null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value<'v> {
    /// The person did not say.
    Absent,
    By(By),
    Channel(Channel),
    Why(Why),
    Reply(Reply),
    Necessity(Necessity),
    Stop(Stop),
    /// How many times something happened.
    Times(u32),
    Flag(bool),
    Date(#[serde(serialize_with = "as_text")] NaiveDate),
    Moment(#[serde(serialize_with = "as_text")] Moment),
    Answers(#[serde(serialize_with = "as_text")] Answers),
    Text(&'v str),
    List(&'v [Cow<'v, str>]),
}

fn as_text<T: Display, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

impl Value<'_> {
    /// Whether an entry without the field means the same. The file leaves such a field out.
    pub fn is_implied(self) -> bool {
        let stop = Self::Stop(Stop(false));
        self == stop
            || matches!(self, Self::Absent | Self::By(By::Me) | Self::Times(1) | Self::List([]))
    }
}

impl Display for Value<'_> {
    /// The value as in the file, without quotes. A list fails, since it is more than one word.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::Absent { Ok(()) } else { self.serialize(f) }
    }
}

/// How a value is written where everything is text, as in a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// One word of the program: an enum's, a date, seven answers.
    Word,
    Number,
    Flag,
    /// Text in the person's own words.
    Text,
    /// A list of such texts.
    List,
}

/// A type that a field can have.
pub trait FieldType<'a>: Sized {
    /// The same type, borrowing nothing.
    type Owned;
    const FORM: Form;
    /// Whether an entry must have the field.
    const REQUIRED: bool = false;
    /// Makes the empty value, where the field can be emptied.
    const EMPTY: Option<fn() -> Self> = None;

    fn value(&self) -> Value<'_>;

    /// Reads the stored form, which null is not part of.
    fn read<D: Deserializer<'a>>(from: D) -> Result<Self, D::Error>;

    /// Reads the next value of `map` into the field, unless it is null. Returns whether it was not.
    fn read_next<A: MapAccess<'a>>(&mut self, map: &mut A) -> Result<bool, A::Error> {
        let read: Option<Stored<Self>> = map.next_value()?;
        Ok(read.map(|Stored(value)| *self = value).is_some())
    }

    fn into_owned(self) -> Self::Owned;

    /// Empties the field. Returns `false`, and changes nothing, if it cannot be empty.
    fn clear(&mut self) -> bool {
        Self::EMPTY.map(|empty| *self = empty()).is_some()
    }
}

/// A value in its stored form.
#[derive(Clone, Copy, Debug)]
pub struct Stored<T>(pub T);

impl<'de, T: FieldType<'de>> Deserialize<'de> for Stored<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::read(from).map(Self)
    }
}

impl<'a, T: FieldType<'a>> Serialize for Stored<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.value().serialize(serializer)
    }
}

impl<'a, T: FieldType<'a>> FieldType<'a> for Option<T> {
    type Owned = Option<T::Owned>;
    const FORM: Form = T::FORM;
    const EMPTY: Option<fn() -> Self> = Some(|| None);

    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Absent, T::value)
    }

    fn read<D: Deserializer<'a>>(from: D) -> Result<Self, D::Error> {
        T::read(from).map(Some)
    }

    fn into_owned(self) -> Self::Owned {
        self.map(T::into_owned)
    }
}

impl<'a> FieldType<'a> for Vec<Cow<'a, str>> {
    type Owned = Vec<Cow<'static, str>>;
    const FORM: Form = Form::List;
    const EMPTY: Option<fn() -> Self> = Some(Vec::new);

    fn value(&self) -> Value<'_> {
        Value::List(self)
    }

    fn read<D: Deserializer<'a>>(from: D) -> Result<Self, D::Error> {
        let texts = Vec::<Stored<Cow<'a, str>>>::deserialize(from)?;
        Ok(texts.into_iter().map(|Stored(text)| text).collect())
    }

    fn into_owned(self) -> Self::Owned {
        self.into_iter().map(FieldType::into_owned).collect()
    }
}

impl<'a> FieldType<'a> for Cow<'a, str> {
    type Owned = Cow<'static, str>;
    const FORM: Form = Form::Text;
    const REQUIRED: bool = true;

    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }

    fn read<D: Deserializer<'a>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(TextVisitor(PhantomData))
    }

    fn into_owned(self) -> Cow<'static, str> {
        Cow::Owned(Cow::into_owned(self))
    }
}

/// Borrows a string that has no escapes in it.
struct TextVisitor<'a>(PhantomData<&'a str>);

impl<'a> Visitor<'a> for TextVisitor<'a> {
    type Value = Cow<'a, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'a str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// Implements [`FieldType`] for types that borrow nothing: for each its form, its variant of
/// [`Value`], the function that reads it, and another constant of the trait, if there is one.
macro_rules! plain {
    ($($type:ty: $form:ident, $variant:ident, $read:expr $(, $name:ident: $of:ty = $is:expr)?;)+) => {$(
        impl<'a> FieldType<'a> for $type {
            type Owned = Self;
            const FORM: Form = Form::$form;
            $(const $name: $of = $is;)?

            fn value(&self) -> Value<'_> {
                Value::$variant(*self)
            }

            fn read<D: Deserializer<'a>>(from: D) -> Result<Self, D::Error> {
                $read(from)
            }

            fn into_owned(self) -> Self {
                self
            }
        }
    )+};
}

plain! {
    By: Word, By, Self::deserialize;
    Channel: Word, Channel, Self::deserialize;
    Why: Word, Why, Self::deserialize;
    Reply: Word, Reply, Self::deserialize;
    Necessity: Word, Necessity, Self::deserialize;
    Stop: Flag, Stop, Self::deserialize, EMPTY: Option<fn() -> Self> = Some(Self::default);
    u32: Number, Times, Self::deserialize;
    bool: Flag, Flag, Self::deserialize;
    NaiveDate: Word, Date, |from| parsed(from, |text| iso_date(text.as_bytes()), "is not a date");
    Moment: Word, Moment, |from| parsed(from, Self::parse, "is neither a day nor a time");
    Answers: Word, Answers, |from| {
        parsed(from, Self::parse, "is not seven answers of y and n")
    }, REQUIRED: bool = true;
}

/// Reads a text and parses it; `problem` says what is wrong with one that does not parse.
pub(super) fn parsed<'a, T, D: Deserializer<'a>>(
    from: D,
    parse: impl Fn(&str) -> Option<T>,
    problem: &str,
) -> Result<T, D::Error> {
    let text = Cow::read(from)?;
    parse(&text).ok_or_else(|| D::Error::custom(format_args!("\"{}\" {problem}", quoted(&text))))
}
