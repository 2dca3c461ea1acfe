//! map later
pub mod domain;
