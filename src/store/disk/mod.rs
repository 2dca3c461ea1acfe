//! Bytes and the disk: the lock, the save in one step, who may read a file, what lies beside it.
//!
//! Nothing here knows what the bytes mean.

pub mod access;
pub mod atomic;
pub mod lock;
pub mod place;
pub mod siblings;
pub(super) mod temporary;
