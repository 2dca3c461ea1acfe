//! Bytes and the disk: the lock, the save in one step, who may read a file, what lies beside it.
//!
//! Nothing here knows what the bytes mean.

pub mod access;
pub mod atomic;
pub mod identity;
pub mod lock;
pub mod names;
pub mod place;
pub mod siblings;
pub mod system;
pub mod temporary;
