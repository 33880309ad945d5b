//! Days and times as people in Haryana say them, on an Indian clock.

use domain::time::{Day, Timestamp};

use crate::text::{Text, Texts};

const MONTHS: [Text; 12] = [
    Text::DateJanuary,
    Text::DateFebruary,
    Text::DateMarch,
    Text::DateApril,
    Text::DateMay,
    Text::DateJune,
    Text::DateJuly,
    Text::DateAugust,
    Text::DateSeptember,
    Text::DateOctober,
    Text::DateNovember,
    Text::DateDecember,
];

impl Texts {
    /// A day: 24 नवंबर 2026.
    pub fn day(self, day: Day) -> String {
        let date = day.date();
        [&date.day.to_string(), " ", self.month_name(date.month), " ", &date.year.to_string()].concat()
    }

    /// The Indian calendar day of a moment.
    pub fn day_of(self, moment: Timestamp) -> String {
        self.day(moment.day())
    }

    /// Day and time: 24 नवंबर 2026, दोपहर 3:30 बजे.
    pub fn moment(self, moment: Timestamp) -> String {
        let (hour, minute) = moment.clock();
        let part = match hour {
            0..4 => Text::DateAfterMidnight,
            4..12 => Text::DateMorning,
            12..16 => Text::DateNoon,
            16..20 => Text::DateEvening,
            _ => Text::DateNight,
        };
        let hour = (hour + 11) % 12 + 1;
        let zero = if minute < 10 { "0" } else { "" };
        let time = [&hour.to_string(), ":", zero, &minute.to_string()].concat();
        self.fill(Text::DateMoment, &[("day", &self.day_of(moment)), ("part", self.get(part)), ("time", &time)])
    }

    /// A month of the statistics, `2020-01`: जनवरी 2020. Anything else stays as
    /// it is.
    pub fn month(self, key: &str) -> String {
        let parts = key.split_once('-').and_then(|(year, month)| Some((year, month.parse().ok()?)));
        match parts {
            Some((year, month @ 1..=12)) => [self.month_name(month), " ", year].concat(),
            _ => key.to_owned(),
        }
    }

    fn month_name(self, month: u8) -> &'static str {
        self.get(MONTHS[usize::from(month) - 1])
    }
}

#[cfg(test)]
mod tests {
    use domain::language::Language;

    use super::*;
    use crate::text::pack;

    fn in_all(write: impl Fn(Texts) -> String) -> [String; 3] {
        Language::ALL.map(|language| write(Texts::read(language, pack(language), "HR").unwrap()))
    }

    #[test]
    fn a_day_is_written_in_three_languages() {
        let day = Day::parse("2026-11-24").unwrap();

        let written = in_all(|texts| texts.day(day));

        assert_eq!(written, ["24 नवंबर 2026", "24 November 2026", "24 ਨਵੰਬਰ 2026"]);
    }

    #[test]
    fn a_moment_is_told_by_an_indian_clock() {
        let moment = Timestamp::parse("2026-11-24T10:00:00Z").unwrap();

        let written = in_all(|texts| texts.moment(moment));

        assert_eq!(
            written,
            ["24 नवंबर 2026, दोपहर 3:30 बजे", "24 November 2026, 3:30 pm", "24 ਨਵੰਬਰ 2026, ਦੁਪਹਿਰ 3:30 ਵਜੇ"]
        );
    }

    #[test]
    fn midnight_and_noon_are_twelve() {
        let clock = |text| in_all(|texts| texts.moment(Timestamp::parse(text).unwrap()))[1].clone();

        assert!(clock("2026-11-23T18:35:00Z").ends_with("24 November 2026, 12:05 am"));
        assert!(clock("2026-11-24T06:30:00Z").ends_with("12:00 pm"));
    }

    #[test]
    fn a_month_of_the_figures_has_a_name() {
        assert_eq!(in_all(|texts| texts.month("2020-01")), ["जनवरी 2020", "January 2020", "ਜਨਵਰੀ 2020"]);
        assert_eq!(in_all(|texts| texts.month("withheld"))[0], "withheld");
    }
}
