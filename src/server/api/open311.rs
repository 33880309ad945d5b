//! Open311 GeoReport v2, below `/open311/v2`: tools of other cities file and read,
//! systems of departments answer what was forwarded to them.
//!
//! - [`discovery`], [`services`] what there is; [`requests`] filing, and
//!   [`report`] what is made of what was sent; [`listing`] reading
//! - [`updates`] the steps of complaints, as FixMyStreet's extension has them;
//!   [`update`] taking one, and [`status`] what it means here
//! - [`fields`] what a request brings; [`document`] an answer in both formats;
//!   [`told`] why there is none
//!
//! What anyone may read here is what they may read on the portal with the number:
//! no word and no person, ever. Source: <https://wiki.open311.org/GeoReport_v2>.

pub mod discovery;
pub mod document;
pub mod fields;
pub mod listing;
pub mod moment;
pub mod place;
pub mod report;
pub mod requests;
pub mod services;
pub mod status;
pub mod told;
pub mod update;
pub mod updates;
