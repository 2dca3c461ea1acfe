//! How a record names what was recorded, for readers who never used nocontact.

use crate::domain::{Body, By, Channel, Contact, Necessity, Reply, Why};

pub(super) fn who(by: By) -> &'static str {
    match by {
        By::Me => "by me",
        By::Them => "by them",
        By::Chance => "by chance",
    }
}

pub(super) fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Call => "call",
        Channel::Text => "text message",
        Channel::Email => "email",
        Channel::Social => "social media",
        Channel::Visit => "visit in person",
        Channel::Meetup => "meeting",
        Channel::Letter => "letter or gift",
        Channel::Friend => "through someone else",
        Channel::Lurk => "profile view",
        Channel::Other => "other contact",
    }
}

pub(super) fn necessity(reason: Necessity) -> &'static str {
    match reason {
        Necessity::Children => "shared children",
        Necessity::Work => "shared work",
        Necessity::Home => "a shared home",
        Necessity::Belongings => "belongings",
        Necessity::Legal => "a legal matter",
        Necessity::Emergency => "an emergency",
        Necessity::Safety => "a risk of harm",
    }
}

fn why(why: Why) -> &'static str {
    match why {
        Why::Explanation => "to ask for an explanation",
        Why::Begging => "to beg",
        Why::Persuading => "to change someone's mind",
        Why::StayingPresent => "to check in",
        Why::Apology => "to say sorry",
        Why::Comfort => "to give or seek comfort",
        Why::Jealousy => "jealousy",
        Why::Other => "something else",
    }
}

fn reply(reply: Reply) -> &'static str {
    match reply {
        Reply::None => "none",
        Reply::Brief => "short",
        Reply::Conversation => "a conversation",
    }
}

/// What was said of a contact, a sentence each. What was not said is not there.
pub(super) fn facts(contact: &Contact<'_>) -> Vec<String> {
    let answer = if contact.by == By::Me { "Their answer:" } else { "My answer:" };
    let facts = [
        contact.why.map(|it| ("Purpose:", why(it))),
        contact.necessary.map(|it| ("Could not be avoided, because of", necessity(it))),
        contact.reply.map(|it| (answer, reply(it))),
    ];
    let facts = facts.into_iter().flatten().map(|(label, words)| format!("{label} {words}."));
    let is_set_aside = contact.necessary.is_some() && !contact.was_necessary();
    let set_aside =
        is_set_aside.then(|| "With that purpose, it is not counted as necessary.".to_owned());
    facts.chain(set_aside).collect()
}

/// What kind of entry it is, and how it ended.
pub(super) fn what(body: &Body<'_>) -> String {
    match body {
        Body::Contact(contact) => {
            let times = match contact.times {
                1 => String::new(),
                2 => ", twice".to_owned(),
                times => format!(", {times} times"),
            };
            format!("{}, {}{times}", channel(contact.channel), who(contact.by))
        }
        Body::Urge(urge) => match urge.resisted {
            None => "urge to reach out".to_owned(),
            Some(true) => "urge to reach out, resisted".to_owned(),
            Some(false) => "urge to reach out, gave in".to_owned(),
        },
        Body::Letter(_) => "letter that was not sent".to_owned(),
        Body::Goal(goal) if goal.done.is_some() => "goal, done".to_owned(),
        body => crate::domain::word(body.kind()),
    }
}
