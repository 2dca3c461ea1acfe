//! Bytes and the disk: the lock, the save in one step, who may read a file, what lies beside it.
//!
//! Nothing here knows what the bytes mean.

pub(crate) mod access;
pub(crate) mod atomic;
pub(crate) mod files;
pub(crate) mod lock;
pub(crate) mod place;
