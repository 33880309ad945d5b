//! The public figures.

use browser::api::{Call, Failure};
use domain::wire::StatisticsAnswer;
use ui::pages::results::asked::Asked;

/// The figures that are asked for.
pub fn figures(asked: &Asked, done: impl FnOnce(Result<StatisticsAnswer, Failure>) + 'static) {
    Call::get(&asked.figures()).answer(done);
}
